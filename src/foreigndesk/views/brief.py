"""The brief: what an analyst leaves with. Every sentence is made from records and cites the words it rests on."""

from collections.abc import Iterable

from foreigndesk.knowledge.codebook import event_types
from foreigndesk.records.claims import MeetingClaim
from foreigndesk.records.copies import Copy, CopyKind, Difference, DifferenceKind
from foreigndesk.records.meetings import Meeting, MeetingStatus
from foreigndesk.records.refusals import Refusal
from foreigndesk.records.spans import Span
from foreigndesk.views.brief_claims import (
    Sayings,
    action_parts,
    article_numbers,
    commitment_parts,
    position_parts,
    quotation_parts,
    sort_sayings,
)
from foreigndesk.views.brief_meetings import earlier_of, meeting_order, say_copied, write_meeting, write_proof
from foreigndesk.views.brief_records import (
    MEETINGS,
    Brief,
    BriefArticle,
    BriefCounts,
    BriefEntry,
    BriefPart,
    BriefSection,
    BriefSentence,
    BriefStep,
    Citation,
    cite,
    cite_whole,
    number_citations,
    write_sentence,
)
from foreigndesk.views.brief_wordings import wordings_section
from foreigndesk.views.copies import list_losses
from foreigndesk.views.dossier import Dossier
from foreigndesk.views.wording import (
    COPIES,
    DROPPED,
    capital,
    count_of,
    mark_down,
    say_article,
    say_date,
    say_published,
    show_words,
)

__all__ = [
    "Brief",
    "BriefArticle",
    "BriefCounts",
    "BriefEntry",
    "BriefPart",
    "BriefSection",
    "BriefSentence",
    "BriefStep",
    "Citation",
    "make_brief",
    "number_citations",
    "write_brief_text",
]

BOUND = 5  # commitments of one article that reports no meeting
LOSSES = 5  # lost hedges and attributions of a pair that are told
PASSAGES = 3  # shared passages of a pair of copies that are cited
SHOWN = 12  # refused readings of one kind that are cited

_NO_MEETING = "Meetings that articles announce, think possible, or say did not take place."
_TOOK_PLACE = "By their days. Reports count articles; independent origins count texts not made from one another."


def make_brief(dossier: Dossier, *, title: str) -> Brief:
    """Return the brief of a dossier: the same for the same records, whatever the day or the machine."""
    sayings, numbers = sort_sayings(dossier), article_numbers(dossier)
    sections = (
        _meetings(dossier, sayings, numbers, took_place=True),
        _meetings(dossier, sayings, numbers, took_place=False),
        _other_articles(dossier, sayings, numbers),
        _actions(dossier, numbers),
        wordings_section(dossier),
        _copies(dossier, numbers),
        _articles(dossier, numbers),
        _set_aside(dossier, numbers),
    )
    return Brief(
        title=title,
        counts=_count(dossier),
        dropped=tuple(sorted(dossier.dropped, key=lambda d: (d.locator, d.reason.value))),
        articles=tuple(
            BriefArticle(
                article_id=i, name=say_article(dossier.articles[i]), dated=say_date(dossier.articles[i].published)
            )
            for i in numbers
        ),
        sections=tuple(section for section in sections if section.entries),
    )


def _count(dossier: Dossier) -> BriefCounts:
    kept, dropped = len(dossier.articles), len(dossier.dropped)
    return BriefCounts(
        read=kept + dropped,
        kept=kept,
        dropped=dropped,
        not_analysed=len({r.article_id for r in dossier.refusals if r.stage == "language"}),
        origins=len({dossier.origins.get(article_id, article_id) for article_id in dossier.articles}),
        meetings=sum(m.status is MeetingStatus.REPORTED for m in dossier.meetings),
    )


def _meetings(
    dossier: Dossier, sayings: dict[str, Sayings], numbers: dict[str, int], *, took_place: bool
) -> BriefSection:
    meetings = [m for m in dossier.meetings if (m.status is MeetingStatus.REPORTED) is took_place]
    by_id = {c.claim_id: c for c in dossier.meeting_claims if c.article_id in dossier.articles}
    entries = (
        write_meeting(dossier, m, _claims_of(m, by_id), sayings=sayings.get(m.meeting_id), numbers=numbers)
        for m in sorted(meetings, key=meeting_order)
    )
    return BriefSection(
        heading=MEETINGS if took_place else "Planned, speculated or denied",
        about=_TOOK_PLACE if took_place else _NO_MEETING,
        entries=tuple(entry for entry in entries if entry.sentences),
    )


def _claims_of(meeting: Meeting, by_id: dict[str, MeetingClaim]) -> tuple[MeetingClaim, ...]:
    claims = (by_id[claim_id] for claim_id in meeting.claim_ids if claim_id in by_id)
    return tuple(sorted(claims, key=lambda c: (c.article_id, c.trigger, c.rule)))


