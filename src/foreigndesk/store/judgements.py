"""What people decided about records of the desk, and with what a build was made."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum

from foreigndesk.errors import InputError
from foreigndesk.knowledge.folding import fold
from foreigndesk.knowledge.offices import persons_by_id
from foreigndesk.knowledge.organisations import organisations_by_id
from foreigndesk.knowledge.states import states_by_id
from foreigndesk.knowledge.towns import find_place
from foreigndesk.records.mentions import LOCAL, MentionCorrection
from foreigndesk.records.spans import derive_id
from foreigndesk.store.connections import Connection
from foreigndesk.store.encoding import read_json, write_json
from foreigndesk.store.references import read_place

MENTION = "mention"  # kind of target: words of an article that name or refer to somebody, as ARTICLE:START-END

NEAR = 3  # ids that a message proposes


class Verdict(StrEnum):
    """What a person says of a record, or of two."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    SAME = "same"
    DIFFERENT = "different"


_OVERRULING = frozenset({Verdict.REJECT, Verdict.CORRECT, Verdict.DIFFERENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision of one person. ``made_at`` is the time as the caller writes it (ISO 8601).

    ``value`` is what a correction puts in the place of what the rules read: of a mention, the id of an entity.
    """

    target_kind: str
    target_id: str
    verdict: Verdict
    note: str
    person: str
    made_at: str
    value: str = ""

    @property
    def judgement_id(self) -> str:
        """The id, derived from person, time and target."""
        return derive_id("judgement", self.person, self.made_at, self.target_kind, self.target_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The version of one part that took part in a build: ``foreigndesk``, a model, a table."""

    part: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildNote:
    """With which versions a build was made, and when, if the caller says so."""

    versions: tuple[Version, ...]
    made_at: str | None = None

    @property
    def build_id(self) -> str:
        """The id, derived from the versions and the time."""
        return derive_id("build", [(v.part, v.version) for v in self.versions], self.made_at)


def judge_mention(mention: MentionCorrection, *, person: str, made_at: str) -> Judgement:
    """Return the judgement that words mean the entity given, or without one, not the entity that the rules read.

    ``says`` of ``mention`` becomes the note. Raises InputError for an entity that no table has and that is not
    ``local:``.
    """
    entity, span = mention.entity_id, mention.span
    if entity is not None and not entity.startswith(LOCAL) and not _is_known(entity):
        raise InputError(
            f"{entity}: no table has an entity with this id{_say_near(entity)}; "
            f"write {LOCAL}GIVEN-FAMILY for one that no table has."
        )
    return Judgement(
        target_kind=MENTION,
        target_id=f"{mention.article_id}:{span.start}-{span.end}",
        verdict=Verdict.REJECT if entity is None else Verdict.CORRECT,
        note=mention.says,
        person=person,
        made_at=made_at,
        value=entity or "",
    )


def withdraw_judgement(standing: MentionCorrection, *, person: str, made_at: str, note: str) -> Judgement:
    """Return the judgement that takes back what was decided on words: they mean again whom the rules read."""
    said = MentionCorrection(article_id=standing.article_id, span=standing.span, entity_id=None, says=note)
    return replace(judge_mention(said, person=person, made_at=made_at), verdict=Verdict.ACCEPT)


def _is_known(entity: str) -> bool:
    return any(entity in table for table in _tables()) or find_place(entity) is not None


def _tables() -> tuple[Mapping[str, object], ...]:
    return persons_by_id(), states_by_id(), organisations_by_id()


def _say_near(entity: str) -> str:
    """Return the ids of the tables that look like a wrong one."""
    wanted = fold(entity).replace(" ", "-")
    near = get_close_matches(wanted, [i for table in _tables() for i in table], n=NEAR)
    return f" (near: {', '.join(near)})" if near else ""


def list_corrections(connection: Connection) -> list[MentionCorrection]:
    """Return what people decided about mentions, the last decision on each, in order of article and place."""
    last = {j.target_id: j for j in list_judgements(connection) if j.target_kind == MENTION}
    found = [_read_correction(j) for j in last.values() if j.verdict in _OVERRULING]
    return sorted(found, key=lambda c: (c.article_id, c.span))


def _read_correction(judgement: Judgement) -> MentionCorrection:
    place = read_place(judgement.target_id)
    if place is None:
        raise InputError(f"judgement {judgement.judgement_id}: {judgement.target_id!r} is not ARTICLE:START-END.")
    return MentionCorrection(
        article_id=place[0],
        span=place[1],
        entity_id=judgement.value or None if judgement.verdict is Verdict.CORRECT else None,
        says=f"{judgement.person} decided on {judgement.made_at}" + (f": {judgement.note}" if judgement.note else ""),
    )


def put_judgement(connection: Connection, judgement: Judgement) -> None:
    """Put a judgement; the same person, time and target again replaces verdict and note."""
    connection.run(
        """INSERT INTO judgements (judgement_id, target_kind, target_id, verdict, note, person, made_at, value)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (judgement_id) DO UPDATE
        SET verdict = excluded.verdict, note = excluded.note, value = excluded.value""",
        (
            judgement.judgement_id,
            judgement.target_kind,
            judgement.target_id,
            judgement.verdict.value,
            judgement.note,
            judgement.person,
            judgement.made_at,
            judgement.value,
        ),
    )


def list_judgements(connection: Connection, *, target_id: str | None = None) -> list[Judgement]:
    """Return the judgements, of one record where it is given, in order of time and id."""
    rows = connection.rows(
        """SELECT target_kind, target_id, verdict, note, person, made_at, value FROM judgements
        WHERE :target_id IS NULL OR target_id = :target_id ORDER BY made_at, judgement_id""",
        {"target_id": target_id},
    )
    return [
        Judgement(
            target_kind=row[0],
            target_id=row[1],
            verdict=Verdict(row[2]),
            note=row[3],
            person=row[4],
            made_at=row[5],
            value=row[6],
        )
        for row in rows
    ]


def put_build(connection: Connection, note: BuildNote) -> None:
    """Put the note of a build after those before it; the same as the last is not put again."""
    last = connection.row("SELECT build_id FROM builds ORDER BY number DESC LIMIT 1")
    if last is None or last[0] != note.build_id:
        connection.run("INSERT INTO builds (build_id, record) VALUES (?, ?)", (note.build_id, write_json(note)))


def list_builds(connection: Connection) -> list[BuildNote]:
    """Return the notes of all builds, the first one first."""
    return [read_json(row[0], BuildNote) for row in connection.rows("SELECT record FROM builds ORDER BY number")]
