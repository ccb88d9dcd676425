"""Side-by-side measurements: `python -m bench` runs them all, `python -m bench PART` one. Never a timed test."""
