//! What is new, for the person who runs the program.
//!
//! # 0.2.0
//!
//! ## Files of version 0.1.0
//!
//! * **Ledgers** of every earlier build are brought up to date when `process`, `reconcile` or a decision opens them; nothing that was
//!   recorded is lost, and `runs`, `report` and `show` read them without touching them. Version 0.1.0 does not open a ledger
//!   that this version wrote: it says that the file is not its own. Back up the folder first if you may want to go back.
//!   On Windows a ledger in the roaming profile is taken over into the local one, once.
//! * **Tariff tables** of 0.1.0 (`format = 1`) are read as they are. A table that is not bundled no longer decides alone where
//!   the password goes (`--panel`, or a person who confirms it once), and may not set in `fixed` what an order means.
//! * **Settings** of 0.1.0 are read as they are. New keys are unknown to 0.1.0, which refuses a file that has them.
//! * **JSON** of 0.1.0 keeps its members and their meaning; new ones were added, so read what you know and leave the rest.
//!   `process --dry-run` comes to `planned` or `nothing-to-order`, where it came to `done`; exit codes are the same but for 9,
//!   which only `--detailed-exitcode` gives.
//! * **Results workbooks** of 0.1.0 can be fed back: their *To fix* is read as before.
//! * **Names in workbooks and CSV** that people read have changed, those of JSON have not: the sheet *Log* is *Attempts*, *Money*
//!   is *Payment*, *Template* is *OS template*, *What to fix* is *Why it was not ordered*, *Every, months* is *Renewal period,
//!   months*; English statuses are *Not sent* and *Already ordered*, a price or an amount that nobody knows is *not known*.
//!
//! ## For the operator
//!
//! * CSV has every cell in quotes, tabs and line breaks of texts become spaces, and `'` stands before a formula sign also behind
//!   blanks, unseen characters and `;`, `,` or `|`. What you edit in *To fix* or in a marked copy stays text.
//! * `-o` to a pipe, a device, a socket or a broken link is refused before anything is ordered. Results that find no other place
//!   go into a folder of their own, for you alone, below the one for temporary files.
//! * A workbook is read in less than 512 MB of memory, whatever is in it. One that needs more is refused, and the message
//!   says how to save it.
//! * *Orders* is an Excel table up to 1,000 servers (50,000 before), and above a range with the same filters and totals: a
//!   table of 10,000 took 300 MB to make. In a run of thousands the panel's list is asked less often whether orders are paid.
//! * More of what nobody can see is asked about (`--hidden`): rows and columns of next to no size, white and tiny letters, zeros
//!   that the sheet does not show. Workbooks of which programs show different parts are refused.
//! * The practice panel answers only this machine's own names with its port, and no page of a website.
//! * A panel's list is read up to 64 MiB, 200,000 rows and 1,000 characters a field. One that has more, or whose pages repeat
//!   earlier ones, is *incomplete*: it proves nothing absent, and the message says which limit it is.
//! * A sheet that is dropped on the program, or named without a command, is checked, and you are asked what to do with it. On
//!   Windows the window stays until Enter, and × lets answers come in.
//! * What a person sees in the sheet is what is ordered, in more kinds of sheets: number formats, formulas that nobody
//!   calculated, second tables, columns without a header, units that a column cannot have, guesses of an encoding.
//!   Nothing that is hidden is ordered unasked. Headers that offices use are known; a missing column comes with the headers
//!   that were not understood.
//! * A sheet follows its table: columns for whatever the table names (`Backup`, `Port`, a data centre, a recipe), and lists in
//!   the blank sheet of what the chosen tariff has.
//! * `process --online` asks the panel first: services, balance, and what each kind of order would cost.
//! * `--expect-orders`, `--expect-total` and `--rows` guard against the wrong sheet; rows of totals are held against their rows.
//! * `show` tells everything of one order; `decisions` who decided what. Next steps run as printed.
//! * A header row of megabytes is read in seconds, and a very long header never counts as the name that it begins with.
//! * Ctrl-C says what is awaited and for how long at most, and what is unknown. The bar says what it waits for.
//! * The name of the results is tried before anything is sent; what another program holds is named. A later workbook
//!   carries date and time of its run; `--overwrite` replaces a whole workbook of ours and nothing else.
//! * Ctrl-C ends the program of `password_command` as well (exit 130, and the summary is written). `--progress json` goes with
//!   `-q`. A run that reads no order still tells of unknown orders of earlier runs; an account in use has the code G140.
//!   `help`, `explain`, `man`, `completions` and `schema` work with broken settings. A relative `HOME` keeps no ledger.
//!
//! ## For the lead and the accountant
//!
//! * Every plan has a code; `process --approved CODE` orders that plan and no other, and names what differs. `approval_above`
//!   makes a code a condition.
//! * Plan and results hold everything that the check found, and *Orders* is printed as it is approved or booked. What was
//!   charged is read from the panel, is shown beside what was planned, and stays charged.
//! * `report --since DAY --until DAY` makes one book of all runs of that time, held against the workbook of each.
//! * `[company]` puts lines of your own onto the Summary, which also says what table or headers say of VAT.
//!
//! ## For the administrator
//!
//! * Panels of today: BILLmanager 5 and 6, orders with a key of their own, carts, sessions. `account` signs in and orders
//!   nothing; `catalog pull` makes a table of what a panel sells, `catalog check` compares one; `profile` names panels and
//!   accounts.
//! * Numbers of the settings are those that TOML says (`0b1000` is 8), or refused. A share of `--faults` is the one that was
//!   written: at most two decimals. `01` beside `1` in `prices` of a table is refused.
//! * A panel's own certificate: `--ca-file`, `--certificate-sha256`. Proxies, dates and names are told in words.
//! * What is asked of a large ledger is found by an index: at 10,000 orders a `report` or `reconcile` takes a tenth of the
//!   processor time that it took. The ledger is two thirds as large. (Tables of version 8: an earlier build does not open them.)
//! * A ledger is held against its log, and against the machine that wrote it last: a copy without its newest part, or of another
//!   machine, is refused.
//! * A ledger that others may change or replace is refused: a folder of another user, one that a group or everybody can write
//!   (a team says `shared_ledger = true` in its settings), links, pipes and folders under a ledger's names, tables that another
//!   program altered. A folder that is moved away in mid-run stops the run. Each refusal names the command that mends it.
//! * A panel's address is the same with a final dot, doubled slashes or escaped letters; a ledger that had such an address for a
//!   name is told, with the name that it gets. A second folder of ledgers for one account is told, and where domains are not
//!   unique a person has to confirm it.
//! * Help, usage errors and manual pages in Russian as well, with examples; `vdsbatch help COMMAND`.
//! * `--format json` for every command that answers, and one object that sums up a run, for scripts.
//! * For cron: waiting for a ledger that is in use, the password from a command, a command of your own when a run has ended.
//! * Whoever reads a workbook has no password in its environment, and can open, write and start nothing.
//! * The plan names the proxy and the certificates that variables or `--ca-file` bring into force. Memory that holds the password
//!   goes into no core dump, and other programs of the same user cannot read it (Linux).
//! * `support` makes one file to send to whoever helps, without names and without secrets.
//! * Archives for Linux and Windows, with completions, manual pages and licences.
//! * The practice panel speaks all three dialects, keeps what was set up, and can misbehave in more than fifty ways
//!   (`sandbox --faults help`).
//!
//! # 0.1.0
//!
//! * `process` reads a sheet (`.xlsx`, `.xlsm`, `.xls`, `.xlsb`, `.ods`, `.csv`, `.tsv`), checks every row, shows a plan,
//!   orders in parallel through BILLmanager 4 and writes a results workbook. The same command goes on after whatever happened.
//! * `check` names every problem of a sheet with its cell, in English or Russian; `check --annotate` marks them in a copy.
//! * `template` and `generate` make order sheets; `catalog list` and `catalog show` show the tariff tables.
//! * `runs` and `report` show what was done; `reconcile` asks the panel; `resolve`, `release` and `adopt` settle what only a
//!   person can; `ledger` looks after the record of it all.
//! * `--sandbox` and `sandbox` practise on a panel that sells nothing. `explain` tells what a code or a status means.
//! * `--format json` and `csv`, settings in a file, and a log that holds no password.
