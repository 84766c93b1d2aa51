"""What each command does with an open desk."""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from foreigndesk.app.copies import show_copy
from foreigndesk.app.desk import BuildReport, Desk, find_desk, open_desk
from foreigndesk.app.events import show_event
from foreigndesk.app.intake import SHOWN_ROWS
from foreigndesk.app.quotations import show_group
from foreigndesk.app.terminal import count, progress, say, write, write_json, write_reasons, write_table
from foreigndesk.errors import InputError
from foreigndesk.knowledge.states import states_by_id
from foreigndesk.records.articles import Article
from foreigndesk.records.copies import Copy
from foreigndesk.records.events import Event
from foreigndesk.records.meetings import MeetingStatus
from foreigndesk.records.quotation_groups import QuotationGroup
from foreigndesk.views.listings import list_article_rows, list_meeting_rows
from foreigndesk.views.plain import Plain, to_plain
from foreigndesk.views.quotation_groups import list_group_rows
from foreigndesk.views.reasons import cite, give_reasons, show_plainly

PAIR = 2
SHORT_ID = 8  # digits of an id that tables show; commands take any unambiguous beginning


@contextmanager
def chosen_desk(folder: Path | None) -> Iterator[Desk]:
    """Open the desk in ``folder``, or the nearest one above the current folder."""
    with open_desk(find_desk(folder)) as desk:
        yield desk


def build(folder: Path | None, *, workers: int, as_json: bool) -> None:
    """Build the record and say what it holds."""
    with chosen_desk(folder) as desk, progress("reading articles") as tell:
        report = desk.build(workers=workers or os.cpu_count() or 1, tell=tell)
    if as_json:
        write_json(to_plain(report))
    else:
        show_built(report)


def show_built(report: BuildReport) -> None:
    """Say what a build made."""
    unread = f" ({report.not_analysed} not analysed: foreigndesk articles tells why)" if report.not_analysed else ""
    say(
        f"{count(report.articles, 'article')} of {count(report.origins, 'independent origin')}{unread}: "
        f"{count(report.meetings, 'meeting')}, {count(report.events, 'event')}, "
        f"{count(report.quotations, 'quotation')}, {count(report.commitments, 'commitment')}. "
        "Next: foreigndesk meetings"
    )


def articles(folder: Path | None, *, as_json: bool, jsonl: bool) -> None:
    """List articles."""
    with chosen_desk(folder) as desk:
        rows = list_article_rows(desk.dossier())
    if jsonl:
        for row in rows:
            write(json.dumps(row, ensure_ascii=False) + "\n")
    elif as_json:
        write_json({"articles": list(rows)})
    else:
        families = Counter(row["family"] for row in rows)
        cells = [
            (
                str(row["article_id"])[:SHORT_ID],
                str(row["published"] or "unknown"),
                str(row["title"] or row["id"]),
                str(row["publisher"] or ""),
                _origin_words(row, families[row["family"]]),
            )
            for row in rows
        ]
        write_table(count(len(rows), "article"), ("id", "date", "title", "publisher", "origin"), cells)


def _origin_words(row: dict[str, Plain], size: int) -> str:
    if row["not_analysed"]:
        return str(row["not_analysed"])
    if row["copy_of"]:
        return f"{row['copy_kind']} from {str(row['copy_of'])[:SHORT_ID]}"
    return f"one of {size} of one origin" if size > 1 else ""


def meetings(folder: Path | None, *, status: str, who: str | None, as_json: bool) -> None:
    """List meetings."""
    known = {s.value: frozenset({s}) for s in MeetingStatus} | {"all": frozenset(MeetingStatus)}
    if status not in known:
        raise InputError(f"--status {status}: choose one of {', '.join(known)}")
    with chosen_desk(folder) as desk:
        dossier = desk.dossier()
    rows = [r for r in list_meeting_rows(dossier, statuses=known[status]) if who is None or _takes_part(r, who)]
    if as_json:
        write_json({"meetings": list(rows)})
        return
    write_table(
        f"{len(rows)} meetings", ("id", "date", "who", "where", "occasion", "reports"), map(_meeting_cells, rows)
    )
    if who is not None and not rows:
        say(f'nobody in a meeting is called "{who}": give part of a name, an entity id (xi-jinping) or a state (CHN)')
    others = Counter(m.status.value for m in dossier.meetings if m.status not in known[status])
    if others:
        listed = ", ".join(f"{n} {name}" for name, n in sorted(others.items()))
        say(f"not listed: {listed} (--status all). Proof of a date: foreigndesk why ID")


