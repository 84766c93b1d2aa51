"""Looking at whom words mean, and overruling it: what ``mentions`` and ``review`` do and show."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from foreigndesk.app.commands import chosen_desk
from foreigndesk.app.desk import Desk
from foreigndesk.app.terminal import count, say, write_json, write_table
from foreigndesk.errors import InputError
from foreigndesk.records.mentions import Mention, MentionCorrection, NamedWords
from foreigndesk.views.mentions import list_mention_rows
from foreigndesk.views.plain import Plain, to_plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody decides on words.

    They mean ``entity_id``, or not whom the rules read, or an earlier decision is withdrawn. ``everywhere`` takes
    the same words in the whole article.
    """

    entity_id: str | None = None
    is_rejected: bool = False
    is_withdrawn: bool = False
    everywhere: bool = False
    note: str = ""
    person: str | None = None

    @property
    def is_given(self) -> bool:
        """Whether exactly one thing is wanted. Raises InputError where it is more than one."""
        wanted = [self.entity_id is not None, self.is_rejected, self.is_withdrawn]
        if sum(wanted) > 1:
            raise InputError("--entity, --reject and --withdraw exclude one another. Give one of them.")
        return any(wanted)


def mentions(folder: Path | None, article_id: str, *, text: str | None, as_json: bool) -> None:
    """List whom the words of an article name or refer to."""
    with chosen_desk(folder) as desk:
        article = desk.store.get_article(article_id)
        rows = list_mention_rows(desk.dossier(), desk.store.list_named_words(article.article_id))
    if text:
        rows = [row for row in rows if text.casefold() in str(row["words"]).casefold()]
    if as_json:
        write_json({"mentions": list(rows)})
        return
    cells = [(_short(row), str(row["words"]), str(row["kind"]), _meant(row), str(row["because"])) for row in rows]
    write_table(count(len(rows), "place"), ("id", "words", "kind", "means", "because"), cells)
    if rows:
        say("wrong? foreigndesk review ID --entity ENTITY, or --reject")


def _short(row: dict[str, Plain]) -> str:
    article_id, _, place = str(row["words_id"]).partition(":")
    return f"{article_id[:8]}:{place}"


def _meant(row: dict[str, Plain]) -> str:
    entities, candidates = row["entities"], row["candidates"]
    if isinstance(candidates, list) and candidates:
        return " or ".join(map(str, candidates)) + "?"
    return ", ".join(map(str, entities)) if isinstance(entities, list) and entities else "nobody"


def review(folder: Path | None, words_id: str | None, *, decision: Decision, as_json: bool) -> None:
    """Decide on words of an article, or list what was decided."""
    with chosen_desk(folder) as desk:
        if words_id is None:
            if decision.is_given:
                raise InputError(
                    "which words? Give their id, ARTICLE:START-END; foreigndesk mentions ARTICLE lists it."
                )
            show_judgements(list_judgement_rows(desk, None), as_json=as_json)
            return
        named = desk.store.get_named_words(words_id)
        decided = decide(desk, named, decision) if decision.is_given else ()
        rows = list_judgement_rows(desk, frozenset(decided) or frozenset({named.words_id}))
    show_judgements(rows, as_json=as_json)
    if decided:
        say(f"decided on {count(len(decided), 'place')}. The next build applies it: foreigndesk build")
    elif not rows:
        say("nothing is decided on these words. Give --entity ENTITY, or --reject")


def decide(desk: Desk, named: NamedWords, decision: Decision) -> tuple[str, ...]:
    """Put what somebody decided on words, and return the ids of the words it is about.

    Raises InputError for an unknown entity, for a reference that shall be decided in the whole article, and
    where there is nothing to withdraw.
    """
    from foreigndesk.store.judgements import judge_mention, withdraw_judgement

    places = _list_same_words(desk, named) if decision.everywhere else [named]
    person, made_at = decision.person or say_user(), datetime.now(UTC).isoformat()
    if decision.is_withdrawn:
        spans = {place.said.span for place in places}
        standing = [c for c in desk.store.list_corrections() if c.article_id == named.article_id and c.span in spans]
        if not standing:
            raise InputError(f"{named.words_id}: nothing is decided on these words, so nothing can be withdrawn.")
        found = [withdraw_judgement(c, person=person, made_at=made_at, note=decision.note) for c in standing]
    else:
        wanted = [_correction(place, decision) for place in places]
        found = [judge_mention(correction, person=person, made_at=made_at) for correction in wanted]
    with desk.store.add():
        for judgement in found:
            desk.store.put_judgement(judgement)
    return tuple(judgement.target_id for judgement in found)


def _correction(place: NamedWords, decision: Decision) -> MentionCorrection:
    return MentionCorrection(
        article_id=place.article_id, span=place.said.span, entity_id=decision.entity_id, says=decision.note
    )


def _list_same_words(desk: Desk, named: NamedWords) -> list[NamedWords]:
    """Return the mentions of the article that have the same words."""
    text = desk.store.get_article(named.article_id).text
    words = named.said.span.words(text)
    if not isinstance(named.said, Mention):
        raise InputError(f'--everywhere-in-article is for names; "{words}" may mean somebody else in another place.')
    listed = desk.store.list_named_words(named.article_id)
    return [n for n in listed if isinstance(n.said, Mention) and n.said.span.words(text) == words]


def say_user() -> str:
    """Return the name of the user, ``reader`` where the machine tells none."""
    return os.environ.get("USER") or os.environ.get("USERNAME") or "reader"


def list_judgement_rows(desk: Desk, wanted: frozenset[str] | None) -> list[dict[str, Plain]]:
    """Return one row for each judgement, on the wanted words where these are given, the earliest first."""
    judgements = [j for j in desk.store.list_judgements() if wanted is None or j.target_id in wanted]
    last = {j.target_id: j.judgement_id for j in judgements}
    texts = {article.article_id: article.text for article in desk.store.list_articles()}
    rows = []
    for judgement in judgements:
        plain = to_plain(judgement)
        stands = last[judgement.target_id] == judgement.judgement_id and judgement.verdict.value != "accept"
        words = _words_at(judgement.target_id, texts)
        rows.append({**(plain if isinstance(plain, dict) else {}), "words": words, "stands": stands})
    return rows


def _words_at(target_id: str, texts: dict[str, str]) -> str | None:
    from foreigndesk.store.references import read_place

    places = [read_place(part) for part in target_id.split("+")]
    words = [place[1].words(texts[place[0]]) for place in places if place and place[0] in texts]
    return " | ".join(words) if words else None


def show_judgements(rows: list[dict[str, Plain]], *, as_json: bool) -> None:
    """Show what was decided, by whom, and whether it stands."""
    if as_json:
        write_json({"judgements": list(rows)})
        return
    cells = [
        (
            "+".join(_short({"words_id": part}) for part in str(row["target_id"]).split("+")),
            str(row["words"] or ""),
            _say_verdict(row),
            str(row["note"]),
            f"{row['person']}, {str(row['made_at'])[:10]}",
            "" if row["stands"] else "no longer",
        )
        for row in rows
    ]
    write_table(count(len(rows), "decision"), ("id", "words", "decided", "note", "by", "stands"), cells)


def _say_verdict(row: dict[str, Plain]) -> str:
    said = {"accept": "withdrawn", "reject": "rejected", "same": "one utterance", "different": "two utterances"}
    return said.get(str(row["verdict"])) or f"{row['verdict']}: {row['value']}"
