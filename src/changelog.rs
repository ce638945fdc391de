//! What is new, for the person who runs the program.
//!
//! # 0.1.0, not yet released
//!
//! * `process` reads a sheet (`.xlsx`, `.xlsm`, `.xls`, `.xlsb`, `.ods`, `.csv`, `.tsv`), checks every row, shows a plan,
//!   orders in parallel through BILLmanager and writes a results workbook. Run the same command
//!   again to go on after whatever happened.
//! * `check` names every problem of a sheet with its cell, in English or Russian.
//! * `catalog list` and `catalog show` show the tariff tables; `--catalog` takes your own.
//! * `catalog pull` makes a table of what a panel of today says that it sells, and says in its comments what stays out of
//!   it or open; `catalog check` compares a table with its panel; `catalog show --format toml` prints any table, and
//!   `extends` adds to one or changes it. A table older than a year is a warning.
//! * `--sandbox` and `sandbox` practise it all on a panel that sells nothing and can misbehave.
//! * `runs` and `report` show what was done, and make any workbook again.
//! * `reconcile` asks the panel what became of earlier orders; `resolve`, `release` and `adopt` settle
//!   what only a person can; `ledger` looks after the record of it all.
//! * What a person decides is held against the panel's list, and stands on a person's word until one agrees: `show`
//!   tells everything of one order, `decisions` who decided what, when and why. Next steps run as printed. The ledger
//!   keeps that (version 4); only `process` makes one.
//! * `template` and `generate` make order sheets; `check --annotate` marks what is wrong in a copy.
//! * `--format json` and `csv` give other programs what people get; settings can stand in a file.
//! * `account` signs in and orders nothing: whose account, which panel, its money, its functions, and what of it does
//!   not fit the tariff table. `--sign-in session` is for panels that want a session.
//! * A tariff table of one's own does not decide alone where the password goes: name its panel, or confirm it once at a
//!   terminal. Nor may it set what an order means (`fixed`).
//! * `process --expect-orders N --expect-total SUM` refuses a sheet that asks for anything else; `--rows 2-11` orders a few
//!   rows and leaves the others; a row of totals is held against its rows (`--strict-totals`); a dry run comes to
//!   `planned`, and `--detailed-exitcode` tells whether there is something to order (exit 9).
//! * A later workbook of a sheet carries date and time of its run; `--overwrite` replaces a whole workbook of ours; a
//!   refused start leaves no second equal plan, and never one under the name that `-o` keeps for results. `-o` means what
//!   its name says (`.xlsx`, `.csv`, `.json`, `-`) or is refused.
//! * Every plan for an account has a code, which a dry run tells; `process --approved CODE` orders that plan and no other,
//!   and names what differs. `approval_above` in the settings makes a code a condition.
//! * *Orders* is printed as it is booked, a plan's as it is approved, in letters that can be read; planned less actual stands
//!   beside both amounts, by tariff and by cost centre; units and zones stand in the headers. What was charged stays
//!   charged, and renewals go by the panel's own price. A workbook that is fed back carries no old reasons.
//! * Plan and results hold everything that the check found: a sheet *Problems*, a column of *Orders*, counted on the
//!   Summary and in JSON. A plan says what is new, what earlier runs ordered, and what is in conflict with it. `[company]`
//!   in the settings puts lines of your own onto the Summary, which also says what table or header say of VAT, with the
//!   rate (`vat_rate`).
//! * `report --since DAY --until DAY` makes one book of all runs of that time: each order once, charges and renewals, sums by
//!   cost centre, tariff and reference, held against the workbook of each run. Renewals and charges have charts.
//! * The very name of a file is tried before anything is sent; what Windows does not take, or another program holds, is told
//!   as what it is; results that went elsewhere are a warning. A dry run whose plan cannot be written exits 1.
//! * On Windows the ledgers lie in the local profile, and one in the roaming profile is taken over once and sealed there; two
//!   copies of one ledger, a share, a network drive and a folder of `OneDrive` are refused. Paths may have any length.
//! * `explain` tells what a code or a status means.
//! * `--log FILE` (or `VDSBATCH_LOG`) appends a trace-level log of everything the program does, for whoever has
//!   to find out later. It holds no password, and neither does what a panel is quoted with, in whatever escaping
//!   the panel repeats it.
//! * Orders go to panels of today as well: BILLmanager 5 and 6, each with a key of its own (`remoteid`), by which a listed
//!   service is proved to be ours; at once, or out of the account's cart, which is paid only if it holds that one order at
//!   no more than was planned. The ledger keeps keys and payments (version 5).
//! * A sheet follows its table: columns for whatever the table names (`Backup`, `Port`, a data centre, a recipe), checked by
//!   cell; sheets to fill have them, and periods and templates of the tariff that is chosen.
//! * `process --online` asks the panel first and sends nothing by it: services, balance with credit and reserved money, and
//!   what each kind of order would cost. Sums are of the quote where there is one. The balance is read before every run.
//! * What the panel charged is read after a run and by `reconcile`, kept in the ledger (version 6), and stands beside what
//!   was planned: in the workbook, in JSON and in `show`. A service that is not what was ordered is told by its own form.
//! * `profile add`, `list` and `use` name panels, accounts and tables.
//! * The ledger keeps what was asked apart from what the panel was told (version 3). Older ledgers are brought up
//!   to it when they are opened; a build from before does not open one that this one wrote.
//! * What a person sees in the sheet is what is ordered, in more kinds of sheets: number formats of `.xlsx`, formulas
//!   that nobody calculated, second tables, columns without a header, units that a column cannot have, guesses of an
//!   encoding, quotes that only look like such. Headers that offices use are known; see the README.
//! * Nothing that is hidden is ordered unasked: `--hidden` speaks of columns and cells as well as of rows and sheets.
//!   Struck-out and commented cells, headings, remarks and signatures within a table are told; a missing column comes
//!   with the headers that were not understood. What is wrong in a whole column is said once.
//! * A panel's own certificate is trusted byte for byte when `--ca-file` names it, whatever it says of authorities and
//!   also if it names no host; `--certificate-sha256` trusts one certificate and no other. Refusals tell dates and
//!   names, a proxy's answer and an old TLS in words. A proxy variable that cannot be read stops the run.
//! * A byte order mark is no part of a password, and UTF-16 is told. Answers are asked for as they are; reads before
//!   the first order are tried again, within a minute.
//! * Ctrl-C says at once what is awaited and for how long at most; a second one names what is in doubt and how to go
//!   on. The bar says what it waits for.
//! * What is written to the ledger is read back first. `ledger recover` mends numbers that older versions kept and
//!   could not read again.
//! * The practice panel refuses as version 4 does, keeps sessions (`func=auth`), answers `out=json`, and can be told to mean
//!   something else than it says: unpaid orders, a second factor in the middle, a front that sends twice, refusals
//!   after the fact, a saved filter. `vdsbatch sandbox --faults help` tells them all. Its folder keeps what was set up.
//! * The practice panel speaks BILLmanager 5 and 6 as well (`sandbox --dialect`, or any table with `--sandbox`): carts,
//!   keys of orders, forms, saved filters, charges, sessions and second factors, and ways to misbehave with each of
//!   them. Two tables of tariffs that nobody sells, `demo5` and `demo6`, are bundled to practise with.
//! * What an answer means is read more closely. Only a bare success, or one that leads to the list of services, is a
//!   success; a form, a second factor, a confirmation stops the run, a basket or a payment is *unpaid*. A wrong login,
//!   a blocked account, too many tries, a refused address, a captcha, an empty balance are understood in other words
//!   and forms, English and Russian, and none of them in a domain, an image or a tariff that is called like it. An
//!   answer that says two things at once, or is no well-formed document, is looked up.
//! * A list that cannot be read says what answered instead of the panel.
