//! An account that another run holds.

use crate::text::code::coded;

coded! {
    /// What keeps a run from its account's ledger for a while.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum InUse in lang;

    "G140" [
        "Another run uses the ledger of this account, and one process at a time may write it. Nothing was sent. Run the same command again once that one has ended, or let it wait with --lock-timeout."
        / "Журнал заказов этой учётной записи занят другим прогоном: писать в него может только один процесс. Ничего не отправлено. Запустите ту же команду, когда тот завершится, или задайте ожидание через --lock-timeout."
    ] {
        /// Another process writes it.
        Held => lang.pick("another run uses this account", "учётная запись занята другим прогоном").to_owned();
    }
}
