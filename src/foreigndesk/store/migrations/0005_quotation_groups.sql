-- Groups of quotations: the wordings of one utterance, each a place with its words.

CREATE TABLE quotation_groups (
    group_id TEXT NOT NULL PRIMARY KEY,
    risk TEXT NOT NULL CHECK (risk IN ('none', 'low', 'medium', 'high')),
    kinds TEXT NOT NULL,  -- JSON list of the kinds of change
    variants INTEGER NOT NULL CHECK (variants > 1),
    best_attributed TEXT NOT NULL,
    earliest_because TEXT NOT NULL CHECK (earliest_because <> ''),
    article_id TEXT NOT NULL,  -- the words of the reference variant
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    record TEXT NOT NULL,
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;
CREATE INDEX quotation_groups_by_risk ON quotation_groups (risk, group_id);

CREATE TABLE group_variants (
    group_id TEXT NOT NULL REFERENCES quotation_groups (group_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,  -- 0 is the reference
    variant_id TEXT NOT NULL UNIQUE,  -- a place belongs to one utterance
    article_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    form TEXT NOT NULL,
    quotation_id TEXT REFERENCES quotations (quotation_id) DEFERRABLE INITIALLY DEFERRED,
    risk TEXT NOT NULL,
    PRIMARY KEY (group_id, position),
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;
CREATE INDEX group_variants_by_quotation ON group_variants (quotation_id);
CREATE INDEX group_variants_by_article ON group_variants (article_id, start);

CREATE TABLE group_evidence (
    group_id TEXT NOT NULL REFERENCES quotation_groups (group_id) ON DELETE CASCADE,
    supports TEXT NOT NULL,  -- variant, or the kind of change
    position INTEGER NOT NULL,
    article_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (group_id, supports, position),
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;

CREATE TRIGGER quotation_groups_rest_on_evidence BEFORE INSERT ON quotation_groups
WHEN NOT EXISTS (
    SELECT 1 FROM evidence AS e WHERE e.article_id = new.article_id AND e.start = new.start AND e."end" = new."end"
)
BEGIN
    SELECT RAISE(ABORT, 'the desk has no evidence for this row: quotation_groups');
END;

CREATE TRIGGER group_variants_rest_on_evidence BEFORE INSERT ON group_variants
WHEN NOT EXISTS (
    SELECT 1 FROM evidence AS e WHERE e.article_id = new.article_id AND e.start = new.start AND e."end" = new."end"
)
BEGIN
    SELECT RAISE(ABORT, 'the desk has no evidence for this row: group_variants');
END;

CREATE TRIGGER group_evidence_rest_on_evidence BEFORE INSERT ON group_evidence
WHEN NOT EXISTS (
    SELECT 1 FROM evidence AS e WHERE e.article_id = new.article_id AND e.start = new.start AND e."end" = new."end"
)
BEGIN
    SELECT RAISE(ABORT, 'the desk has no evidence for this row: group_evidence');
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
    SELECT 'quotation_group', group_id, supports, position, article_id, start, "end" FROM group_evidence;
