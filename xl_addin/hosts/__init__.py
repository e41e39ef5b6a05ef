"""Thin entry points: the command line and Excel. No arithmetic."""
