"""Run the command line with ``python -m foreigndesk``."""

from foreigndesk.app.cli import main

if __name__ == "__main__":
    main()
