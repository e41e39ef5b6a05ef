"""What keeps a figure from being the workbook's, though its item is named."""
