"""What the deck says, as frozen data; knows no Excel library."""
