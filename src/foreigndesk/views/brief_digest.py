"""The digest of a brief: what fits on a terminal, each sentence with the words it rests on below it."""

from collections.abc import Iterator

from foreigndesk.views.brief_records import MEETINGS, Brief, BriefArticle, BriefEntry, BriefSentence
from foreigndesk.views.wording import COMMITMENTS, show_words

OUTCOMES = 2  # outcomes, and where there are fewer, sayings of one meeting that are told
WORDS_SHOWN = 110  # characters of cited words

Articles = dict[str, BriefArticle]


def write_brief_digest(brief: Brief) -> str:
    """Return for each meeting of a brief who met, two things that came of it, and the words for each."""
    articles = {article.article_id: article for article in brief.articles}
    lines = [brief.title]
    for entry in (entry for section in brief.sections if section.heading == MEETINGS for entry in section.entries):
        lines += ["", f"{entry.heading}: {entry.note}", *_entry_lines(entry, articles)]
    return "\n".join(lines) + "\n"


def _entry_lines(entry: BriefEntry, articles: Articles) -> Iterator[str]:
    by_label = {part.label: part.sentences for part in entry.parts}
    outcomes = [s for label in (*COMMITMENTS.values(), "Said") for s in by_label.get(label, ())]
    for sentence in (*by_label.get("Who", ())[:1], *outcomes[:OUTCOMES]):
        yield f"  {sentence.text}"
        yield f"      {_cited(sentence, articles)}"


def _cited(sentence: BriefSentence, articles: Articles) -> str:
    """Return the longest words that a sentence cites, with their article."""
    citation = max(sentence.citations, key=lambda c: len(c.exact))
    article = articles[citation.article_id]
    words = show_words(citation.exact, limit=WORDS_SHOWN)
    return f"“{words}” — {article.name}, {article.dated} [{citation.article_id[:8]}]"
