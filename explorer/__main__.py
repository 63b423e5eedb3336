"""Lets ``python -m explorer`` start the program."""

from explorer.app import main

raise SystemExit(main())
