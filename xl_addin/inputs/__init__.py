"""Input sheets to figures; every problem is reported as a value with its cell."""
