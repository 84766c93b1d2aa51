"""The language of a text and of its paragraphs, by naive Bayes over character n-grams (py3langid, 97 languages)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from foreigndesk.records.articles import Article, ForeignPassage
from foreigndesk.records.spans import Span

ANALYSED_LANGUAGES = frozenset({"en"})
LEAST_LETTERS = 100  # shorter texts are given no language: names alone decide ("met in Samarkand" is Uzbek)
READ_LENGTH = 2000  # code points that decide; 5,000 gave the same answer on 840 news articles
# Log-probability a code point by which another language must beat an analysed one. Names pull short
# sentences away: English ones of 70-160 letters lost by up to 0.27 (to Uzbek, Pidgin), sentences in ten
# other languages won by 0.68 and more; 2026-11.
MARGIN = 0.45
PASSAGE_LETTERS = 200  # shortest paragraph whose language is compared with that of its article
_PARAGRAPH = re.compile(r"[^\n]*[^\s][^\n]*")


def identify_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of ``text``, or ``None`` where it is too short to tell."""
    import py3langid

    read = text[:READ_LENGTH]
    if sum(c.isalpha() for c in read) < LEAST_LETTERS:
        return None
    ranked = dict(py3langid.rank(read))
    best = max(ranked, key=lambda language: (ranked[language], language))
    near = [a for a in sorted(ANALYSED_LANGUAGES) if ranked[best] - ranked[a] < MARGIN * len(read)]
    return near[0] if near else str(best)


def name_languages(article: Article) -> Article:
    """Return ``article`` with its language, and with its long paragraphs in other languages marked.

    The language is that of what is neither residue nor repeated; where that is too short, of all of it.
    """
    language = article.language or _language_of_kept(article) or identify_language(article.text)
    if language is None:
        return article
    return replace(article, language=language, foreign=tuple(_find_foreign(article, language)))


def _language_of_kept(article: Article) -> str | None:
    kept = (line.group() for line in _PARAGRAPH.finditer(article.text) if not _is_passed_over(line, article))
    return identify_language("\n".join(kept))


def _find_foreign(article: Article, language: str) -> Iterator[ForeignPassage]:
    for line in _PARAGRAPH.finditer(article.text):
        words = line.group().strip()
        if sum(c.isalpha() for c in words) < PASSAGE_LETTERS or _is_passed_over(line, article):
            continue
        found = identify_language(words)
        if found is not None and found != language:
            start = line.start() + len(line.group()) - len(line.group().lstrip())
            yield ForeignPassage(span=Span(start, start + len(words)), language=found)


def _is_passed_over(line: re.Match[str], article: Article) -> bool:
    here = Span(line.start(), line.end())
    return any(here.overlaps(span) for span in article.passed_over)
