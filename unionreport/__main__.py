"""``python -m unionreport`` is the command ``unionreport``."""

from unionreport.cli import main

main()
