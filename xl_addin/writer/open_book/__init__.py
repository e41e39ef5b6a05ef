"""What the live writer does to one open workbook, piece by piece."""
