"""Adapters of language models: text in, analysis out."""
