//! Texts for people without their markup. Pure.

use super::notes::Notes;
use crate::catalog::offered::Name;
use crate::panel::billmanager::element::Element;

/// Elements of which nothing is shown.
const HIDDEN: [&str; 2] = ["script", "style"];

/// The names of an element, in the panel's usual language and in Russian.
pub(super) fn name(element: &Element, at: &str, notes: &mut Notes) -> Name {
    let mut told = |name: &str| notes.text(element, name, at).map(plain).filter(|text| !text.is_empty());
    let (usual, russian) = (told("name"), told("name_ru"));
    Name { plain: usual.or_else(|| russian.clone()).unwrap_or_default(), russian }
}

/// A text as it is shown: no tags, no names of signs, one space between words. What only looks like a tag
/// (`< 2 GB`) is kept.
pub(super) fn plain(text: &str) -> String {
    let shown = if text.contains('<') { without_tags(text) } else { text.to_owned() };
    html_escape::decode_html_entities(&shown).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_tags(text: &str) -> String {
    let (mut shown, mut rest) = (String::new(), text);
    while let Some((before, behind)) = rest.split_once('<') {
        shown.push_str(before);
        let begins = |c: char| c.is_ascii_alphabetic() || c == '/' || c == '!';
        let Some((tag, after)) = behind.split_once('>').filter(|_| behind.starts_with(begins)) else {
            shown.push('<');
            rest = behind;
            continue;
        };
        shown.push(' ');
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        let hidden = HIDDEN.contains(&name.as_str()) && !tag.ends_with('/');
        rest = if hidden { behind_end(after, &name) } else { after };
    }
    shown + rest
}

/// What stands behind an element's end; nothing if it has none.
fn behind_end<'t>(text: &'t str, name: &str) -> &'t str {
    let lower = text.to_ascii_lowercase();
    let end = lower.find(&format!("</{name}")).map(|at| &text[at..]);
    end.and_then(|rest| rest.split_once('>')).map_or("", |(_, behind)| behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_shown_without_its_markup() {
        for (text, shown) in [
            ("KVM  Start\n", "KVM Start"),
            ("<b>KVM</b>-1", "KVM -1"),
            ("<p>Диск&nbsp;20&#160;ГБ</p><script>x < y</script>!", "Диск 20 ГБ !"),
            ("&lt;b&gt; &amp;amp; &laquo;x&raquo; &#x416;", "<b> &amp; «x» Ж"),
            ("RAM < 2 GB, R&D; &unknown; &#0;", "RAM < 2 GB, R&D; &unknown; &#0;"),
            ("<style>a{}", ""),
            ("a<!-- b -->c<br/>d", "a c d"),
        ] {
            assert_eq!(plain(text), shown, "{text}");
        }
    }
}
