-- Pronouns and role nouns with whom they mean, and by which words of the article.

CREATE TABLE referring_words (
    article_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    rule TEXT NOT NULL CHECK (rule <> ''),
    record TEXT NOT NULL,
    PRIMARY KEY (article_id, position),
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;

CREATE TABLE referring_entities (
    article_id TEXT NOT NULL,
    position INTEGER NOT NULL,  -- of the referring words
    number INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('meant', 'candidate')),
    entity_id TEXT NOT NULL,
    PRIMARY KEY (article_id, position, number),
    FOREIGN KEY (article_id, position) REFERENCES referring_words (article_id, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX referring_entities_by_entity ON referring_entities (entity_id, article_id, position);

CREATE TABLE referring_evidence (  -- the mentions that the words were resolved to
    article_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (article_id, position, number),
    FOREIGN KEY (article_id, position) REFERENCES referring_words (article_id, position) ON DELETE CASCADE,
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;

CREATE TRIGGER referring_words_rest_on_evidence BEFORE INSERT ON referring_words
WHEN NOT EXISTS (
    SELECT 1 FROM evidence AS e WHERE e.article_id = new.article_id AND e.start = new.start AND e."end" = new."end"
)
BEGIN
    SELECT RAISE(ABORT, 'the desk has no evidence for this row: referring_words');
END;

CREATE TRIGGER referring_evidence_rest_on_evidence BEFORE INSERT ON referring_evidence
WHEN NOT EXISTS (
    SELECT 1 FROM evidence AS e WHERE e.article_id = new.article_id AND e.start = new.start AND e."end" = new."end"
)
BEGIN
    SELECT RAISE(ABORT, 'the desk has no evidence for this row: referring_evidence');
END;

-- Dates of single events: a known one has a proof, an unknown one a reason.

CREATE TABLE event_dates (
    claim_id TEXT NOT NULL PRIMARY KEY REFERENCES claims (claim_id) ON DELETE CASCADE,
    edtf TEXT,
    earliest TEXT,
    latest TEXT,
    precision TEXT NOT NULL,
    unknown_because TEXT,
    record TEXT NOT NULL,
    CHECK ((edtf IS NULL) = (unknown_because IS NOT NULL)),
    CHECK (edtf IS NULL OR coalesce(json_array_length(record, '$.proof'), 0) > 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_dates_by_day ON event_dates (earliest, latest);

CREATE TABLE event_date_evidence (
    claim_id TEXT NOT NULL REFERENCES event_dates (claim_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    article_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (claim_id, position),
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;

CREATE TRIGGER event_date_evidence_rest_on_evidence BEFORE INSERT ON event_date_evidence
WHEN NOT EXISTS (
    SELECT 1 FROM evidence AS e WHERE e.article_id = new.article_id AND e.start = new.start AND e."end" = new."end"
)
BEGIN
    SELECT RAISE(ABORT, 'the desk has no evidence for this row: event_date_evidence');
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
    SELECT 'clue', article_id || ':' || start || '-' || "end", kind, position, article_id, start, "end" FROM date_clues;
