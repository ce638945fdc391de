//! The ledger's tables.

use rusqlite::Connection;

/// Marks the file as a ledger: `vdsb`.
pub(super) const APPLICATION_ID: i32 = 0x7664_7362;

/// The version of the tables below. Older ones are brought up to it when the ledger is opened for
/// writing, and read as they are otherwise.
pub(super) const VERSION: i32 = 8;

/// The tables as they are made. See [`super::migration`] for what changed.
pub(super) const TABLES: &str = "
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
    domain TEXT,                     -- of the order, canonical
    PRIMARY KEY (run, row, server)
) STRICT;                            -- with a row id: without one, whatever is longer than 1,002 bytes takes a page
CREATE INDEX line_of_domain ON line(domain) WHERE domain IS NOT NULL;
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
    listed_before TEXT NOT NULL,     -- [service id]
    positive INTEGER NOT NULL DEFAULT 0 CHECK (positive IN (0, 1)),    -- it ever had a positive answer
    contested INTEGER NOT NULL DEFAULT 0 CHECK (contested IN (0, 1)),  -- refused, and yet listed
    remote_id TEXT,                  -- the key that goes with every attempt
    cart_item TEXT                   -- what it laid into the account's cart
) STRICT;
CREATE UNIQUE INDEX one_live_claim ON claim(domain) WHERE live = 1;
CREATE UNIQUE INDEX one_key ON claim(remote_id) WHERE remote_id IS NOT NULL;
CREATE INDEX claim_of_domain ON claim(domain);
CREATE TABLE confirm (
    claim INTEGER PRIMARY KEY REFERENCES claim(id),    -- an item of a cart is paid once, or never
    run TEXT NOT NULL REFERENCES run(id),
    item TEXT NOT NULL,
    begun TEXT NOT NULL,
    begun_clocks TEXT NOT NULL,      -- Clocks
    ended TEXT,
    ended_clocks TEXT,
    outcome TEXT                     -- Outcome; none while it is open, that is, in doubt
) STRICT;
CREATE TABLE identity (
    id INTEGER NOT NULL              -- this ledger's own, 32 random bits: the beginning of every key
) STRICT;
INSERT INTO identity (id) VALUES (abs(random() % 4294967296));
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
    begun_clocks TEXT,               -- Clocks
    ended_clocks TEXT,
    may_have_left INTEGER AS (ended IS NULL OR outcome ->> '$.status' <> 'not-sent'
                              OR outcome ->> '$.reason.code' = 'throttled'),
    UNIQUE (claim, number)
) STRICT;
CREATE INDEX attempt_of_line ON attempt(run, row, server);
CREATE TABLE decision (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    operator TEXT NOT NULL,
    domain TEXT NOT NULL,
    claim INTEGER REFERENCES claim(id),   -- none for a service that nobody claimed
    verb TEXT NOT NULL,              -- ordered, not-ordered, release, adopt
    service_id TEXT,
    reason TEXT NOT NULL,
    forced INTEGER NOT NULL DEFAULT 0,    -- an objection was set aside
    agreed TEXT                      -- when the list was read that agreed with it; none if none did then
) STRICT;
CREATE TABLE listing (
    id INTEGER PRIMARY KEY,
    run TEXT REFERENCES run(id),     -- none if it was read outside a run
    at TEXT NOT NULL,
    services INTEGER NOT NULL,
    gap TEXT,                        -- Gap; none if it came complete
    clocks TEXT                      -- Clocks
) STRICT;
CREATE TABLE service (
    id TEXT PRIMARY KEY,
    seen TEXT NOT NULL,
    deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    content TEXT NOT NULL            -- Service
) STRICT, WITHOUT ROWID;
CREATE TABLE charge (
    id TEXT PRIMARY KEY,             -- the panel's
    service TEXT,                    -- the id of its service; none where the panel names none
    seen TEXT NOT NULL,
    content TEXT NOT NULL            -- Charge
) STRICT, WITHOUT ROWID;
CREATE INDEX charge_of ON charge(service);
CREATE TABLE absence (
    claim INTEGER NOT NULL REFERENCES claim(id),
    at TEXT NOT NULL,                -- when a list that proves absence did not show it
    clocks TEXT,                     -- Clocks
    PRIMARY KEY (claim, at)
) STRICT, WITHOUT ROWID;
CREATE TABLE unseen (
    claim INTEGER NOT NULL REFERENCES claim(id),
    at TEXT NOT NULL,                -- when a whole list did not show it, though its answer was positive
    clocks TEXT,                     -- Clocks
    PRIMARY KEY (claim, at)
) STRICT, WITHOUT ROWID;
CREATE TABLE repair (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    operator TEXT NOT NULL,
    lost INTEGER NOT NULL,           -- rows of the damaged file that could not be read, at least
    note TEXT NOT NULL
) STRICT;
";

/// The table of sessions, with its row.
pub(super) const SESSION: &str = "
CREATE TABLE session (
    token TEXT NOT NULL,             -- random, anew for every session of writing
    before TEXT NOT NULL,            -- that of the session before
    open INTEGER NOT NULL CHECK (open IN (0, 1)),    -- 0 when all is in the database
    commits INTEGER NOT NULL,        -- ever
    floor INTEGER NOT NULL           -- so many of them were in the database when the log was begun anew
) STRICT;
INSERT INTO session (token, before, open, commits, floor) VALUES (lower(hex(randomblob(16))), '', 0, 0, 0);
";

/// Makes the tables, all or none.
pub(super) fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(&format!(
        "BEGIN IMMEDIATE; {TABLES} {SESSION} PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION}; COMMIT;"
    ))
}
