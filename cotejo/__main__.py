"""``python -m cotejo`` is ``cotejo``."""

from cotejo.cli import main

main()
