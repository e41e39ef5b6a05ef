"""The finance, pure: periods, growth, margins, EBITDA, currency, wording. Standard library only."""
