-- The first schema of a desk.
--
-- Pages, articles, dropped items and judgements stay. Everything else is derived: a build replaces it.
-- Spans are half-open and count code points of articles.text. `record` is the whole record as JSON.

-- What users have, and what was read from it ---------------------------------------------------

CREATE TABLE pages (
    number INTEGER PRIMARY KEY,
    page_id TEXT NOT NULL UNIQUE,
    locator TEXT NOT NULL,
    media_type TEXT NOT NULL,
    byte_count INTEGER NOT NULL CHECK (byte_count >= 0),
    content BLOB NOT NULL  -- the bytes as they came, compressed by zlib
) STRICT;
CREATE INDEX pages_by_locator ON pages (locator, page_id);

CREATE TABLE articles (
    number INTEGER PRIMARY KEY,  -- row of article_words; never shown
    article_id TEXT NOT NULL UNIQUE,
    page_id TEXT NOT NULL REFERENCES pages (page_id),
    locator TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    language TEXT,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    text TEXT NOT NULL CHECK (instr(text, char(0)) = 0),  -- SQLite ends a text at a NUL
    record TEXT NOT NULL  -- without text and published, which stand in their own places
) STRICT;
CREATE INDEX articles_by_locator ON articles (locator, article_id);
CREATE INDEX articles_by_page ON articles (page_id);

CREATE TRIGGER articles_keep_their_text BEFORE UPDATE OF article_id, locator, text, sha256 ON articles
BEGIN
    SELECT RAISE(ABORT, 'the text of an article never changes; another text is another article');
END;

