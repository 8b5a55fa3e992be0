"""What every resource of the API shares: who asks, what may go wrong, pages of a list, and its description."""
