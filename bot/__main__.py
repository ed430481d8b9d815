"""`python -m bot` is the `mastermind` command."""

from bot.cli import main

main()
