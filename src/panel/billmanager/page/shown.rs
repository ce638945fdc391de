//! What a page shows to whoever looks at it: its text, without tags, scripts and lists to choose from. Pure.

/// Elements of which nothing is shown, or nothing that is said.
const HIDDEN: [&str; 6] = ["script", "style", "select", "option", "textarea", "noscript"];

/// Elements that do not end a sentence.
const INLINE: [&str; 10] = ["a", "b", "i", "u", "em", "strong", "span", "font", "small", "br"];

/// The text of a page; what ends a paragraph ends a sentence.
pub(super) fn shown(page: &str) -> String {
    let (mut text, mut rest) = (String::new(), page);
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
            continue;
        }
        let Some((tag, behind)) = rest[1..].split_once('>') else { return tidy(&text) };
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_lowercase();
        text.push_str(if INLINE.contains(&name.as_str()) { " " } else { " ; " });
        rest = behind;
        if HIDDEN.contains(&name.as_str()) && !tag.starts_with('/') && !tag.ends_with('/') {
            rest = behind_end(rest, &name);
        }
    }
    text.push_str(rest);
    tidy(&text)
}

/// What stands behind an element's end; nothing if it has none.
fn behind_end<'t>(text: &'t str, name: &str) -> &'t str {
    let end = format!("</{name}");
    let at = text
        .char_indices()
        .map(|(at, _)| at)
        .find(|at| text.get(*at..*at + end.len()).is_some_and(|here| here.eq_ignore_ascii_case(&end)));
    at.map_or("", |at| &text[at..])
}

/// One space between words, one mark between sentences.
fn tidy(text: &str) -> String {
    let plain = [("&nbsp;", " "), ("&laquo;", "«"), ("&raquo;", "»"), ("&mdash;", "—"), ("&ndash;", "–")];
    let text = plain.iter().fold(text.to_owned(), |text, (name, sign)| text.replace(name, sign));
    let text = quick_xml::escape::unescape(&text).map_or_else(|_| text.clone(), std::borrow::Cow::into_owned);
    let mut words: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let ends_already = words.last().is_none_or(|last| last.ends_with([';', '.', '!', '?']));
        if word != ";" || !ends_already {
            words.push(word);
        }
    }
    words.join(" ").trim_end_matches([' ', ';']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_shown_is_text() {
        for (page, text) in [
            ("<p>One</p><p>two</p>", "One ; two"),
            (
                "<html><head><style>p{}</style><title>T</title></head><body>A <b>b</b>&nbsp;&amp; c.<br>d</body>",
                "T ; A b & c. d",
            ),
            ("a<!-- b > c -->d<SCRIPT>e</Script>f", "ad ; ; f"),
            ("<select><option>captcha</select>x", "x"),
            ("x<script>y", "x"),
            ("x<y", "x"),
        ] {
            let text = text.replace("; ; ", "; ");
            assert_eq!(shown(page), text, "{page}");
        }
    }
}
