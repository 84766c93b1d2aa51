"""The brief as one HTML file that needs nothing else: each sentence leads to its words in the articles' full text."""

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from foreigndesk.views.brief_records import Brief, BriefArticle, Citation, number_citations
from foreigndesk.views.dossier import Dossier
from foreigndesk.views.pages import CitedSpan, TextBlock, cut_text
from foreigndesk.views.wording import DROPPED, count_of, show_text, show_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePanel:
    """One article beside the brief: what it is, and its text with the cited words."""

    about: BriefArticle
    number: int
    locator: str
    blocks: tuple[TextBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One citation as it stands in print: its number, the words, the article."""

    number: int
    words: str
    about: BriefArticle


def write_brief_html(brief: Brief, dossier: Dossier) -> str:
    """Return the brief as one HTML page without any request to elsewhere; the same bytes for the same records."""
    environment = _environment()
    numbers = number_citations(brief)
    articles = {article.article_id: article for article in brief.articles}
    return environment.get_template("brief.html.j2").render(
        brief=brief,
        numbers=numbers,
        backs=_first_sentences(brief, numbers),
        panels=_panels(brief, dossier, numbers),
        notes=[Note(number=n, words=show_words(c.exact), about=articles[c.article_id]) for c, n in numbers.items()],
        script_hash=_script_hash(environment),
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("foreigndesk.views"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = show_text
    environment.filters["on_one_line"] = show_words
    environment.filters["dropped"] = DROPPED.__getitem__
    environment.globals["count_of"] = count_of
    return environment


def _script_hash(environment: Environment) -> str:
    """Return what the page's content security policy names its own script by: no other script runs."""
    script = environment.get_template("script.html.j2").render()
    return b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _first_sentences(brief: Brief, numbers: dict[Citation, int]) -> dict[int, str]:
    """Return for each citation the anchor of the entry part that uses it first."""
    found: dict[int, str] = {}
    for s, section in enumerate(brief.sections, start=1):
        for e, entry in enumerate(section.entries, start=1):
            for p, part in enumerate(entry.parts, start=1):
                for citation in part.citations:
                    found.setdefault(numbers[citation], f"s{s}e{e}p{p}")
    return found


def _panels(brief: Brief, dossier: Dossier, numbers: dict[Citation, int]) -> list[ArticlePanel]:
    cited: dict[str, list[CitedSpan]] = {}
    for citation, number in numbers.items():
        cited.setdefault(citation.article_id, []).append(CitedSpan(number=number, span=citation.span))
    return [
        ArticlePanel(
            about=about,
            number=number,
            locator=dossier.articles[about.article_id].locator,
            blocks=cut_text(dossier.articles[about.article_id], cited.get(about.article_id, [])),
        )
        for number, about in enumerate(brief.articles, start=1)
    ]
