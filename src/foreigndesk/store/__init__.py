"""The desk file: the only SQL of the project, and the evidence contract."""
