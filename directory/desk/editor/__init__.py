"""The desk in the browser, on this machine only."""
