"""`python -m generator` is the command `disclosure`."""

import sys

from generator.cli import main

sys.exit(main())
