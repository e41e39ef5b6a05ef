"""Release texts of every usual kind, read into passages."""
