//! The program opened by itself, as by a double click: what to do with it, and a blank sheet for whoever has none.

use super::choice::Choice;
use super::ways;
use crate::cli::{AnswerFormat, Common, Template, Told};
use crate::form::template::usual_name;
use crate::host::console::Console;
use crate::run::exit::Exit;
use crate::text::lang::tr;
use crate::text::printable::Legible;
use crate::verb::error::Error;
use crate::verb::form::template;

/// Says how the program is used, and makes a blank sheet for a person who wants one. Wrong usage without a person.
pub(super) fn offer(common: &Common, console: Console) -> Result<Exit, Error> {
    let lang = console.lang;
    console.insist(lang.pick(
        "This program orders virtual servers from a spreadsheet.\nDrop a filled sheet on its icon: the sheet is checked and its plan shown, and nothing is ordered before you say so.",
        "Эта программа заказывает виртуальные серверы по таблице.\nПеретащите заполненную таблицу на её значок: таблица будет проверена, план показан; без вашего решения ничего не заказывается.",
    ));
    let (letter, name) = (Choice::Blank.letter(lang), usual_name(lang));
    let folder = std::env::current_dir().map_or_else(|_| ".".to_owned(), |dir| dir.shown());
    let question = tr!(
        lang,
        "For a blank sheet (`{name}`, in the folder `{folder}`) type {letter} and press Enter; Enter alone makes none:",
        "Чтобы получить пустую таблицу (`{name}`, в папке `{folder}`), введите {letter} и нажмите Enter; просто Enter — не создавать:"
    );
    loop {
        let Some(typed) = console.ask_now(&question) else { return Ok(Exit::Usage) };
        match Choice::read(&typed, &[Choice::Blank], lang) {
            Some(Choice::Blank) => {
                return template(
                    &Template { output: None, told: Told { format: AnswerFormat::Text } },
                    common,
                    console,
                );
            }
            Some(Choice::Order | Choice::Plan | Choice::Practice | Choice::Mark | Choice::Nothing) => {
                return Ok(Exit::Done);
            }
            None => console.insist(&ways::not_understood(&typed, lang)),
        }
    }
}
