"""Records as tables, and back."""
