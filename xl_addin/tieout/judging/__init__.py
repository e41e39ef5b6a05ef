"""The verdict on each claim: what the workbook gives for it, and how far the two agree."""
