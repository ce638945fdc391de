//! Problems of text files, whose programs write in ways of their own: codes E06x.

use crate::sheet::problem::Severity::Note;
use crate::sheet::problem::problems::problems;
use crate::text::lang::tr;
use crate::text::printable::printable;

problems! {
    /// What a text file holds that may have been meant otherwise.
    pub enum TextProblem in lang;

    "E060" [
        "A text file does not say how its letters are encoded, and this one holds too few of them to prove it. Look at the example; if it is not what stands in your program, name the encoding with --encoding, or save the file as UTF-8 or .xlsx."
        / "Текстовый файл не сообщает свою кодировку, а букв в этом слишком мало, чтобы её доказать. Посмотрите на пример; если в вашей программе написано другое, назовите кодировку через --encoding или сохраните файл в UTF-8 или .xlsx."
    ] {
        /// The encoding is not proved by what the file holds.
        EncodingGuessed {
            /// What it is taken for.
            encoding: String,
            /// The first text that it makes a difference for.
            sample: String,
        }: Note => {
            let (encoding, sample) = (printable(encoding), printable(sample));
            tr!(
                lang,
                "the encoding is a guess: read as {encoding}, for example `{sample}` (if that is wrong, name it with --encoding)",
                "кодировка угадана: файл прочитан как {encoding}, например `{sample}` (если это неверно, назовите её через --encoding)"
            )
        };
    }
}
