//! How the process that reads a workbook came to its end.

use serde::{Deserialize, Serialize};

use super::worded::worded;

worded! {
    /// Why the process that reads a workbook ended before it was done.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub enum Lost;

    /// It asked for more memory than it may have.
    Memory = [
        "reading it needs more memory than a sheet may take; a single cell far off can be the cause (copy the rows into a new workbook, values only, and save it as .xlsx)"
        / "для чтения нужно больше памяти, чем положено таблице; причиной может быть одна ячейка далеко в стороне (скопируйте строки в новую книгу, только значения, и сохраните как .xlsx)"
    ];

    /// It took longer than it may.
    Time = [
        "reading it takes too long (copy the rows into a new workbook, values only, and save it as .xlsx)"
        / "чтение длится слишком долго (скопируйте строки в новую книгу, только значения, и сохраните как .xlsx)"
    ];

    /// Somebody else ended it: a person, a program that guards the machine, the system that was short of memory.
    Ended = [
        "the process that reads it was ended from outside: by a person, a virus scanner or a system short of memory, say; nothing is known to be wrong with the file (run the same command again)"
        / "процесс чтения завершён извне: например, человеком, антивирусом или системой, которой не хватило памяти; о неисправности файла ничего не известно (запустите ту же команду ещё раз)"
    ];

    /// It failed in another way.
    Failed = [
        "it is damaged in a way that nobody writes (open it in Excel or LibreOffice and save it again as .xlsx)"
        / "он повреждён необычным образом (откройте его в Excel или LibreOffice и сохраните заново как .xlsx)"
    ];

    /// It could not be started.
    NotStarted = [
        "the process that reads workbooks could not be started (is the program still where it was, and may it start others?)"
        / "не удалось запустить процесс чтения книг (программа на прежнем месте, и ей можно запускать процессы?)"
    ];
}
