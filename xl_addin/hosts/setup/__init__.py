"""The add-in on a machine: put where Excel starts it, looked over, mended, taken away."""
