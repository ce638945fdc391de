//! `vdsbatch explain`: what a code or a status means, and what to do. Pure.

use crate::lang::Lang;
use crate::outcome::{Guard, ReasonCode, Status};

/// Codes that are not reasons of an outcome: code, English, Russian.
const CODES: [(&str, &str, &str); 43] = [
    (
        "E001",
        "A text field begins with a quote that is never closed, so everything behind it would be one cell; or a quoted cell goes over several lines and holds separators, as when rows were taken in. Close the quote, or write it twice if it belongs to the text.",
        "Текстовое поле начинается с кавычки, которая не закрыта, и всё после неё стало бы одной ячейкой; или ячейка в кавычках занимает несколько строк и содержит разделители, то есть вобрала соседние строки. Закройте кавычку или удвойте её, если она часть текста.",
    ),
    (
        "E002",
        "Among the first 20 rows none has at least three known headers. Title rows above the headers are fine; the headers may be English or Russian.",
        "Среди первых 20 строк нет строки хотя бы с тремя известными заголовками. Строки с названием выше заголовков допустимы; заголовки могут быть русскими или английскими.",
    ),
    (
        "E003",
        "Tariff, OS template, Period and Domain are needed for every order. Add the column.",
        "Для каждого заказа нужны Тариф, Шаблон ОС, Период и Домен. Добавьте столбец.",
    ),
    (
        "E004",
        "Two columns could be meant for the same thing, and choosing one would be guessing. Remove or rename one.",
        "Два столбца подходят для одного и того же, а выбирать наугад нельзя. Удалите или переименуйте один.",
    ),
    (
        "E005",
        "A header is one letter away from a known one that the sheet lacks. Ignoring it could drop a disk size silently. Correct the header.",
        "Заголовок отличается одной буквой от известного, которого в листе нет. Если его пропустить, можно потерять, например, размер диска. Исправьте заголовок.",
    ),
    (
        "E006",
        "These columns are not used for ordering. They are carried to the results as they are.",
        "Эти столбцы не нужны для заказа и переносятся в результаты как есть.",
    ),
    (
        "E007",
        "A row whose first cell begins with a word for a total, and which has no domain, is not an order.",
        "Строка, которая начинается словом «Итого» или подобным и не содержит домена, заказом не считается.",
    ),
    (
        "E008",
        "Another program holds the file open. What is not saved there is not seen here. Save it and check again.",
        "Файл открыт в другой программе. Несохранённые изменения здесь не видны. Сохраните файл и проверьте ещё раз.",
    ),
    (
        "E009",
        "The row of a text file has more cells than the header. Usually a value holds the separator and is not quoted, so that values stand in wrong columns. Quote it, or give the last columns a header.",
        "В строке текстового файла больше ячеек, чем в заголовке. Обычно внутри значения есть разделитель, а кавычек нет, и значения сдвинулись. Возьмите его в кавычки или дайте заголовок лишним столбцам.",
    ),
    (
        "E010",
        "The tariff is not in the tariff table. `vdsbatch catalog show` lists the names; `id:1100` works too.",
        "Такого тарифа нет в таблице тарифов. Имена показывает `vdsbatch catalog show`; можно писать и `id:1100`.",
    ),
    (
        "E011",
        "The tariff is not sold for this period, or the words are not understood. Write a number of months, such as 3, or квартал, год.",
        "Тариф не продаётся на такой период, или запись не понята. Напишите число месяцев, например 3, или «квартал», «год».",
    ),
    (
        "E012",
        "The operating system template is not in the tariff table. `vdsbatch catalog show` lists the names.",
        "Такого шаблона ОС нет в таблице тарифов. Имена показывает `vdsbatch catalog show`.",
    ),
    (
        "E013",
        "What is written could mean several things, and nothing is guessed. Write it in full.",
        "Запись можно понять по-разному, а угадывать нельзя. Напишите целиком.",
    ),
    (
        "E014",
        "The amount is outside what the tariff offers, as far as the table knows.",
        "Значение за пределами того, что предлагает тариф, насколько это известно таблице.",
    ),
    (
        "E015",
        "A template with ISPmanager in it needs the ISPmanager choice, and one without needs it off. Leave the cell empty to get what the template implies.",
        "Шаблону с ISPmanager нужна лицензия ISPmanager, а шаблону без неё — нет. Оставьте ячейку пустой, чтобы взять то, что следует из шаблона.",
    ),
    (
        "E016",
        "The template holds ISPmanager, and the tariff does not offer it.",
        "В шаблоне есть ISPmanager, а тариф его не предлагает.",
    ),
    (
        "E017",
        "The provider does not publish how to order without auto-renewal, and nothing is guessed. Order with renewal and switch it off in the panel.",
        "Провайдер не публикует, как заказать без автопродления, а угадывать нельзя. Закажите с продлением и отключите его в панели.",
    ),
    (
        "E018",
        "The table says that the tariff takes only some templates, and this is not one of them. The order goes out; the panel may refuse it.",
        "По таблице тариф принимает только некоторые шаблоны, и этого среди них нет. Заказ будет отправлен; панель может его отклонить.",
    ),
    (
        "E019",
        "The name was typed with letters of another alphabet that look the same. It was understood.",
        "Имя набрано похожими буквами другого алфавита. Оно понято.",
    ),
    (
        "E020",
        "The domain must be a host name with at least two parts, such as web-1.example.ru. International names such as пример.рф are fine.",
        "Домен должен быть именем сервера хотя бы из двух частей, например web-1.example.ru. Имена вида пример.рф допустимы.",
    ),
    (
        "E021",
        "The same domain stands in the sheet more than once, perhaps by the expansion of a pattern. A domain is ordered once.",
        "Один и тот же домен встречается в листе не один раз, возможно, после раскрытия шаблона. Домен заказывается один раз.",
    ),
    (
        "E022",
        "A part of the name mixes letters of two alphabets that look alike, so that it is not the name it seems to be. Type it anew.",
        "Часть имени смешивает похожие буквы двух алфавитов, и это не то имя, каким кажется. Наберите его заново.",
    ),
    (
        "E030",
        "Several servers need different names. Put {n}, ### or $i where the number belongs.",
        "Нескольким серверам нужны разные имена. Поставьте {n}, ### или $i на место номера.",
    ),
    (
        "E031",
        "Only {n}, {n:03}, ###, $i, {user} and $USER have a meaning in a pattern.",
        "В шаблоне имени имеют смысл только {n}, {n:03}, ###, $i, {user} и $USER.",
    ),
    ("E032", "A row stands for 1 to 1000 servers.", "Строка означает от 1 до 1000 серверов."),
    ("E033", "The first number of a pattern is 0 to 999999.", "Первый номер шаблона — от 0 до 999999."),
    (
        "E034",
        "The account's login holds characters that host names do not have, so {user} cannot stand in one.",
        "В логине есть символы, недопустимые в именах серверов, поэтому {user} в имени использовать нельзя.",
    ),
    (
        "E035",
        "Without --account the check does not know the login, so `user` stands for it. The names of the real run differ.",
        "Без --account логин неизвестен, и вместо него подставлено `user`. При заказе имена будут другими.",
    ),
    (
        "E036",
        "The row gives a first number, and its name has no place for a number: the server gets the name as it stands.",
        "В строке указан первый номер, а места для номера в имени нет: сервер получит имя как есть.",
    ),
    ("E040", "The cell is needed and has no default.", "Ячейка обязательна, значения по умолчанию у неё нет."),
    (
        "E041",
        "Amounts are whole numbers, with or without a unit that divides: 20, 20 GB, 1024 MB of a resource sold in GB.",
        "Количества — целые числа, с единицей или без: 20, 20 ГБ, 1024 МБ для ресурса в ГБ.",
    ),
    (
        "E042",
        "Excel makes dates of texts like 3.12 or 1.5. Format the cell as text and type the value again.",
        "Excel превращает записи вида 3.12 или 1.5 в даты. Задайте ячейке текстовый формат и введите значение заново.",
    ),
    (
        "E043",
        "The cell holds an error of a formula. Correct it in the sheet.",
        "В ячейке ошибка формулы. Исправьте её в таблице.",
    ),
    (
        "E044",
        "The file holds a formula and not its result, as files made by programs do. Open it in Excel or LibreOffice and save it.",
        "В файле есть формула, но нет её результата — так бывает в файлах, созданных программами. Откройте в Excel или LibreOffice и сохраните.",
    ),
    (
        "E045",
        "The stored result of a formula is used; it is as old as the last save.",
        "Взят сохранённый результат формулы; он соответствует последнему сохранению.",
    ),
    ("E046", "Write yes or no, да or нет, 1 or 0, + or -.", "Напишите да или нет, yes или no, 1 или 0, + или -."),
    (
        "E047",
        "Money has at most two decimals and one decimal mark. 1.200 could be 1.2 or 1200, so it is refused.",
        "В сумме не больше двух знаков после запятой и один разделитель. 1.200 может означать 1,2 или 1200, поэтому не принимается.",
    ),
    (
        "E048",
        "The price for the period is not the price for a month times the months. Keep one of the two.",
        "Цена за период не равна цене за месяц, умноженной на число месяцев. Оставьте одну из них.",
    ),
    (
        "E050",
        "Rows of the sheet are hidden or filtered out, and they hold data. Ordering them and leaving them out could both be wrong, so say which: --hidden include reads them like any other, --hidden skip leaves them out. Or show them in the sheet.",
        "Часть строк листа скрыта или отфильтрована, а данные в них есть. И заказать их, и пропустить может быть ошибкой, поэтому скажите: --hidden include — читать наравне с другими, --hidden skip — пропустить. Или покажите их в листе.",
    ),
    (
        "E051",
        "A hidden sheet has the columns of orders and rows with domains. --hidden skip leaves hidden sheets out, --sheet names the one to order from. --hidden include lets them be chosen like any other; where several could be meant, --sheet is asked for. --only-valid does not go past this question.",
        "На скрытом листе есть столбцы заказа и строки с доменами. --hidden skip — не учитывать скрытые листы, --sheet — назвать лист, с которого заказывать. С --hidden include их можно выбирать наравне с другими; если подходит несколько, потребуется --sheet. --only-valid этот вопрос не снимает.",
    ),
    (
        "E052",
        "Only .xlsx and .xlsm tell which rows are hidden. From other formats all rows are read. If rows are filtered out, save the file as .xlsx.",
        "Какие строки скрыты, видно только в .xlsx и .xlsm. Из других форматов читаются все строки. Если часть отфильтрована, сохраните файл как .xlsx.",
    ),
    (
        "E053",
        "The cell is merged with another one, and only the first cell of a merged area holds a value; what was meant for the rest would be guessing. Unmerge the cells and write the value in every row.",
        "Ячейка объединена с другой, а значение хранится только в первой ячейке области; что имелось в виду для остальных, угадывать нельзя. Разъедините ячейки и впишите значение в каждую строку.",
    ),
    (
        "E054",
        "The header was found, and below it no row has anything in the known columns. Perhaps it is another sheet that was filled, or the file was not saved.",
        "Заголовок найден, но под ним нет строк с данными в известных столбцах. Возможно, заполнен другой лист или файл не сохранён.",
    ),
];