def _other_articles(dossier: Dossier, sayings: dict[str, Sayings], numbers: dict[str, int]) -> BriefSection:
    entries = (_other(dossier, i, sayings[i], numbers=numbers) for i in numbers if i in sayings)
    return BriefSection(
        heading="Said and bound elsewhere",
        about="Quotations, commitments and positions that belong to no meeting above, by the dates of the articles.",
        entries=tuple(entry for entry in entries if entry.sentences),
    )


def _other(dossier: Dossier, article_id: str, sayings: Sayings, *, numbers: dict[str, int]) -> BriefEntry:
    article = dossier.articles[article_id]
    return BriefEntry(
        heading=say_article(article),
        note=f"Article {numbers[article_id]}, {say_published(article)}",
        record_id=article_id,
        parts=(
            *quotation_parts(dossier, sayings.quotations, present=frozenset(), numbers=numbers),
            *commitment_parts(dossier, sayings.commitments, most=BOUND),
            *position_parts(dossier, sayings.positions, most=BOUND),
        ),
    )


def _actions(dossier: Dossier, numbers: dict[str, int]) -> BriefSection:
    parts = action_parts(dossier, numbers=numbers)
    entries = (BriefEntry(heading=p.label, note=_define(p.label), record_id=None, parts=(p,)) for p in parts)
    return BriefSection(
        heading="Actions",
        about="Who did what to whom, coded by PLOVER type with mode and context, and CAMEO code.",
        entries=tuple(entries),
    )


def _define(plover: str) -> str:
    found = event_types().get(plover)
    return found.definition if found else ""


def _copies(dossier: Dossier, numbers: dict[str, int]) -> BriefSection:
    pairs = [c for c in dossier.copies if c.first_id in numbers and c.second_id in numbers]
    ordered = sorted(pairs, key=lambda c: (numbers[earlier_of(c)], numbers[c.first_id], numbers[c.second_id]))
    told = tuple(s for copy in ordered for s in _copy(dossier, copy))
    return _one_part("Copies and rewrites", "Articles of one origin, with what shows it.", told)


def _copy(dossier: Dossier, copy: Copy) -> tuple[BriefSentence, ...]:
    later_id, earlier_id = copy.later_id or copy.second_id, earlier_of(copy)
    later, earlier = say_article(dossier.articles[later_id]), say_article(dossier.articles[earlier_id])
    if copy.later_id is None:
        text = f"{earlier} and {later} are of one origin: one is {COPIES[copy.kind]} of the other"
    else:
        text = f"{later} is {COPIES[copy.kind]} of {earlier}"
    part = "later" if copy.kind is CopyKind.LIFTED else "shorter"
    why = "; ".join((f"{copy.score:.0%} of the {part} text", *copy.because, copy.direction_because))
    shared = [
        c
        for passage in copy.shared[:PASSAGES]
        for c in (*cite(dossier, copy.first_id, (passage.first,)), *cite(dossier, copy.second_id, (passage.second,)))
    ]
    whole = (*cite_whole(dossier, earlier_id), *cite_whole(dossier, later_id))
    told = write_sentence(f"{text} ({show_words(why)}).", shared or whole)
    return (*told, *(s for d in list_losses(copy)[:LOSSES] for s in _loss(dossier, copy, d)))


def _loss(dossier: Dossier, copy: Copy, difference: Difference) -> tuple[BriefSentence, ...]:
    """Return that a hedge or an attribution was lost, with the sentences on both sides."""
    earlier_id, later_id = earlier_of(copy), copy.later_id or copy.second_id
    sides = {copy.first_id: difference.first, copy.second_id: difference.second}
    cited = [c for i in (earlier_id, later_id) if (span := sides[i]) is not None for c in cite(dossier, i, (span,))]
    cue = difference.cue.words(dossier.articles[earlier_id].text) if difference.cue else ""
    what = "hedge" if difference.kind is DifferenceKind.HEDGE_LOST else "attribution"
    return write_sentence(f"It lost the {what} “{show_words(cue)}”.", cited)


def _articles(dossier: Dossier, numbers: dict[str, int]) -> BriefSection:
    unread = {r.article_id: r.because for r in dossier.refusals if r.stage == "language"}
    parts = (_article(dossier, i, number=number, unread=unread.get(i)) for i, number in numbers.items())
    entry = BriefEntry(heading="", note="", record_id=None, parts=tuple(p for p in parts if p.sentences))
    return BriefSection(
        heading="Articles read",
        about="Each with its date, the proof of it, and what it was made from.",
        entries=(entry,) if entry.parts else (),
    )


