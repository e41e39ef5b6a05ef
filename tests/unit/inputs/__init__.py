"""Input workbooks written as text."""
