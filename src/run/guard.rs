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
        "The run would order more servers than --max-orders allows. A typo in a count costs money, so the limit is 1,000 servers unless it is raised."
        / "Прогон заказал бы больше серверов, чем разрешает --max-orders. Опечатка в количестве стоит денег, поэтому предел — 1000 серверов, если его не поднять."
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
                "{servers} {noun} to be ordered, and --max-orders allows {most} (raise the limit with --max-orders, or split the sheet)",
                "к заказу {servers} {noun}, а --max-orders разрешает {most} (поднимите предел через --max-orders или разделите таблицу)"
            )
        };
    }
    "G130" [
        "--expect-orders says how many servers the sheet asks for, ordered already or not, and the sheet asks for another number. A row was added, lost, left out or read in another way than expected. Find out which number is right."
        / "--expect-orders указывает, сколько серверов заказывается в таблице (включая уже заказанные), а в таблице их другое число. Строка добавлена, потеряна, пропущена или прочитана не так, как ожидалось. Выясните, какое число верно."
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
            let more = if *invalid > 0 { tr!(lang, ", and with errors: {invalid}", ", и ещё с ошибками: {invalid}") } else { String::new() };
            tr!(
                lang,
                "orders in the sheet: {asked}{more}; expected with --expect-orders: {expected} (find out which number is right)",
                "заказов в таблице: {asked}{more}; ожидалось по --expect-orders: {expected} (выясните, какое число верно)"
            )
        };
    }
    "G131" [
        "--expect-total says what all orders of the sheet cost for their first period, ordered already or not. The planned amounts come to another sum, or are not all known. Find out which sum is right; where prices are missing, fill the column \"Price\"."
        / "--expect-total указывает, сколько стоят за первый период все заказы таблицы (включая уже сделанные). Суммы по плану дают другой итог или известны не все. Выясните, какая сумма верна; где цен нет, заполните столбец «Цена»."
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
                "the orders of the sheet come to {planned}; expected with --expect-total: {expected} (find out which sum is right)",
                "заказы таблицы дают в сумме {planned}; ожидалось по --expect-total: {expected} (выясните, какая сумма верна)"
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
                "--expect-total is given, and the price is not known in {noun} {rows} (fill the column \"Price\")",
                "задан --expect-total, а цена неизвестна в {noun} {rows} (заполните столбец «Цена»)"
            )
        };
    }
    "G132" [
        "--rows names rows of the sheet by their numbers, and the sheet has no rows with some of these numbers. One digit too many would choose the whole sheet."
        / "--rows выбирает строки таблицы по номерам, и строк с некоторыми из этих номеров в таблице нет. Из-за лишней цифры в номере была бы выбрана вся таблица."
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
        "--max-total can be kept only if every price is known. Fill the column \"Price\"."
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
                "--max-total is given, and the price is not known in {noun} {rows} (fill the column \"Price\")",
                "задан --max-total, а цена неизвестна в {noun} {rows} (заполните столбец «Цена»)"
            )
        };
    }
    "G117" [
        "Orders at this panel stay in its cart until they are paid, and only a cart that costs no more than planned is paid. Fill the column \"Price\", or the prices of the tariff table."
        / "Заказы на этой панели лежат в корзине, пока не оплачены, а оплачивается только корзина не дороже, чем по плану. Заполните столбец «Цена» или цены в таблице тарифов."
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
                "orders at this panel are paid from its cart, and the price must be known for that; no price is known in {noun} {rows} (fill the column \"Price\")",
                "заказы на этой панели оплачиваются из корзины, и для этого нужна цена; цена неизвестна в {noun} {rows} (заполните столбец «Цена»)"
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
                "the first charge is {charge}, and --max-total allows {most} (raise the limit with --max-total, or order fewer servers)",
                "первое списание — {charge}, а --max-total разрешает {most} (поднимите предел через --max-total или закажите меньше серверов)"
            )
        };
    }
    "G113" [
        "The number typed is not the number of orders in the plan. Nothing was sent. Run the command again and type the number that the question names."
        / "Введённое число не совпадает с числом заказов в плане. Ничего не отправлено. Запустите команду ещё раз и введите число, указанное в вопросе."
    ] {
        /// A person typed something else than the number of orders.
        NotConfirmed => tr!(lang, "not confirmed; nothing was sent", "не подтверждено; ничего не отправлено");
    }
    "G114" [
        "Orders cost money: confirm them at a terminal, or run the command with --yes."
        / "Заказы стоят денег: подтвердите их в терминале или запустите команду с --yes."
    ] {
        /// Nobody can be asked.
        NoTerminal => tr!(
            lang,
            "the orders cannot be confirmed: the program runs without a terminal; nothing was sent (add --yes to order without confirmation)",
            "подтвердить заказ нельзя: программа запущена без терминала; ничего не отправлено (добавьте --yes, чтобы заказать без подтверждения)"
        );
    }
    "G119" [
        "The panel was asked what the orders would cost, and it would refuse some of them or create something else. Correct these rows, or the tariff table (`vdsbatch catalog check` compares the table with the panel)."
        / "У панели запрошены цены заказов; некоторые заказы она отклонит или создаст не то, что указано. Исправьте эти строки или таблицу тарифов (`vdsbatch catalog check` сравнит таблицу с панелью)."
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
                "the panel would not accept the orders of {noun} {rows} (correct these rows or the tariff table; without `--online` the panel is not asked beforehand)",
                "панель не примет заказы {noun} {rows} (исправьте эти строки или таблицу тарифов; без `--online` панель заранее не опрашивается)"
            )
        };
    }
    "G120" [
        "The panel was asked what the orders would cost, and its price for some is higher than the price in the sheet. Once the panel's price is agreed, correct the column \"Price\" or leave it empty."
        / "У панели запрошены цены заказов, и некоторые выше указанных в таблице заказов. Когда цену панели согласуют, исправьте столбец «Цена» или оставьте его пустым."
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
                "the panel's price is higher than the price in the sheet in {noun} {rows} (correct the column \"Price\", or leave it empty)",
                "цена панели выше указанной в {noun} {rows} (исправьте столбец «Цена» или оставьте его пустым)"
            )
        };
    }
    "G118" [
        "The panel's address comes only from a tariff table that is not part of this program. Whoever wrote the table would get the password, so give the address with --panel, `VDSBATCH_PANEL` or the settings, or confirm it once at a terminal, without --yes."
        / "Адрес панели взят только из таблицы тарифов, которая не входит в программу. Пароль получил бы автор таблицы, поэтому укажите адрес панели через --panel, `VDSBATCH_PANEL` или настройки либо один раз подтвердите его в терминале, без --yes."
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
                "the panel's address {panel} comes only from the tariff table `{table}`: the password was not sent there (if this is your provider's panel, add --panel {panel}, or confirm it once at a terminal, without --yes)",
                "адрес панели {panel} взят только из таблицы тарифов `{table}`: пароль туда не отправлен (если это панель вашего провайдера, добавьте --panel {panel} или один раз подтвердите её в терминале, без --yes)"
            )
        };
    }
    "G125" [
        "The run was to order exactly the approved plan, and since then the sheet, the tariff table, the account or a price has changed. Make a new plan with --dry-run, and have it approved."
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
                "this is not the plan approved with the code {given}: {told} (undo these changes, or have a new plan approved: --dry-run prints its code)",
                "это не тот план, который утверждён с кодом {given}: {told} (отмените эти изменения или утвердите новый план: его код выводит --dry-run)"
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
                "the plan approved with the code {given} has the panel's prices, and now the panel gave no price for {noun} {rows} (add --online, or have a new plan approved: --dry-run prints its code)",
                "план, утверждённый с кодом {given}, составлен по ценам панели, а сейчас панель не назвала цену за {noun} {rows} (добавьте --online или утвердите новый план: его код выводит --dry-run)"
            )
        };
    }
    "G126" [
        "The run was to order exactly the approved plan, and its own plan has another code. The difference cannot be shown, since this ledger has no plan with the given code. The code is mistyped, or the plan was made with another ledger, with another version of the program, or with --online."
        / "Прогон должен был заказать именно утверждённый план, но код его плана другой. Показать разницу нельзя: плана с указанным кодом в журнале заказов нет. Либо в коде опечатка, либо план составлен с другим журналом заказов, с другой версией программы или с --online."
    ] {
        /// The plan is not the one that was approved, and that one is not in this ledger.
        PlanNotKept {
            /// The code that was given.
            given: Code,
        } => tr!(
            lang,
            "this is not the plan approved with the code {given}, and this ledger does not have that plan, so the difference cannot be shown (check the code; if that plan was made with --online, add --online here too; or have a new plan approved: --dry-run prints its code)",
            "это не тот план, который утверждён с кодом {given}; плана с этим кодом в журнале заказов нет, поэтому показать разницу нельзя (проверьте код; если тот план составлен с --online, добавьте --online и здесь; или утвердите новый план: его код выводит --dry-run)"
        );
    }
    "G127" [
        "By the settings (`approval_above`), a plan that costs more than the given sum, or whose sum is not fully known, must be approved first. Make the plan with --dry-run, have it approved, and give its code with --approved."
        / "По настройкам (`approval_above`) план дороже указанной суммы или план, сумма которого известна не полностью, надо сначала утвердить. Составьте план через --dry-run, утвердите его и укажите код через --approved."
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
                n => tr!(lang, ", and servers without a price: {n}", ", серверов без цены: {n}"),
            };
            let (charge, above) = (charge.shown(lang), above.shown(lang));
            tr!(
                lang,
                "the first charge is {charge}{known}; a plan above {above} must be approved (make the plan with --dry-run, have it approved, and add --approved CODE)",
                "первое списание — {charge}{known}; план дороже {above} надо утвердить (составьте план через --dry-run, утвердите его и добавьте --approved КОД)"
            )
        };
    }
    "G116" [
        "The panel says that the balance is lower than the first charge of the plan. Nothing was sent. Top up the balance, or order fewer servers."
        / "По данным панели, на лицевом счёте меньше, чем первое списание по плану. Ничего не отправлено. Пополните лицевой счёт или закажите меньше серверов."
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
                "the first charge is {charge}, and the balance is {balance}; nothing was sent (top up the balance, or order fewer servers)",
                "первое списание — {charge}, а на лицевом счёте {balance}; ничего не отправлено (пополните лицевой счёт или закажите меньше серверов)"
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
