"""The words of earnings releases, in English and Japanese: figures, periods, items, directions."""
