-- The truth: entries in order, each chained to the one before by its digest. They are never changed.
CREATE TABLE entries (
    seq      INTEGER PRIMARY KEY,
    recorded TEXT NOT NULL,
    digest   BLOB NOT NULL,
    body     TEXT NOT NULL
) STRICT;

CREATE TRIGGER entries_stay BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: an entry is not changed'); END;

CREATE TRIGGER entries_remain BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: an entry is not deleted'); END;

CREATE TRIGGER entries_follow BEFORE INSERT ON entries
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entries)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows: an entry follows the last one'); END;

-- All below is derived from the entries, to ask by.
CREATE TABLE documents (
    seq       INTEGER PRIMARY KEY,
    id        BLOB NOT NULL UNIQUE,
    withdrawn INTEGER
) STRICT;

CREATE TABLE claims (
    seq        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE,
    document   INTEGER NOT NULL,
    measure    TEXT NOT NULL,
    role       TEXT NOT NULL,
    confidence INTEGER NOT NULL,
    published  TEXT,
    event_from TEXT,
    event_to   TEXT
) STRICT;

CREATE INDEX claims_by_document ON claims (document);
CREATE INDEX claims_by_measure ON claims (measure, published);
CREATE INDEX claims_by_publication ON claims (published);
CREATE INDEX claims_by_event ON claims (event_from, event_to);

-- Words are folded before they come here, so the tokenizer only parts them at spaces.
CREATE VIRTUAL TABLE claim_words USING fts5 (
    side, sources, place, words,
    content = '', columnsize = 0, detail = 'column', tokenize = 'unicode61 remove_diacritics 0'
);

CREATE TABLE ties (digest BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
