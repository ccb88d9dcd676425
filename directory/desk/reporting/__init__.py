"""The state of the directory, for a terminal, a program, a page and a sheet of paper."""
