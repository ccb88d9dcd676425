"""Addresses for people and their phones."""
