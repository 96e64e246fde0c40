"""Door 1: the command line. One short file a command; what a command needs is loaded when it runs, so that help is at once."""


def main() -> None:
    """Run the command that was typed; the entry point of `enduse`."""
    import sys

    try:
        from enduse.cli.app import run
    except KeyboardInterrupt:  # while it is loaded
        print("enduse: interrupted", file=sys.stderr)
        sys.exit(130)
    sys.exit(run())
