"""What is made once for each state of the records, before anybody asks; swapped whole."""
