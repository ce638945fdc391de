//! Tables that say what is otherwise than in another one: `extends = "NAME"`. Pure: files are read by whoever asks.
//!
//! A table that is made so is never a bundled one, whatever it extends: its panel, its ids and what its orders carry
//! are foreign text.

use super::bundled;
use super::provider::Catalog;
use super::table::{self, CatalogError, Places, Said, said};
use crate::text::lang::tr;
use crate::text::plain::NoText;

/// How many tables may stand one behind the other.
const MOST: usize = 8;

/// The files beside a table.
pub trait Beside {
    /// The text of a file of this name.
    ///
    /// # Errors
    ///
    /// Why it cannot be read.
    fn text(&self, name: &str) -> Result<String, NoText>;
}

/// No file is beside a table: it may extend those that come with this program.
struct NoFiles;

impl Beside for NoFiles {
    fn text(&self, _: &str) -> Result<String, NoText> {
        Err(NoText::NotThere)
    }
}

impl Catalog {
    /// Reads a table from its text; `file` is how errors name it. One that extends another file is not read so.
    ///
    /// # Errors
    ///
    /// [`CatalogError`] names the file, the key and the line of what is wrong.
    pub fn parse(file: &str, text: &str) -> Result<Self, CatalogError> {
        read(file, text, &NoFiles)
    }

    /// Reads a table, and those that it extends: bundled ones, or files beside it. `file` is how errors name it.
    ///
    /// # Errors
    ///
    /// [`CatalogError`] names the file, the key and the line of what is wrong, in whichever of the tables.
    pub fn read(file: &str, text: &str, beside: &dyn Beside) -> Result<Self, CatalogError> {
        read(file, text, beside)
    }
}

/// That a table which is extended cannot be read.
fn unread(name: &str, why: &NoText) -> Said {
    Said::of_other(|lang| {
        let why = why.message(lang);
        tr!(lang, "cannot read `{name}`: {why}", "не удалось прочитать `{name}`: {why}")
    })
}

fn read(file: &str, text: &str, beside: &dyn Beside) -> Result<Catalog, CatalogError> {
    layer(text, beside, &[file])
}

