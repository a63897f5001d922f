-- Derived from the entries: who decided about which claim.
CREATE TABLE reviews (
    seq      INTEGER PRIMARY KEY,
    claim    INTEGER NOT NULL,
    reviewer TEXT NOT NULL,
    decision TEXT NOT NULL,
    settles  INTEGER NOT NULL
) STRICT;

CREATE INDEX reviews_by_claim ON reviews (claim, reviewer);
CREATE INDEX reviews_by_reviewer ON reviews (reviewer);
