//! What a file is that gives no rows.

use serde::{Deserialize, Serialize};

use super::worded::worded;

worded! {
    /// What a file is that is no sheet which can be read.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub enum Kind;

    /// A workbook that a password protects.
    Protected = [
        "the workbook is protected by a password (open it in Excel, remove the password under \"File\", \"Info\", and save it)"
        / "книга защищена паролем (откройте её в Excel, снимите пароль в «Файл» — «Сведения» и сохраните)"
    ];

    /// A workbook that is encrypted since its structure is protected, and that could not be opened.
    Structure = [
        "a workbook whose structure is protected: that encrypts it, although Excel opens it without asking (in Excel switch off \"Review\", \"Protect Workbook\", and save it as .xlsx)"
        / "книга с защищённой структурой: из-за этого она зашифрована, хотя Excel открывает её без вопросов (в Excel отключите «Рецензирование» — «Защитить книгу» и сохраните её как .xlsx)"
    ];

    /// A workbook of a program before Excel 5.
    OldExcel = [
        "a workbook of Excel 4 or earlier (open it in Excel or LibreOffice and save it as .xlsx)"
        / "книга Excel 4 или более ранней версии (откройте её в Excel или LibreOffice и сохраните как .xlsx)"
    ];

    /// A document of Microsoft Word.
    Word,
    /// A document or presentation in an archive: `.docx`, `.pptx`, `.odt`.
    Document = [
        "a text document (copy the table into a workbook)"
        / "файл текстового редактора (скопируйте таблицу в книгу)"
    ];

    /// Some other file of an old Microsoft program.
    OldOffice = [
        "a file of an old Microsoft program, but not a workbook (copy the table into a workbook)"
        / "файл старой программы Microsoft, но не книга (скопируйте таблицу в книгу)"
    ];

    /// A table of Apple Numbers.
    Numbers = [
        "a table of Apple Numbers (export it to Excel)"
        / "таблица Apple Numbers (экспортируйте её в Excel)"
    ];

    /// Some other archive.
    Archive = [
        "an archive (unpack it first)"
        / "архив (сначала распакуйте его)"
    ];

    /// A web page.
    Html = [
        "a web page with the ending of a workbook, as many programs export it (open it in Excel and save it as .xlsx)"
        / "веб-страница с расширением книги, так выгружают многие программы (откройте её в Excel и сохраните как .xlsx)"
    ];

    /// Excel 2003's table in XML.
    Excel2003Xml = [
        "an XML table of Excel 2003 (open it in Excel and save it as .xlsx)"
        / "таблица XML Excel 2003 (откройте её в Excel и сохраните как .xlsx)"
    ];

    /// A flat OpenDocument table.
    FlatOpenDocument = [
        "a flat OpenDocument table (open it in LibreOffice and save it as .ods or .xlsx)"
        / "плоская таблица OpenDocument (откройте её в LibreOffice и сохраните как .ods или .xlsx)"
    ];

    /// XML.
    Xml = [
        "an XML document (open it in Excel and save it as .xlsx)"
        / "файл XML (откройте его в Excel и сохраните как .xlsx)"
    ];

    /// A link to a table that is kept on the web.
    Link = [
        "only a link to a table on the web (open the table and download it as .xlsx)"
        / "лишь ссылка на таблицу в сети (откройте таблицу и скачайте её как .xlsx)"
    ];

    /// A shortcut of Windows to a file.
    Shortcut = [
        "only a shortcut to a file (give the file that it leads to)"
        / "лишь ярлык (укажите сам файл, на который он ведёт)"
    ];

    /// PDF.
    Pdf = [
        "a PDF (ask for the workbook itself)"
        / "PDF (попросите саму книгу)"
    ];

    /// A picture.
    Picture = [
        "a picture (ask for the workbook itself)"
        / "картинка (попросите саму книгу)"
    ];

    /// The mark that a program leaves beside a file that it holds open.
    Lock = [
        "a lock file that a program keeps beside an open file (give the file itself, which has the same name without that mark)"
        / "служебный файл блокировки, который программа держит рядом с открытым файлом (укажите сам файл: то же имя без этой метки)"
    ];

    /// Text in UTF-32.
    Utf32 = [
        "text in UTF-32, which spreadsheet programs do not write (save it as UTF-8 or .xlsx)"
        / "текст в UTF-32, табличные программы так не пишут (сохраните его в UTF-8 или .xlsx)"
    ];

    /// Neither a workbook nor text.
    Binary = [
        "neither a workbook nor text (save the sheet as .xlsx)"
        / "не книга и не текст (сохраните таблицу как .xlsx)"
    ];

    /// Nothing at all.
    Empty = [
        "the file is empty (check that it is the right file)"
        / "файл пуст (проверьте, тот ли это файл)"
    ];
}
