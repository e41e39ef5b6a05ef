"""The workbook of the worksheet functions: their reference, and their examples to be calculated."""