def _article(dossier: Dossier, article_id: str, *, number: int, unread: str | None) -> BriefPart:
    article = dossier.articles[article_id]
    finding = article.published
    steps = write_proof(dossier, finding, article_id) if finding else ()
    dated = say_published(article)
    if finding is not None and finding.unknown_because:
        dated += f" ({finding.unknown_because})"
    not_read = f"; {unread}" if unread else ""
    text = f"{say_article(article)}; {dated}{say_copied(dossier, article_id)}{not_read}."
    return BriefPart(
        label=f"Article {number}",
        sentences=write_sentence(text, cite_whole(dossier, article_id)),
        steps=steps,
        steps_label="proof of the date",
    )


def _set_aside(dossier: Dossier, numbers: dict[str, int]) -> BriefSection:
    same: dict[tuple[str, str], list[Refusal]] = {}
    for refusal in sorted(dossier.refusals, key=lambda r: (numbers.get(r.article_id, 0), r.span or Span(0, 0), r.rule)):
        same.setdefault((refusal.stage, refusal.because), []).append(refusal)
    ordered = sorted(same.items(), key=lambda item: (-len(item[1]), item[0]))
    told = tuple(s for _, refusals in ordered for s in _refused(dossier, refusals))
    about = f"{capital(count_of(len(dossier.refusals), 'reading'))} refused, with the reason: foreigndesk why-not WORDS"
    return _one_part("Set aside", about, told)


def _refused(dossier: Dossier, refusals: list[Refusal]) -> tuple[BriefSentence, ...]:
    words = (_refused_words(dossier, refusal) for refusal in refusals[:SHOWN])
    shown = f" ({SHOWN} cited)" if len(refusals) > SHOWN else ""
    return write_sentence(
        f"{capital(count_of(len(refusals), 'reading'))}{shown}: {show_words(refusals[0].because)}.", *words
    )


def _refused_words(dossier: Dossier, refusal: Refusal) -> tuple[Citation, ...]:
    return cite(dossier, refusal.article_id, (refusal.span,)) or cite_whole(dossier, refusal.article_id)


def _one_part(heading: str, about: str, told: tuple[BriefSentence, ...]) -> BriefSection:
    part = BriefPart(label="", sentences=told)
    entry = BriefEntry(heading="", note="", record_id=None, parts=(part,))
    return BriefSection(heading=heading, about=about, entries=(entry,) if told else ())


def write_brief_text(brief: Brief) -> str:
    """Return the brief as Markdown that reads as plain text; numbers in brackets lead to the words at the end."""
    numbers = number_citations(brief)
    lines = [f"# {mark_down(brief.title)}", "", _say_counts(brief.counts), ""]
    lines += [f"- Dropped: {mark_down(d.locator)}: {DROPPED[d.reason]} ({mark_down(d.detail)})" for d in brief.dropped]
    for section in brief.sections:
        lines += ["", f"## {section.heading}", "", mark_down(section.about)]
        for entry in section.entries:
            lines += _entry_lines(entry, numbers)
    lines += ["", "## Words cited", ""]
    articles = {article.article_id: article for article in brief.articles}
    lines += [f"- [{n}] {_citation_line(articles[c.article_id], c)}" for c, n in numbers.items()]
    return "\n".join(lines) + "\n"


def _say_counts(counts: BriefCounts) -> str:
    unread = f" ({counts.not_analysed} not analysed)" if counts.not_analysed else ""
    return (
        f"{capital(count_of(counts.read, 'item'))} read: {counts.kept} kept{unread}, {counts.dropped} dropped. "
        f"{capital(count_of(counts.origins, 'independent origin'))}. "
        f"{capital(count_of(counts.meetings, 'meeting'))} reported."
    )


def _entry_lines(entry: BriefEntry, numbers: dict[Citation, int]) -> Iterable[str]:
    if entry.heading:
        yield from ("", f"### {mark_down(entry.heading)}")
    if entry.note:
        yield from ("", mark_down(entry.note))
    yield ""
    for part in entry.parts:
        for sentence in part.sentences:
            label = f"**{part.label}.** " if part.label and part.label != entry.heading else ""
            yield f"- {label}{mark_down(sentence.text)} {_brackets(sentence.citations, numbers)}"
        for step in part.steps:
            rows = "".join(f" `{fact}`" for fact in step.facts)
            yield f"    - {mark_down(step.text)}{rows} {_brackets(step.citations, numbers)}".rstrip()
        if part.more:
            yield f"- {mark_down(part.more)}"


def _brackets(citations: Iterable[Citation], numbers: dict[Citation, int]) -> str:
    return "".join(f"[{numbers[c]}]" for c in citations)


def _citation_line(article: BriefArticle, citation: Citation) -> str:
    at = f"{citation.article_id} {citation.span.start}–{citation.span.end}"
    return f"{mark_down(f'{article.name}, {article.dated}')} ({at}): “{mark_down(show_words(citation.exact))}”"
