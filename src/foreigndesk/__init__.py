"""Foreign Desk keeps a record of what states and their leaders said and did to one another."""

__version__ = "0.1.0"
