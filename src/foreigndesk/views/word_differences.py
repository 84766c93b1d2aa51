"""Differences of two wordings as words to show: what is the same, what the variant left out, what it put in."""

from dataclasses import dataclass
from enum import StrEnum

from foreigndesk.records.quotation_groups import QuotationGroup, Variant
from foreigndesk.views.dossier import Dossier
from foreigndesk.views.wording import show_words

_LONGEST_CUT = 8  # words left out at the beginning or end that are shown


class Edit(StrEnum):
    """What became of words of the reference."""

    SAME = "same"
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRun:
    """Words in a row that are the same, dropped or added."""

    edit: Edit
    words: str


def cut_runs(dossier: Dossier, group: QuotationGroup, variant: Variant) -> tuple[WordRun, ...]:
    """Return the words of a variant with those that it left out and put in, against what it is compared with.

    Of what a fragment leaves out at its ends, the words next to it are shown.
    """
    text = dossier.articles[variant.article_id].text
    reference = dossier.articles[group.base_of(variant).article_id].text
    runs: list[WordRun] = []
    at = variant.span.start
    for edit in variant.edits:
        runs += _run(Edit.SAME, text[at : edit.at])
        at = max(at, edit.at)
        if edit.reference is not None:
            shown = _shorten(
                edit.reference.words(reference),
                is_first=edit.at == variant.span.start,
                is_last=edit.at == variant.span.end,
            )
            runs += _run(Edit.DROPPED, shown)
        if edit.variant is not None:
            runs += _run(Edit.ADDED, edit.variant.words(text))
            at = edit.variant.end
    return tuple(runs + _run(Edit.SAME, text[at : variant.span.end]))


def _run(edit: Edit, words: str) -> list[WordRun]:
    shown = show_words(words, limit=len(words) + 1)
    return [WordRun(edit=edit, words=shown)] if shown else []


def _shorten(words: str, *, is_first: bool, is_last: bool) -> str:
    listed = words.split()
    if len(listed) <= _LONGEST_CUT or not (is_first or is_last):
        return words
    return f"… {' '.join(listed[-_LONGEST_CUT:])}" if is_first else f"{' '.join(listed[:_LONGEST_CUT])} …"


def write_runs(runs: tuple[WordRun, ...]) -> str:
    """Return a difference as plain text, as ``wdiff`` writes it: "we [-shall-] {+will+} meet"."""
    return " ".join(write_run(run) for run in runs)


def write_run(run: WordRun) -> str:
    """Return words of a difference with the marks that tell what became of them."""
    match run.edit:
        case Edit.DROPPED:
            return f"[-{run.words}-]"
        case Edit.ADDED:
            return f"{{+{run.words}+}}"
        case _:
            return run.words
