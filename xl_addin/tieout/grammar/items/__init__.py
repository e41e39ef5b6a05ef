"""Items of an income statement as texts name them, and the parts of a business they are of."""
