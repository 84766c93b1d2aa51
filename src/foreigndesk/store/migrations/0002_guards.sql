-- What guards the evidence contract where a tool opens the desk without foreign keys (the habit of SQLite's own
-- shell), and what tells that derived records are those of the last build.

CREATE TRIGGER mentions_rest_on_evidence BEFORE INSERT ON mentions
WHEN NOT EXISTS (
    SELECT 1 FROM evidence AS e WHERE e.article_id = new.article_id AND e.start = new.start AND e."end" = new."end"
)
BEGIN
    SELECT RAISE(ABORT, 'the desk has no evidence for this row: mentions');
END;

CREATE TRIGGER time_expressions_rest_on_evidence BEFORE INSERT ON time_expressions
WHEN NOT EXISTS (
    SELECT 1 FROM evidence AS e WHERE e.article_id = new.article_id AND e.start = new.start AND e."end" = new."end"
)
BEGIN
    SELECT RAISE(ABORT, 'the desk has no evidence for this row: time_expressions');
END;

CREATE TRIGGER time_values_rest_on_evidence BEFORE INSERT ON time_values
WHEN NOT EXISTS (
    SELECT 1 FROM evidence AS e WHERE e.article_id = new.article_id AND e.start = new.start AND e."end" = new."end"
)
BEGIN
    SELECT RAISE(ABORT, 'the desk has no evidence for this row: time_values');
END;

CREATE TRIGGER date_clues_rest_on_evidence BEFORE INSERT ON date_clues
WHEN NOT EXISTS (
    SELECT 1 FROM evidence AS e WHERE e.article_id = new.article_id AND e.start = new.start AND e."end" = new."end"
)
BEGIN
    SELECT RAISE(ABORT, 'the desk has no evidence for this row: date_clues');
END;

CREATE TRIGGER date_evidence_rest_on_evidence BEFORE INSERT ON date_evidence
WHEN NOT EXISTS (
    SELECT 1 FROM evidence AS e WHERE e.article_id = new.article_id AND e.start = new.start AND e."end" = new."end"
)
BEGIN
    SELECT RAISE(ABORT, 'the desk has no evidence for this row: date_evidence');
END;

CREATE TRIGGER quotations_rest_on_evidence BEFORE INSERT ON quotations
WHEN NOT EXISTS (
    SELECT 1 FROM evidence AS e WHERE e.article_id = new.article_id AND e.start = new.start AND e."end" = new."end"
)
BEGIN
    SELECT RAISE(ABORT, 'the desk has no evidence for this row: quotations');
END;

CREATE TRIGGER quotation_evidence_rest_on_evidence BEFORE INSERT ON quotation_evidence
WHEN NOT EXISTS (
    SELECT 1 FROM evidence AS e WHERE e.article_id = new.article_id AND e.start = new.start AND e."end" = new."end"
)
BEGIN
    SELECT RAISE(ABORT, 'the desk has no evidence for this row: quotation_evidence');
END;

CREATE TRIGGER claims_rest_on_evidence BEFORE INSERT ON claims
WHEN NOT EXISTS (
    SELECT 1 FROM evidence AS e WHERE e.article_id = new.article_id AND e.start = new.start AND e."end" = new."end"
)
BEGIN
    SELECT RAISE(ABORT, 'the desk has no evidence for this row: claims');
END;

CREATE TRIGGER claim_evidence_rest_on_evidence BEFORE INSERT ON claim_evidence
WHEN NOT EXISTS (
    SELECT 1 FROM evidence AS e WHERE e.article_id = new.article_id AND e.start = new.start AND e."end" = new."end"
)
BEGIN
    SELECT RAISE(ABORT, 'the desk has no evidence for this row: claim_evidence');
END;

CREATE TRIGGER claim_parties_rest_on_evidence BEFORE INSERT ON claim_parties
WHEN NOT EXISTS (
    SELECT 1 FROM evidence AS e WHERE e.article_id = new.article_id AND e.start = new.start AND e."end" = new."end"
)
BEGIN
    SELECT RAISE(ABORT, 'the desk has no evidence for this row: claim_parties');
END;

CREATE TRIGGER entities_rest_on_evidence BEFORE INSERT ON entities
WHEN NOT EXISTS (
    SELECT 1 FROM evidence AS e WHERE e.article_id = new.article_id AND e.start = new.start AND e."end" = new."end"
)
BEGIN
    SELECT RAISE(ABORT, 'the desk has no evidence for this row: entities');
END;

CREATE TRIGGER meetings_rest_on_evidence BEFORE INSERT ON meetings
WHEN NOT EXISTS (
    SELECT 1 FROM evidence AS e WHERE e.article_id = new.article_id AND e.start = new.start AND e."end" = new."end"
)
BEGIN
    SELECT RAISE(ABORT, 'the desk has no evidence for this row: meetings');
END;

CREATE TRIGGER meeting_evidence_rest_on_evidence BEFORE INSERT ON meeting_evidence
WHEN NOT EXISTS (
    SELECT 1 FROM evidence AS e WHERE e.article_id = new.article_id AND e.start = new.start AND e."end" = new."end"
)
BEGIN
    SELECT RAISE(ABORT, 'the desk has no evidence for this row: meeting_evidence');
END;

CREATE TRIGGER copy_evidence_rest_on_evidence BEFORE INSERT ON copy_evidence
WHEN NOT EXISTS (
    SELECT 1 FROM evidence AS e WHERE e.article_id = new.article_id AND e.start = new.start AND e."end" = new."end"
)
BEGIN
    SELECT RAISE(ABORT, 'the desk has no evidence for this row: copy_evidence');
END;

-- One row: the digest of all derived rows, set at the end of a build.
CREATE TABLE seal (
    number INTEGER PRIMARY KEY CHECK (number = 1),
    digest TEXT NOT NULL
) STRICT;
