"""Dated facts and lexicons as data files, and the only code that reads them."""
