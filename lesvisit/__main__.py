"""`python -m lesvisit`: the same as the command `lesvisit`."""

import sys

from lesvisit.cli import main

if __name__ == "__main__":
    sys.exit(main())
