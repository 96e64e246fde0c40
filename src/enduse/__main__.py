"""`python -m enduse`: the command line where the script `enduse` is not on the path."""

from enduse.cli import main

if __name__ == "__main__":
    main()
