"""The desk file: the only SQL of the project, and the evidence contract."""

from foreigndesk.store.desks import Store, open_store

__all__ = ["Store", "open_store"]
