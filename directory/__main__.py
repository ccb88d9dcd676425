"""`python -m directory` is the same program as `resource-directory`."""

import sys

from directory.cli import main

if __name__ == "__main__":
    sys.exit(main())
