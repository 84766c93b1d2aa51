"""What users have, read into articles; what cannot be read is dropped with its reason."""

from foreigndesk.sources.articles import read_article
from foreigndesk.sources.datelines import find_dateline
from foreigndesk.sources.pages import read_pages, read_stream
from foreigndesk.sources.reading import read_page
from foreigndesk.sources.residue import find_residue

__all__ = ["find_dateline", "find_residue", "read_article", "read_page", "read_pages", "read_stream"]
