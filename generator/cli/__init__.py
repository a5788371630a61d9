"""The command `disclosure`."""

from generator.cli.main import main

__all__ = ["main"]
