"""What each figure of a sentence is: its item, measure, period and base; and the claims made of it."""
