"""Groups of quotations as rows: each variant with its words, article, speaker and difference from the reference."""

from collections.abc import Iterable

from foreigndesk.records.quotation_groups import ChangeKind, QuotationGroup, Variant, WordChange
from foreigndesk.records.spans import Span
from foreigndesk.views.dossier import Dossier
from foreigndesk.views.plain import Plain, to_plain
from foreigndesk.views.word_differences import cut_runs, write_runs

Row = dict[str, Plain]

QUIET = frozenset({ChangeKind.SPELLING, ChangeKind.GRAMMAR, ChangeKind.TENSE, ChangeKind.FRAGMENT})  # told last


def is_changed(group: QuotationGroup) -> bool:
    """Return whether any variant differs from the reference."""
    return bool(group.kinds)


def sort_groups(groups: Iterable[QuotationGroup]) -> list[QuotationGroup]:
    """Return groups by risk, the highest first; among equals those with most kinds of change, then by id."""
    return sorted(groups, key=lambda g: (-g.risk.grade, -len(set(g.kinds) - QUIET), -len(g.variants), g.group_id))


def say_kinds(group: QuotationGroup) -> str:
    """Return the kinds of change in words, or that there are none."""
    return ", ".join(kind.value.replace("_", " ") for kind in group.kinds) or "worded alike"


def say_speakers(dossier: Dossier, variant: Variant) -> str:
    """Return who is said to have spoken, and through whom; candidates with a question mark."""
    named = [dossier.entities[name].name if name in dossier.entities else name for name in variant.speaker_names]
    through = "".join(f", through {name}" for name in variant.passed_on)
    if not named:
        return f"nobody named{through}"
    return f"{', '.join(named) if variant.is_speaker_certain else ' or '.join(named) + '?'}{through}"


def group_of(dossier: Dossier) -> dict[str, str]:
    """Return the id of the group of each quotation that is in one."""
    return {v.quotation_id: g.group_id for g in dossier.groups for v in g.variants if v.quotation_id is not None}


def count_origins(dossier: Dossier, group: QuotationGroup) -> int:
    """Return how many independent origins give the utterance."""
    return len({dossier.origins.get(v.article_id, v.article_id) for v in group.variants})


def list_group_rows(dossier: Dossier, groups: Iterable[QuotationGroup]) -> list[Row]:
    """Return one row a group, its variants inside it with their words and differences."""
    return [
        {
            "group_id": group.group_id,
            "risk": group.risk.value,
            "kinds": [kind.value for kind in group.kinds],
            "independent_origins": count_origins(dossier, group),
            "because": list(group.because),
            "earliest": list(group.earliest),
            "earliest_because": group.earliest_because,
            "best_attributed": group.best_attributed,
            "best_because": group.best_because,
            "decided": list(group.decided),
            "variants": [variant_row(dossier, group, variant) for variant in group.variants],
        }
        for group in groups
    ]


def variant_row(dossier: Dossier, group: QuotationGroup, variant: Variant) -> Row:
    """Return one variant: where it stands, its words, and each difference with the words on both sides."""
    article = dossier.articles[variant.article_id]
    return {
        "variant_id": variant.variant_id,
        "quotation_id": variant.quotation_id,
        "article_id": variant.article_id,
        "id": article.given_id,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.edtf if article.published else None,
        "span": to_plain(variant.span),
        "words": variant.span.words(article.text),
        "form": variant.form.value,
        "speakers": list(variant.speaker_names),
        "speaker_ids": list(variant.speakers),
        "is_speaker_certain": variant.is_speaker_certain,
        "passed_on": list(variant.passed_on),
        "is_reference": variant is group.reference,
        "against": variant.against,
        "risk": variant.risk.value,
        "difference": write_runs(cut_runs(dossier, group, variant)),
        "runs": to_plain(cut_runs(dossier, group, variant)),
        "changes": [_change_row(dossier, group, variant, change=change) for change in variant.changes],
    }


def _change_row(dossier: Dossier, group: QuotationGroup, variant: Variant, *, change: WordChange) -> Row:
    plain = to_plain(change)
    row: Row = dict(plain) if isinstance(plain, dict) else {}
    ours, theirs = change_words(dossier, group, variant, change=change)
    return row | {"reference_words": ours, "variant_words": theirs}


def change_words(
    dossier: Dossier, group: QuotationGroup, variant: Variant, *, change: WordChange
) -> tuple[str | None, str | None]:
    """Return the words of a difference in the reference and in the variant."""
    return (
        _words(dossier, group.base_of(variant).article_id, change.reference),
        _words(dossier, variant.article_id, change.variant),
    )


def _words(dossier: Dossier, article_id: str, span: Span | None) -> str | None:
    return span.words(dossier.articles[article_id].text) if span else None


def list_variant_rows(dossier: Dossier, group: QuotationGroup) -> list[Row]:
    """Return one flat row a variant, for tables of spreadsheets and statistics."""
    rows: list[Row] = []
    for number, variant in enumerate(group.variants, start=1):
        row = variant_row(dossier, group, variant)
        kinds = dict.fromkeys(change.kind.value for change in variant.changes)
        flat = {key: value for key, value in row.items() if key not in {"runs", "changes"}}
        rows.append(
            {
                "group_id": group.group_id,
                "number": number,
                **flat,
                "changes": ", ".join(kinds),
                "because": "; ".join(dict.fromkeys(change.because for change in variant.changes)),
                "is_earliest": variant.variant_id in group.earliest,
                "is_best_attributed": variant.variant_id == group.best_attributed,
                "group_risk": group.risk.value,
            }
        )
    return rows
