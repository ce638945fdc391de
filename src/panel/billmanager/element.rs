//! What a panel said, as a small tree, whatever it was written in. XML fills it today. Pure.

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
        self.children.iter().find(|child| child.name == name)
    }

    /// Whether an element of a name stands anywhere below.
    pub(super) fn has_below(&self, name: &str) -> bool {
        self.children.iter().any(|child| child.name == name || child.has_below(name))
    }

    /// An attribute, unless it is empty.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let value = self.attributes.iter().find(|(known, _)| known == name)?.1.trim();
        (!value.is_empty()).then_some(value)
    }

    /// The text of the first child of a name, unless it is empty.
    pub(super) fn text_of(&self, name: &str) -> Option<&str> {
        let text = self.child(name)?.text.trim();
        (!text.is_empty()).then_some(text)
    }
}
