//! Who imports whom, file by file: what every path of the sources leads to.
//!
//! The sources are parsed, so no spelling of an import hides: nested and wrapped `use`, renamed names,
//! names that another module re-exports, paths in expressions, types, attributes' neighbours and macros.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::Visit;
use syn::{Attribute, Item, UseTree};

/// A module or a name from the crate's root on: `["report", "view", "View"]`.
type Segments = Vec<String>;

/// The imports of a crate: for each file those that it takes something from.
#[derive(Debug)]
pub struct Imports {
    pub arrows: BTreeMap<String, BTreeSet<String>>,
}

/// What one file says.
#[derive(Default)]
struct Said {
    /// The module that is being read; inline modules go deeper.
    here: Segments,
    /// The names that `use` brings into a module, and where they come from.
    names: BTreeMap<(Segments, String), Segments>,
    /// Names that are only handed on.
    handed_on: Vec<(String, Segments)>,
    /// Absolute paths that are named.
    paths: Vec<Segments>,
    /// Paths by their first segment, still to be looked up: a child module, or a name that was imported.
    relative: Vec<(Segments, Segments)>,
    /// Every word outside of `use`.
    words: BTreeSet<String>,
}

impl Imports {
    /// Reads the sources: names of files below `src`, such as `report/view.rs`, and their texts.
    pub fn of(sources: &BTreeMap<String, String>) -> Self {
        let modules: BTreeMap<Segments, &String> = sources.keys().map(|file| (module(file), file)).collect();
        let said: BTreeMap<&String, Said> = sources.iter().map(|(file, text)| (file, said(file, text))).collect();
        let names: BTreeMap<&(Segments, String), &Segments> =
            said.values().flat_map(|said| said.names.iter()).collect();
        let lookup = Lookup { modules, names };
        let arrows = said.iter().map(|(file, said)| ((*file).clone(), lookup.taken(file, said))).collect();
        Self { arrows }
    }

    /// The files that import each other in a circle, each circle once.
    pub fn circles(&self) -> Vec<BTreeSet<&str>> {
        let reach: BTreeMap<&str, BTreeSet<&str>> =
            self.arrows.keys().map(|file| (file.as_str(), self.reached(file))).collect();
        let mut circles: Vec<BTreeSet<&str>> = Vec::new();
        for (file, reached) in &reach {
            let mutual = reached.iter().filter(|other| reach.get(**other).is_some_and(|back| back.contains(file)));
            let circle: BTreeSet<&str> = mutual.copied().collect();
            if !circle.is_empty() && !circles.contains(&circle) {
                circles.push(circle);
            }
        }
        circles
    }

    /// Every file that a file takes something from, through others as well.
    pub fn reached(&self, file: &str) -> BTreeSet<&str> {
        let mut reached = BTreeSet::new();
        let mut next: Vec<&str> = self.arrows.get(file).into_iter().flatten().map(String::as_str).collect();
        while let Some(file) = next.pop() {
            if reached.insert(file) {
                next.extend(self.arrows.get(file).into_iter().flatten().map(String::as_str));
            }
        }
        reached
    }
}

/// The module of a file: `report/view.rs` and `report/view/mod.rs` are `report::view`.
fn module(file: &str) -> Segments {
    let mut parts: Segments = file.trim_end_matches(".rs").split('/').map(ToOwned::to_owned).collect();
    if parts.last().is_some_and(|last| last == "mod" || last == "lib") {
        parts.pop();
    }
    parts
}

fn said(file: &str, text: &str) -> Said {
    let parsed = syn::parse_file(text).unwrap_or_else(|error| panic!("{file}: {error}"));
    let mut said = Said { here: module(file), ..Said::default() };
    said.visit_file(&parsed);
    said
}

/// Where names lead to.
struct Lookup<'s> {
    modules: BTreeMap<Segments, &'s String>,
    names: BTreeMap<&'s (Segments, String), &'s Segments>,
}

