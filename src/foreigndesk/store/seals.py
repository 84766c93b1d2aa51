"""The seal of a build: one digest of all derived rows, so that a record changed afterwards is found."""

from hashlib import blake2b

from foreigndesk.store.connections import Connection

SEAL_BYTES = 16

# Tables that a build fills, rows that refer to others first; a table to which none refers is emptied at once.
DERIVED_TABLES = (
    "event_evidence",
    "event_parties",
    "event_claims",
    "events",
    "group_evidence",
    "group_variants",
    "quotation_groups",
    "event_date_evidence",
    "event_dates",
    "referring_evidence",
    "referring_entities",
    "referring_words",
    "meeting_evidence",
    "meeting_reports",
    "meeting_claims",
    "meeting_participants",
    "copy_evidence",
    "claim_evidence",
    "claim_parties",
    "quotation_evidence",
    "quotation_speakers",
    "date_evidence",
    "meetings",
    "copies",
    "entities",
    "article_origins",
    "refused",
    "claims",
    "quotations",
    "article_dates",
    "date_clues",
    "time_values",
    "time_expressions",
    "mentions",
    "readings",
    "evidence",
)
NUMBERED = frozenset({"quotations"})  # their first column is a number of the file and says nothing


def put_seal(connection: Connection) -> None:
    """Put the digest of all derived rows as they are now, in place of the one before."""
    connection.run("INSERT OR REPLACE INTO seal (number, digest) VALUES (1, ?)", (derive_seal(connection),))


def get_seal(connection: Connection) -> str | None:
    """Return the digest of the last build, ``None`` where none was made or an older version made it."""
    row = connection.row("SELECT digest FROM seal")
    return str(row[0]) if row else None


def derive_seal(connection: Connection) -> str:
    """Return the digest (a sum of BLAKE2b digests, 128 bits) of all rows of ``DERIVED_TABLES``, in any order."""
    total = 0
    for table in DERIVED_TABLES:
        for row in connection.each(f"SELECT * FROM {table}"):  # noqa: S608 - names of our own
            said = row[1:] if table in NUMBERED else row
            words = f"{table}{said!r}".encode("utf-8", "surrogateescape")
            total += int.from_bytes(blake2b(words, digest_size=SEAL_BYTES).digest(), "big")
    return f"{total % 2 ** (8 * SEAL_BYTES):0{2 * SEAL_BYTES}x}"
