"""Deciding that two places give one utterance, or two: what ``review ID --with ID`` does."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from foreigndesk.app.commands import chosen_desk
from foreigndesk.app.desk import Desk
from foreigndesk.app.reviewing import list_judgement_rows, say_user, show_judgements
from foreigndesk.app.terminal import say
from foreigndesk.errors import InputError
from foreigndesk.records.quotation_groups import GroupDecision, PlaceInArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class PairDecision:
    """What somebody decides on two places: one utterance, two, or an earlier decision is withdrawn."""

    is_same: bool = False
    is_different: bool = False
    is_withdrawn: bool = False
    note: str = ""
    person: str | None = None


def review_pair(folder: Path | None, first_id: str, second_id: str, *, decision: PairDecision, as_json: bool) -> None:
    """Decide on two places, and show all that was decided on them."""
    if sum((decision.is_same, decision.is_different, decision.is_withdrawn)) != 1:
        raise InputError("--with needs one of --same, --different and --withdraw.")
    with chosen_desk(folder) as desk:
        target = decide_pair(desk, find_place(desk, first_id), find_place(desk, second_id), decision=decision)
        rows = list_judgement_rows(desk, frozenset({target}))
    show_judgements(rows, as_json=as_json)
    say("decided on 2 places. The next build applies it: foreigndesk build")


def find_place(desk: Desk, given: str) -> PlaceInArticle:
    """Return the place of a quotation by its id, or one given as ``ARTICLE:START-END``.

    Raises InputError where the desk has no such quotation or article, or the article no such place.
    """
    from foreigndesk.store.references import read_place

    place = read_place(given)
    if place is None:
        quotation = desk.store.get_quotation(given)
        return PlaceInArticle(article_id=quotation.article_id, span=quotation.span)
    article = desk.store.get_article(place[0])
    if not 0 <= place[1].start < place[1].end <= len(article.text):
        raise InputError(f"{given}: the article has {len(article.text):,} characters; show GROUP lists the places.")
    return PlaceInArticle(article_id=article.article_id, span=place[1])


def decide_pair(desk: Desk, first: PlaceInArticle, second: PlaceInArticle, *, decision: PairDecision) -> str:
    """Put what somebody decided on two places, and return the target of the judgement.

    Raises InputError where the places overlap, and where there is nothing to withdraw.
    """
    from foreigndesk.store.judgements import Verdict
    from foreigndesk.store.quotation_groups import judge_pair

    said = GroupDecision(first=first, second=second, is_same=decision.is_same, says=decision.note)
    judgement = judge_pair(said, person=decision.person or say_user(), made_at=datetime.now(UTC).isoformat())
    if decision.is_withdrawn:
        made = [j for j in desk.store.list_judgements() if j.target_id == judgement.target_id]
        if not made or made[-1].verdict is Verdict.ACCEPT:
            raise InputError(f"{judgement.target_id}: nothing is decided on these two, so nothing can be withdrawn.")
        judgement = replace(judgement, verdict=Verdict.ACCEPT)
    with desk.store.add():
        desk.store.put_judgement(judgement)
    return judgement.target_id