impl Lookup<'_> {
    fn taken(&self, file: &str, said: &Said) -> BTreeSet<String> {
        let used = said.handed_on.iter().filter(|(name, _)| said.words.contains(name)).map(|(_, path)| path.clone());
        let relative = said.relative.iter().filter_map(|(here, path)| {
            let child: Segments = here.iter().chain(&path[..1]).cloned().collect();
            let imported = self.names.get(&(here.clone(), path[0].clone()));
            let start = if self.modules.contains_key(&child) { &child } else { *imported? };
            Some(start.iter().chain(&path[1..]).cloned().collect())
        });
        let paths = said.paths.iter().cloned().chain(used).chain(relative);
        let homes = paths.filter_map(|path| self.home(&path, 0));
        homes.filter(|home| home != file && home != "lib.rs").collect()
    }

    /// The file in which something stands: modules are followed as far as they go, then names that a
    /// module hands on.
    fn home(&self, path: &[String], depth: usize) -> Option<String> {
        let known = (0..=path.len()).rev().find(|known| self.modules.contains_key(&path[..*known]))?;
        let (module, rest) = path.split_at(known);
        if let (Some(name), true) = (rest.first(), depth < 9)
            && let Some(onward) = self.names.get(&(module.to_vec(), name.clone()))
        {
            let onward: Segments = onward.iter().chain(&rest[1..]).cloned().collect();
            return self.home(&onward, depth + 1);
        }
        self.modules.get(module).map(|file| (*file).clone())
    }
}

impl Said {
    /// The path from the crate's root, if it says from where it counts.
    fn absolute(&self, path: &[String]) -> Option<Segments> {
        let ups = path.iter().take_while(|segment| *segment == "super").count();
        match path.first()?.as_str() {
            "crate" => Some(path[1..].to_vec()),
            "self" => Some(self.here.iter().chain(&path[1..]).cloned().collect()),
            "super" => {
                Some(self.here[..self.here.len().checked_sub(ups)?].iter().chain(&path[ups..]).cloned().collect())
            }
            _ => None,
        }
    }

    fn used(&mut self, tree: &UseTree, before: &[String], handed_on: bool) {
        let with = |name: String| -> Segments { before.iter().cloned().chain([name]).collect() };
        match tree {
            UseTree::Path(path) => self.used(&path.tree, &with(path.ident.to_string()), handed_on),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.used(tree, before, handed_on)),
            UseTree::Name(name) if name.ident == "self" => self.imported(before, before.last().cloned(), handed_on),
            UseTree::Name(name) => {
                let name = name.ident.to_string();
                self.imported(&with(name.clone()), Some(name), handed_on);
            }
            UseTree::Rename(renamed) => {
                self.imported(&with(renamed.ident.to_string()), Some(renamed.rename.to_string()), handed_on);
            }
            UseTree::Glob(_) => self.imported(before, None, false),
        }
    }

    fn imported(&mut self, path: &[String], name: Option<String>, handed_on: bool) {
        // `use child::Name` counts from here, as `self::child::Name` does; a crate's name leads nowhere.
        let Some(absolute) = self.absolute(path) else {
            self.relative.push((self.here.clone(), path.to_vec()));
            return;
        };
        if let Some(name) = name {
            self.names.insert((self.here.clone(), name.clone()), absolute.clone());
            if handed_on {
                self.handed_on.push((name, absolute));
                return;
            }
        }
        self.paths.push(absolute);
    }

    fn named(&mut self, path: Segments) {
        self.words.extend(path.iter().cloned());
        match self.absolute(&path) {
            Some(absolute) => self.paths.push(absolute),
            None if path.len() > 1 => self.relative.push((self.here.clone(), path)),
            None => {}
        }
    }

    /// The paths in a macro's tokens, which are not parsed: words with `::` between them.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path = Segments::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(word) if colons == 2 => path.push(word.to_string()),
                TokenTree::Ident(word) => {
                    self.end(&mut path);
                    path.push(word.to_string());
                }
                TokenTree::Punct(sign) if sign.as_char() == ':' => {
                    colons += 1;
                    continue;
                }
                TokenTree::Group(group) => {
                    self.end(&mut path);
                    self.tokens(group.stream());
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => self.end(&mut path),
            }
            colons = 0;
        }
        self.end(&mut path);
    }

    fn end(&mut self, path: &mut Segments) {
        if !path.is_empty() {
            self.named(std::mem::take(path));
        }
    }
}

fn for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.meta.require_list().is_ok_and(|list| list.tokens.to_string() == "test")
    })
}

impl<'ast> Visit<'ast> for Said {
    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Mod(module) if for_tests(&module.attrs) => {}
            Item::Impl(block) if for_tests(&block.attrs) => {}
            Item::Mod(module) if module.content.is_some() => {
                self.here.push(module.ident.to_string());
                syn::visit::visit_item_mod(self, module);
                self.here.pop();
            }
            Item::Use(import) => {
                let handed_on = !matches!(import.vis, syn::Visibility::Inherited);
                self.used(&import.tree, &[], handed_on);
            }
            Item::Macro(item) => self.tokens(item.mac.tokens.clone()),
            other => syn::visit::visit_item(self, other),
        }
    }

    /// `pub(super)` takes nothing from above.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.named(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        syn::visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        self.named(called.path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        self.tokens(called.tokens.clone());
    }
}
