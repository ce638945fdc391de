//! Kinds of names. Pure.

use crate::text::lang::Lang;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $word:literal [$en:literal / $ru:literal];)+) => {
        /// What a name names.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$doc])* $name,)+
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The word that stands in placeholders.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }

            /// What is replaced, in words.
            #[must_use]
            pub const fn title(self, lang: Lang) -> &'static str {
                match self {
                    $(Self::$name => lang.pick($en, $ru),)+
                }
            }
        }
    };
}

kinds! {
    /// A login at the panel.
    Account = "account" ["logins at panels" / "логины в панелях"];
    /// A user of the operating system.
    User = "user" ["users of the operating system" / "пользователи операционной системы"];
    /// A person.
    Person = "person" ["names of people" / "имена людей"];
    /// A line of the company's own.
    Company = "company" ["lines of the company" / "строки о компании"];
    /// A machine.
    Host = "host" ["machines" / "компьютеры"];
    /// A domain: of an order, of a panel, or another one.
    Domain = "domain" ["domains" / "домены"];
    /// An IP address.
    Ip = "ip" ["IP addresses" / "IP-адреса"];
    /// A mail address.
    Mail = "mail" ["mail addresses" / "адреса почты"];
    /// A folder.
    Folder = "folder" ["folders" / "папки"];
    /// A file.
    File = "file" ["files" / "файлы"];
    /// A sheet of a workbook.
    Sheet = "sheet" ["sheets of workbooks" / "листы книг"];
    /// A text between quotes that has other words than the program's.
    Text = "text" ["quoted texts: cells, headers, values" / "тексты в кавычках: ячейки, заголовки, значения"];
    /// What a panel or a person said.
    Words = "words" ["words of the panel and of people" / "слова панели и людей"];
}
