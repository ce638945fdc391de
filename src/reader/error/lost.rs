//! How the process that reads a workbook came to its end.

use serde::{Deserialize, Serialize};

use super::worded::worded;

worded! {
    /// Why the process that reads a workbook ended before it was done.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub enum Lost;

    /// It asked for more memory than it may have.
    Memory = [
        "reading it needs more memory than a sheet may take; one cell far away from the others can be the cause (copy the rows into a new workbook, values only, save it as .xlsx, and split a long sheet into several files)"
        / "для чтения нужно больше памяти, чем отведено на таблицу; причиной может быть одна ячейка далеко от остальных (скопируйте строки в новую книгу, только значения, сохраните как .xlsx, а длинную таблицу разделите на несколько файлов)"
    ];

    /// It took longer than it may.
    Time = [
        "reading it takes too long (copy the rows into a new workbook, values only, and save it as .xlsx)"
        / "чтение длится слишком долго (скопируйте строки в новую книгу, только значения, и сохраните как .xlsx)"
    ];

    /// Somebody else ended it: a person, a program that guards the machine, the system that was short of memory.
    Ended = [
        "the process that reads it was ended from outside, for example by a user, a virus scanner or a system short of memory; the file itself may be sound (run the same command again)"
        / "процесс чтения завершён извне, например пользователем, антивирусом или системой, которой не хватило памяти; сам файл может быть исправен (запустите ту же команду ещё раз)"
    ];

    /// It failed in another way.
    Failed = [
        "the file is damaged and cannot be read (open it in Excel or LibreOffice and save it again as .xlsx)"
        / "файл повреждён, прочитать его нельзя (откройте его в Excel или LibreOffice и сохраните заново как .xlsx)"
    ];

    /// It could not be started.
    NotStarted = [
        "the process that reads workbooks could not be started (check that the program file was not moved and that it is allowed to start processes)"
        / "не удалось запустить процесс чтения книг (проверьте, что файл программы не перемещён и что ей разрешено запускать процессы)"
    ];
}
