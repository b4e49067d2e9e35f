"""`python -m offramp`: the command line."""

from offramp.cli.start import main

if __name__ == "__main__":
    main()
