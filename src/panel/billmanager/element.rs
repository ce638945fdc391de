//! What a panel said, as a small tree, whatever it was written in. XML and JSON fill it. Pure.

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) text: String,
    pub(super) children: Vec<Element>,
}

impl Element {
    /// The first child of a name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.named(name).next()
    }

    /// The children of a name.
    pub(super) fn named<'e>(&'e self, name: &str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// Every element below that bears one of these names, in whatever case.
    pub(super) fn below(&self, names: &[&str]) -> Vec<&Self> {
        let mut found = Vec::new();
        for child in &self.children {
            if names.iter().any(|name| child.name.eq_ignore_ascii_case(name)) {
                found.push(child);
            }
            found.extend(child.below(names));
        }
        found
    }

    /// An attribute, unless it is empty.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let value = self.attributes.iter().find(|(known, _)| known == name)?.1.trim();
        (!value.is_empty()).then_some(value)
    }

    /// Whether it has one of these attributes under a name in another case: nobody knows what is meant.
    pub(super) fn has_attribute_like(&self, names: &[&str]) -> bool {
        let like = |known: &String| names.iter().any(|name| known != name && known.eq_ignore_ascii_case(name));
        self.attributes.iter().any(|(known, _)| like(known))
    }

    /// The text, none if it is empty.
    pub(super) fn words(&self) -> Option<&str> {
        Some(self.text.trim()).filter(|text| !text.is_empty())
    }

    /// The texts of the children of a name that have one.
    pub(super) fn texts_of(&self, name: &str) -> Vec<&str> {
        self.named(name).filter_map(Self::words).collect()
    }

    /// The text of the children of a name, if all of them say the same: a panel may tell a number twice.
    pub(super) fn text_of_all(&self, name: &str) -> Option<&str> {
        let first = self.child(name)?.words()?;
        self.named(name).all(|child| child.words() == Some(first)).then_some(first)
    }

    /// The text of the only child of a name, unless it is empty. Of several nobody knows which one counts.
    pub(super) fn text_of(&self, name: &str) -> Option<&str> {
        let mut children = self.named(name);
        let child = children.next()?;
        if children.next().is_some() { None } else { child.words() }
    }
}
