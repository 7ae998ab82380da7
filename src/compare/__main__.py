"""`python -m compare`: the command `fazhi` where scripts are not on the path."""

import sys

from compare.cli import main

sys.exit(main())
