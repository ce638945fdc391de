//! What is wrong with a domain or the names of a row's servers, in words.

use crate::diagnostic::cell::{CellProblem, DomainFault};
use crate::lang::{Lang, tr};
use crate::printable::printable;

impl CellProblem {
    pub(super) fn domain_message(&self, lang: Lang) -> String {
        match self {
            Self::BadDomain { given, fault } => {
                let (given, why) = (printable(given), fault.message(lang));
                tr!(
                    lang,
                    "`{given}` is not a host name: {why} (wanted: such as web-1.example.ru)",
                    "`{given}` — не имя сервера: {why} (нужно, например, web-1.example.ru)"
                )
            }
            Self::Twice { domain, others } => {
                let domain = printable(domain);
                let shown = others.iter().take(10).map(ToString::to_string).collect::<Vec<_>>().join(", ");
                let more = if others.len() > 10 { ", …" } else { "" };
                let noun = lang.noun(others.len() as u64, ["row", "rows"], ["строке", "строках", "строках"]);
                tr!(
                    lang,
                    "domain `{domain}` stands in the sheet more than once (also in {noun} {shown}{more})",
                    "домен `{domain}` встречается в листе не один раз (ещё в {noun} {shown}{more})"
                )
            }
            Self::MixedLetters { given, letter, position } => {
                let given = printable(given);
                tr!(
                    lang,
                    "`{given}` mixes alphabets: letter {position}, `{letter}`, is {} among others (type the name anew in one alphabet)",
                    "`{given}` смешивает алфавиты: буква {position}, `{letter}`, — {} среди других (наберите имя заново в одном алфавите)",
                    alphabet(*letter, lang)
                )
            }
            Self::NoNumber { count, proposal } => {
                let proposal = printable(proposal);
                let noun =
                    lang.noun(u64::from(*count), ["server needs", "servers need"], ["сервера", "серверов", "серверов"]);
                tr!(
                    lang,
                    "{count} {noun} a place for their number in the domain (such as `{proposal}`)",
                    "для {count} {noun} в домене нужно место для номера (например, `{proposal}`)"
                )
            }
            Self::BadPattern { given } => {
                let given = printable(given);
                tr!(
                    lang,
                    "pattern `{given}` is not understood (allowed: {{n}}, {{n:03}}, ###, $i, {{user}}, $USER)",
                    "шаблон имени `{given}` не понят (допустимо: {{n}}, {{n:03}}, ###, $i, {{user}}, $USER)"
                )
            }
            Self::BadCount { given } => {
                let given = printable(given);
                tr!(
                    lang,
                    "count `{given}` is not a whole number from 1 to 1000",
                    "количество `{given}` — не целое число от 1 до 1000"
                )
            }
            Self::BadStart { given } => {
                let given = printable(given);
                tr!(
                    lang,
                    "first number `{given}` is not a whole number from 0 to 999999",
                    "первый номер `{given}` — не целое число от 0 до 999999"
                )
            }
            Self::BadUser { login } => {
                let login = printable(login);
                tr!(
                    lang,
                    "login `{login}` cannot stand in a host name (write the name without {{user}})",
                    "логин `{login}` не может быть частью имени сервера (напишите имя без {{user}})"
                )
            }
            Self::StartUnused { given } => {
                let given = printable(given);
                tr!(
                    lang,
                    "the first number `{given}` has no place in the name (put {{n}} where it belongs, or empty the cell)",
                    "первому номеру `{given}` нет места в имени (поставьте {{n}} туда, где он нужен, или очистите ячейку)"
                )
            }
            Self::UserAssumed => lang
                .pick(
                    "no account is given, so {user} stands for `user` here (name it with --account)",
                    "учётная запись не указана, поэтому {user} здесь означает `user` (назовите её через --account)",
                )
                .to_owned(),
            // `message` sends each variant where it is put into words; a test sees that none comes here.
            _ => String::new(),
        }
    }
}

impl DomainFault {
    fn message(&self, lang: Lang) -> String {
        match self {
            Self::OneLabel => lang.pick("it needs a dot", "нет точки").to_owned(),
            Self::Address => lang.pick("it is an address", "это адрес").to_owned(),
            Self::Page => lang.pick("it is the address of a page", "это адрес страницы").to_owned(),
            Self::Character(c) => {
                let shown = printable(&c.to_string());
                tr!(lang, "host names have no `{shown}`", "символ `{shown}` недопустим")
            }
            Self::EmptyLabel => lang.pick("a part of it is empty", "одна из частей пуста").to_owned(),
            Self::LongLabel => {
                lang.pick("a part of it is longer than 63 characters", "одна из частей длиннее 63 символов").to_owned()
            }
            Self::TooLong => lang.pick("it is longer than 253 characters", "длиннее 253 символов").to_owned(),
            Self::Hyphen => lang
                .pick("a part of it begins or ends with a hyphen", "часть имени начинается или кончается дефисом")
                .to_owned(),
            Self::NumericTop => lang.pick("its last part is a number", "последняя часть — число").to_owned(),
            Self::NotInternational => lang
                .pick("the rules of international names refuse it", "не допускается правилами международных имён")
                .to_owned(),
        }
    }
}

fn alphabet(letter: char, lang: Lang) -> &'static str {
    match letter {
        'a'..='z' | 'A'..='Z' => lang.pick("Latin", "латинская"),
        '\u{400}'..='\u{52f}' => lang.pick("Cyrillic", "кириллическая"),
        _ => lang.pick("of another alphabet", "из другого алфавита"),
    }
}
