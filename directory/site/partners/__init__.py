"""Addresses for those who put the search on their own pages."""