CREATE TABLE removed_blocks (
    article_id TEXT NOT NULL REFERENCES articles (article_id),
    position INTEGER NOT NULL,
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    exact TEXT NOT NULL,
    kind TEXT NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER removed_blocks_are_in_the_article BEFORE INSERT ON removed_blocks
WHEN NOT EXISTS (
    SELECT 1 FROM articles AS a
    WHERE a.article_id = new.article_id AND length(new.exact) = new."end" - new.start
        AND substr(a.text, new.start + 1, new."end" - new.start) = new.exact
)
BEGIN
    SELECT RAISE(ABORT, 'the words of a removed block are not in the article');
END;

CREATE TABLE dropped (
    dropped_id TEXT NOT NULL PRIMARY KEY,
    locator TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX dropped_by_locator ON dropped (locator, reason);

-- Full text of articles: the words stand in articles, the index beside them.
CREATE VIRTUAL TABLE article_words USING fts5(
    title, text, content='articles', content_rowid='number', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER articles_are_indexed AFTER INSERT ON articles BEGIN
    INSERT INTO article_words (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER articles_leave_the_index AFTER DELETE ON articles BEGIN
    INSERT INTO article_words (article_words, rowid, title, text)
    VALUES ('delete', old.number, old.title, old.text);
END;
CREATE TRIGGER articles_are_indexed_again AFTER UPDATE OF title ON articles WHEN old.title IS NOT new.title BEGIN
    INSERT INTO article_words (article_words, rowid, title, text)
    VALUES ('delete', old.number, old.title, old.text);
    INSERT INTO article_words (rowid, title, text) VALUES (new.number, new.title, new.text);
END;

-- The evidence contract ------------------------------------------------------------------------
-- Words of an article at their place. Every derived record refers to at least one row of this table,
-- and the table takes no row whose words do not stand in the article.

CREATE TABLE evidence (
    article_id TEXT NOT NULL REFERENCES articles (article_id),
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    evidence_id TEXT NOT NULL UNIQUE,
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (article_id, start, "end")
) STRICT, WITHOUT ROWID;

CREATE TRIGGER evidence_is_in_the_article BEFORE INSERT ON evidence
WHEN NOT EXISTS (
    SELECT 1 FROM articles AS a
    WHERE a.article_id = new.article_id
        AND a.sha256 = new.sha256
        AND length(new.exact) = new."end" - new.start
        AND length(new.prefix) <= new.start
        -- one pass over the text compares words, prefix and suffix at once
        AND substr(
            a.text,
            new.start + 1 - length(new.prefix),
            length(new.prefix) + length(new.exact) + length(new.suffix)
        ) = new.prefix || new.exact || new.suffix
)
BEGIN
    SELECT RAISE(ABORT, 'the words of the evidence are not in the article');
END;

CREATE TRIGGER evidence_stays_in_the_article BEFORE UPDATE ON evidence
WHEN NOT EXISTS (
    SELECT 1 FROM articles AS a
    WHERE a.article_id = new.article_id
        AND a.sha256 = new.sha256
        AND length(new.exact) = new."end" - new.start
        AND length(new.prefix) <= new.start
        AND substr(
            a.text,
            new.start + 1 - length(new.prefix),
            length(new.prefix) + length(new.exact) + length(new.suffix)
        ) = new.prefix || new.exact || new.suffix
)
BEGIN
    SELECT RAISE(ABORT, 'the words of the evidence are not in the article');
END;

-- What one article says, read by itself --------------------------------------------------------

CREATE TABLE readings (
    article_id TEXT NOT NULL PRIMARY KEY REFERENCES articles (article_id),
    unanalysed_because TEXT,
    sentences TEXT NOT NULL  -- JSON list of [start, end]
) STRICT, WITHOUT ROWID;

CREATE TABLE mentions (
    article_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    entity_id TEXT,
    state TEXT,
    use TEXT NOT NULL,
    rule TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (article_id, position),
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_by_entity ON mentions (entity_id, article_id, start) WHERE entity_id IS NOT NULL;
CREATE INDEX mentions_by_state ON mentions (state, article_id, start) WHERE state IS NOT NULL;

CREATE TABLE time_expressions (
    article_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    type TEXT NOT NULL,
    reference TEXT NOT NULL,
    rule TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (article_id, position),
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;

CREATE TABLE time_values (
    article_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    type TEXT NOT NULL,
    value TEXT,
    earliest TEXT,
    latest TEXT,
    because TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (article_id, position),
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;

CREATE TABLE date_clues (
    article_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    kind TEXT NOT NULL,
    fact TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (article_id, position),
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;

-- A known date has a proof; an unknown one has a reason.
CREATE TABLE article_dates (
    article_id TEXT NOT NULL PRIMARY KEY REFERENCES articles (article_id),
    edtf TEXT,
    earliest TEXT,
    latest TEXT,
    precision TEXT NOT NULL,
    unknown_because TEXT,
    record TEXT NOT NULL,
    CHECK ((edtf IS NULL) = (unknown_because IS NOT NULL)),
    CHECK (edtf IS NULL OR coalesce(json_array_length(record, '$.proof'), 0) > 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_dates_by_day ON article_dates (earliest, latest);

CREATE TABLE date_evidence (
    dated_id TEXT NOT NULL REFERENCES article_dates (article_id) ON DELETE CASCADE,
    supports TEXT NOT NULL,
    position INTEGER NOT NULL,
    article_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (dated_id, supports, position),
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;

CREATE TABLE quotations (
    number INTEGER PRIMARY KEY,  -- row of quotation_words; never shown
    quotation_id TEXT NOT NULL UNIQUE,
    article_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    kind TEXT NOT NULL,
    rule TEXT NOT NULL,
    record TEXT NOT NULL,
    UNIQUE (article_id, quotation_id),
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT;

CREATE TABLE quotation_evidence (
    quotation_id TEXT NOT NULL,
    supports TEXT NOT NULL,
    position INTEGER NOT NULL,
    article_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (quotation_id, supports, position),
    -- words of a quotation stand in the article of the quotation
    FOREIGN KEY (article_id, quotation_id) REFERENCES quotations (article_id, quotation_id) ON DELETE CASCADE,
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;

CREATE TABLE quotation_speakers (
    quotation_id TEXT NOT NULL REFERENCES quotations (quotation_id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('speaker', 'addressee')),
    position INTEGER NOT NULL,
    name TEXT,
    entity_id TEXT,
    words TEXT,  -- where the text names the speaker
    PRIMARY KEY (quotation_id, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX quotation_speakers_by_entity ON quotation_speakers (entity_id, quotation_id);

CREATE VIRTUAL TABLE quotation_words USING fts5(words, tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER quotations_are_indexed AFTER INSERT ON quotations BEGIN
    INSERT INTO quotation_words (rowid, words)
    SELECT new.number, e.exact FROM evidence AS e
    WHERE e.article_id = new.article_id AND e.start = new.start AND e."end" = new."end";
END;
CREATE TRIGGER quotations_leave_the_index AFTER DELETE ON quotations BEGIN
    DELETE FROM quotation_words WHERE rowid = old.number;
END;

CREATE TABLE claims (
    claim_id TEXT NOT NULL PRIMARY KEY,
    article_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('meeting', 'action', 'commitment', 'position')),
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,  -- the clause or sentence that carries the claim
    "end" INTEGER NOT NULL,
    type TEXT NOT NULL,  -- meeting format, PLOVER type, kind of commitment, stance
    rule TEXT NOT NULL,
    factuality TEXT NOT NULL,
    polarity TEXT NOT NULL,
    record TEXT NOT NULL,
    UNIQUE (article_id, claim_id),
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;
CREATE INDEX claims_by_type ON claims (kind, type, article_id);

CREATE TABLE claim_evidence (
    claim_id TEXT NOT NULL,
    supports TEXT NOT NULL,
    position INTEGER NOT NULL,
    article_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (claim_id, supports, position),
    -- words of a claim stand in the article of the claim
    FOREIGN KEY (article_id, claim_id) REFERENCES claims (article_id, claim_id) ON DELETE CASCADE,
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_parties (
    claim_id TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('participant', 'actor', 'recipient', 'holder', 'target')),
    position INTEGER NOT NULL,
    article_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    name TEXT NOT NULL,
    entity_id TEXT,
    state TEXT,
    sector TEXT,
    PRIMARY KEY (claim_id, role, position),
    FOREIGN KEY (article_id, claim_id) REFERENCES claims (article_id, claim_id) ON DELETE CASCADE,
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_parties_by_entity ON claim_parties (entity_id, article_id, start);
CREATE INDEX claim_parties_by_state ON claim_parties (state, article_id, start);

-- What holds across articles -------------------------------------------------------------------

CREATE TABLE entities (
    entity_id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    state TEXT,
    wikidata TEXT NOT NULL,
    origin TEXT NOT NULL,
    article_id TEXT NOT NULL,  -- the first words of the desk that name it
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    record TEXT NOT NULL,
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;

CREATE TABLE meetings (
    meeting_id TEXT NOT NULL PRIMARY KEY,
    format TEXT NOT NULL,
    visit_type TEXT NOT NULL,
    status TEXT NOT NULL,
    occasion TEXT,
    place TEXT,
    state TEXT,
    edtf TEXT,
    earliest TEXT,
    latest TEXT,
    precision TEXT NOT NULL,
    unknown_because TEXT,
    article_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    record TEXT NOT NULL,
    CHECK ((edtf IS NULL) = (unknown_because IS NOT NULL)),
    CHECK (edtf IS NULL OR coalesce(json_array_length(record, '$.date.proof'), 0) > 0),
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;
CREATE INDEX meetings_by_day ON meetings (earliest, latest, meeting_id);

CREATE TABLE meeting_evidence (
    meeting_id TEXT NOT NULL REFERENCES meetings (meeting_id) ON DELETE CASCADE,
    supports TEXT NOT NULL,
    position INTEGER NOT NULL,
    article_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (meeting_id, supports, position),
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;

CREATE TABLE meeting_reports (
    meeting_id TEXT NOT NULL REFERENCES meetings (meeting_id) ON DELETE CASCADE,
    article_id TEXT NOT NULL,
    start INTEGER NOT NULL,  -- the first words of this article that tell of it
    "end" INTEGER NOT NULL,
    PRIMARY KEY (meeting_id, article_id),
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_reports_by_article ON meeting_reports (article_id, meeting_id);

CREATE TABLE meeting_claims (
    meeting_id TEXT NOT NULL REFERENCES meetings (meeting_id) ON DELETE CASCADE,
    claim_id TEXT NOT NULL REFERENCES claims (claim_id) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (meeting_id, claim_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_claims_by_claim ON meeting_claims (claim_id);

CREATE TABLE meeting_participants (
    meeting_id TEXT NOT NULL REFERENCES meetings (meeting_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    entity_id TEXT NOT NULL,
    name TEXT NOT NULL,
    state TEXT,
    role TEXT NOT NULL,
    office TEXT,
    PRIMARY KEY (meeting_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_participants_by_entity ON meeting_participants (entity_id, meeting_id);
CREATE INDEX meeting_participants_by_state ON meeting_participants (state, meeting_id);

CREATE TABLE copies (
    copy_id TEXT NOT NULL PRIMARY KEY,
    first_id TEXT NOT NULL,
    second_id TEXT NOT NULL CHECK (first_id < second_id),
    later_id TEXT CHECK (later_id IN (first_id, second_id)),
    kind TEXT NOT NULL,
    score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
    first_start INTEGER NOT NULL,  -- the first passage that stands in both
    first_end INTEGER NOT NULL,
    second_start INTEGER NOT NULL,
    second_end INTEGER NOT NULL,
    record TEXT NOT NULL,
    UNIQUE (first_id, second_id),
    FOREIGN KEY (first_id, first_start, first_end) REFERENCES evidence (article_id, start, "end"),
    FOREIGN KEY (second_id, second_start, second_end) REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_by_second ON copies (second_id, first_id);

CREATE TABLE copy_evidence (
    copy_id TEXT NOT NULL REFERENCES copies (copy_id) ON DELETE CASCADE,
    supports TEXT NOT NULL,
    position INTEGER NOT NULL,
    article_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (copy_id, supports, position),
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;

CREATE TABLE article_origins (
    article_id TEXT NOT NULL PRIMARY KEY REFERENCES articles (article_id),
    family_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX article_origins_by_family ON article_origins (family_id, article_id);

-- What was read and refused; with what a build was made; what people decided ---------------------

CREATE TABLE refused (
    refusal_id TEXT NOT NULL PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (article_id),
    stage TEXT NOT NULL,
    rule TEXT NOT NULL,
    start INTEGER,
    "end" INTEGER,
    because TEXT NOT NULL CHECK (because <> ''),
    CHECK ((start IS NULL) = ("end" IS NULL)),
    FOREIGN KEY (article_id, start, "end") REFERENCES evidence (article_id, start, "end")
) STRICT, WITHOUT ROWID;
CREATE INDEX refused_by_article ON refused (article_id, start);

CREATE TABLE builds (
    number INTEGER PRIMARY KEY,
    build_id TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;

CREATE TABLE judgements (
    judgement_id TEXT NOT NULL PRIMARY KEY,
    target_kind TEXT NOT NULL,
    target_id TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'correct', 'same', 'different')),
    note TEXT NOT NULL,
    person TEXT NOT NULL CHECK (person <> ''),
    made_at TEXT NOT NULL CHECK (made_at <> '')
) STRICT, WITHOUT ROWID;
CREATE INDEX judgements_by_target ON judgements (target_kind, target_id);

-- The words behind every record, in one place.
CREATE VIEW record_evidence (kind, record_id, supports, position, article_id, start, "end") AS
    SELECT 'claim', claim_id, supports, position, article_id, start, "end" FROM claim_evidence
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
    SELECT 'time', article_id || ':' || start || '-' || "end", 'expression', position, article_id, start, "end"
    FROM time_expressions
    UNION ALL
    SELECT 'time', article_id || ':' || start || '-' || "end", 'value', position, article_id, start, "end"
    FROM time_values
    UNION ALL
    SELECT 'clue', article_id || ':' || start || '-' || "end", kind, position, article_id, start, "end" FROM date_clues;

-- Every place where a record names an entity.
CREATE VIEW entity_words (entity_id, article_id, start, "end") AS
    SELECT entity_id, article_id, start, "end" FROM mentions WHERE entity_id IS NOT NULL
    UNION ALL
    SELECT state, article_id, start, "end" FROM mentions WHERE state IS NOT NULL
    UNION ALL
    SELECT entity_id, article_id, start, "end" FROM claim_parties WHERE entity_id IS NOT NULL
    UNION ALL
    SELECT state, article_id, start, "end" FROM claim_parties WHERE state IS NOT NULL;
