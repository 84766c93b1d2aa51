"""Files of the corpus: rows of marked-up text with their label lines, alone or as short articles."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from foreigndesk.errors import InputError
from training.label_lines import allowed, labels_used, read_label
from training.markup import read_markup
from training.rows import Article, AttributionLabel, EventLabel, Fault, Mark, PositionLabel, Reading, Row

LEAST_SENTENCES, MOST_SENTENCES = 3, 8  # of an article
_QUOTATION_MARKS = ("“”", '""', "‘’", "«»")
_BRIEF = re.compile(r"# brief: ([^;]+)")
_FACT_OF_ARTICLE = re.compile(r"-- (dateline|published): (.+)")


def find_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the files with rows: those named, and in folders ``*.txt`` at any depth, in order.

    Raises InputError where a path is not there.
    """
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: not found. Name a file or folder of the corpus.")
        files += sorted(path.rglob("*.txt")) if path.is_dir() else [path]
    return tuple(dict.fromkeys(files))


def read_files(files: Iterable[Path]) -> Reading:
    """Return the rows and faults of all files, in order."""
    readings = [read_file(file) for file in files]
    return Reading(
        rows=tuple(row for reading in readings for row in reading.rows),
        faults=tuple(fault for reading in readings for fault in reading.faults),
    )


