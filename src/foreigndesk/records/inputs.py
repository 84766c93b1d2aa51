"""What a user asks of the reading of files, and what was guessed where nothing was asked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """What the user said of the files: names of columns, and the format where a name does not tell it.

    ``None`` is not said: columns are then guessed by their names, formats told by content and ending.
    """

    text_column: str | None = None
    title_column: str | None = None
    date_column: str | None = None
    publisher_column: str | None = None
    url_column: str | None = None
    id_column: str | None = None
    format: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What was guessed of a file and how to say it otherwise. It is no item of the pile and is not counted."""

    locator: str
    says: str
