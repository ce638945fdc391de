//! Problems with what a tariff table names beside the fields: codes E071 to E075.

use crate::sheet::Field;
use crate::sheet::problem::Severity::Error;
use crate::sheet::problem::problems::problems;
use crate::text::lang::{Lang, tr};
use crate::text::printable::printable;

/// So many names of those that are allowed are told.
const TOLD: usize = 12;

problems! {
    /// What is wrong with a value, against what the tariff table names: choices, resources, places, recipes.
    pub enum OfferProblem in lang;

    "E071" [
        "The tariff table defines this column, and the value of the cell is not one that the tariff offers. Write one of the names, or what is sent to the panel for it; leave the cell empty to get what the tariff includes."
        / "Этот столбец задан таблицей тарифов, а такого значения тариф не предлагает. Напишите одно из названий или то, что отправляется панели; пустая ячейка означает то, что входит в тариф."
    ] {
        /// What is written is no option of the choice.
        UnknownOption {
            /// What was read.
            given: String,
            /// The name of the choice.
            choice: String,
            /// The tariff.
            tariff: String,
            /// The names of its options.
            allowed: Vec<String>,
            /// The one that looks most like it.
            nearest: Option<String>,
        }: Error => {
            let (given, choice, tariff) = (printable(given), printable(choice), printable(tariff));
            let allowed = listed(allowed, nearest.as_deref(), lang);
            tr!(
                lang,
                "{choice} of {tariff} cannot be `{given}` ({allowed})",
                "{choice} для {tariff} не может быть `{given}` ({allowed})"
            )
        };
        /// The tariff has nothing of this name, and the cell asks for it.
        NotSold {
            /// What was read.
            given: String,
            /// The name of the resource or choice.
            name: String,
            /// The tariff.
            tariff: String,
        }: Error => {
            let (given, name, tariff) = (printable(given), printable(name), printable(tariff));
            tr!(
                lang,
                "{tariff} has no {name}, and `{given}` asks for it (leave the cell empty, or choose another tariff)",
                "у тарифа {tariff} нет «{name}», а в ячейке `{given}` (оставьте ячейку пустой или выберите другой тариф)"
            )
        };
        /// The tariff has nothing to choose of what every sheet has a column for, and the cell asks for it.
        NoAmount {
            /// What was read.
            given: String,
            /// The field.
            field: Field,
            /// The tariff.
            tariff: String,
        }: Error => {
            let (given, tariff, (en, ru)) = (printable(given), printable(tariff), field.header());
            tr!(
                lang,
                "{tariff} offers no choice of {en}, and `{given}` asks for it (leave the cell empty, or choose another tariff)",
                "у тарифа {tariff} «{ru}» не выбирается, а в ячейке `{given}` (оставьте ячейку пустой или выберите другой тариф)"
            )
        };
    }

    "E072" [
        "The tariff table does not list this data centre for the tariff; or the tariff is sold in several data centres, and the row names none. Nothing is guessed."
        / "Такого дата-центра для этого тарифа в таблице тарифов нет, либо тариф продаётся в нескольких дата-центрах, а в строке он не указан. Угадывать нельзя."
    ] {
        /// No data centre of the table has this name.
        UnknownDataCentre {
            /// What was read.
            given: String,
            /// The data centres of the table.
            allowed: Vec<String>,
            /// The one that looks most like it.
            nearest: Option<String>,
        }: Error => {
            let given = printable(given);
            let allowed = listed(allowed, nearest.as_deref(), lang);
            tr!(lang, "unknown data centre `{given}` ({allowed})", "неизвестный дата-центр `{given}` ({allowed})")
        };
        /// The tariff is not sold in that data centre.
        OtherDataCentre {
            /// What was read.
            given: String,
            /// The tariff.
            tariff: String,
            /// Where it is sold.
            allowed: Vec<String>,
        }: Error => {
            let (given, tariff) = (printable(given), printable(tariff));
            if allowed.is_empty() {
                tr!(
                    lang,
                    "{tariff} is sold without a choice of data centres, and `{given}` asks for one (leave the cell empty)",
                    "для {tariff} дата-центр не выбирается, а в ячейке `{given}` (оставьте ячейку пустой)"
                )
            } else {
                let allowed = listed(allowed, None, lang);
                tr!(
                    lang,
                    "{tariff} is not sold in `{given}` ({allowed})",
                    "{tariff} в `{given}` не продаётся ({allowed})"
                )
            }
        };
        /// Several tariffs of this name or id differ by where they are sold, and the row does not say where.
        WhichDataCentre {
            /// What was read.
            given: String,
            /// Where it is sold, or the names of the tariffs where the table names no places.
            allowed: Vec<String>,
        }: Error => {
            let (given, allowed) = (printable(given), listed(allowed, None, lang));
            tr!(
                lang,
                "`{given}` is sold in several data centres, and the row does not say in which (fill \"Data centre\"; {allowed})",
                "`{given}` продаётся в нескольких дата-центрах, а в каком, не указано (заполните столбец «Дата-центр»; {allowed})"
            )
        };
    }

    "E073" [
        "The recipe is not in the tariff table, or does not go with the OS template. Leave the cell empty to install nothing."
        / "Такого рецепта в таблице тарифов нет, либо он не подходит шаблону ОС. Пустая ячейка означает: ничего не устанавливать."
    ] {
        /// No recipe of the table has this name.
        UnknownRecipe {
            /// What was read.
            given: String,
            /// The recipes of the table.
            allowed: Vec<String>,
            /// The one that looks most like it.
            nearest: Option<String>,
        }: Error => {
            let given = printable(given);
            let allowed = listed(allowed, nearest.as_deref(), lang);
            tr!(lang, "unknown recipe `{given}` ({allowed})", "неизвестный рецепт `{given}` ({allowed})")
        };
        /// The recipe goes with other templates.
        RecipeNotTaken {
            /// The recipe.
            recipe: String,
            /// The template of the row.
            template: String,
            /// The templates that it goes with.
            allowed: Vec<String>,
        }: Error => {
            let (recipe, template) = (printable(recipe), printable(template));
            let allowed = listed(allowed, None, lang);
            tr!(
                lang,
                "recipe `{recipe}` does not go with OS template `{template}` ({allowed})",
                "рецепт `{recipe}` не подходит шаблону ОС `{template}` ({allowed})"
            )
        };
    }

    "E074" [
        "The tariff table itself does not allow this column: it sets one recipe for all orders, or this kind of panel takes no such choice. Correct the tariff table, or remove the column."
        / "Такой столбец противоречит самой таблице тарифов: рецепт уже задан для всех заказов, или панели этого вида такой выбор не передать. Исправьте таблицу тарифов или удалите столбец."
    ] {
        /// Every order carries a recipe already, by `fixed`.
        RecipeFixed {
            /// The header.
            given: String,
            /// What every order carries.
            fixed: String,
        }: Error => {
            let (given, fixed) = (printable(given), printable(fixed));
            tr!(
                lang,
                "the column \"{given}\" contradicts the tariff table, by which every order carries the recipe `{fixed}` (take `recipe` out of `fixed`, or remove the column)",
                "столбец «{given}» противоречит таблице тарифов, где для всех заказов задан рецепт `{fixed}` (уберите `recipe` из `fixed` или удалите столбец)"
            )
        };
        /// How BILLmanager 4 is told of a recipe is not known.
        NoRecipes {
            /// The header.
            given: String,
        }: Error => {
            let given = printable(given);
            tr!(
                lang,
                "the column \"{given}\": it is not known how to order a recipe from BILLmanager 4 (remove the column)",
                "столбец «{given}»: неизвестно, как передать рецепт панели BILLmanager 4 (удалите столбец)"
            )
        };
        /// BILLmanager 4 is told numbers of options, and an option has none.
        NotTold {
            /// The tariff.
            tariff: String,
            /// The choice.
            choice: String,
            /// The value that is no number.
            value: String,
        }: Error => {
            let (tariff, choice, value) = (printable(tariff), printable(choice), printable(value));
            tr!(
                lang,
                "{choice} of {tariff}: BILLmanager 4 takes the number of an option, and `{value}` is not a number (correct the tariff table)",
                "{choice} для {tariff}: BILLmanager 4 передаётся номер варианта, а `{value}` — не номер (исправьте таблицу тарифов)"
            )
        };
    }

    "E075" [
        "A column that is not read has values that the tariff table offers for a column missing in the sheet. Without them the order would get what the tariff includes instead of what was written. Correct the header, or add the column and write there what is wanted."
        / "В столбце, который не читается, стоит то, что таблица тарифов предлагает в столбце, которого на листе нет. Если его пропустить, в заказе будет то, что входит в тариф, а не то, что написано. Исправьте заголовок или добавьте столбец и напишите в нём, что нужно."
    ] {
        /// A cell of a column that is only carried along.
        Astray {
            /// What was read.
            given: String,
            /// The header.
            header: String,
            /// The column of the table that the value belongs to.
            name: String,
        }: Error => {
            let (given, header, name) = (printable(given), printable(header), printable(name));
            tr!(
                lang,
                "`{given}` is in the column \"{header}\", which is not read, and may be meant for \"{name}\" (call the column \"{name}\", or add a column of that name)",
                "`{given}` находится в столбце «{header}», который не читается, а может относиться к столбцу «{name}» (назовите столбец «{name}» или добавьте такой столбец)"
            )
        };
    }
}

/// What is allowed, and what was probably meant.
fn listed(allowed: &[String], nearest: Option<&str>, lang: Lang) -> String {
    if allowed.is_empty() {
        return lang.pick("the tariff table has none", "в таблице тарифов таких нет").to_owned();
    }
    let names: Vec<String> = allowed.iter().take(TOLD).map(|name| format!("`{}`", printable(name))).collect();
    let more = allowed.len().saturating_sub(TOLD);
    let more = if more > 0 { tr!(lang, " and {more} more", " и ещё {more}") } else { String::new() };
    let names = names.join(", ");
    match nearest.map(printable) {
        Some(nearest) => tr!(
            lang,
            "did you mean `{nearest}`? allowed: {names}{more}",
            "может быть, `{nearest}`? допустимо: {names}{more}"
        ),
        None => tr!(lang, "allowed: {names}{more}", "допустимо: {names}{more}"),
    }
}
