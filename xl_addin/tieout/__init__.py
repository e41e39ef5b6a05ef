"""Tie-out: each number printed in a release's text, checked against the workbook."""
