//! Why a file cannot be opened or read.

use serde::{Deserialize, Serialize};

use crate::text::lang::Lang;
use crate::text::printable::printable;

/// Why a file cannot be opened or read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trouble {
    /// There is none of this name.
    NotFound,
    /// The system does not let this user read it.
    Denied,
    /// It is a folder.
    Folder,
    /// It is a pipe, a device or the like.
    NotAFile,
    /// It was written to while it was read.
    Changed,
    /// What the system says.
    System(String),
}

impl From<&std::io::Error> for Trouble {
    fn from(error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::NotFound,
            std::io::ErrorKind::PermissionDenied => Self::Denied,
            std::io::ErrorKind::IsADirectory => Self::Folder,
            _ => Self::System(error.to_string()),
        }
    }
}

impl Trouble {
    pub(super) fn message(&self, lang: Lang) -> String {
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
