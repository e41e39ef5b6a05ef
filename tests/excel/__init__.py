"""Excel behind xlwings' own classes, in memory."""
