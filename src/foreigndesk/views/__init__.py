"""Questions with names, answered from records; exports."""
