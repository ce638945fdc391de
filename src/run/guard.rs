//! What refuses a run before its first order request: limits, the balance, a person who does not agree.
//!
//! A ledger keeps a guard as its values; the words are made where somebody reads them, in their language.

use serde::{Deserialize, Serialize};

use super::approval::{Change, Code};
use crate::money::{Money, sum};
use crate::sheet::{ChosenRows, RowNo};
use crate::text::code::coded;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// So many rows without a price are named.
pub const ROWS_NAMED: usize = 20;

coded! {
    /// A guard that refused a run; nothing was sent.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Guard in lang;

    "G110" [
        "The run would order more servers than --max-orders allows. A typo in a count costs money, so the limit is 1,000 unless raised."
        / "Прогон заказал бы больше серверов, чем разрешает --max-orders. Опечатка в количестве стоит денег, поэтому предел — 1000, если его не поднять."
    ] {
        /// More servers than `--max-orders`.
        TooMany {
            /// How many were to be ordered.
            servers: u64,
            /// How many may be.
            most: u64,
        } => {
            let noun = lang.noun(*servers, ["server is", "servers are"], ["сервер", "сервера", "серверов"]);
            tr!(
                lang,
                "{servers} {noun} to be ordered, and the limit is {most} (raise it with --max-orders, or split the sheet)",
                "к заказу {servers} {noun}, а предел — {most} (поднимите его через --max-orders или разделите таблицу)"
            )
        };
    }
    "G130" [
        "--expect-orders says how many servers the sheet asks for, ordered already or not, and it asks for another number. A row was added, lost, left out or read otherwise than somebody thinks. Find out which number is right."
        / "--expect-orders говорит, на сколько серверов таблица содержит заказы (уже сделанные в том числе), а в ней их другое число. Строка добавлена, потеряна, пропущена или прочитана не так, как думали. Выясните, какое число верно."
    ] {
        /// Another number of orders than `--expect-orders` says.
        OtherCount {
            /// How many servers the chosen rows ask for.
            asked: u64,
            /// How many were expected.
            expected: u64,
            /// How many are left out as invalid.
            invalid: u64,
        } => {
            let more = if *invalid > 0 { tr!(lang, ", and {invalid} more are invalid", ", и ещё с ошибками: {invalid}") } else { String::new() };
            tr!(
                lang,
                "orders in the sheet: {asked}{more}; --expect-orders says {expected} (find out which is right)",
                "заказов в таблице: {asked}{more}; --expect-orders говорит: {expected} (выясните, что верно)"
            )
        };
    }
    "G131" [
        "--expect-total says what all orders of the sheet cost for their first period, ordered already or not, and the planned amounts come to another sum, or are not all known. Find out which sum is right; where prices are missing, fill the Price column."
        / "--expect-total говорит, сколько стоят за первый период все заказы таблицы (уже сделанные в том числе), а плановые суммы дают другой итог или известны не все. Выясните, какая сумма верна; где цен нет, заполните столбец «Цена»."
    ] {
        /// Another sum than `--expect-total` says.
        OtherTotal {
            /// What is planned for all orders of the chosen rows.
            #[serde(deserialize_with = "sum")]
            planned: Money,
            /// What was expected.
            expected: Money,
        } => {
            let (planned, expected) = (planned.shown(lang), expected.shown(lang));
            tr!(
                lang,
                "the orders of the sheet come to {planned}; --expect-total says {expected} (find out which is right)",
                "заказы таблицы дают в сумме {planned}; --expect-total говорит: {expected} (выясните, что верно)"
            )
        };
        /// `--expect-total`, and a price that is not known.
        ExpectedUnpriced {
            /// The first of the rows without one, at most [`ROWS_NAMED`].
            rows: Vec<RowNo>,
            /// How many rows have none.
            of: u64,
        } => {
            let noun = lang.noun(*of, ["row", "rows"], ["строке", "строках", "строках"]);
            let rows = named(rows, *of);
            tr!(
                lang,
                "--expect-total is given, and the price is not known in {noun} {rows} (fill the Price column)",
                "задан --expect-total, а цена неизвестна в {noun} {rows} (заполните столбец «Цена»)"
            )
        };
    }
    "G132" [
        "--rows names rows of the sheet by their numbers, and some of them are not there. A number with a digit too many would choose the whole sheet."
        / "--rows называет строки таблицы по номерам, и части этих строк в ней нет. С лишней цифрой в номере была бы выбрана вся таблица."
    ] {
        /// Rows chosen beyond the last one, or where there are none.
        NoSuchRows {
            /// Those that were chosen.
            rows: ChosenRows,
            /// The last row of the sheet; none if it has no rows.
            last: Option<RowNo>,
        } => {
            let rows = rows.words();
            match last {
                Some(last) => tr!(
                    lang,
                    "--rows chooses {rows}, and not all of these rows are in the sheet, whose last one is {last} (correct the numbers)",
                    "--rows выбирает строки {rows}, но не все они есть в таблице; её последняя строка — {last} (исправьте номера)"
                ),
                None => tr!(
                    lang,
                    "--rows chooses {rows}, and the sheet has no rows with orders",
                    "--rows выбирает строки {rows}, а строк с заказами в таблице нет"
                ),
            }
        };
    }
    "G111" [
        "--max-total can be held only if every price is known. Fill the Price column."
        / "--max-total можно соблюсти, только если известны все цены. Заполните столбец «Цена»."
    ] {
        /// `--max-total`, and a price that is not known.
        PriceUnknown {
            /// The first of the rows without one, at most [`ROWS_NAMED`].
            rows: Vec<RowNo>,
            /// How many rows have none.
            of: u64,
        } => {
            let noun = lang.noun(*of, ["row", "rows"], ["строке", "строках", "строках"]);
            let rows = named(rows, *of);
            tr!(
                lang,
                "--max-total is given, and the price is not known in {noun} {rows} (fill the Price column)",
                "задан --max-total, а цена неизвестна в {noun} {rows} (заполните столбец «Цена»)"
            )
        };
    }
    "G117" [
        "Orders at this panel lie in its cart until they are paid, and only a cart that costs no more than was planned is paid. Fill the Price column, or the table's prices."
        / "Заказы на этой панели лежат в корзине, пока не оплачены, а оплачивается только корзина не дороже запланированного. Заполните столбец «Цена» или цены в таблице тарифов."
    ] {
        /// Orders that go through a cart, and a price that is not known.
        CartUnpriced {
            /// The first of the rows without one, at most [`ROWS_NAMED`].
            rows: Vec<RowNo>,
            /// How many rows have none.
            of: u64,
        } => {
            let noun = lang.noun(*of, ["row", "rows"], ["строке", "строках", "строках"]);
            let rows = named(rows, *of);
            tr!(
                lang,
                "orders at this panel are paid out of its cart, for which the price must be known; it is not in {noun} {rows} (fill the Price column)",
                "заказы на этой панели оплачиваются из корзины, и для этого нужна цена; она неизвестна в {noun} {rows} (заполните столбец «Цена»)"
            )
        };
    }
    "G112" [
        "The first charge would be more than --max-total." / "Первое списание превысило бы --max-total."
    ] {
        /// A first charge above `--max-total`.
        TooDear {
            /// What would be charged at first.
            #[serde(deserialize_with = "sum")]
            charge: Money,
            /// What may be.
            most: Money,
        } => {
            let (charge, most) = (charge.shown(lang), most.shown(lang));
            tr!(
                lang,
                "the first charge is {charge}, and the limit is {most} (raise it with --max-total)",
                "первое списание — {charge}, а предел — {most} (поднимите его через --max-total)"
            )
        };
    }
    "G113" [
        "The number typed was not the number of orders. Nothing was sent."
        / "Введено не то число, что число заказов. Ничего не отправлено."
    ] {
        /// A person typed something else than the number of orders.
        NotConfirmed => tr!(lang, "not confirmed; nothing was sent", "не подтверждено; ничего не отправлено");
    }
    "G114" [
        "Orders cost money, so a person confirms them on a terminal, or says --yes beforehand."
        / "Заказы стоят денег, поэтому человек подтверждает их в терминале или заранее указывает --yes."
    ] {
        /// Nobody can be asked.
        NoTerminal => tr!(
            lang,
            "there is no terminal to confirm on; nothing was sent (add --yes to go on without asking)",
            "нет терминала для подтверждения; ничего не отправлено (добавьте --yes, чтобы не спрашивать)"
        );
    }
    "G119" [
        "The panel was asked what the orders would cost, and said of some that it would not take them, or would make something else of them. Correct these rows, or the tariff table (`vdsbatch catalog check` compares it with the panel)."
        / "У панели спросили цену заказов, и о некоторых она ответила, что не примет их или сделает из них что-то другое. Исправьте эти строки или таблицу тарифов (`vdsbatch catalog check` сравнит её с панелью)."
    ] {
        /// Orders that the panel says it would not take.
        WouldRefuse {
            /// The first of their rows, at most [`ROWS_NAMED`].
            rows: Vec<RowNo>,
            /// How many rows they are.
            of: u64,
        } => {
            let noun = lang.noun(*of, ["row", "rows"], ["строки", "строк", "строк"]);
            let rows = named(rows, *of);
            tr!(
                lang,
                "the panel would not take the orders of {noun} {rows} (correct them or the tariff table; without `--online` they are ordered unasked)",
                "панель не примет заказы {noun} {rows} (исправьте их или таблицу тарифов; без `--online` они будут заказаны без этого вопроса)"
            )
        };
    }
    "G120" [
        "The panel was asked what the orders would cost, and asks more for some than the sheet says. Correct the Price column, or leave it empty, once somebody has agreed to the panel's price."
        / "У панели спросили цену заказов, и за некоторые она просит больше, чем указано в таблице заказов. Исправьте столбец «Цена» или оставьте его пустым, когда цену панели согласуют."
    ] {
        /// Orders for which the panel asks more than the sheet says.
        DearerThanSheet {
            /// The first of their rows, at most [`ROWS_NAMED`].
            rows: Vec<RowNo>,
            /// How many rows they are.
            of: u64,
        } => {
            let noun = lang.noun(*of, ["row", "rows"], ["строке", "строках", "строках"]);
            let rows = named(rows, *of);
            tr!(
                lang,
                "the panel asks more than the sheet says in {noun} {rows} (correct the Price column, or leave it empty)",
                "панель просит больше, чем указано в {noun} {rows} (исправьте столбец «Цена» или оставьте его пустым)"
            )
        };
    }
    "G118" [
        "A tariff table that does not come with this program says where the panel is, and nobody else does. Whoever wrote it would be sent the password, so the panel is named by --panel, `VDSBATCH_PANEL` or the settings, or confirmed once at a terminal, without --yes."
        / "Где находится панель, говорит только таблица тарифов, которая не входит в программу. Пароль получил бы тот, кто её написал, поэтому панель указывают через --panel, `VDSBATCH_PANEL` или настройки либо один раз подтверждают в терминале, без --yes."
    ] {
        /// Only a table that is not bundled says where the password is to go.
        LedByTable {
            /// The table's name.
            table: String,
            /// Where it leads.
            panel: String,
        } => {
            let (table, panel) = (printable(table), printable(panel));
            tr!(
                lang,
                "only the tariff table `{table}` says that the panel is {panel}: the password was not sent there (if that is your provider's panel, add --panel {panel}, or confirm it once at a terminal, without --yes)",
                "что панель находится по адресу {panel}, говорит только таблица тарифов `{table}`: пароль туда не отправлен (если это панель вашего провайдера, добавьте --panel {panel} или один раз подтвердите её в терминале, без --yes)"
            )
        };
    }
    "G125" [
        "The run was to order exactly the plan that was approved, and the sheet, the tariff table, the account or a price is another one since. Make a new plan with --dry-run, and have it approved."
        / "Прогон должен был заказать именно утверждённый план, но с тех пор изменились таблица заказов, таблица тарифов, учётная запись или цена. Составьте новый план через --dry-run и утвердите его."
    ] {
        /// The plan is not the one that was approved.
        OtherPlan {
            /// The code that was given.
            given: Code,
            /// What differs: the first of it, at most [`ROWS_NAMED`].
            changes: Vec<Change>,
            /// How many differences there are.
            of: u64,
        } => {
            let mut told: Vec<String> = changes.iter().map(|change| change.words(lang)).collect();
            let more = of.saturating_sub(told.len() as u64);
            if more > 0 {
                told.push(tr!(lang, "and {more} more", "и ещё {more}"));
            }
            let told = told.join("; ");
            tr!(
                lang,
                "this is not the plan that was approved as {given}: {told} (undo that, or have a new plan approved: --dry-run gives its code)",
                "это не тот план, который утверждён с кодом {given}: {told} (верните как было или утвердите новый план: его код даёт --dry-run)"
            )
        };
        /// A price that is approved is the panel's, and the panel was not asked, or told none.
        PriceNotAsked {
            /// The code that was given.
            given: Code,
            /// The first of the rows, at most [`ROWS_NAMED`].
            rows: Vec<RowNo>,
            /// How many rows they are.
            of: u64,
        } => {
            let noun = lang.noun(*of, ["row", "rows"], ["строку", "строки", "строки"]);
            let rows = named(rows, *of);
            tr!(
                lang,
                "the plan approved as {given} has the panel's prices, and for {noun} {rows} the panel told none now (add --online, or have a new plan approved: --dry-run gives its code)",
                "в плане, утверждённом с кодом {given}, — цены панели, а за {noun} {rows} она сейчас цены не назвала (добавьте --online или утвердите новый план: его код даёт --dry-run)"
            )
        };
    }
    "G126" [
        "The run was to order exactly the plan that was approved, and it comes to another code. What differs cannot be told, since the plan of that code is not in this ledger: the code is mistyped, or the plan was made with another ledger or program, or with --online."
        / "Прогон должен был заказать именно утверждённый план, но его код получается другим. В чём разница, сказать нельзя: плана с указанным кодом в этом журнале нет. Либо в коде опечатка, либо план составлен с другим журналом, или другой программой, или с --online."
    ] {
        /// The plan is not the one that was approved, and that one is not in this ledger.
        PlanNotKept {
            /// The code that was given.
            given: Code,
        } => tr!(
            lang,
            "this is not the plan that was approved as {given}, and this ledger does not have that plan, so what differs cannot be told (check the code; if that plan was made with --online, add it here too; or have a new plan approved: --dry-run gives its code)",
            "это не тот план, который утверждён с кодом {given}, и плана с этим кодом в журнале нет, поэтому разницу назвать нельзя (проверьте код; если тот план составлен с --online, добавьте его и здесь; или утвердите новый план: его код даёт --dry-run)"
        );
    }
    "G127" [
        "The settings say that a plan above a sum, or of a sum that is not fully known, must be approved first (`approval_above`). Make the plan with --dry-run, have it approved, and give its code with --approved."
        / "По настройкам план дороже указанной суммы или план, сумма которого известна не полностью, надо сначала утвердить (`approval_above`). Составьте план через --dry-run, утвердите его и укажите код через --approved."
    ] {
        /// A plan that must be approved, and no code.
        ApprovalNeeded {
            /// What would be charged at first, as far as it is known.
            #[serde(deserialize_with = "sum")]
            charge: Money,
            /// How many prices are not known.
            unknown: u64,
            /// Above which sum a plan must be approved.
            above: Money,
        } => {
            let known = match unknown {
                0 => String::new(),
                n => tr!(lang, " and the prices of {n} that are not known", " и цены, которые неизвестны ({n})"),
            };
            let (charge, above) = (charge.shown(lang), above.shown(lang));
            tr!(
                lang,
                "the first charge is {charge}{known}, and above {above} a plan must be approved (make it with --dry-run, have it approved, and add --approved CODE)",
                "первое списание — {charge}{known}, а план дороже {above} надо утвердить (составьте его через --dry-run, утвердите и добавьте --approved КОД)"
            )
        };
    }
    "G116" [
        "The panel says that the account holds less than the first charge of the plan. Nothing was sent. Top the account up, or order fewer servers."
        / "По данным панели, на счёте меньше, чем первое списание по плану. Ничего не отправлено. Пополните счёт или закажите меньше."
    ] {
        /// The account holds less than the first charge.
        TooPoor {
            /// What would be charged at first.
            #[serde(deserialize_with = "sum")]
            charge: Money,
            /// What the panel says that the account holds, as it writes it.
            balance: Money,
        } => {
            let (charge, balance) = (charge.shown(lang), balance.shown(lang));
            tr!(
                lang,
                "the first charge is {charge}, and the account holds {balance}; nothing was sent (top it up, or order fewer servers)",
                "первое списание — {charge}, а на счёте {balance}; ничего не отправлено (пополните счёт или закажите меньше)"
            )
        };
    }
}

/// Rows by their numbers; that there are more than are named is told as well.
fn named(rows: &[RowNo], of: u64) -> String {
    let more = if of > rows.len() as u64 { " …" } else { "" };
    rows.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ") + more
}

impl Guard {
    /// The code and the words.
    #[must_use]
    pub fn line(&self, lang: Lang) -> String {
        format!("{} {}", self.code(), self.message(lang))
    }
}
