"""``python -m regplan`` is the command line."""

from regplan.cli import main

if __name__ == "__main__":
    main()
