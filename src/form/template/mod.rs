//! The order sheet as a workbook: blank for people, or filled by `vdsbatch generate`.
//!
//! Headers with notes, drop-downs from a reference sheet, a message at every cell that is chosen,
//! and rules that refuse what the check would refuse. The rules are a help only: Excel applies none
//! of them to what is pasted, so `check` relies on none. Making the bytes is pure.
//!
//! There is a file per sheet: `orders`, `reference`, `guide` and, for tables that name columns of their own, the hidden
//! `own`, all made from a `form`; `column` says which columns there are, `words` has what
//! is said of each column, `rule` what each column takes, both by what [`Field`] says of it: a new field
//! needs nothing here, a new kind of content an arm in each.

pub(crate) mod column;
pub(crate) mod form;
pub(crate) mod guide;
pub(crate) mod lists;
pub(crate) mod offered;
pub(crate) mod orders;
pub(crate) mod own;
pub(crate) mod reference;
pub(crate) mod rule;
pub(crate) mod style;
pub(crate) mod told;
pub(crate) mod words;

use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use self::column::Column;
pub use self::column::Filled;
use self::form::Form;
use self::lists::Lists;
use self::own::Own;
use self::style::Styles;
use crate::catalog::{Catalog, Tariff};
use crate::sheet::{Field, Role, Value};
use crate::text::lang::{Lang, tr};

/// Makes the workbook with these rows, in a language: the bytes of an `.xlsx` file.
///
/// # Errors
///
/// When the workbook cannot be put together, such as for a catalogue of names that no cell holds.
pub fn workbook(catalog: &Catalog, lang: Lang, rows: &[Filled]) -> Result<Vec<u8>, XlsxError> {
    let columns = Column::all(catalog, rows);
    let own = Own::new(catalog, &columns, lang);
    let lists = Lists::new(catalog, own.is_some(), lang);
    let form = Form { catalog, columns, lists, own, styles: Styles::new(), lang };
    let mut book = Workbook::new();
    book.set_properties(&properties(catalog, lang));
    orders::write(book.add_worksheet(), &form, rows)?;
    let has_example = rows.contains(&example(catalog, lang));
    guide::write(book.add_worksheet(), &form, has_example)?;
    reference::write(book.add_worksheet(), &form)?;
    if let Some(own) = &form.own {
        own.write(book.add_worksheet())?;
        own.name(&mut book)?;
    }
    book.save_to_buffer()
}

/// The row that shows how a sheet is filled. It says not to order it.
#[must_use]
pub fn example(catalog: &Catalog, lang: Lang) -> Filled {
    let text = |text: &str| Value::Text(text.to_owned());
    let mut row: Vec<(Field, Value)> = Vec::new();
    if let Some(tariff) = catalog.tariffs.first() {
        row.push((Field::Tariff, text(&tariff.name)));
        row.extend(usual_template(catalog, tariff).map(|name| (Field::Template, text(name))));
        row.extend(tariff.periods.keys().next().map(|months| (Field::Period, Value::Number(f64::from(months.get())))));
    }
    row.push((Field::Domain, text("web-{n}.example.ru")));
    row.push((Field::Count, Value::Number(3.0)));
    row.push((Field::Enabled, text(lang.pick("no", "нет"))));
    let comment = lang.pick("an example, it is not ordered", "пример, он не заказывается");
    row.push((Field::Comment, text(comment)));
    row.into_iter().map(|(field, value)| (Role::Field(field), value)).collect()
}

/// The name of a blank sheet, where none is asked for.
#[must_use]
pub const fn usual_name(lang: Lang) -> &'static str {
    lang.pick("orders.xlsx", "заказы.xlsx")
}

/// A template that the tariff takes, without ISPmanager if there is one.
fn usual_template<'c>(catalog: &'c Catalog, tariff: &Tariff) -> Option<&'c str> {
    let taken = |name: &String| tariff.templates.as_ref().is_none_or(|taken| taken.contains(name));
    let mut fitting = catalog.templates.iter().filter(|template| taken(&template.name));
    let plain = fitting.clone().find(|template| !template.ispmanager);
    plain.or_else(|| fitting.next()).map(|template| template.name.as_str())
}

fn properties(catalog: &Catalog, lang: Lang) -> DocProperties {
    let title = &catalog.title;
    DocProperties::new()
        .set_title(tr!(lang, "Order sheet for {title}", "Таблица заказов для {title}"))
        .set_author(format!("vdsbatch {}", env!("CARGO_PKG_VERSION")))
}
