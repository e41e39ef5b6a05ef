"""Release text to claims, claims to verdicts."""
