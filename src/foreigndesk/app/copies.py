"""The command ``copies``, and how one copy is shown."""

from collections import Counter
from pathlib import Path

from foreigndesk.app.desk import find_desk, open_desk
from foreigndesk.app.terminal import say, write, write_json, write_reasons, write_table
from foreigndesk.records.copies import Copy
from foreigndesk.views.copies import count_words, find_copied, list_copy_rows, list_family_rows, list_losses
from foreigndesk.views.dossier import Dossier
from foreigndesk.views.plain import Plain
from foreigndesk.views.reasons import give_loss_reasons, give_reasons

SHORT_ID = 8  # digits of an id that tables show; commands take any unambiguous beginning


def copies(folder: Path | None, *, lost: bool, as_json: bool) -> None:
    """List families of copies, and with ``lost`` the hedges and attributions that copies lost."""
    with open_desk(find_desk(folder)) as desk:
        dossier = desk.dossier()
    families = list_family_rows(dossier)
    if as_json:
        write_json({"copies": [*list_copy_rows(dossier)], "families": [*families]})
        return
    rows = [cells for family in families for cells in _family_cells(dossier, family)]
    title = f"{len(families)} famil{'y' if len(families) == 1 else 'ies'} of one origin"
    write_table(title, ("family", "id", "date", "title", "publisher", "copy", "lost"), rows)
    losing = [copy for copy in dossier.copies if list_losses(copy)]
    if lost:
        for copy in losing:
            write(f"{_name(dossier, copy.later_id)}, {copy.kind.value} from {_name(dossier, copy.earlier_id)}:\n")
            write_reasons(give_loss_reasons(dossier, copy))
    elif losing:
        say("what was lost: foreigndesk copies --lost. What shows a copy: foreigndesk why ID")


def show_copy(dossier: Dossier, copy: Copy) -> None:
    """Show one copy: the two articles, what became of the words, and the reasons."""
    direction = "not known" if copy.later_id is None else f"from {_name(dossier, copy.earlier_id)}"
    counts = count_words(dossier, copy)
    rows = [
        ("copy", copy.copy_id),
        ("first article", _name(dossier, copy.first_id)),
        ("second article", _name(dossier, copy.second_id)),
        ("kind", f"{copy.kind.value} ({copy.score:.0%})"),
        ("direction", f"{direction}: {copy.direction_because}"),
        *((kind.replace("_", " "), f"{words:,} words") for kind, words in sorted(counts.items())),
        ("lost", _count_losses(copy) or "no hedge or attribution"),
    ]
    write_table("Copy", ("field", "value"), rows)
    write_reasons(give_reasons(dossier, copy))


def _name(dossier: Dossier, article_id: str | None) -> str:
    article = dossier.articles.get(article_id or "")
    return f"{article.title or article.locator} ({(article_id or '')[:SHORT_ID]})" if article else "unknown"


def _family_cells(dossier: Dossier, family: dict[str, Plain]) -> list[tuple[str, ...]]:
    """Return the cells of the members of one family, each with the copy that tells most of it."""
    copied = find_copied(dossier)
    members = family["articles"] if isinstance(family["articles"], list) else []
    cells: list[tuple[str, ...]] = []
    for number, member in enumerate(m for m in members if isinstance(m, dict)):
        copy = copied.get(str(member["article_id"])) or _undirected(dossier, str(member["article_id"]))
        cells.append(
            (
                "" if number else str(family["family"])[:SHORT_ID],
                str(member["article_id"])[:SHORT_ID],
                str(member["published"] or "unknown"),
                str(member["title"] or member["id"]),
                str(member["publisher"] or ""),
                _say_copy(copy) if copy else "",
                _count_losses(copy) if copy else "",
            )
        )
    return cells


def _undirected(dossier: Dossier, article_id: str) -> Copy | None:
    """Return the copy of unknown direction of which the article is the second."""
    return next((c for c in dossier.copies if c.later_id is None and c.second_id == article_id), None)


def _say_copy(copy: Copy) -> str:
    other = copy.earlier_id or copy.first_id
    joint = "from" if copy.later_id else "from or to"
    return f"{copy.kind.value} {joint} {other[:SHORT_ID]}, {copy.score:.0%}"


def _count_losses(copy: Copy) -> str:
    counts = Counter(difference.kind.value.removesuffix("_lost") for difference in list_losses(copy))
    return ", ".join(f"{number} {kind}{'s' * (number > 1)}" for kind, number in sorted(counts.items()))
