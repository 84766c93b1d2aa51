"""What users have, read into articles; what cannot be read is dropped with its reason."""
