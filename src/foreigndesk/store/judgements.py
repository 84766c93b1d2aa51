"""What people decided about records of the desk, and with what a build was made."""

from dataclasses import dataclass
from enum import StrEnum

from foreigndesk.records.spans import derive_id
from foreigndesk.store.connections import Connection
from foreigndesk.store.encoding import read_json, write_json


class Verdict(StrEnum):
    """What a person says of a record, or of two."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision of one person. ``made_at`` is the time as the caller writes it (ISO 8601)."""

    target_kind: str
    target_id: str
    verdict: Verdict
    note: str
    person: str
    made_at: str

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


def put_judgement(connection: Connection, judgement: Judgement) -> None:
    """Put a judgement; the same person, time and target again replaces verdict and note."""
    connection.run(
        """INSERT INTO judgements (judgement_id, target_kind, target_id, verdict, note, person, made_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (judgement_id) DO UPDATE SET verdict = excluded.verdict, note = excluded.note""",
        (
            judgement.judgement_id,
            judgement.target_kind,
            judgement.target_id,
            judgement.verdict.value,
            judgement.note,
            judgement.person,
            judgement.made_at,
        ),
    )


def list_judgements(connection: Connection, *, target_id: str | None = None) -> list[Judgement]:
    """Return the judgements, of one record where it is given, in order of time and id."""
    rows = connection.rows(
        """SELECT target_kind, target_id, verdict, note, person, made_at FROM judgements
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
