"""The page of a brief: every number leads to its words, nothing runs, nothing is fetched."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from foreigndesk.records.articles import Article, RemovedBlock, ResidueKind
from foreigndesk.records.spans import Span
from foreigndesk.views.brief import make_brief, number_citations
from foreigndesk.views.brief_html import write_brief_html
from foreigndesk.views.dossier import Dossier
from foreigndesk.views.pages import CitedSpan, TextBlock, cut_text
from foreigndesk.views.wording import show_text
from tests.views.brief_samples import (
    AGENCY,
    FIRST,
    FOURTH,
    OTHER,
    THIRD,
    full_dossier,
    make_article,
    make_commitment,
    make_dossier,
    make_meeting,
    span_of,
)

_VOID = {"meta", "br", "hr", "link", "img", "input"}


class Page(HTMLParser):
    """Reads a page: ids, links, the words under each class of citation, and tags that are left open."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.cited: dict[str, str] = {}
        self.scripts = 0
        self.open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.scripts += tag == "script"
        self.ids += [named["id"] or ""] if "id" in named else []
        self.links += [named["href"] or ""] if tag == "a" else []
        self.fetched += [v or "" for k, v in attrs if k in {"src", "srcset", "data", "action"} or tag == "link"]
        if tag not in _VOID:
            self.open.append((tag, named.get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1][0] == tag, (self.open[-3:], tag)
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for tag, names in self.open:
            for name in names.split() if tag == "mark" else ():
                self.cited[name] = self.cited.get(name, "") + data


def page_of(dossier: Dossier, title: str = "T") -> str:
    return write_brief_html(make_brief(dossier, title=title), dossier)


def bare(words: str) -> str:
    return "".join(show_text(words).split())


def test_every_number_leads_to_exactly_its_words() -> None:
    dossier = full_dossier()
    numbers = number_citations(make_brief(dossier, title="T"))
    page = Page(page_of(dossier))
    for citation, number in numbers.items():
        assert bare(page.cited[f"k{number}"]) == bare(citation.exact)
        assert f"#c{number}" in page.links
    assert page.open == []


def test_every_link_has_its_target_and_every_id_is_one() -> None:
    page = Page(page_of(full_dossier()))
    assert len(page.ids) == len(set(page.ids))
    assert all(link.startswith("#") for link in page.links)
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_nothing_is_fetched_from_elsewhere() -> None:
    html = page_of(full_dossier())
    assert Page(html).fetched == []
    assert not re.search(r"https?:|//[a-z]|@import|url\(", html)
    assert "default-src 'none'" in html


def test_only_the_pages_own_script_can_run() -> None:
    html = page_of(full_dossier())
    assert Page(html).scripts == 1
    script = re.search(r"<script>(.*?)</script>", html, re.DOTALL)
    assert script is not None
    digest = base64.b64encode(hashlib.sha256(script.group(1).encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in html


def test_markup_in_articles_and_titles_is_shown_and_harmless() -> None:
    bad = "</title><script>alert(2)</script>"
    article = replace(
        make_article('"><img src=x onerror=alert(3)>.txt', OTHER), publisher="<b>Paper</b>", title="A & <i>B</i>"
    )
    dossier = make_dossier(article, commitments=(make_commitment(article, "<script>alert(1)</script>"),))
    html = page_of(dossier, title=bad)
    page = Page(html)
    assert page.scripts == 1
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<b>Paper" not in html
    assert "<i>B" not in html


def test_marks_that_reorder_text_are_shown_and_not_sent() -> None:
    html = page_of(make_dossier(THIRD), title="a\u202eb")
    assert not set(html) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert "[U+202E]txet desrever[U+202C]" in html
    assert "<title>a[U+202E]b</title>" in html


def test_half_a_surrogate_pair_can_be_written() -> None:
    html = page_of(make_dossier(make_article("a.txt", "Title\n\nhalf \ud83e a pair")))
    assert "half [U+D83E] a pair" in html
    assert html.encode("utf-8")


def test_words_beyond_the_basic_plane_do_not_shift_what_is_marked() -> None:
    words = span_of("Hakan Fidan", AGENCY)
    (block, *_) = cut_text(FIRST, [CitedSpan(number=1, span=words)])
    assert [piece.words for piece in block.pieces if piece.cited] == ["Hakan Fidan"]


def test_removed_residue_and_repeats_are_folded() -> None:
    html = page_of(make_dossier(FIRST, FOURTH))
    assert "<summary>removed: newsletter</summary>Subscribe to our newsletter!</details>" in html
    assert "<summary>repeats an earlier passage</summary>rain.</details>" in html


def test_a_fold_that_holds_cited_words_is_open() -> None:
    dossier = make_dossier(FIRST, commitments=(make_commitment(FIRST, "newsletter!"),))
    assert "<details open><summary>removed: newsletter</summary>" in page_of(dossier)


def test_overlapping_citations_share_pieces_and_keep_their_own_beginnings() -> None:
    article = make_article("a.txt", "one two three four")
    cited = [
        CitedSpan(number=1, span=Span(0, 13)),
        CitedSpan(number=2, span=Span(4, 18)),
        CitedSpan(number=3, span=Span(4, 7)),
    ]
    (block,) = cut_text(article, cited)
    assert [(p.words, p.cited, p.opens) for p in block.pieces] == [
        ("one ", (1,), (1,)),
        ("two", (1, 2, 3), (2, 3)),
        (" three", (1, 2), ()),
        (" four", (2,), ()),
    ]


def test_removed_blocks_that_overlap_or_exceed_the_text_are_cut_once() -> None:
    article = make_article("a.txt", "one two three")
    removed = tuple(
        RemovedBlock(span=span, kind=ResidueKind.SHARE, rule="r") for span in (Span(4, 9), Span(5, 7), Span(8, 99))
    )
    blocks = cut_text(replace(article, removed=removed), [])
    assert [("".join(p.words for p in b.pieces), b.folded is not None) for b in blocks] == [
        ("one", False),
        ("two t", True),
        ("hree", True),
    ]


def test_paragraphs_keep_one_blank_line_between_them() -> None:
    def shown(text: str) -> str:
        (block,) = cut_text(make_article("a.txt", text), [])
        return "".join(piece.words for piece in block.pieces)

    assert shown("a\n\n\n \n\nb\n") == "a\n\nb"
    assert shown("a\nb") == "a\n\nb"
    assert shown("a\n\nb\nc") == "a\n\nb\nc"


TEXTS = st.text(alphabet=st.sampled_from("ab \n<&\"'🤝é\u202e"), min_size=1, max_size=60)
PLACES = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=6)


def spans_in(text: str, places: list[tuple[int, int]]) -> list[Span]:
    found = [Span(start, min(start + size, len(text))) for start, size in places]
    return [span for span in dict.fromkeys(found) if span.words(text).strip()]


def cut(text: str, cited: list[Span], removed: list[Span]) -> tuple[TextBlock, ...]:
    blocks = tuple(RemovedBlock(span=span, kind=ResidueKind.SHARE, rule="r") for span in removed)
    article = Article(locator="a", page_id="p", text=text, removed=blocks)
    return cut_text(article, [CitedSpan(number=n, span=span) for n, span in enumerate(cited, start=1)])


@given(TEXTS, PLACES, PLACES)
def test_cutting_loses_no_words_and_opens_every_citation_once(
    text: str, places: list[tuple[int, int]], away: list[tuple[int, int]]
) -> None:
    cited = spans_in(text, places)
    pieces = [piece for block in cut(text, cited, spans_in(text, away)) for piece in block.pieces]
    assert bare("".join(piece.words for piece in pieces)) == bare(text)
    assert sorted(n for piece in pieces for n in piece.opens) == list(range(1, len(cited) + 1))
    for number, span in enumerate(cited, start=1):
        marked = "".join(piece.words for piece in pieces if number in piece.cited)
        assert bare(marked) == bare(span.words(text))


@given(TEXTS, st.text(max_size=40))
def test_any_text_gives_a_page_that_is_well_formed(text: str, title: str) -> None:
    article = Article(locator=title, page_id="p", text=text, title=title, publisher=text)
    page = Page(page_of(make_dossier(article), title=title))
    assert page.open == []
    assert page.scripts == 1


def test_the_same_records_give_the_same_page() -> None:
    dossier = full_dossier()
    turned = replace(
        dossier,
        articles=dict(reversed(dossier.articles.items())),
        quotations=dossier.quotations[::-1],
        commitments=dossier.commitments[::-1],
    )
    assert page_of(turned) == page_of(dossier)


def test_the_page_tells_counts_drops_and_meetings_at_the_top() -> None:
    head = page_of(full_dossier()).split("<section")[0]
    for words in ("<b>5</b><span>read", "<b>4</b><span>kept", "<b>1</b><span>dropped", "<b>3</b><span>independent"):
        assert words in head
    assert "<td>pile/empty.txt</td><td>empty</td><td>no bytes</td>" in head
    assert '<a href="#s1e1"><bdi>Ukhnaagiin Khürelsükh and Recep Tayyip Erdoğan</bdi></a>' in head


def test_a_desk_without_anything_still_gives_a_page() -> None:
    dossier = replace(make_dossier(), articles={}, dropped=(), meeting_claims=(), origins={})
    page = Page(page_of(dossier))
    assert page.open == []
    assert "dropped, with reasons" not in page_of(dossier)


def test_a_row_without_words_stands_in_the_line_and_a_proof_is_folded() -> None:
    meeting = make_meeting(FIRST, occasion="the bridge forum", occasion_fact="occasions:bridge-forum")
    html = page_of(make_dossier(meetings=(meeting,)))
    assert '<p class="rows">Row of the table: <span class="row">occasions:bridge-forum</span></p>' in html
    assert '<details class="proof"><summary>proof of the date</summary>' in html
