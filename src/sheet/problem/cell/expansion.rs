//! Problems of a row that stands for many servers: codes E03x.

use crate::sheet::problem::Severity::{Error, Note, Warning};
use crate::sheet::problem::problems::problems;
use crate::text::lang::tr;
use crate::text::printable::printable;

problems! {
    /// What is wrong with the names that a row stands for.
    pub enum ExpansionProblem in lang;

    "E030" [
        "Several servers need different names. Put {n}, ### or $i where the number belongs."
        / "Нескольким серверам нужны разные имена. Поставьте {n}, ### или $i на место номера."
    ] {
        /// Several servers, and no place for their number.
        NoNumber {
            /// How many.
            count: u32,
            /// A pattern that would do.
            proposal: String,
        }: Error => {
            let proposal = printable(proposal);
            let noun =
                lang.noun(u64::from(*count), ["server needs", "servers need"], ["сервера", "серверов", "серверов"]);
            tr!(
                lang,
                "{count} {noun} a place for their number in the domain (such as `{proposal}`)",
                "для {count} {noun} в домене нужно место для номера (например, `{proposal}`)"
            )
        };
    }

    "E031" [
        "Only `{n}`, `{n:03}`, `###`, `$i`, `{user}` and `$USER` have a meaning in a name pattern."
        / "В шаблоне имени имеют смысл только `{n}`, `{n:03}`, `###`, `$i`, `{user}` и `$USER`."
    ] {
        /// A pattern is not understood.
        BadPattern {
            /// What was read.
            given: String,
        }: Error => {
            let given = printable(given);
            tr!(
                lang,
                "name pattern `{given}` is not understood (allowed: {{n}}, {{n:03}}, ###, $i, {{user}}, $USER)",
                "шаблон имени `{given}` не понят (допустимо: {{n}}, {{n:03}}, ###, $i, {{user}}, $USER)"
            )
        };
    }

    "E032" [
        "A row orders 1 to 1000 servers."
        / "По одной строке можно заказать от 1 до 1000 серверов."
    ] {
        /// Not a count that is allowed.
        BadCount {
            /// What was read.
            given: String,
        }: Error => {
            let given = printable(given);
            tr!(
                lang,
                "count `{given}` is not a whole number from 1 to 1000",
                "количество `{given}` — не целое число от 1 до 1000"
            )
        };
    }

    "E033" [
        "The first number of a name pattern is 0 to 999,999."
        / "Первый номер в шаблоне имени — от 0 до 999 999."
    ] {
        /// Not a first number that is allowed.
        BadStart {
            /// What was read.
            given: String,
        }: Error => {
            let given = printable(given);
            tr!(
                lang,
                "first number `{given}` is not a whole number from 0 to 999,999",
                "первый номер `{given}` — не целое число от 0 до 999 999"
            )
        };
    }

    "E034" [
        "The account's login has characters that are not allowed in host names, so {user} cannot be used."
        / "В логине есть символы, недопустимые в именах серверов, поэтому {user} использовать нельзя."
    ] {
        /// The login cannot stand in a host name.
        BadUser {
            /// The login.
            login: String,
        }: Error => {
            let login = printable(login);
            tr!(
                lang,
                "login `{login}` cannot be part of a host name (write the name without {{user}})",
                "логин `{login}` не может быть частью имени сервера (напишите имя без {{user}})"
            )
        };
    }

    "E035" [
        "Without --account the check does not know the login and puts `user` in its place. The names in an order will be others."
        / "Без --account логин неизвестен, и вместо него подставлено `user`. При заказе имена будут другими."
    ] {
        /// No login is known; a stand-in was used.
        UserAssumed: Note => lang
            .pick(
                "no account is given, so {user} becomes `user` here (name the account with --account)",
                "учётная запись не указана, поэтому вместо {user} здесь подставлено `user` (укажите её через --account)",
            )
            .to_owned();
    }

    "E036" [
        "The row gives a first number, and its name has no place for a number: the server gets the name as it is written."
        / "В строке указан первый номер, а места для номера в имени нет: сервер получит имя в том виде, в каком оно записано."
    ] {
        /// A first number, and no place for it in the name.
        StartUnused {
            /// What was read.
            given: String,
        }: Warning => {
            let given = printable(given);
            tr!(
                lang,
                "the first number `{given}` has no place in the name (put {{n}} where the number belongs, or empty the cell)",
                "первому номеру `{given}` нет места в имени (поставьте {{n}} на место номера или очистите ячейку)"
            )
        };
    }

    "E037" [
        "The name has a place for a number, and nothing says how many servers are meant: one is ordered. Write 1 into \"Count\" if that is right."
        / "В имени есть место для номера, а сколько нужно серверов, не сказано: будет заказан один. Если это верно, укажите 1 в столбце «Количество»."
    ] {
        /// A place for a number, and no count.
        NoCount {
            /// The one name that it gives.
            name: String,
        }: Warning => {
            let name = printable(name);
            tr!(
                lang,
                "the name has a place for a number, and no count is given: one server is ordered, `{name}` (write how many are meant into \"Count\")",
                "в имени есть место для номера, а количество не указано: будет заказан один сервер, `{name}` (укажите, сколько их нужно, в столбце «Количество»)"
            )
        };
    }
}
