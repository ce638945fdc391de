//! The words for a file that gives no rows, in both languages.

use super::{Columns, Damage, Excess, Kind, Lost, SheetError, Trouble};
use crate::lang::{Lang, tr};
use crate::printable::printable;

impl SheetError {
    /// The problem and the way out in words; several lines where there are several problems.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Io { file, why } => {
                let (file, why) = (printable(file), why.message(lang));
                tr!(lang, "cannot read `{file}`: {why}", "не удалось прочитать `{file}`: {why}")
            }
            Self::NotASheet { file, kind } => {
                let (file, what) = (printable(file), kind.message(lang));
                tr!(
                    lang,
                    "`{file}` is not a sheet that can be read: {what}",
                    "`{file}` — не таблица, которую можно прочитать: {what}"
                )
            }
            Self::Damaged { file, why } => {
                let (file, why) = (printable(file), why.message(lang));
                tr!(lang, "`{file}` is damaged: {why}", "`{file}` повреждён: {why}")
            }
            Self::TooLarge { file, why } => {
                let (file, why) = (printable(file), why.message(lang));
                tr!(
                    lang,
                    "`{file}` is larger than a sheet that people fill: {why}",
                    "`{file}` больше таблицы, которую заполняют люди: {why}"
                )
            }
            Self::Lost { file, how } => {
                let (file, how) = (printable(file), how.message(lang));
                tr!(lang, "`{file}` could not be read: {how}", "не удалось прочитать `{file}`: {how}")
            }
            Self::NoSuchSheet { .. } | Self::SeveralSheets { .. } | Self::Results { .. } => self.choice(lang),
            Self::Columns(Columns { file, sheet, found }) => {
                crate::diagnostic::lines(found, file, sheet.as_deref(), lang).collect::<Vec<_>>().join("\n")
            }
        }
    }

    /// The words for a sheet that was not found among a workbook's.
    fn choice(&self, lang: Lang) -> String {
        match self {
            Self::NoSuchSheet { file, given, names } => {
                let (file, given, names) = (printable(file), printable(given), printable(&names.join("`, `")));
                tr!(
                    lang,
                    "`{file}` has no sheet `{given}` (name one that it has with --sheet: `{names}`)",
                    "в `{file}` нет листа `{given}` (выберите через --sheet один из имеющихся: `{names}`)"
                )
            }
            Self::SeveralSheets { file, names } => {
                let (file, names) = (printable(file), printable(&names.join("`, `")));
                tr!(
                    lang,
                    "several sheets of `{file}` could be meant: `{names}` (name one with --sheet)",
                    "в `{file}` подходят несколько листов: `{names}` (выберите один через --sheet)"
                )
            }
            Self::Results { file, asked: None } => {
                let file = printable(file);
                tr!(
                    lang,
                    "`{file}` is a results workbook and has nothing to fix in it (give the sheet that was filled)",
                    "`{file}` — книга результатов, исправлять в ней нечего (укажите таблицу, которую заполняли)"
                )
            }
            Self::Results { file, asked: Some(sheet) } => {
                let (file, sheet) = (printable(file), printable(sheet));
                tr!(
                    lang,
                    "`{file}` is a results workbook, and its sheet `{sheet}` tells of orders that were dealt with (leave --sheet out to read what is to fix, or give the sheet that was filled)",
                    "`{file}` — книга результатов, и её лист `{sheet}` — об уже обработанных заказах (уберите --sheet, чтобы прочитать лист «Исправить», или укажите таблицу, которую заполняли)"
                )
            }
            // `message` sends here only what is put into words above.
            _ => String::new(),
        }
    }
}