def read_file(path: Path) -> Reading:
    """Return the rows and faults of one file."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        return Reading(
            rows=(), faults=(Fault(path=path, line=1, says=f"not UTF-8 (byte {error.start}): save it anew"),)
        )
    return read_text(text, path)


def read_text(text: str, path: Path) -> Reading:
    """Return the rows and faults of the content of a file; ``path`` is only named."""
    file = _File(path=path)
    for number, line in enumerate(text.split("\n"), 1):
        file.take(number, line.rstrip("\r"))
    file.finish()
    return Reading(rows=tuple(file.rows), faults=tuple(file.faults))


@dataclass(slots=True, kw_only=True)
class _File:
    """A file while it is read: the open row, the open article, what is finished."""

    path: Path
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    article: Article | None = None
    opened: int = 0  # line where the article begins
    brief: str = ""  # the name of the file where no remark tells it
    is_template: bool = False
    number: int = 0  # line of the open row
    text: str | None = None
    labels: list[tuple[int, str]] = field(default_factory=list)

    def take(self, number: int, line: str) -> None:
        """Take in one line."""
        if line.startswith("| "):
            self._take_label(number, line[2:])
        elif not line.strip():
            self._close_row()
        elif line.startswith("#"):
            self._take_remark(line)
        elif line.startswith(("==", "--")):
            self._close_row()
            self._take_heading(number, line.rstrip())
        else:
            self._open_row(number, line)

    def finish(self) -> None:
        """Close what is open at the end of the file."""
        self._close_row()
        if self.article:
            self._fault(self.opened, "the article is not closed: write == alone after its last row")

    def _take_remark(self, line: str) -> None:
        self.is_template |= line.split()[1:2] == ["template"]
        brief = _BRIEF.match(line)
        if brief:
            self.brief = brief.group(1).strip()

    def _fault(self, line: int, says: str) -> None:
        self.faults.append(Fault(path=self.path, line=line, says=says))

    def _take_label(self, number: int, line: str) -> None:
        if self.text is None:
            self._fault(number, "a label line without a sentence before it: join them without an empty line")
        else:
            self.labels.append((number, line))

    def _open_row(self, number: int, line: str) -> None:
        if self.text is not None:
            if self.labels:
                self._fault(number, "no empty line before this sentence: add one")
            else:
                self._fault(number - 1, "no label lines after this sentence: add | T … or | none …")
            self._close_row(is_told=not self.labels)
        self.number, self.text = number, line

    def _close_row(self, *, is_told: bool = False) -> None:
        if self.text is None:
            return
        row, faults = read_row(self.text, self.labels, Fault(path=self.path, line=self.number, says=""))
        self.faults += [] if is_told else faults
        if row:
            self.rows.append(
                replace(row, brief=self.brief or row.brief, is_template=self.is_template, article=self.article)
            )
        if self.article:
            self.article = replace(self.article, position=self.article.position + 1)
        self.text, self.labels = None, []

    def _take_heading(self, number: int, line: str) -> None:
        fact = _FACT_OF_ARTICLE.fullmatch(line)
        if fact and self.article and not self.article.position:
            self._take_fact(number, fact.group(1), fact.group(2).strip())
        elif line == "==" and self.article:
            self._close_article(number)
        elif line.startswith("== ") and not self.article:
            self.article, self.opened = Article(title=line[3:], dateline=None, published=None, position=0), number
        elif line.startswith("== "):
            self._fault(number, f"the article of line {self.opened} is not closed: write == alone after its last row")
            self.article, self.opened = Article(title=line[3:], dateline=None, published=None, position=0), number
        else:
            self._fault(number, f"“{line}” stands in the wrong place: == title, then -- dateline: or -- published:")

    def _take_fact(self, number: int, name: str, value: str) -> None:
        assert self.article  # noqa: S101
        if name == "dateline":
            self.article = replace(self.article, dateline=value)
            return
        try:
            date.fromisoformat(value)
        except ValueError:
            self._fault(number, f"published: {value} is no day: write it as 2019-05-04")
        self.article = replace(self.article, published=value)

    def _close_article(self, number: int) -> None:
        assert self.article  # noqa: S101
        length = self.article.position
        if not LEAST_SENTENCES <= length <= MOST_SENTENCES:
            self._fault(number, f"an article of {length} sentences: write {LEAST_SENTENCES} to {MOST_SENTENCES}")
        self.article = None


def read_row(text: str, labels: list[tuple[int, str]], where: Fault) -> tuple[Row | None, list[Fault]]:
    """Return the row, ``None`` where it has a fault, and its faults. ``where`` gives file and line."""
    plain, marks, wrong = read_markup(text)
    faults = [replace(where, says=says) for says in wrong]
    spans = {mark.label: mark.span for mark in marks}
    read = []
    for number, line in labels:
        try:
            read.append(read_label(line, spans))
        except InputError as error:
            faults.append(replace(where, line=number, says=str(error)))
    used = {label for _, line in labels for label in labels_used(line)}
    told = [line.split()[0] for _, line in labels if line.split()]
    faults += [replace(where, says=says) for says in _row_faults(marks, told, used=used)]
    faults += [replace(where, says=says) for says in _habit_faults(plain, marks)]
    row = Row(
        path=where.path, line=where.line, text=plain, marks=marks,
        events=tuple(label for label in read if isinstance(label, EventLabel)),
        attributions=tuple(label for label in read if isinstance(label, AttributionLabel)),
        positions=tuple(label for label in read if isinstance(label, PositionLabel)),
        no_event=next((label for label in read if isinstance(label, str)), None),
        brief=where.path.stem, is_template=False, article=None,
    )  # fmt: skip
    return (None if faults else row), faults


def _row_faults(marks: tuple[Mark, ...], told: list[str], *, used: set[str]) -> Iterator[str]:
    triggers = [mark.label for mark in marks if mark.label.startswith("T")]
    for label in triggers:
        if label not in told:
            yield f"the trigger {label} has no label line: add | {label} TYPE.mode by=… to=… ctx=… fact=… pol=…"
    for label in sorted({label for label in told if told.count(label) > 1 and label not in {"said", "pos"}}):
        yield f"{told.count(label)} lines begin with {label}: keep one"
    if "none" in told and triggers:
        yield "none beside a trigger: remove one of them ({N …} marks words that only look like a trigger)"
    if "none" not in told and not triggers:
        yield "neither a trigger nor none: mark a trigger {T …} with its line, or add | none REASON"
    for mark in marks:
        if mark.label not in used and mark.label[0] not in "TN":
            yield f"{mark.label} is used in no label line: name it there or take off the markup"


def _habit_faults(text: str, marks: tuple[Mark, ...]) -> Iterator[str]:
    for mark in marks:
        words = mark.span.words(text).split() or [""]
        if mark.label.startswith("T") and len(words) > 1 and words[0].lower() in allowed("auxiliary"):
            yield f"{mark.label} begins with “{words[0]}”: leave it outside, mark “{' '.join(words[1:])}”"
        if mark.label.startswith("Q") and (words[0][:1] + words[-1][-1:]) in _QUOTATION_MARKS:
            yield f"{mark.label} holds its quotation marks: leave both outside, closing punctuation inside"
