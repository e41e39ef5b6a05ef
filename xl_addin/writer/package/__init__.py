"""Sheets grafted into an existing workbook's package, every other part of it left byte for byte."""
