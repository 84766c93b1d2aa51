"""The command ``quotations``, and how a group of quotations is shown."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from foreigndesk.app.desk import Desk, find_desk, open_desk
from foreigndesk.app.terminal import console, count, say, write, write_json, write_table
from foreigndesk.errors import InputError
from foreigndesk.records.quotation_groups import QuotationGroup, Risk, Variant
from foreigndesk.records.quotations import Quotation, Speaker
from foreigndesk.views.dossier import Dossier
from foreigndesk.views.export import write_rows
from foreigndesk.views.listings import list_quotation_rows
from foreigndesk.views.quotation_filters import filter_quotations, read_bound, read_kind
from foreigndesk.views.quotation_groups import (
    change_words,
    count_origins,
    is_changed,
    list_group_rows,
    list_variant_rows,
    say_kinds,
    say_speakers,
    sort_groups,
)
from foreigndesk.views.reasons import cite
from foreigndesk.views.word_differences import Edit, WordRun, cut_runs, write_run
from foreigndesk.views.wording import say_article, say_date, show_words

if TYPE_CHECKING:
    from rich.text import Text

SHORT_ID = 8  # digits of an id that tables show; commands take any unambiguous beginning
_INDENT = (0, 0, 0, 4)
_FEW = 8  # words: so short a wording is shown with what stands around it
_STYLES = {Edit.SAME: "", Edit.DROPPED: "red strike", Edit.ADDED: "green bold"}
_RISKS = {Risk.NONE: "dim", Risk.LOW: "", Risk.MEDIUM: "yellow", Risk.HIGH: "red bold"}


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationQuestion:
    """Which quotations are asked for, each field as its option gives it; ``changed``: groups whose wording differs."""

    speaker: str | None = None
    about: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    changed: bool = False


def quotations(folder: Path | None, question: QuotationQuestion, *, as_json: bool, as_csv: bool) -> None:
    """List quotations, or the groups of one utterance whose wordings differ."""
    if as_json and as_csv:
        raise InputError("--csv and --json exclude each other: leave one out")
    with open_desk(find_desk(folder)) as desk:
        dossier = desk.dossier()
        found = _ask(desk, dossier, question)
    if question.changed:
        ids = {quotation.quotation_id for quotation in found}
        groups = [g for g in dossier.groups if is_changed(g) and any(v.quotation_id in ids for v in g.variants)]
        _list_groups(dossier, sort_groups(groups), as_json=as_json, as_csv=as_csv)
        return
    rows = list_quotation_rows(dossier, found)
    if as_json:
        write_json({"quotations": list(rows)})
    elif as_csv:
        write(write_rows(rows))
    else:
        cells = [
            (q.quotation_id[:SHORT_ID], _who_spoke(q.speaker), q.kind.value, str(row["words"]), q.article_id[:SHORT_ID])
            for q, row in zip(found, rows, strict=True)
        ]
        write_table(count(len(rows), "quotation"), ("id", "speaker", "kind", "words", "article"), cells)
        changed = sum(is_changed(group) for group in dossier.groups)
        if changed:
            say(f"worded in more than one way: {count(changed, 'utterance')}: foreigndesk quotations --changed")


def _ask(desk: Desk, dossier: Dossier, question: QuotationQuestion) -> tuple[Quotation, ...]:
    kind = read_kind(question.kind)
    first = read_bound(question.since, option="--from", is_last=False)
    last = read_bound(question.until, option="--to", is_last=True)
    if first and last and first > last:
        raise InputError(f"--from {question.since} lies after --to {question.until}: exchange them")
    listed = desk.store.list_quotations(speaker=question.speaker, text=question.text, about=question.about)
    found = filter_quotations(dossier, listed, kind=kind, first=first, last=last)
    if found.undated:
        say(f"not listed: {count(found.undated, 'quotation')} of articles without a date")
    if not found.quotations and question.about is not None:
        say(f'no quotation names "{question.about}": give part of a name, an entity id or a state; words: --text')
    return found.quotations


def _who_spoke(speaker: Speaker | None) -> str:
    if speaker is None:
        return "unknown"
    return " or ".join(speaker.candidates) + "?" if speaker.candidates else ", ".join(speaker.names)


def _list_groups(dossier: Dossier, groups: list[QuotationGroup], *, as_json: bool, as_csv: bool) -> None:
    if as_json:
        write_json({"groups": list(list_group_rows(dossier, groups))})
        return
    if as_csv:
        write(write_rows([row for group in groups for row in list_variant_rows(dossier, group)]))
        return
    title = f"{count(len(groups), 'utterance')} in more than one wording"
    columns = ("id", "risk", "what differs", "wording (reference)", "speaker", "variants")
    write_table(title, columns, [_group_cells(dossier, group) for group in groups])
    if groups:
        say("the wordings side by side: foreigndesk show ID. The risk grades what to look at first; it proves nothing")


def _group_cells(dossier: Dossier, group: QuotationGroup) -> tuple[str, ...]:
    words = group.reference.span.words(dossier.articles[group.reference.article_id].text)
    return (
        group.group_id[:SHORT_ID],
        group.risk.value,
        say_kinds(group),
        show_words(words, limit=120),
        say_speakers(dossier, group.reference),
        f"{len(group.variants)} ({count(count_origins(dossier, group), 'origin')})",
    )


def show_group(dossier: Dossier, group: QuotationGroup) -> None:
    """Show a group: each variant with its difference from the first, and why, in words that need no colour."""
    from rich.padding import Padding
    from rich.text import Text

    out = console()
    places, origins = count(len(group.variants), "place"), count(count_origins(dossier, group), "origin")
    head = Text(f"One utterance, {places}, {origins}: {say_kinds(group)}")
    out.print(head.append("; risk ").append(group.risk.value, style=_RISKS[group.risk]))
    out.print(Text("[-left out-] {+put in+}, against the reference [1]", style="dim"))
    for number, variant in enumerate(group.variants, start=1):
        out.print()
        out.print(_write_words(dossier, group, variant, number=number))
        around = _write_surroundings(dossier, variant)
        if around is not None:
            out.print(Padding(around, _INDENT, expand=False))
        out.print(Padding(_write_place(dossier, group, variant), _INDENT, expand=False))
        for line in _say_changes(dossier, group, variant):
            out.print(Padding(line, _INDENT, expand=False))
    out.print()
    for told in _say_group(group):
        out.print(Text(told))


def _write_words(dossier: Dossier, group: QuotationGroup, variant: Variant, *, number: int) -> "Text":
    from rich.text import Text

    line = Text(f"[{number}] ", style="bold")
    opening, closing = ("“", "”") if variant.form.is_marked else ("", "")
    runs = cut_runs(dossier, group, variant)
    if number > 1 and all(run.edit is Edit.SAME for run in runs):
        line.append("same words: ", style="not bold dim")
    line.append(opening, style="not bold").append_text(_color(runs)).append(closing, style="not bold")
    return line


def _write_surroundings(dossier: Dossier, variant: Variant) -> "Text | None":
    """Return a short wording between what stands around it, ``None`` for longer ones."""
    from rich.text import Text

    cited = cite(dossier, variant.article_id, variant.span, says="")
    if len(cited.words.split()) > _FEW:
        return None
    line = Text(cited.before, style="dim").append(cited.words, style="bold not dim")
    return line.append(cited.after)


def _color(runs: tuple[WordRun, ...]) -> "Text":
    from rich.text import Text

    line = Text(style="not bold")
    for number, run in enumerate(runs):
        line.append(" " if number else "").append(write_run(run), style=_STYLES[run.edit])
    return line


def _write_place(dossier: Dossier, group: QuotationGroup, variant: Variant) -> "Text":
    from rich.text import Text

    article = dossier.articles[variant.article_id]
    told = [variant.form.value.replace("_", " "), say_speakers(dossier, variant)]
    told += ["reference"] if variant is group.reference else []
    told += ["earliest"] if variant.variant_id in group.earliest and len(group.earliest) < len(group.variants) else []
    told += ["best attributed"] if variant.variant_id == group.best_attributed else []
    place = f"{variant.article_id[:SHORT_ID]}:{variant.span.start}-{variant.span.end}"
    at = f"{say_article(article)}, {say_date(article.published)} [{place}]"
    return Text("; ".join(told)).append(f"\n{at}", style="dim")


def _say_changes(dossier: Dossier, group: QuotationGroup, variant: Variant) -> "list[Text]":
    from rich.text import Text

    same: dict[tuple[str, Risk, str], list[str]] = {}
    for change in variant.changes:
        ours, theirs = change_words(dossier, group, variant, change=change)
        shown = f"“{show_words(ours or '', limit=90)}” → “{show_words(theirs or '', limit=90)}”"
        same.setdefault((change.kind.value, change.risk, change.because), []).append(shown if ours and theirs else "")
    lines = []
    for (kind, risk, because), words in same.items():
        line = Text("- ").append(kind.replace("_", " "), style="bold").append(" (")
        line.append(f"risk {risk.value}", style=_RISKS[risk]).append(f"): {because}")
        listed = "; ".join(dict.fromkeys(w for w in words if w))
        lines.append(line.append(f": {listed}") if listed else line)
    return lines


def _say_group(group: QuotationGroup) -> list[str]:
    """Return what holds for the whole group: earliest, best attributed, why it is one, what people decided."""
    numbers = {v.variant_id: n for n, v in enumerate(group.variants, start=1)}
    first = ", ".join(f"[{numbers[v]}]" for v in group.earliest)
    lines = [
        f"earliest: {first + ': ' if first else ''}{group.earliest_because}",
        f"best attributed: [{numbers[group.best_attributed]}]: {group.best_because}",
    ]
    if group.because:
        lines.append(f"taken for one utterance: {'; '.join(group.because)}")
    lines += [f"decided by people: {says}" for says in group.decided]
    return [*lines, "not one utterance? foreigndesk review PLACE --with PLACE --different, a place as in brackets"]
