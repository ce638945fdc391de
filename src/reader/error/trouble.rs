//! Why a file cannot be opened or read.

use serde::{Deserialize, Serialize};

use crate::host::held::Patience;
use crate::text::lang::Lang;
use crate::text::printable::printable;

/// Why a file cannot be opened or read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trouble {
    /// There is none of this name.
    NotFound,
    /// The system does not let this user read it.
    Denied,
    /// Another program holds it and lets nobody read it.
    Held,
    /// It is a folder.
    Folder,
    /// It is a pipe, a device or the like.
    NotAFile,
    /// It is standard input, and that a terminal.
    Terminal,
    /// It was written to while it was read.
    Changed,
    /// What the system says.
    System(String),
}

impl From<&std::io::Error> for Trouble {
    fn from(error: &std::io::Error) -> Self {
        Self::of(error, Patience::READING)
    }
}

impl Trouble {
    /// What a failure means that did not pass by itself.
    fn of(error: &std::io::Error, patience: Patience<'_>) -> Self {
        match error.kind() {
            _ if patience.is_held(error) => Self::Held,
            std::io::ErrorKind::NotFound => Self::NotFound,
            std::io::ErrorKind::PermissionDenied => Self::Denied,
            std::io::ErrorKind::IsADirectory => Self::Folder,
            // Of this program's own making: no read of a file ends so.
            std::io::ErrorKind::Unsupported => Self::Terminal,
            _ => Self::System(error.to_string()),
        }
    }

    pub(super) fn message(&self, lang: Lang) -> String {
        match self {
            Self::NotFound => lang.pick(
                "there is no such file (check the name and the folder)",
                "такого файла нет (проверьте имя и папку)",
            ),
            Self::Denied => lang.pick(
                "you have no permission to read it (ask its owner for permission, or have it copied to you)",
                "нет прав на чтение файла (попросите у владельца права или копию файла)",
            ),
            Self::Held => lang.pick(
                "another program has it open and lets nobody read it (close it there, then run the same command again)",
                "файл занят другой программой, которая не даёт его читать (закройте его там и запустите ту же команду ещё раз)",
            ),
            Self::Folder => lang.pick("it is a folder (name the file in it)", "это папка (укажите файл в ней)"),
            Self::NotAFile => lang.pick(
                "it is a pipe or a device (save the sheet as a file and name that)",
                "это канал или устройство (сохраните таблицу в файл и укажите его)",
            ),
            Self::Terminal => lang.pick(
                "standard input is a terminal (hand the sheet over, as in `vdsbatch check - < orders.csv`)",
                "стандартный ввод — это терминал (передайте таблицу, например `vdsbatch check - < orders.csv`)",
            ),
            Self::Changed => lang.pick(
                "it was written to while it was read (wait until it is saved, then run the same command again)",
                "файл изменился во время чтения (дождитесь сохранения и запустите ту же команду ещё раз)",
            ),
            Self::System(why) => return printable(why),
        }
        .to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::rules::System;

    #[test]
    fn a_file_that_another_program_holds_is_said_to_be_held() {
        let of = |code, system| {
            let error = std::io::Error::from_raw_os_error(code);
            Trouble::of(&error, Patience::new(system, &|_| {}))
        };
        // A sharing violation, and a locked part (winerror.h).
        assert_eq!([of(32, System::Windows), of(33, System::Windows)], [Trouble::Held, Trouble::Held]);
        assert_ne!(of(32, System::Unix), Trouble::Held);
        for (lang, words) in [(Lang::En, "another program has it open"), (Lang::Ru, "занят другой программой")]
        {
            assert!(Trouble::Held.message(lang).contains(words));
        }
    }
}
