//! Operating systems and recipes, as the forms list them. Pure.

use std::collections::BTreeSet;

use super::kind::holds_ispmanager;
use super::names::tidy;
use super::notes::Notes;
use super::remark::{OfTable, OfTariff};
use crate::catalog::offered::{ExportedTariff, Listed, OrderForm};
use crate::catalog::tariff::{Recipe, Tariff, Template};
use crate::catalog::write::Place;
use crate::text::alike::{plain, spaceless};

/// What the forms of all tariffs list.
#[derive(Debug, Default)]
pub(super) struct Systems {
    templates: Vec<Template>,
    recipes: Vec<Recipe>,
    /// How many forms had recipes, and how many had others than those of before.
    listed: Option<BTreeSet<String>>,
}

/// Whether a value of a list says that nothing is chosen.
fn is_nothing(key: &str) -> bool {
    matches!(key.trim(), "" | "null")
}

impl Systems {
    /// Takes the systems of a tariff; none where nobody says them.
    pub(super) fn of_tariff(
        &mut self,
        form: &OrderForm,
        field: &str,
        listed: Option<&ExportedTariff>,
        (place, notes): (&Place, &mut Notes),
    ) -> Option<Vec<String>> {
        let exported =
            listed.and_then(|listed| listed.parameters.get("ostempl").or_else(|| listed.parameters.get(field)));
        let list = match (form.lists.get(field).filter(|list| !list.is_empty()), exported) {
            (Some(list), _) => list,
            (None, Some(list)) => {
                notes.say(place, OfTariff::ListedTemplates);
                list
            }
            (None, None) => {
                notes.say(place, OfTariff::NoTemplates);
                return None;
            }
        };
        let mut names = Vec::new();
        for option in list.iter().filter(|option| !is_nothing(&option.key)) {
            if let Some(name) = self.template(option, place, notes)
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
        if names.is_empty() {
            notes.say(place, OfTariff::NoTemplates);
        }
        Some(names)
    }

    /// Takes a system; none where a table could not tell it from another one.
    fn template(&mut self, option: &Listed, place: &Place, notes: &mut Notes) -> Option<String> {
        let (name, words) = (option.key.clone(), tidy(&option.words));
        if let Some(known) = self.templates.iter().find(|known| spaceless(&known.name) == spaceless(&name)) {
            if known.name == name {
                if plain(&words) != plain(known.title.as_ref().unwrap_or(&known.name)) {
                    notes.say(place, OfTable::FormsDiffer(name.clone()));
                }
                return Some(name);
            }
            notes.say(place, OfTariff::LooksAlike { left: name, kept: known.name.clone() });
            return None;
        }
        let title = Some(words).filter(|words| !words.is_empty() && *words != name);
        self.templates.push(Template { ispmanager: holds_ispmanager(&name), name: name.clone(), title });
        Some(name)
    }

    /// Takes the recipes of a form.
    pub(super) fn recipes(&mut self, form: &OrderForm, notes: &mut Notes) {
        let Some(list) = form.lists.get("recipe") else { return };
        let list: Vec<&Listed> = list.iter().filter(|option| !is_nothing(&option.key)).collect();
        let keys: BTreeSet<String> = list.iter().map(|option| option.key.clone()).collect();
        if self.listed.as_ref().is_some_and(|before| *before != keys) {
            notes.say(&Place::Recipes, OfTable::FormsDiffer("recipe".to_owned()));
        }
        self.listed.get_or_insert(keys);
        for option in list {
            let depends = option.depends.clone().filter(|template| !is_nothing(template));
            let known = self.recipes.iter_mut().find(|known| spaceless(&known.name) == spaceless(&option.key));
            if let Some(known) = known.as_ref().filter(|known| known.name != option.key) {
                let (left, kept) = (option.key.clone(), known.name.clone());
                notes.say(&Place::Recipes, OfTariff::LooksAlike { left, kept });
                continue;
            }
            let Some(known) = known else {
                let words = tidy(&option.words);
                let title = Some(words).filter(|words| !words.is_empty() && *words != option.key);
                let templates = depends.map(|template| vec![template]);
                self.recipes.push(Recipe { name: option.key.clone(), title, templates });
                continue;
            };
            match (&mut known.templates, depends) {
                (Some(templates), Some(template)) if !templates.contains(&template) => templates.push(template),
                (Some(_), Some(_)) | (None, _) => {}
                // It goes with every system.
                (templates, None) => *templates = None,
            }
        }
    }

    /// All of them, with titles that tell them apart.
    pub(super) fn all(mut self, notes: &mut Notes) -> (Vec<Template>, Vec<Recipe>) {
        for recipe in &mut self.recipes {
            let known = |name: &String| self.templates.iter().any(|template| template.name == *name);
            for template in recipe.templates.iter().flatten().filter(|name| !known(name)) {
                let (recipe, template) = (recipe.name.clone(), template.clone());
                notes.say(&Place::Recipes, OfTable::RecipeAlone { recipe, template });
            }
            if let Some(templates) = &mut recipe.templates {
                templates.retain(known);
            }
        }
        // One that goes with no system there is can be installed nowhere.
        self.recipes.retain(|recipe| recipe.templates.as_ref().is_none_or(|templates| !templates.is_empty()));
        titled(&mut self.templates, |template| (&template.name, &mut template.title));
        titled(&mut self.recipes, |recipe| (&recipe.name, &mut recipe.title));
        (self.templates, self.recipes)
    }
}

/// A title that is another one's name or title has the entry's own name behind it.
fn titled<T>(entries: &mut [T], of: fn(&mut T) -> (&String, &mut Option<String>)) {
    let mut said: Vec<String> = Vec::new();
    for entry in entries.iter_mut() {
        let (name, title) = of(entry);
        said.push(plain(name));
        said.extend(title.as_deref().map(plain).filter(|title| *title != plain(name)));
    }
    for entry in entries.iter_mut() {
        let (name, title) = of(entry);
        if let Some(words) = title
            && said.iter().filter(|other| **other == plain(words)).count() > 1
        {
            *words = format!("{words} ({name})");
        }
    }
    // Names that differ in case alone make titles that do no more.
    let called = |entry: &mut T| {
        let (name, title) = of(entry);
        let own = plain(name);
        [Some(own.clone()), title.as_deref().map(plain).filter(|title| *title != own)]
    };
    let said: Vec<String> = entries.iter_mut().flat_map(called).flatten().collect();
    for entry in entries {
        let (name, title) = of(entry);
        let alike = |words: &mut String| {
            let words = plain(words);
            words != plain(name) && said.iter().filter(|other| **other == words).count() > 1
        };
        title.take_if(alike);
    }
}

/// What a tariff takes is said only where it is not everything.
pub(super) fn narrowed(tariffs: &mut [Tariff], templates: &[Template]) {
    for tariff in tariffs {
        let everything = |own: &Vec<String>| templates.iter().all(|template| own.contains(&template.name));
        if tariff.templates.as_ref().is_some_and(everything) {
            tariff.templates = None;
        }
    }
}
