"""The command `fazhi`: it reads arguments and prints; the work is done in the other rooms."""

from compare.cli.parser import main

__all__ = ["main"]
