"""The commands of xl-addin: each reads its arguments, runs a job and prints what came of it."""