def _takes_part(row: dict[str, Plain], who: str) -> bool:
    """Return whether a participant is named by ``who``: entity id, state code, or part of the name of either."""
    wanted = who.casefold()
    participants = row["participants"]
    listed = participants if isinstance(participants, list) else []
    return any(isinstance(p, dict) and _is_called(p, wanted) for p in listed)


def _is_called(participant: dict[str, Plain], wanted: str) -> bool:
    state = states_by_id().get(str(participant["state"] or ""))
    codes = {str(participant[key] or "").casefold() for key in ("entity_id", "state")}
    names = str(participant["name"]).casefold(), state.name.casefold() if state else ""
    return wanted in codes or any(wanted in name for name in names)


def _meeting_cells(row: dict[str, Plain]) -> tuple[str, ...]:
    date, place = row["date"], row["place"]
    when = date["edtf"] if isinstance(date, dict) else None
    participants = row["participants"] if isinstance(row["participants"], list) else []
    principals = [str(p["name"]) for p in participants if isinstance(p, dict) and p["role"] != "delegation"]
    others = len(participants) - len(principals)
    reports = row["reports"] if isinstance(row["reports"], list) else []
    origins = row["independent_origins"]
    return (
        str(row["meeting_id"])[:SHORT_ID],
        str(when or "unknown"),
        " and ".join(principals) + (f" (+{others})" if others else ""),
        str(place["name"]) if isinstance(place, dict) else "",
        str(row["occasion"] or ""),
        f"{len(reports)} ({origins} origin{'' if origins == 1 else 's'})",
    )


def show(folder: Path | None, record_id: str, *, raw: bool, as_json: bool) -> None:
    """Show one record."""
    with chosen_desk(folder) as desk:
        record = _get_record(desk, record_id)
        dossier = desk.dossier()
    plain = show_plainly(dossier, record)
    if as_json:
        write_json(list_group_rows(dossier, [record])[0] if isinstance(record, QuotationGroup) else plain)
    elif isinstance(record, Article):
        write(_article_text(record, raw=raw))
        _tell_masked(record)
    elif isinstance(record, Copy):
        show_copy(dossier, record)
    elif isinstance(record, Event):
        show_event(dossier, record)
    elif isinstance(record, QuotationGroup):
        show_group(dossier, record)
    else:
        rows = [(name, _cell(value)) for name, value in plain.items()] if isinstance(plain, dict) else []
        write_table(type(record).__name__, ("field", "value"), [(n.replace("_", " "), v) for n, v in rows if v])
        write_reasons(give_reasons(dossier, record))


def _cell(value: Plain) -> str:
    """Return a value for people: parts of a list on lines of their own, fields of a record as "name: value"."""
    if value is None or value in ([], {}, ""):
        return ""
    if isinstance(value, list) and len(value) == PAIR and all(isinstance(part, int) for part in value):
        return f"{value[0]}–{value[1]}"  # a span
    if isinstance(value, list):
        return "\n".join(_cell(part) for part in value)
    if isinstance(value, dict):
        shown = {name: part for name, part in value.items() if name != "proof"}  # the reasons below tell it
        told = ((name, _cell(part).replace("\n", " · ")) for name, part in shown.items())
        return ", ".join(f"{name.replace('_', ' ')}: {words}" for name, words in told if words)
    return str(value)


def _tell_masked(article: Article) -> None:
    """Say which characters of an article were made harmless; its page keeps them."""
    if article.masked:
        shown = ", ".join(f"{m.was} at {m.span.start}" for m in article.masked[:SHOWN_ROWS])
        more = f" and {len(article.masked) - SHOWN_ROWS:,} more" if len(article.masked) > SHOWN_ROWS else ""
        say(f"masked as U+FFFD: {shown}{more}")


