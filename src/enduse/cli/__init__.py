"""Door 1: the command line. One short file a command; what a command needs is loaded when it runs, so that help is at once."""


def main() -> None:
    """Run the command that was typed; the entry point of `enduse`."""
    import sys

    from enduse.cli.app import run

    sys.exit(run())