impl Trouble {
    fn message(&self, lang: Lang) -> String {
        match self {
            Self::NotFound => lang.pick(
                "there is no such file (is the name right, and the folder?)",
                "такого файла нет (верны ли имя и папка?)",
            ),
            Self::Denied => lang.pick(
                "the system does not let you (ask for the right to read it, or copy it)",
                "система не разрешает (попросите право на чтение или сделайте копию)",
            ),
            Self::Folder => lang.pick("it is a folder (name the file in it)", "это папка (укажите файл в ней)"),
            Self::NotAFile => lang.pick(
                "it is a pipe or a device (save the sheet as a file and name that)",
                "это канал или устройство (сохраните таблицу в файл и укажите его)",
            ),
            Self::Changed => lang.pick(
                "it was written to while it was read (wait until it is saved, then run this again)",
                "он изменился во время чтения (дождитесь сохранения и запустите ещё раз)",
            ),
            Self::System(why) => return printable(why),
        }
        .to_owned()
    }
}

impl Damage {
    fn message(&self, lang: Lang) -> String {
        match self {
            Self::CutOff => lang
                .pick(
                    "its end is missing (copy or download it again)",
                    "у него нет конца (скопируйте или скачайте его заново)",
                )
                .to_owned(),
            Self::Doctype(part) => {
                let part = printable(part);
                tr!(
                    lang,
                    "`{part}` holds a DOCTYPE, which no spreadsheet program writes (open it in Excel or LibreOffice and save it again)",
                    "в `{part}` есть DOCTYPE, чего табличные программы не пишут (откройте файл в Excel или LibreOffice и сохраните заново)"
                )
            }
            Self::NotOneEncoding { line } => tr!(
                lang,
                "line {line} is not UTF-8, and the text before it is (save it anew in one encoding, or name the encoding with --encoding)",
                "строка {line} не в UTF-8, а текст до неё — в UTF-8 (сохраните файл в одной кодировке или назовите её через --encoding)"
            ),
            Self::ShortCells => lang
                .pick(
                    "its cells stand in a short form that cannot be read (open it in Excel and save it as .xlsx)",
                    "его ячейки записаны в краткой форме, прочитать которую нельзя (откройте его в Excel и сохраните как .xlsx)",
                )
                .to_owned(),
            Self::Other(why) => {
                let why = printable(why);
                tr!(
                    lang,
                    "{why} (open it in Excel or LibreOffice and save it again)",
                    "{why} (откройте его в Excel или LibreOffice и сохраните заново)"
                )
            }
        }
    }
}

impl Excess {
    fn message(&self, lang: Lang) -> String {
        let copy = lang
            .pick("copy the rows into a new workbook, values only", "скопируйте строки в новую книгу, только значения");
        match self {
            Self::File(mib) => tr!(
                lang,
                "more than {mib} MiB (split it into several files)",
                "больше {mib} МиБ (разделите его на несколько файлов)"
            ),
            Self::HeldWhole(format, mib) => tr!(
                lang,
                "an .{format} of more than {mib} MiB (save it as .xlsx, which may be larger)",
                ".{format} больше {mib} МиБ (сохраните как .xlsx: он может быть больше)"
            ),
            Self::Parts(parts) => tr!(lang, "an archive of {parts} parts ({copy})", "архив из {parts} частей ({copy})"),
            Self::Unpacked(part) => {
                let part = printable(part);
                tr!(
                    lang,
                    "`{part}` unpacks to more than can be read ({copy})",
                    "`{part}` распаковывается в больший объём, чем можно прочитать ({copy})"
                )
            }
            Self::Cells(cells) => tr!(lang, "more than {cells} cells ({copy})", "больше {cells} ячеек ({copy})"),
            Self::Merged(areas) => {
                tr!(lang, "more than {areas} merged areas ({copy})", "больше {areas} объединённых областей ({copy})")
            }
            Self::Line(line) => tr!(
                lang,
                "line {line} is longer than any row (is it a table of text, one row a line?)",
                "строка {line} длиннее любой строки таблицы (это текстовая таблица, по строке на запись?)"
            ),
            Self::Servers(servers) => tr!(
                lang,
                "more than {servers} servers (split it into several files)",
                "больше {servers} серверов (разделите на несколько файлов)"
            ),
        }
    }
}