def _article_text(article: Article, *, raw: bool) -> str:
    """Return the text of an article, with a mark in the place of all that was set aside unless ``raw``."""
    text = article.text
    if raw:
        return text + "\n"
    aside = [(b.span, b.kind.value.replace("_", " ")) for b in article.removed]
    aside += [(r.second, "repeats an earlier passage") for r in article.repeats]
    aside += [(p.span, f"not analysed: language {p.language}") for p in article.foreign]
    for span, what in sorted(aside, reverse=True):
        text = f"{text[: span.start]}[{what}]{text[span.end :]}"
    lines = text.split("\n")
    kept = [line for n, line in enumerate(lines) if line.strip() or (n > 0 and lines[n - 1].strip())]
    return "\n".join(kept).strip() + "\n"


def _get_record(desk: Desk, record_id: str) -> object:
    from foreigndesk.store.catalogue import RecordKind

    named = desk.store.find_record(record_id)
    getters = {
        RecordKind.ARTICLE: desk.store.get_article,
        RecordKind.MEETING: desk.store.get_meeting,
        RecordKind.EVENT: desk.store.get_event,
        RecordKind.CLAIM: desk.store.get_claim,
        RecordKind.QUOTATION: desk.store.get_quotation,
        RecordKind.COPY: desk.store.get_copy,
        RecordKind.QUOTATION_GROUP: desk.store.get_group,
        RecordKind.ENTITY: desk.store.get_entity,
        RecordKind.EVIDENCE: desk.store.get_evidence,
        RecordKind.MENTION: desk.store.get_named_words,
        RecordKind.REFERENCE: desk.store.get_named_words,
    }
    if named.kind not in getters:
        raise InputError(f"{record_id}: a {named.kind.value} has nothing to show")
    return getters[named.kind](named.record_id)


def why(folder: Path | None, record_id: str, *, as_json: bool) -> None:
    """Show the reasons for one record."""
    with chosen_desk(folder) as desk:
        record = _get_record(desk, record_id)
        reasons = give_reasons(desk.dossier(), record)
    if as_json:
        write_json({"reasons": [to_plain(r) for r in reasons]})
        return
    say(f"{type(record).__name__} {record_id}:")
    write_reasons(reasons)


def why_not(folder: Path | None, text: str, *, as_json: bool) -> None:
    """Show refused readings at words of an article."""
    with chosen_desk(folder) as desk:
        refusals = desk.store.list_refusals(text=text)
        dossier = desk.dossier()
    if as_json:
        write_json({"refused": [to_plain(r) for r in refusals]})
        return
    if not refusals:
        say(f'nothing was refused at "{text}". Either no rule looked at these words, or what it read is in the record.')
        return
    write_reasons(
        cite(dossier, r.article_id, r.span, says=f"{r.rule}: {r.because}") for r in refusals if r.span is not None
    )


def verify(folder: Path | None, *, as_json: bool) -> None:
    """Read all evidence again; exit code 1 where something differs."""
    with chosen_desk(folder) as desk:
        mismatches, counts = desk.store.verify(), desk.store.counts()
    if as_json:
        write_json({"evidence": counts.evidence, "mismatches": [to_plain(m) for m in mismatches]})
    elif mismatches:
        rows = [
            (m.kind, m.record_id[:SHORT_ID], m.article_id or "", m.expected, m.found, m.because) for m in mismatches
        ]
        write_table(
            f"{len(mismatches)} places differ", ("record", "id", "article", "expected", "found", "because"), rows
        )
    else:
        say(
            f"{counts.evidence:,} pieces of evidence in {count(counts.articles, 'article')}: "
            "all words stand where they should"
        )
    if mismatches:
        raise typer.Exit(1)


def annotate(*, clean: bool) -> None:
    """Annotate JSON lines from standard input; exit code 1 where a line could not be used."""
    from foreigndesk.app.annotating import annotate_lines

    failed = 0
    for annotation in annotate_lines(sys.stdin, clean=clean):
        if "error" in annotation:
            failed += 1
            say(f"foreigndesk: {annotation['error']}")
        write(json.dumps(annotation, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    if failed:
        raise typer.Exit(1)
