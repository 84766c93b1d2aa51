"""The lines of a text, with what their shape tells: sentence, fragment, or in between."""

import re
from dataclasses import dataclass

from foreigndesk.knowledge.residue import plain_line
from foreigndesk.records.spans import Span

_BULLET = re.compile(r"\s*[•◦‣]")
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_LATIN = re.compile(r"[A-Za-z]")
_LETTER = re.compile(r"[^\W\d_]")
_ENDS_SENTENCE = re.compile(r"[.!?…:;,。！？；：؟।][\"”’'»)\]」』）]*$|[\"”][.!?]?$")

BODY_WORDS = 12  # shortest line that counts as a paragraph of the article when it ends as a sentence does
BODY_LETTERS = 60  # the same for lines in other scripts than Latin
FRAGMENT_WORDS = 8  # longest line without an end that counts as a fragment


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line that is not blank. ``span`` leaves out the white space around it.

    ``plain`` is the line without bullets and rules around it, and ``plain_span`` is where it stands.
    """

    span: Span
    words: str
    plain: str
    plain_span: Span
    size: int
    is_closed: bool
    is_latin: bool

    @property
    def is_body(self) -> bool:
        """Whether the line has the shape of a paragraph: long, and ended like a sentence.

        In scripts without spaces letters count, and no end is asked for: Thai has none.
        """
        if self.size >= BODY_WORDS and self.is_closed:
            return True
        return not self.is_latin and len(self.plain) >= BODY_LETTERS

    @property
    def is_fragment(self) -> bool:
        """Whether the line has the shape of a label or menu entry: short, and not ended."""
        return self.is_latin and self.size <= FRAGMENT_WORDS and not self.is_closed

    @property
    def is_list_item(self) -> bool:
        """Whether the line begins with a bullet: a list that the article gives."""
        return bool(_BULLET.match(self.words))


def split_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of ``text`` that are not blank, in order."""
    return tuple(_read_line(text, match) for match in _LINE.finditer(text))


def _read_line(text: str, match: re.Match[str]) -> Line:
    raw = match.group()
    start = match.start() + len(raw) - len(raw.lstrip())
    words = raw.strip()
    plain = plain_line(words)
    indent = max(0, words.find(plain[:1]))
    return Line(
        span=Span(start, start + len(words)),
        words=words,
        plain=plain,
        plain_span=Span(start + indent, start + indent + len(plain)),
        size=len(words.split()),
        is_closed=bool(_ENDS_SENTENCE.search(words[-4:])),
        is_latin=bool(_LATIN.search(words)) or not _LETTER.search(words),
    )


_NAME = r"[^\W\d_a-z][\w.'’-]+(?: (?:[^\W\d_a-z][\w.'’-]+|al|bin|de|van|von)){1,3}"
_NAMES_ONLY = re.compile(rf"{_NAME}(?:(?:,| and|, and|;| &) {_NAME})+\.?")
_LONGEST_LIST = 200


def lists_names(line: str) -> bool:
    """Return whether a line only lists names of two words or more, as captions and tag lines do."""
    return len(line) <= _LONGEST_LIST and bool(_NAMES_ONLY.fullmatch(line))
