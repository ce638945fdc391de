//! The marks of a part with what their names mean: only the names of the main namespace are those of
//! rows, cells and values.

use std::io::Read;

use super::markup::{Element, Fault, Mark, Markup, resolve};

/// The main namespace, in its transitional and its strict form.
const MAIN: [&str; 2] =
    ["http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"];

/// The namespace of relations, in both forms.
const RELATIONS: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
];

/// What a prefix means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Space {
    Main,
    Relations,
    Other,
}

impl Space {
    fn of(name: &str) -> Self {
        match name {
            name if MAIN.contains(&name) => Self::Main,
            name if RELATIONS.contains(&name) => Self::Relations,
            _ => Self::Other,
        }
    }
}

/// A part whose elements are told apart by their namespaces.
pub(super) struct Spaces<R> {
    marks: Markup<R>,
    /// How many elements are open.
    depth: usize,
    /// The prefixes, and at which depth they were declared.
    known: Vec<(usize, Vec<u8>, Space)>,
    /// Whether names without a prefix are those of the main namespace.
    plain_is_main: bool,
    /// Whether the last mark began an element that ends with it.
    empty: bool,
}

impl<R: Read> Spaces<R> {
    /// Of a part.
    pub(super) fn new(source: R) -> Self {
        Self { marks: Markup::new(source), depth: 0, known: Vec::new(), plain_is_main: true, empty: false }
    }

    /// The next mark. An element that is empty ends with a mark of its own.
    pub(super) fn next(&mut self) -> Result<Mark, Fault> {
        if std::mem::take(&mut self.empty) {
            self.close();
            return Ok(Mark::Close);
        }
        let mark = self.marks.next()?;
        match mark {
            Mark::Open { empty } => {
                self.depth += 1;
                self.empty = empty;
                self.declare();
            }
            Mark::Close => self.close(),
            Mark::Text | Mark::Literal | Mark::Aside | Mark::Doctype | Mark::End => {}
        }
        Ok(mark)
    }

    fn close(&mut self) {
        while self.known.last().is_some_and(|(depth, ..)| *depth >= self.depth) {
            self.known.pop();
            self.plain_is_main = self.is_main(b"");
        }
        self.depth = self.depth.saturating_sub(1);
    }

    /// Notes the namespaces that the element of the last mark declares.
    fn declare(&mut self) {
        // Nearly all elements are cells, and nothing of theirs has such a letter.
        if memchr::memchr(b'x', self.marks.bytes()).is_none() {
            return;
        }
        for one in self.marks.element().attributes() {
            let prefix = match (one.prefix, one.name) {
                (b"", b"xmlns") => &b""[..],
                (b"xmlns", prefix) => prefix,
                _ => continue,
            };
            let mut name = String::new();
            resolve(one.value, &mut name);
            self.known.push((self.depth, prefix.to_vec(), Space::of(name.trim())));
        }
        self.plain_is_main = self.is_main(b"");
    }

    /// Whether a prefix means the main namespace. What declares none at all is taken for it.
    fn is_main(&self, prefix: &[u8]) -> bool {
        self.space(prefix).map_or(prefix.is_empty(), |space| space == Space::Main)
    }

    fn space(&self, prefix: &[u8]) -> Option<Space> {
        self.known.iter().rev().find(|(_, known, _)| known == prefix).map(|(_, _, space)| *space)
    }

    /// The relation that the element of the last mark names: `r:id`, whatever the prefix.
    pub(super) fn related(&self) -> Option<String> {
        let ids = || self.element().attributes().filter(|one| one.name == b"id" && !one.prefix.is_empty());
        let known = ids().find(|one| self.space(one.prefix) == Some(Space::Relations));
        // Without any declaration the usual prefix is meant.
        let found = known.or_else(|| ids().find(|one| one.prefix == b"r" && self.space(one.prefix).is_none()))?;
        let mut id = String::new();
        resolve(found.value, &mut id);
        Some(id)
    }

    /// The element of the last mark.
    pub(super) fn element(&self) -> Element<'_> {
        self.marks.element()
    }

    /// Its name, if it is one of the main namespace.
    pub(super) fn name(&self) -> Option<&[u8]> {
        let element = self.element();
        let main = if element.prefix.is_empty() { self.plain_is_main } else { self.is_main(element.prefix) };
        main.then_some(element.name)
    }

    /// The text of the last mark, as it stands.
    pub(super) fn bytes(&self) -> &[u8] {
        self.marks.bytes()
    }

    /// Where what the last mark consists of stands in the part.
    pub(super) const fn at(&self) -> u64 {
        self.marks.at()
    }

    /// Where the next mark stands in the part.
    pub(super) const fn behind(&self) -> u64 {
        self.marks.behind()
    }

    /// How many elements are open.
    pub(super) const fn depth(&self) -> usize {
        self.depth
    }

    /// What was read already of the marks that follow, where a name without a prefix is one of the main
    /// namespace.
    pub(super) fn ahead(&self) -> Option<&[u8]> {
        (self.plain_is_main && !self.empty).then(|| self.marks.ahead())
    }

    /// Passes so many bytes of that: an element that is whole, and declares nothing.
    pub(super) fn pass(&mut self, bytes: usize) {
        self.marks.pass(bytes);
    }

    /// Passes the rest of the element that the last mark began.
    pub(super) fn skip(&mut self) -> Result<(), Fault> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if self.next()? == Mark::End {
                return Err(Fault::Cut);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mains(text: &str) -> Vec<String> {
        let mut spaces = Spaces::new(text.as_bytes());
        let mut names = Vec::new();
        loop {
            match spaces.next().expect("a mark") {
                Mark::Open { .. } => {
                    names.extend(spaces.name().map(|name| String::from_utf8_lossy(name).into_owned()));
                }
                Mark::End => return names,
                _ => {}
            }
        }
    }

    #[test]
    fn only_names_of_the_main_namespace_count() {
        let main = MAIN[0];
        let strict = MAIN[1];
        assert_eq!(mains("<a><b/></a>"), ["a", "b"]);
        assert_eq!(mains(&format!("<x:a xmlns:x='{main}'><b xmlns='urn:b'><c/></b><x:d/><e/></x:a>")), ["a", "d", "e"]);
        assert_eq!(mains(&format!("<a xmlns='{strict}'><m:b xmlns:m='urn:m'/><b/><m:c/></a>")), ["a", "b"]);
        assert_eq!(mains(&format!("<a xmlns='urn:a'><b xmlns='{main}'><c/></b><d/></a>")), ["b", "c"]);
    }
}
