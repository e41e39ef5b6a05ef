"""Tables: headers, labels of rows, and the figures where they meet."""
