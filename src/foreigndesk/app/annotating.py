"""``annotate``: one JSON object a line in, one out, in order, as they come."""

import json
from collections.abc import Iterable, Iterator

from foreigndesk.app.stages import read_article_words, resolve_works, work_on_reading
from foreigndesk.language.identification import name_languages
from foreigndesk.records.articles import Article, Dropped, Page, StatedFact
from foreigndesk.records.readings import Reading
from foreigndesk.sources import find_dateline, find_residue, read_article
from foreigndesk.sources.characters import mask_characters
from foreigndesk.views.annotation import write_annotation, write_repeats, write_residue, write_stated
from foreigndesk.views.plain import Plain


def annotate_lines(lines: Iterable[str], *, clean: bool = False) -> Iterator[dict[str, Plain]]:
    """Yield one annotation for each line that is not blank, in order.

    A line is ``{"id", "text" or "html", "published"?, "title"?, "publisher"?}``. ``text`` is taken as it
    stands, so offsets hold; ``clean`` adds the blocks of page residue as ``residue`` and analyses the rest.
    A line that cannot be used gives ``{"id", "error"}``.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield annotate_line(line, number=number, clean=clean)


def annotate_line(line: str, *, number: int, clean: bool) -> dict[str, Plain]:
    """Return the annotation of one line, or what is wrong with it."""
    try:
        given = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        return {"id": None, "error": f"line {number}: not JSON ({error})"}
    if not isinstance(given, dict):
        return {"id": None, "error": f"line {number}: not a JSON object but a {type(given).__name__}"}
    wrong = [f for f in ("text", "html", "published", "title", "publisher") if not isinstance(given.get(f) or "", str)]
    if wrong:
        return {"id": given.get("id"), "error": f"line {number}: not a string: {', '.join(wrong)}"}
    if given.get("text") is None and given.get("html") is None:
        found = ", ".join(map(str, given)) or "nothing"
        return {"id": given.get("id"), "error": f'line {number}: needs "text" or "html" (found: {found})'}
    return annotate_given(given, number=number, clean=clean)


def annotate_given(given: dict[str, Plain], *, number: int, clean: bool) -> dict[str, Plain]:
    """Return the annotation of one object of the input."""
    article = _make_article(given, number, clean=clean)
    if isinstance(article, Dropped):
        return {"id": given.get("id"), "error": f"line {number}: {article.reason.value}: {article.detail}"}
    reading = read_article_words(article)
    return {"id": given.get("id"), **_resolve(reading, given, clean=clean)}


def _resolve(reading: Reading, given: dict[str, Plain], *, clean: bool) -> dict[str, Plain]:
    work = work_on_reading(reading)
    article_id = reading.article.article_id
    found = resolve_works([work])
    reading = found.readings[article_id]
    published, times = found.published[article_id], found.times[article_id]
    dates = found.event_dates[article_id]
    annotation = write_annotation(
        reading, published=published, times=times, meetings=found.meetings, dates=dates, events=found.events
    )
    if given.get("text") is None:
        annotation = {"text": reading.article.text, **annotation, "stated": write_stated(reading)}
    if clean:
        annotation["residue"] = write_residue(reading)
        annotation["repeats"] = write_repeats(reading)
    return annotation


def _make_article(given: dict[str, Plain], number: int, *, clean: bool) -> Article | Dropped:
    """Return the article that an input line holds; text is taken as it stands."""
    locator = f"line:{number}"
    stated = tuple(
        StatedFact(field=field, value=str(given[field]), origin="given with the text")
        for field in ("published", "title", "publisher")
        if given.get(field)
    )
    title = str(given["title"]) if given.get("title") else None
    publisher = str(given["publisher"]) if given.get("publisher") else None
    if given.get("text") is None:
        page = Page(locator=locator, media_type="text/html", content=str(given["html"]).encode("utf-8", "replace"))
        article = read_article(page)
        return article if isinstance(article, Dropped) else name_languages(article)
    text = mask_characters(str(given["text"]))
    removed, repeats = find_residue(text, title) if clean else ((), ())
    article = Article(
        locator=locator,
        page_id="",
        text=text,
        title=title,
        publisher=publisher,
        dateline=find_dateline(text),
        stated=stated,
        removed=removed,
        repeats=repeats,
    )
    return name_languages(article)
