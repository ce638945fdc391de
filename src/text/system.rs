//! What the operating system says of a file, in the reader's language. Pure.
//!
//! A system's words come with its errors, in English or in the language of the system. To add a kind: a row.

use super::lang::Lang;
use super::printable::printable;

/// How what is said of a file begins on Linux, Windows, Wine and in Rust's library, and the same in Russian.
const KINDS: [(&[&str], &str); 19] = [
    (
        &[
            "No such file or directory",
            "The system cannot find the",
            "File not found",
            "Path not found",
            "entity not found",
        ],
        "такого файла или папки нет",
    ),
    (&["Permission denied", "permission denied", "Access is denied", "Access denied"], "нет прав доступа"),
    (&["Operation not permitted"], "система не разрешает этого"),
    (&["Read-only file system", "The media is write protected", "Write protected"], "диск доступен только для чтения"),
    (&["No space left on device", "There is not enough space on the disk", "Disk full"], "на диске нет места"),
    (&["Disk quota exceeded"], "превышена квота диска"),
    (&["File name too long", "The filename or extension is too long"], "имя слишком длинное"),
    (
        &["The filename, directory name, or volume label syntax is incorrect", "Invalid name"],
        "такое имя система не принимает",
    ),
    (&["File exists", "The file exists", "Cannot create a file when that file already exists"], "такой файл уже есть"),
    (&["Is a directory", "is a directory"], "это папка"),
    (&["Not a directory", "not a directory", "The directory name is invalid"], "это не папка"),
    (
        &["The process cannot access the file", "Sharing violation", "Text file busy", "Device or resource busy"],
        "файл занят другой программой",
    ),
    (
        &["Input/output error", "The request could not be performed because of an I/O device error"],
        "диск не читается или не записывается",
    ),
    (&["Too many open files"], "открыто слишком много файлов"),
    (&["File too large"], "файл слишком велик для этого диска"),
    (&["Too many levels of symbolic links"], "символические ссылки ведут по кругу"),
    (
        &["Stale file handle", "The network path was not found", "The network name cannot be found"],
        "сетевая папка недоступна",
    ),
    (&["Address already in use", "Only one usage of each socket address"], "порт уже занят"),
    (&["Invalid argument"], "система этого не принимает"),
];

/// The words of a system for people; in Russian its number stays beside ours, and what is not known stays as it was
/// said.
#[must_use]
pub fn said(words: &str, lang: Lang) -> String {
    let known = KINDS.iter().find(|(begins, _)| begins.iter().any(|begin| words.starts_with(begin)));
    match (lang, known) {
        (Lang::Ru, Some((_, russian))) => {
            let number = words.rsplit_once("(os error ").and_then(|(_, rest)| rest.strip_suffix(')'));
            let number = number.filter(|number| number.parse::<i32>().is_ok());
            number.map_or_else(|| (*russian).to_owned(), |number| format!("{russian} (ошибка системы {number})"))
        }
        (Lang::En | Lang::Ru, _) => printable(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_system_says_is_said_in_the_readers_language() {
        for (words, russian) in [
            ("Permission denied (os error 13)", "нет прав доступа (ошибка системы 13)"),
            ("Access is denied. (os error 5)", "нет прав доступа (ошибка системы 5)"),
            (
                "The system cannot find the path specified. (os error 3)",
                "такого файла или папки нет (ошибка системы 3)",
            ),
            ("permission denied", "нет прав доступа"),
            ("Отказано в доступе. (os error 5)", "Отказано в доступе. (os error 5)"),
            ("No such device (os error 19)", "No such device (os error 19)"),
            ("Is a directory (os error x)", "это папка"),
        ] {
            assert_eq!(said(words, Lang::Ru), russian);
            assert_eq!(said(words, Lang::En), words);
        }
        assert_eq!(said("a\u{1b}b", Lang::En), printable("a\u{1b}b"));
    }

    #[cfg(unix)]
    #[test]
    fn the_kinds_of_this_system_are_known() {
        // What is most often met (errno.h), whatever this library calls it.
        for number in [1, 2, 5, 13, 17, 20, 21, 22, 24, 26, 27, 28, 30, 36, 40, 98] {
            let words = std::io::Error::from_raw_os_error(number).to_string();
            assert!(said(&words, Lang::Ru).ends_with(&format!("(ошибка системы {number})")), "{words}");
        }
    }
}
