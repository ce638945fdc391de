//! What does not fit in the settings.

use thiserror::Error;

use crate::account::PanelUrlError;
use crate::catalog::{BUNDLED, CatalogError};
use crate::order::claim::Settle;
use crate::run::CommandFault;
use crate::run::approval::CodeError;
use crate::run::exit::Exit;
use crate::text::lang::{Lang, tr};
use crate::text::plain::NoText;

/// Why the settings do not make a run.
#[derive(Debug, Error)]
pub enum SettingsError {
    /// The panel's address is wrong.
    #[error(transparent)]
    Panel(#[from] PanelUrlError),
    /// Nobody said which panel is meant, and no table does.
    #[error("no panel is given")]
    NoPanel,
    /// Nobody said whose account it is.
    #[error("no account is given")]
    NoAccount,
    /// `--password-stdin` without `--yes`.
    #[error("--password-stdin needs --yes")]
    StdinNeedsYes,
    /// What was given as the code of a plan is none.
    #[error(transparent)]
    Approved(#[from] CodeError),
    /// The user has no home, or a relative one, and named no folder.
    #[error("no folder for the ledger")]
    NoLedgerFolder,
    /// The user has no home, or a relative one, and named no file of settings.
    #[error("no folder for the settings")]
    NoSettingsFolder,
    /// A profile has no such name.
    #[error("not the name of a profile")]
    ProfileName,
    /// A profile was to hold a password.
    #[error("a profile holds no password")]
    ProfilePassword,
    /// The table is wrong.
    #[error(transparent)]
    Catalog(#[from] CatalogError),
    /// The table cannot be read.
    #[error("cannot read the tariff table `{file}`: {error}")]
    CatalogFile {
        /// The file.
        file: String,
        /// Why not.
        error: NoText,
    },
    /// A name that ends in one form, and another one asked for.
    #[error("-o and --format name two forms")]
    TwoForms,
    /// A workbook for a terminal.
    #[error("a workbook is no text")]
    WorkbookOnTerminal,
    /// `--overwrite` for what bears no mark.
    #[error("--overwrite is for workbooks")]
    OnlyWorkbooks,
    /// `--overwrite` for a workbook, and data beside it, which it would not replace.
    #[error("--overwrite and --format")]
    DataBesideReplaced,
    /// What is made and what is said of it, both for standard output.
    #[error("two things would go to standard output")]
    TwoOnOutput,
    /// The sheet and the password, both from standard input.
    #[error("the sheet and the password both come from standard input")]
    SheetAndPassword,
    /// A sheet from standard input, and no name for the results.
    #[error("a sheet from standard input has no name for the results")]
    NamelessSheet,
    /// Too short a wait for a panel that is not on this machine.
    #[error("--settle must be at least {} seconds", Settle::SECONDS)]
    Settle,
    /// A program of the settings is not started.
    #[error("{key}: {}", .fault.message(Lang::En))]
    Program {
        /// The setting.
        key: &'static str,
        /// Why not.
        fault: CommandFault,
    },
    /// The practice panel's faults are misspelt.
    #[error("--faults: {en}")]
    Faults {
        /// Why, in English.
        en: String,
        /// Why, in Russian.
        ru: String,
    },
}

impl SettingsError {
    /// The problem and the way out in words.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "a table of texts")]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Panel(error) => format!("--panel: {}", error.message(lang)),
            Self::NoPanel => lang
                .pick(
                    "no panel is given (give its address with --panel)",
                    "панель не указана (укажите её адрес через --panel)",
                )
                .to_owned(),
            Self::NoAccount => lang
                .pick(
                    "no account is given (give your login with --account, or try everything with --sandbox)",
                    "учётная запись не указана (укажите логин через --account или попробуйте всё с --sandbox)",
                )
                .to_owned(),
            Self::StdinNeedsYes => lang
                .pick(
                    "--password-stdin needs --yes: standard input has the password, so the question cannot be answered there",
                    "--password-stdin требует --yes: стандартный ввод занят паролем, подтвердить заказ через него нельзя",
                )
                .to_owned(),
            Self::Approved(error) => format!("--approved: {}", error.message(lang)),
            Self::NoLedgerFolder => lang
                .pick(
                    "there is no home folder to keep the ledger in (`HOME`, and `XDG_STATE_HOME` if it is set, must be an absolute path; or name a folder with --ledger)",
                    "нет домашней папки для журнала заказов (в `HOME` и, если задана, `XDG_STATE_HOME` нужен полный путь; или укажите папку через --ledger)",
                )
                .to_owned(),
            Self::NoSettingsFolder => lang
                .pick(
                    "there is no home folder to keep settings in (`HOME` must be an absolute path; or name a file with --config)",
                    "нет домашней папки для настроек (в `HOME` нужен полный путь; или укажите файл через --config)",
                )
                .to_owned(),
            Self::ProfileName => lang
                .pick(
                    "a profile's name has 1 to 60 letters (such as `firm`)",
                    "имя профиля — от 1 до 60 букв (например, `firm`)",
                )
                .to_owned(),
            Self::ProfilePassword => lang
                .pick(
                    "a profile keeps no password (name a file that only you can read with --password-file, or type the password when asked)",
                    "профиль не хранит пароль (укажите через --password-file файл, который читаете только вы, или вводите пароль по запросу)",
                )
                .to_owned(),
            Self::Catalog(error) => error.message(lang),
            Self::CatalogFile { file, error } => {
                let (file, error) = (crate::text::printable::printable(file), error.message(lang));
                let known: Vec<_> = BUNDLED.iter().map(|(name, _)| *name).collect();
                let known = known.join(", ");
                tr!(
                    lang,
                    "cannot read the tariff table `{file}`: {error} (bundled tables: {known})",
                    "не удалось прочитать таблицу тарифов `{file}`: {error} (встроенные таблицы: {known})"
                )
            }
            Self::TwoForms => lang
                .pick(
                    "-o names a file of one format and --format another (leave one of them out, or change the ending of the name)",
                    "-o и --format указывают разные форматы (оставьте что-то одно или измените расширение файла)",
                )
                .to_owned(),
            Self::WorkbookOnTerminal => lang
                .pick(
                    "a workbook cannot be shown on a terminal (redirect standard output, or add --format)",
                    "книгу нельзя показать в терминале (перенаправьте вывод или добавьте --format)",
                )
                .to_owned(),
            Self::OnlyWorkbooks => lang
                .pick(
                    "--overwrite replaces only workbooks, which have a mark of this program; data and standard output have none (leave --overwrite out)",
                    "--overwrite заменяет только книги: в них есть метка этой программы, а в данных и стандартном выводе её нет (уберите --overwrite)",
                )
                .to_owned(),
            Self::DataBesideReplaced => lang
                .pick(
                    "--overwrite replaces the workbook but never the data of --format beside it, so that the second run would stop here (leave one of them out; for other programs: `--summary json`, or `-o - --format json`)",
                    "--overwrite заменяет книгу, но не данные от --format рядом с ней, и второй прогон на этом остановился бы (уберите один из параметров; для других программ: `--summary json` или `-o - --format json`)",
                )
                .to_owned(),
            Self::TwoOnOutput => lang
                .pick(
                    "`-o -` takes standard output, and so does `--summary json` or `--format json` (name a file after -o, or leave the other out)",
                    "`-o -` занимает стандартный вывод, и его же занимает `--summary json` или `--format json` (укажите файл после -o или уберите второй параметр)",
                )
                .to_owned(),
            Self::SheetAndPassword => lang
                .pick(
                    "the sheet is read from standard input, and so is the password with --password-stdin (give the password with --password-file, or name the sheet's file)",
                    "таблица читается со стандартного ввода, и пароль с --password-stdin тоже (задайте пароль через --password-file или укажите файл таблицы)",
                )
                .to_owned(),
            Self::NamelessSheet => lang
                .pick(
                    "a sheet from standard input has no name by which its results could be called (say with -o where they go, such as `-o results.xlsx`)",
                    "у таблицы со стандартного ввода нет имени, по которому можно назвать результаты (укажите через -o, куда их записать, например `-o results.xlsx`)",
                )
                .to_owned(),
            Self::Settle => {
                let least = Settle::SECONDS;
                tr!(
                    lang,
                    "--settle must be at least {least} seconds: a slow panel executes an order minutes later (less is allowed only for a panel on this computer)",
                    "--settle должно быть не меньше {least} секунд: медленная панель выполняет заказ и через минуты (меньше — только для панели на этом компьютере)"
                )
            }
            Self::Program { key, fault } => format!("`{key}`: {}", fault.message(lang)),
            Self::Faults { en, ru } => format!("--faults: {}", lang.pick(en, ru)),
        }
    }

    /// How the program ends: by wrong usage for what was typed wrong, else by what could not be read.
    #[must_use]
    pub const fn exit(&self) -> Exit {
        match self {
            Self::Panel(_)
            | Self::NoPanel
            | Self::NoAccount
            | Self::StdinNeedsYes
            | Self::Approved(_)
            | Self::Settle
            | Self::TwoForms
            | Self::WorkbookOnTerminal
            | Self::OnlyWorkbooks
            | Self::DataBesideReplaced
            | Self::TwoOnOutput
            | Self::SheetAndPassword
            | Self::NamelessSheet
            | Self::ProfileName
            | Self::ProfilePassword
            | Self::Faults { .. } => Exit::Usage,
            Self::Program { .. }
            | Self::NoLedgerFolder
            | Self::NoSettingsFolder
            | Self::Catalog(_)
            | Self::CatalogFile { .. } => Exit::NotRun,
        }
    }
}