/// What a status means.
const fn of_status(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::Ready => lang.pick("Passed all checks; plans and dry runs only.", "Прошло все проверки; только в планах."),
        Status::Invalid => lang.pick("Failed a check; nothing was sent.", "Не прошло проверку; ничего не отправлено."),
        Status::Skipped => lang.pick("The row says not to order it.", "В строке указано не заказывать."),
        Status::Conflict => lang.pick(
            "The domain was ordered with other parameters, or stands in the account and is not known to be ours. No request was made.",
            "Домен заказан с другими параметрами или есть в учётной записи, но заказан не отсюда. Запрос не отправлялся.",
        ),
        Status::AlreadyOrdered => lang.pick(
            "The ledger or the panel has exactly this order. No request was made.",
            "В журнале или в панели уже есть ровно такой заказ. Запрос не отправлялся.",
        ),
        Status::NotSent => lang.pick(
            "Valid, but the run stopped first, or the panel was never reached. Run the same command again.",
            "Строка верна, но прогон остановился раньше или связи с панелью не было. Запустите ту же команду ещё раз.",
        ),
        Status::Rejected => lang.pick(
            "The panel refused in a way that is recognised; nothing was ordered.",
            "Панель отказала, и отказ распознан; ничего не заказано.",
        ),
        Status::Accepted => lang.pick(
            "A positive answer; the service is not yet seen in the panel's list. Running the same command again confirms it.",
            "Положительный ответ; услуги в списке панели пока нет. Повторный запуск той же команды её подтвердит.",
        ),
        Status::Confirmed => lang.pick("The panel lists the service.", "Услуга есть в списке панели."),
        Status::Unpaid => lang.pick(
            "The order stands in the panel and waits for payment. Pay or cancel it there.",
            "Заказ создан в панели и ждёт оплаты. Оплатите или отмените его там.",
        ),
        Status::Unknown => lang.pick(
            "The order may or may not exist. It is never sent again by itself. Look for the domain in the panel, then say what you found with `vdsbatch resolve`.",
            "Заказ может существовать, а может и нет. Сам по себе он больше не отправляется. Найдите домен в панели и сообщите результат через `vdsbatch resolve`.",
        ),
    }
}

