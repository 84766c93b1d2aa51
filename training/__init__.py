"""The project's own labelled sentences, and the code that reads, checks, counts and compares them."""