impl Lost {
    fn message(self, lang: Lang) -> &'static str {
        match self {
            Self::Memory => lang.pick(
                "reading it needs more memory than a sheet may take; a single cell far off can be the cause (copy the rows into a new workbook, values only, and save it as .xlsx)",
                "для чтения нужно больше памяти, чем положено таблице; причиной может быть одна ячейка далеко в стороне (скопируйте строки в новую книгу, только значения, и сохраните как .xlsx)",
            ),
            Self::Time => lang.pick(
                "reading it takes too long (copy the rows into a new workbook, values only, and save it as .xlsx)",
                "чтение длится слишком долго (скопируйте строки в новую книгу, только значения, и сохраните как .xlsx)",
            ),
            Self::Failed => lang.pick(
                "it is damaged in a way that nobody writes (open it in Excel or LibreOffice and save it again as .xlsx)",
                "он повреждён необычным образом (откройте его в Excel или LibreOffice и сохраните заново как .xlsx)",
            ),
            Self::NotStarted => lang.pick(
                "the process that reads workbooks could not be started (is the program still where it was, and may it start others?)",
                "не удалось запустить процесс чтения книг (программа на прежнем месте, и ей можно запускать процессы?)",
            ),
        }
    }
}

impl Kind {
    fn message(self, lang: Lang) -> &'static str {
        match self {
            Self::Protected => lang.pick(
                "a password protects it (open it in Excel, remove the password under File, Info, and save it)",
                "книга защищена паролем (откройте её в Excel, снимите пароль в «Файл» — «Сведения» и сохраните)",
            ),
            Self::Word | Self::Document => lang.pick(
                "a text document (copy the table into a workbook)",
                "текстовый документ (скопируйте таблицу в книгу)",
            ),
            Self::OldOffice => lang.pick(
                "a file of an old Microsoft program that is no workbook (copy the table into a workbook)",
                "файл старой программы Microsoft, но не книга (скопируйте таблицу в книгу)",
            ),
            Self::Numbers => lang.pick(
                "a table of Apple Numbers (export it to Excel)",
                "таблица Apple Numbers (экспортируйте её в Excel)",
            ),
            Self::Archive => lang.pick("an archive (unpack it first)", "архив (сначала распакуйте его)"),
            Self::Html => lang.pick(
                "a web page under another name, as many programs export it (open it in Excel and save it as .xlsx)",
                "веб-страница под другим именем, так выгружают многие программы (откройте её в Excel и сохраните как .xlsx)",
            ),
            Self::Excel2003Xml => lang.pick(
                "an XML table of Excel 2003 (open it in Excel and save it as .xlsx)",
                "таблица XML Excel 2003 (откройте её в Excel и сохраните как .xlsx)",
            ),
            Self::FlatOpenDocument => lang.pick(
                "a flat OpenDocument table (open it in LibreOffice and save it as .ods or .xlsx)",
                "плоская таблица OpenDocument (откройте её в LibreOffice и сохраните как .ods или .xlsx)",
            ),
            Self::Xml => lang.pick(
                "an XML document (open it in Excel and save it as .xlsx)",
                "документ XML (откройте его в Excel и сохраните как .xlsx)",
            ),
            Self::Link => lang.pick(
                "only a link to a table on the web (open the table and download it as .xlsx)",
                "лишь ссылка на таблицу в сети (откройте таблицу и скачайте её как .xlsx)",
            ),
            Self::Pdf => lang.pick("a PDF (ask for the workbook itself)", "PDF (попросите саму книгу)"),
            Self::Picture => lang.pick("a picture (ask for the workbook itself)", "картинка (попросите саму книгу)"),
            Self::Lock => lang.pick(
                "the mark that a program leaves beside a file which it holds open (give the file itself, named without the mark)",
                "метка, которую программа оставляет рядом с открытым файлом (укажите сам файл, имя без метки)",
            ),
            Self::Binary => lang.pick(
                "neither a workbook nor text (save the sheet as .xlsx)",
                "не книга и не текст (сохраните таблицу как .xlsx)",
            ),
            Self::Empty => lang.pick("it is empty (is it the right file?)", "он пуст (тот ли это файл?)"),
        }
    }
}
