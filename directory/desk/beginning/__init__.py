"""A new record, a new directory."""
