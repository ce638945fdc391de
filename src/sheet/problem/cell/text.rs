//! Problems of text files, whose programs write in ways of their own: codes E060 to E063.

use crate::sheet::problem::Severity::{Error, Note, Warning};
use crate::sheet::problem::problems::problems;
use crate::text::lang::tr;
use crate::text::printable::printable;

problems! {
    /// What a text file holds that may have been meant otherwise.
    pub enum TextProblem in lang;

    "E060" [
        "A text file does not say how its letters are encoded, and this one holds too few of them to prove it. Look at the example; if your program shows something else, name the encoding with --encoding, or save the file as UTF-8 or .xlsx."
        / "Текстовый файл не сообщает свою кодировку, а букв в этом слишком мало, чтобы её доказать. Посмотрите на пример; если в вашей программе написано другое, укажите кодировку через --encoding или сохраните файл в UTF-8 или .xlsx."
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
                "the encoding is not certain: read as {encoding}, for example `{sample}` (if that is wrong, name it with --encoding)",
                "кодировка определена предположительно: файл прочитан как {encoding}, например `{sample}` (если это неверно, укажите её через --encoding)"
            )
        };
    }

    "E061" [
        "The cell of a text file has a character that no text has: a zero byte, the end-of-file sign of old systems, or the replacement of bytes that do not fit the encoding. What was meant is lost. Type the cell again and save the file."
        / "В ячейке текстового файла есть знак, которого в тексте не бывает: нулевой байт, знак конца файла старых систем или замена байтов не из этой кодировки. Что имелось в виду, не восстановить. Наберите ячейку заново и сохраните файл."
    ] {
        /// A cell holds a sign that is no text.
        Unreadable {
            /// Its name.
            sign: String,
        }: Error => tr!(
            lang,
            "the cell has the character {sign}, which is not text (type the cell again and save the file)",
            "в ячейке есть знак {sign}, в тексте таких не бывает (наберите ячейку заново и сохраните файл)"
        );
    }

    "E062" [
        "Some exports put an apostrophe in front of a text, so that no program takes it for a number or a formula. It is left out."
        / "Некоторые программы при выгрузке ставят перед текстом апостроф, чтобы его не приняли за число или формулу. Он отброшен."
    ] {
        /// The apostrophe in front of a cell was left out.
        Guarded {
            /// What was read.
            given: String,
            /// What it was taken for.
            taken: String,
        }: Warning => {
            let (given, taken) = (printable(given), printable(taken));
            tr!(
                lang,
                "`{given}` begins with an apostrophe that marks text; read as `{taken}`",
                "`{given}` начинается с апострофа, который помечает текст; прочитано как `{taken}`"
            )
        };
    }

    "E063" [
        "Only a straight quote directly after a separator protects separators within a value, and only a doubled quote means a quote. Quotes of another form, a quote after a space, and a backslash before a separator or a quote do so in some programs only. Values may have moved to wrong columns. Save the file as .xlsx, or put the value in straight quotes."
        / "Разделители внутри значения защищает только прямая кавычка сразу после разделителя, а кавычку обозначает только удвоенная. Кавычки другого вида, кавычка после пробела и обратная косая черта перед разделителем или кавычкой действуют лишь в некоторых программах. Значения могли сдвинуться. Сохраните файл как .xlsx или возьмите значение в прямые кавычки."
    ] {
        /// A quotation begins in this cell and ends in another one of its row.
        QuoteOver {
            /// The mark that begins it.
            mark: char,
        }: Error => tr!(
            lang,
            "the quotation that begins here with {mark} goes over a separator, so values may have moved to wrong columns (put it in straight quotes directly after the separator)",
            "цитата, которая начинается здесь с {mark}, переходит через разделитель, значения могли сдвинуться (возьмите её в прямые кавычки сразу после разделителя)"
        );
        /// A plain quote does not begin its cell.
        QuoteBehindSpace: Error => lang
            .pick(
                "there is a space before the quote, and programs read that in different ways (remove the space)",
                "перед кавычкой есть пробел, и программы понимают её по-разному (уберите пробел)",
            )
            .to_owned();
        /// A backslash that may be meant to escape what follows it.
        Backslash {
            /// What was read.
            given: String,
        }: Error => {
            let given = printable(given);
            tr!(
                lang,
                "the backslash in `{given}` may be meant to escape what follows it (put the value in quotes, double a quote within, and end it with something else)",
                "обратная косая черта в `{given}` могла экранировать следующий знак (возьмите значение в кавычки, кавычку внутри удвойте, в конце черту не ставьте)"
            )
        };
    }
}
