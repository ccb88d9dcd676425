"""Addresses for programs: the API, HSDS, the feeds, and their description."""
