-- What a judgement puts in the place of what the rules read: the entity of a mention.
ALTER TABLE judgements ADD COLUMN value TEXT NOT NULL DEFAULT '';
