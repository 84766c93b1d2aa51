"""Tables of the knowledge folder as pages of the documentation, made when it is built.

A line ``<!-- rows: NAME COLUMN ... -->`` in a page becomes a table of these columns of that knowledge table.
"""

import re

from foreigndesk.knowledge.tables import Row, read_table

_MARK = re.compile(r"<!-- rows: (?P<table>[a-z_/]+)(?P<columns>(?: [a-z_0-9]+)+) -->")


def on_page_markdown(markdown: str, **_: object) -> str:
    """Return the page with each mark replaced by its table; called by mkdocs for every page."""
    return _MARK.sub(lambda found: write_rows(found["table"], found["columns"].split()), markdown)


def write_rows(table: str, columns: list[str]) -> str:
    """Return the columns of a knowledge table as a Markdown table."""
    lines = [f"| {' | '.join(name.replace('_', ' ') for name in columns)} |", "|" + " --- |" * len(columns)]
    lines += [_line(row, columns) for row in read_table(table)]
    return "\n".join(lines)


def _line(row: Row, columns: list[str]) -> str:
    cells = (row[column].replace(" | ", ", ").replace("|", "\\|") for column in columns)
    return f"| {' | '.join(cells)} |"
