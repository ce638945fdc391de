-- The tables of ledgers of versions 2 and 3, as they were made.
CREATE TABLE run (
    id TEXT PRIMARY KEY,
    facts TEXT NOT NULL,             -- Facts
    servers INTEGER NOT NULL,        -- counted by the check
    notes TEXT NOT NULL,             -- [Diagnostic] of the file as a whole
    agreed_at TEXT,                  -- when the provider's agreement was accepted, and by whom
    agreed_by TEXT,
    ended TEXT                       -- End; empty while it runs, or when it crashed
) STRICT;
CREATE TABLE run_row (
    run TEXT NOT NULL REFERENCES run(id),
    seq INTEGER NOT NULL,
    content TEXT NOT NULL,           -- ReadRow
    PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE line (
    run TEXT NOT NULL REFERENCES run(id),
    row INTEGER NOT NULL,            -- as the sheet numbers it
    server INTEGER NOT NULL,         -- of that row, from 1
    name TEXT NOT NULL,
    line_order TEXT,                 -- Order; none if invalid or skipped
    outcome TEXT NOT NULL,           -- Outcome
    PRIMARY KEY (run, row, server)
) STRICT, WITHOUT ROWID;
CREATE TABLE claim (
    id INTEGER PRIMARY KEY,
    domain TEXT NOT NULL,            -- canonical
    terms TEXT NOT NULL,             -- Terms, or null for a service that was adopted
    state TEXT NOT NULL,             -- ClaimState
    live INTEGER NOT NULL CHECK (live IN (0, 1)),
    service_id TEXT,
    run TEXT REFERENCES run(id),     -- none for a service that was adopted, or saved by a repair
    again TEXT REFERENCES run(id),   -- the run that may send it for the second time
    since TEXT NOT NULL,
    listed_before TEXT NOT NULL      -- [service id]
) STRICT;
CREATE UNIQUE INDEX one_live_claim ON claim(domain) WHERE live = 1;
CREATE TABLE attempt (
    id INTEGER PRIMARY KEY,
    claim INTEGER NOT NULL REFERENCES claim(id),
    run TEXT NOT NULL REFERENCES run(id),
    row INTEGER NOT NULL,
    server INTEGER NOT NULL,
    number INTEGER NOT NULL,         -- among those of its claim, from 1
    begun TEXT NOT NULL,
    ended TEXT,
    outcome TEXT,                    -- Outcome; none while it is open, that is, in doubt
    may_have_left INTEGER AS (ended IS NULL OR outcome ->> '$.status' <> 'not-sent'),
    UNIQUE (claim, number)
) STRICT;
CREATE TABLE decision (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    operator TEXT NOT NULL,
    domain TEXT NOT NULL,
    claim INTEGER REFERENCES claim(id),   -- none for a service that nobody claimed
    verb TEXT NOT NULL,              -- ordered, not-ordered, release, adopt
    service_id TEXT,
    reason TEXT NOT NULL
) STRICT;
CREATE TABLE listing (
    id INTEGER PRIMARY KEY,
    run TEXT REFERENCES run(id),     -- none if it was read outside a run
    at TEXT NOT NULL,
    services INTEGER NOT NULL,
    gap TEXT                         -- Gap; none if it came complete
) STRICT;
CREATE TABLE service (
    id TEXT PRIMARY KEY,
    seen TEXT NOT NULL,
    deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    content TEXT NOT NULL            -- Service
) STRICT, WITHOUT ROWID;
CREATE TABLE absence (
    claim INTEGER NOT NULL REFERENCES claim(id),
    at TEXT NOT NULL,                -- when a complete list did not show it
    PRIMARY KEY (claim, at)
) STRICT, WITHOUT ROWID;
CREATE TABLE repair (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    operator TEXT NOT NULL,
    lost INTEGER NOT NULL,           -- rows of the damaged file that could not be read, at least
    note TEXT NOT NULL
) STRICT;
