"""The Excel add-in backend that turns a workbook of quarterly figures into an earnings release."""

__version__ = "0.1.0"
