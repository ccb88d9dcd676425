"""What stands in a partner's page, and what is wrong with it."""
