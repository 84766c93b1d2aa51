"""Copies of a desk by families of one origin, with what each lost; the same rows for tables and JSON."""

from collections import Counter, defaultdict

from foreigndesk.records.copies import Copy, CopyKind, Difference, DifferenceKind
from foreigndesk.records.spans import Span
from foreigndesk.views.dossier import Dossier
from foreigndesk.views.plain import Plain, to_plain

Row = dict[str, Plain]

LOSSES = frozenset({DifferenceKind.HEDGE_LOST, DifferenceKind.ATTRIBUTION_LOST})


def list_copy_rows(dossier: Dossier) -> list[Row]:
    """Return one row a pair of articles of one origin: kind, direction with its evidence, differences with words."""
    return [_copy_row(dossier, copy) for copy in dossier.copies]


def list_family_rows(dossier: Dossier) -> list[Row]:
    """Return one row a family of two articles and more: its members by day, the ids of the copies that join them."""
    members: dict[str, list[str]] = defaultdict(list)
    for article_id in dossier.articles:
        members[dossier.origins.get(article_id, article_id)].append(article_id)
    joined: dict[str, list[Plain]] = defaultdict(list)
    for copy in dossier.copies:
        joined[dossier.origins.get(copy.first_id, copy.first_id)].append(copy.copy_id)
    return [
        {
            "family": family,
            "articles": [_member_row(dossier, i) for i in _by_day(dossier, ids)],
            "copies": joined[family],
        }
        for family, ids in sorted(members.items())
        if len(ids) > 1
    ]


def find_copied(dossier: Dossier) -> dict[str, Copy]:
    """Return, for each article that was made from another, the copy that tells most of it."""
    found: dict[str, Copy] = {}
    for copy in sorted(dossier.copies, key=lambda c: (c.kind is not CopyKind.LIFTED, c.score, c.copy_id)):
        if copy.later_id is not None:
            found[copy.later_id] = copy
    return found


def list_losses(copy: Copy) -> tuple[Difference, ...]:
    """Return the hedges and attributions that the later text lost."""
    return tuple(d for d in copy.differences if d.kind in LOSSES)


def count_words(dossier: Dossier, copy: Copy) -> Counter[str]:
    """Return how many words were dropped, added and reworded, by the words of the side that has them."""
    counts: Counter[str] = Counter()
    for difference in copy.differences:
        if difference.kind not in LOSSES and difference.cue is None:
            counts[difference.kind.value] += len(_words(dossier, copy, difference).split())
    return counts


def _words(dossier: Dossier, copy: Copy, difference: Difference) -> str:
    """Return the words of a difference in the first text, or where that has none in the second."""
    if difference.first is not None:
        return difference.first.words(dossier.articles[copy.first_id].text)
    return difference.second.words(dossier.articles[copy.second_id].text) if difference.second else ""


def _by_day(dossier: Dossier, article_ids: list[str]) -> list[str]:
    def day(article_id: str) -> tuple[str, str]:
        published = dossier.articles[article_id].published
        return str(published.earliest or "9") if published else "9", article_id

    return sorted(article_ids, key=day)


def _member_row(dossier: Dossier, article_id: str) -> Row:
    article = dossier.articles[article_id]
    return {
        "article_id": article_id,
        "id": article.locator,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.edtf if article.published else None,
    }


def _copy_row(dossier: Dossier, copy: Copy) -> Row:
    plain = to_plain(copy)
    row: Row = dict(plain) if isinstance(plain, dict) else {}
    row["family"] = dossier.origins.get(copy.first_id)
    row["earlier_id"] = copy.earlier_id
    row["counts"] = to_plain(dict(count_words(dossier, copy)))
    row["differences"] = [_difference_row(dossier, copy, d) for d in copy.differences]
    return row


def _difference_row(dossier: Dossier, copy: Copy, difference: Difference) -> Row:
    plain = to_plain(difference)
    row: Row = dict(plain) if isinstance(plain, dict) else {}
    cue_id = copy.first_id if difference.cue_in_first else copy.second_id
    sides: tuple[tuple[str, str, Span | None], ...] = (
        ("first", copy.first_id, difference.first),
        ("second", copy.second_id, difference.second),
        ("cue", cue_id, difference.cue),
    )
    return row | {f"{name}_words": span.words(dossier.articles[i].text) if span else None for name, i, span in sides}
