"""Engines that judge a workbook without Excel, and the shape in which they report its values."""