/// Explains a code such as `E011` or a status such as `unknown`; none if there is none such.
#[must_use]
pub fn explain(wanted: &str, lang: Lang) -> Option<String> {
    let wanted = wanted.trim();
    if let Some((code, en, ru)) = CODES.iter().find(|(code, _, _)| code.eq_ignore_ascii_case(wanted)) {
        return Some(format!("{code}: {}\n", lang.pick(en, ru)));
    }
    if let Some(meaning) = Guard::MEANINGS.iter().find(|meaning| meaning.code.0.eq_ignore_ascii_case(wanted)) {
        return Some(format!("{}: {}\n", meaning.code, meaning.words(lang)));
    }
    let reason = ReasonCode::ALL
        .iter()
        .find(|reason| reason.code().0.eq_ignore_ascii_case(wanted) || reason.word().eq_ignore_ascii_case(wanted));
    if let Some(reason) = reason {
        let (code, word) = (reason.code(), reason.word());
        return Some(format!("{code} {word}: {}\n→ {}\n", reason.title(lang), reason.next_step(lang)));
    }
    let status = Status::of_word(&wanted.to_lowercase())?;
    Some(format!("{status} ({}): {}\n", status.title(lang), of_status(status, lang)))
}

/// Every code and word that can be explained.
#[must_use]
pub fn known() -> Vec<&'static str> {
    let codes = CODES.iter().map(|(code, _, _)| *code);
    let codes = codes.chain(Guard::MEANINGS.iter().map(|meaning| meaning.code.0));
    let reasons = ReasonCode::ALL.iter().map(|reason| reason.code().0);
    let mut known: Vec<&'static str> =
        codes.chain(reasons).chain(Status::ALL.iter().map(|status| status.word())).collect();
    known.sort_unstable();
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_known_is_explained_in_both_languages_and_once() {
        let known = known();
        for word in &known {
            assert!(
                explain(word, Lang::En).is_some_and(|text| text.is_ascii() || text.contains('«') || text.len() > 10)
            );
            let russian = explain(&word.to_lowercase(), Lang::Ru).expect("explained");
            assert!(russian.chars().any(|c| ('а'..='я').contains(&c)), "{russian}");
        }
        let mut once = known.clone();
        once.dedup();
        assert_eq!(once, known);
        assert_eq!(explain("E999", Lang::En), None);
    }
}