/// Reads the table that stands at the end of a chain, in which each extends the next.
fn layer(text: &str, beside: &dyn Beside, chain: &[&str]) -> Result<Catalog, CatalogError> {
    let mut at = Places::new(chain.last().copied().unwrap_or_default(), text);
    let read = table::read(&at)?;
    let base = match &read.extends {
        None => None,
        Some(named) => {
            let wrong = |problem| at.error(&named.span(), problem);
            let name = named.get_ref().as_str();
            let (file, text) = if let Some((file, text)) = bundled::text(name) {
                (file, text.to_owned())
            } else {
                // Below or above the folder it would be another name for the same file.
                if name.is_empty() || name.contains(['/', '\\', ':', '\0']) || name.starts_with('.') {
                    return Err(wrong(said!(
                        "this is neither a bundled table nor the name of a file beside this one",
                        "это не встроенная таблица и не имя файла рядом с этой таблицей"
                    )));
                }
                let text = beside.text(name).map_err(|why| wrong(unread(name, &why)))?;
                (name.to_owned(), text)
            };
            if chain.contains(&file.as_str()) && bundled::text(name).is_none() {
                let circle = chain.iter().chain([&file.as_str()]).copied().collect::<Vec<_>>().join("` → `");
                return Err(wrong(said!(
                    "tables extend each other in a circle: `{circle}`",
                    "таблицы дополняют друг друга по кругу: `{circle}`"
                )));
            }
            if chain.len() >= MOST {
                return Err(wrong(said!(
                    "more than {MOST} tables extend each other",
                    "друг друга дополняют более {MOST} таблиц"
                )));
            }
            let mut longer = chain.to_vec();
            longer.push(&file);
            Some(layer(&text, beside, &longer)?)
        }
    };
    table::catalog(&mut at, read, base)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::catalog::{Choice, Months, Tariff};
    use crate::sheet::Field;

    /// A folder of tables.
    struct Files(BTreeMap<&'static str, String>);

    impl Beside for Files {
        fn text(&self, name: &str) -> Result<String, NoText> {
            self.0.get(name).cloned().ok_or(NoText::NotThere)
        }
    }

    /// A table that extends another one, with these lines of its own.
    fn extending(base: &str, own: &str) -> String {
        format!("format = 1\nname = \"own\"\nextends = \"{base}\"\n{own}\n")
    }

    fn demo(own: &str) -> Result<Catalog, String> {
        Catalog::parse("own.toml", &extending("demo6", own)).map_err(|error| error.to_string())
    }

    fn sound(own: &str) -> Catalog {
        demo(own).unwrap_or_else(|error| panic!("{error}\n{own}"))
    }

    fn tariff<'t>(table: &'t Catalog, name: &str) -> &'t Tariff {
        table.tariffs.iter().find(|tariff| tariff.name == name).unwrap_or_else(|| panic!("no {name}"))
    }

    #[test]
    fn a_table_that_says_nothing_is_the_other_one_and_never_a_bundled_one() {
        let base = Catalog::bundled("demo6").expect("bundled").expect("sound");
        let own = sound("");
        assert!(base.bundled && !own.bundled);
        assert_eq!(Catalog { bundled: true, name: base.name.clone(), ..own }, base);
    }

    #[test]
    fn what_stands_at_the_top_takes_the_others_place() {
        let own = sound(
            "title = \"Mine\"\npanel = \"https://other.example/billmgr\"\nas_of = \"2026-12-01\"\nagreement = \"mine\"\n\
             item_type = \"vds.vps\"\nrenewal = \"months\"\nvat = \"excluded\"\nfixed = { recipe = \"null\" }",
        );
        assert_eq!((own.title.as_str(), own.panel.as_str()), ("Mine", "https://other.example/billmgr"));
        assert_eq!(
            (own.as_of.as_str(), own.agreement.as_str(), own.agreement_ru.as_ref()),
            ("2026-12-01", "mine", None)
        );
        assert_eq!(own.protocol.order_function(), "v2.vds.vps.order.param");
        assert_eq!((own.protocol.list_function().as_str(), own.no_renew.as_deref()), ("vds.vps", Some("null")));
        // A panel that cannot be told not to renew cannot be told so by the next table either.
        let file = Files(BTreeMap::from([("b.toml", extending("demo6", "auto_renew = true\nno_renew = \"none\""))]));
        let next = Catalog::read("a.toml", &extending("b.toml", ""), &file).expect("sound");
        assert_eq!((next.no_renew, next.auto_renew), (None, true));
        assert_eq!(own.fixed, BTreeMap::from([("recipe".to_owned(), "null".to_owned())]));
        let error = demo("dialect = \"billmanager5\"").expect_err("another dialect");
        assert_eq!(error, "own.toml:4: `dialect`: the table that this one extends is for `billmanager6`");
    }

    #[test]
    fn tariffs_are_changed_added_and_taken_away() {
        let own = sound(
            "without = { tariffs = [\"Demo Micro\"], templates = [\"Rocky-10-amd64\"] }\n\
             [[template]]\nname = \"Debian-14\"\n\
             [[tariff]]\nname = \"Demo Cloud\"\nperiods = [1, 6]\nwithout = [\"ipv4\", \"Port\"]\n\
             ram = { addon = 92612, default = 4 }\n\
             [[tariff.choice]]\nname = \"Backups\"\naddon = 92618\ndefault = \"off\"\noptions = [{ value = \"off\", name = \"off\" }]\n\
             [[tariff]]\nname = \"Renamed\"\nid = 92640\n\
             [[tariff]]\nname = \"New\"\nid = 5\nperiods = [1]",
        );
        let names: Vec<&str> = own.tariffs.iter().map(|tariff| tariff.name.as_str()).collect();
        assert_eq!(names, ["Demo Cloud", "Renamed", "New"]);
        let changed = tariff(&own, "Demo Cloud");
        assert_eq!(changed.periods.keys().map(|months| months.get()).collect::<Vec<_>>(), [1, 6]);
        let ram = changed.resource(Field::Ram).expect("memory");
        assert_eq!((ram.default, ram.max), (4, None), "an entry takes the other's place whole");
        assert!(changed.resource(Field::Ipv4).is_none() && changed.resource(Field::Disk).is_some());
        let choices: Vec<&Choice> = changed.choices.iter().collect();
        assert_eq!(choices.iter().map(|choice| choice.name.as_str()).collect::<Vec<_>>(), ["Backups"]);
        assert_eq!(
            changed.prices.get(&Months::new(1).expect("months")).map(ToString::to_string).as_deref(),
            Some("6.50")
        );
        assert_eq!(tariff(&own, "Renamed").data_centre.map(super::super::id::DataCentreId::get), Some(17));
        assert_eq!(own.templates.iter().map(|template| template.name.as_str()).next_back(), Some("Debian-14"));
        assert_eq!(own.templates.len(), 3);
    }

    #[test]
    fn what_does_not_fit_is_told_at_its_place() {
        for (own, expected) in [
            (
                "without = { tariffs = [\"Demo Mikro\"] }",
                "own.toml:4: `without`: there is no `Demo Mikro` to take away",
            ),
            ("without = { templates = [\"x\"] }", "there is no `x` to take away"),
            ("without = { recipes = [\"x\"] }", "there is no `x` to take away"),
            ("without = { datacenters = [7] }", "there is no `7` to take away"),
            ("without = { choices = [\"x\"] }", "unknown field `choices`"),
            (
                "without = { templates = [\"Debian-13-amd64\"] }",
                "no `[[template]]` is named `Debian-13-amd64`, which the tariff `Demo Micro` takes",
            ),
            (
                "[[tariff]]\nname = \"Demo Cloud\"\nwithout = [\"tape\"]",
                "own.toml:6: `tariff[1].without`: there is no `tape`",
            ),
            ("[[tariff]]\nname = \"New\"\nperiods = [1]", "missing field `id`"),
            ("[[tariff]]\nname = \"New\"\nid = 7", "missing field `periods`"),
            (
                "[[tariff]]\nname = \"Demo Cloud\"\nid = 92640\ndatacenter = 17",
                "own.toml:4: `tariff[1]`: two tariffs have the id 92640",
            ),
            (
                "[[tariff]]\nname = \"democloud\"\nid = 7\nperiods = [1]",
                "two entries are named `democloud`, or look the same",
            ),
            (
                "[[tariff]]\nname = \"Demo Cloud\"\n[[tariff.choice]]\nname = \"Port\"\naddon = 92618\ndefault = \"a\"\noptions = [{ value = \"a\", name = \"a\" }]",
                "two entries of one tariff are named `Snapshots`",
            ),
            ("no_renew = \"on\"", "with this value the panel renews"),
        ] {
            let told = demo(own).expect_err(own);
            assert!(
                told.contains(expected) || (own.contains("92618") && told.contains("have the id 92618")),
                "{told}\nwanted: {expected}"
            );
        }
        let alone = Catalog::parse("own.toml", "format = 1\nname = \"own\"\nwithout = { tariffs = [] }\n");
        assert!(
            alone
                .expect_err("alone")
                .to_string()
                .contains("`without` takes away from the table that this one `extends`")
        );
        let alone = Catalog::parse("own.toml", "format = 1\nname = \"own\"\n").expect_err("nothing");
        assert!(alone.to_string().contains("missing field `dialect`"), "{alone}");
    }

    #[test]
    fn files_extend_each_other_and_never_in_a_circle() {
        let files = |texts: &[(&'static str, String)]| Files(texts.iter().cloned().collect());
        let read =
            |files: &Files, name: &str| Catalog::read(name, &files.0[name], files).map_err(|error| error.to_string());
        let chain = files(&[
            ("a.toml", extending("b.toml", "title = \"A\"")),
            ("b.toml", extending("DEMO6", "as_of = \"2027\"\ntitle = \"B\"")),
        ]);
        let table = read(&chain, "a.toml").expect("sound");
        assert_eq!((table.title.as_str(), table.as_of.as_str(), table.tariffs.len()), ("A", "2027", 3));

        let circle = files(&[("a.toml", extending("b.toml", "")), ("b.toml", extending("a.toml", ""))]);
        let error = read(&circle, "a.toml").expect_err("a circle");
        assert_eq!(error, "b.toml:3: `extends`: tables extend each other in a circle: `a.toml` → `b.toml` → `a.toml`");
        // The file that is wrong is named, wherever it stands in the chain.
        let wrong = files(&[("a.toml", extending("b.toml", "")), ("b.toml", extending("demo6", "vat = 7"))]);
        assert!(read(&wrong, "a.toml").expect_err("wrong").starts_with("b.toml:4: `vat`: "));
        for (base, expected) in [
            ("gone.toml", "a.toml:3: `extends`: cannot read `gone.toml`: there is no such file"),
            ("../b.toml", "neither a bundled table nor the name of a file beside this one"),
            ("sub\\\\b.toml", "neither a bundled table nor the name of a file"),
            ("", "neither a bundled table nor the name of a file"),
        ] {
            let error = read(&files(&[("a.toml", extending(base, ""))]), "a.toml").expect_err(base);
            assert!(error.contains(expected), "{error}");
        }
        let names: Vec<&'static str> = vec!["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
        let long = |many: usize| {
            let texts =
                (0..many).map(|at| (names[at], extending(if at + 1 < many { names[at + 1] } else { "demo6" }, "")));
            read(&files(&texts.collect::<Vec<_>>()), "1")
        };
        assert!(long(7).is_ok());
        assert!(long(8).expect_err("too many").contains("more than 8 tables extend each other"));
    }
}
