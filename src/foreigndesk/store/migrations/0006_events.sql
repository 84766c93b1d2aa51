-- Events: what somebody did, each with the claims that tell of it and the words for each value.

CREATE TABLE events (
    event_id TEXT NOT NULL PRIMARY KEY,
    type TEXT NOT NULL,
    mode TEXT,
    cameo TEXT CHECK (cameo <> ''),
    quad TEXT,
    goldstein REAL,
    score REAL,
    polarity TEXT NOT NULL CHECK (polarity IN ('positive', 'negative')),
    factuality TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('reported', 'planned', 'demanded', 'speculated', 'unknown', 'denied')),
    place TEXT,
    state TEXT,  -- of the place
    edtf TEXT,
    earliest TEXT,
    latest TEXT,
    precision TEXT NOT NULL,
    unknown_because TEXT,
    claims INTEGER NOT NULL CHECK (claims > 0),
    reports INTEGER NOT NULL CHECK (reports > 0),
    origins INTEGER NOT NULL CHECK (origins > 0 AND origins <= reports),
    article_id TEXT NOT NULL,  -- the first words that tell of it
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    record TEXT NOT NULL,
    CHECK ((edtf IS NULL) = (unknown_because IS NOT NULL)),
    CHECK (goldstein IS NULL OR cameo IS NOT NULL),
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;
CREATE INDEX events_by_day ON events (earliest, latest);
CREATE INDEX events_by_type ON events (type, earliest);

CREATE TABLE event_claims (
    event_id TEXT NOT NULL REFERENCES events (event_id) ON DELETE CASCADE,
    -- a claim tells of one event
    claim_id TEXT NOT NULL UNIQUE REFERENCES claims (claim_id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (event_id, claim_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_parties (
    event_id TEXT NOT NULL REFERENCES events (event_id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
    position INTEGER NOT NULL,
    entity_id TEXT,
    name TEXT NOT NULL,
    state TEXT,
    sector TEXT,
    PRIMARY KEY (event_id, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_parties_by_entity ON event_parties (entity_id, event_id);
CREATE INDEX event_parties_by_state ON event_parties (state, event_id);

CREATE TABLE event_evidence (
    event_id TEXT NOT NULL REFERENCES events (event_id) ON DELETE CASCADE,
    supports TEXT NOT NULL,  -- event, trigger, actor, recipient, date, place, attribution
    position INTEGER NOT NULL,
    article_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (event_id, supports, position),
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;

CREATE TRIGGER events_rest_on_evidence BEFORE INSERT ON events
WHEN NOT EXISTS (
    SELECT 1 FROM evidence AS e WHERE e.article_id = new.article_id AND e.start = new.start AND e."end" = new."end"
)
BEGIN
    SELECT RAISE(ABORT, 'the desk has no evidence for this row: events');
END;

CREATE TRIGGER event_evidence_rests_on_evidence BEFORE INSERT ON event_evidence
WHEN NOT EXISTS (
    SELECT 1 FROM evidence AS e WHERE e.article_id = new.article_id AND e.start = new.start AND e."end" = new."end"
)
BEGIN
    SELECT RAISE(ABORT, 'the desk has no evidence for this row: event_evidence');
END;

DROP VIEW record_evidence;
CREATE VIEW record_evidence (kind, record_id, supports, position, article_id, start, "end") AS
    SELECT 'claim', claim_id, supports, position, article_id, start, "end" FROM claim_evidence
    UNION ALL
    SELECT 'claim', claim_id, 'date', position, article_id, start, "end" FROM event_date_evidence
    UNION ALL
    SELECT 'quotation', quotation_id, supports, position, article_id, start, "end" FROM quotation_evidence
    UNION ALL
    SELECT 'meeting', meeting_id, supports, position, article_id, start, "end" FROM meeting_evidence
    UNION ALL
    SELECT 'copy', copy_id, supports, position, article_id, start, "end" FROM copy_evidence
    UNION ALL
    SELECT 'article', dated_id, supports, position, article_id, start, "end" FROM date_evidence
    UNION ALL
    SELECT 'entity', entity_id, 'name', 0, article_id, start, "end" FROM entities
    UNION ALL
    SELECT 'refusal', refusal_id, 'words', 0, article_id, start, "end" FROM refused WHERE start IS NOT NULL
    UNION ALL
    SELECT 'mention', article_id || ':' || start || '-' || "end", kind, position, article_id, start, "end" FROM mentions
    UNION ALL
    SELECT 'reference', article_id || ':' || start || '-' || "end", 'words', position, article_id, start, "end"
    FROM referring_words
    UNION ALL
    SELECT 'reference', w.article_id || ':' || w.start || '-' || w."end", 'mention', e.number + 1, e.article_id,
        e.start, e."end"
    FROM referring_words AS w JOIN referring_evidence AS e ON e.article_id = w.article_id AND e.position = w.position
    UNION ALL
    SELECT 'time', article_id || ':' || start || '-' || "end", 'expression', position, article_id, start, "end"
    FROM time_expressions
    UNION ALL
    SELECT 'time', article_id || ':' || start || '-' || "end", 'value', position, article_id, start, "end"
    FROM time_values
    UNION ALL
    SELECT 'clue', article_id || ':' || start || '-' || "end", kind, position, article_id, start, "end" FROM date_clues
    UNION ALL
    SELECT 'quotation_group', group_id, supports, position, article_id, start, "end" FROM group_evidence
    UNION ALL
    SELECT 'event', event_id, supports, position, article_id, start, "end" FROM event_evidence;
