"""How a deck is written into a workbook."""
