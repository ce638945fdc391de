//! Who could do harm, what keeps them from it, and what is not promised.
//!
//! `tests/it/planted/` says which test catches the loss of which defence. The limits that a customer should know stand
//! in the README as well.
//!
//! # Whoever fills the sheet
//!
//! wants servers ordered that nobody sees, or other ones than are seen.
//!
//! * What counts is what a person sees ([`mod@crate::reader`]): values that a number format shows otherwise, formulas
//!   that nobody calculated, two values in one place, parts of the archive that only some programs read, a second
//!   table: each is a problem with a place, and nothing of the sheet is ordered. Hidden rows, columns and sheets are
//!   left out or asked about, never ordered unasked.
//! * Money is guarded apart from the sheet: `--max-orders`, `--max-total`, `--expect-orders`, `--expect-total`, the
//!   plan, its approval code, and a person's word.
//! * *Not promised:* what conditional formatting shows or hides, pictures and shapes that lie over cells, fonts of
//!   signs, runs of a text that are tiny or white, alignment that fills, rows scrolled away above a frozen pane,
//!   filters that are stored and not applied, and what other programs refresh from elsewhere are not seen; in `.xls` and
//!   `.xlsb` neither are white or tiny fonts. Nor is it judged whether a row makes sense.
//!
//! # A workbook made to break its reader
//!
//! * It is read in a process of its own ([`mod@crate::reader`], `apart/confine.rs`): an empty environment, so no
//!   password; no files but the one, no network, no process, no signal, no memory that is written and then run
//!   (seccomp on Linux for x86-64 and ARM64); limits of memory, time and written bytes on every Unix, and by a job
//!   object on Windows.
//! * An archive is counted while it is unpacked and not believed: density by the bytes that were used, one name once,
//!   size and checksum have to hold. An encrypted workbook is unlocked in memory, and no disk sees it.
//! * *Not promised:* names and sizes of files may still be asked for (`stat`). On other processors, on macOS and on
//!   kernels without seccomp the limits alone hold. The reader's argument (the file's name, the sheet, columns of the
//!   table) stands in the process list.
//!
//! # Who wants the password
//!
//! * It comes from a prompt, a file of one's own (or root's, or of systemd's credentials), standard input, a program
//!   or a variable; never from an argument. It goes into a POST body over TLS to the panel's own address and nowhere
//!   else: no redirect, no URL, no log, no ledger, no workbook. A test plants one and searches every artefact.
//! * No core is dumped (hard limit), and on Linux no other process of the same user may look into the memory
//!   (`PR_SET_DUMPABLE`). Our own copies are wiped.
//! * A certificate is checked by the system's list or by what `--ca-file` and `--certificate-sha256` name. The plan
//!   shows proxy and certificate variables that are in force.
//! * *Not promised:* root, swap and hibernation see memory. Not wiped are the variable itself, the buffer of standard
//!   input, the HTTP client's request and the forms that answers are searched for. The system's list of certificates
//!   is believed. Whether somebody else may write a program that the settings name is not checked.
//!
//! # The panel, or whoever answers in its place
//!
//! wants an order doubled, a failure taken for success, or this program out of memory.
//!
//! * Success, refusal and absence are claims that need their proof ([`mod@crate::panel`]); everything else is
//!   *unknown*, and no unknown order is repeated unless three complete lists show that it does not exist and domains
//!   are unique.
//! * The answer to an order has 1 MiB at most, a page of a list 16 MiB, all its pages together 64 MiB and 200,000
//!   services, a field 1,000 characters. What goes beyond is no complete list and proves nothing absent. What was cut
//!   ends in `…` and equals nothing.
//! * Its texts, and every other text that is foreign, are made printable where they are shown: no control character,
//!   nothing that Unicode calls invisible, no forged line. Paths and the holder of a ledger are cleaned by their type; a
//!   test walks through what the commands show. Commands to copy quote folders by the rules of the shell.
//! * *Not promised:* a panel that lies consistently is believed. One that executes an order a quarter of an hour after
//!   its connection was cut, and does not keep domains unique, can double it.
//!
//! # The tariff table
//!
//! * A table that is not bundled does not decide alone where the password goes: `--panel`, or a person who confirms
//!   the address once. It cannot set in `fixed` what an order means. Tables pulled from a panel say so.
//!
//! # Who can write where the ledger is
//!
//! * The folder is one's own and nobody else may write it, nor replace it from above (`shared_ledger = true` lets a
//!   group). Whatever has a name of a ledger's and is no file (link, pipe, device, folder) is refused by name, and
//!   nothing waits for it.
//! * Before and after the commit of an attempt, folder, database and lock are those at their path
//!   ([`mod@crate::ledger`]): a ledger that is moved away in mid-run stops the run before the next order.
//! * One panel has one address however it is typed, so that one account has one ledger. Another folder of ledgers with
//!   live claims of the account is told; where domains are not unique, a person has to type a word.
//! * A database is compared with the tables that this program makes before anything of it is used; views, triggers,
//!   attached databases and untrusted functions are off; texts and steps have limits.
//! * A backup that was put back, a log of another time and a ledger of another machine are told
//!   ([`mod@crate::ledger`]).
//! * *Not promised:* forged rows in sound tables are believed: whoever may write the file is trusted with it. On
//!   Windows rights are not looked at. Two users, or two homes, with ledgers of one account know nothing of each
//!   other.
//!
//! # Clocks
//!
//! * The boot clock counts suspended time, and is not believed inside a time namespace; a `Date` counts only in GMT.
//! * A span counts only where it is proved ([`mod@crate::order`]): by the clock since boot within one boot, or by the
//!   panel's `Date`. A clock that jumps, a reboot and a panel without `Date` make proof later, never earlier.
//!
//! # Web pages, against the practice panel
//!
//! * It takes its own `Host` alone, no `Origin`, and no `Sec-Fetch-Site` of another site; it escapes what it echoes;
//!   its folder and file are private.
//! * *Not promised:* other users of the machine who know its login can order there. Nothing is bought.
//!
//! # Whoever opens what goes out
//!
//! * In CSV every cell is quoted, and a text that a spreadsheet could take for a formula gets an apostrophe, also
//!   behind blanks, unseen characters and separators. In workbooks text is text, and stays so when a person edits *To
//!   fix*.
//! * Files are written beside and renamed, never through a link, never into a device, pipe or socket. What had to go
//!   to the folder for temporary files is private.
//! * *Not promised:* programs that ignore `quotePrefix` or strip the apostrophe; an `-o` in a folder that others may
//!   write.
//!
//! # Who gets code into the program
//!
//! * No `unsafe` but in one file for Windows; arithmetic is checked in releases as well; C parts have guarded stacks
//!   in what is delivered. Sources, licences and advisories of crates are checked by cargo-deny where it is installed,
//!   and crates are pinned by checksum.
//! * *Not promised:* the crates themselves are not reviewed line by line.
