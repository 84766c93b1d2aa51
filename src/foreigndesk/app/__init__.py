"""The one core under command line and Python: it puts the stages in sequence."""
