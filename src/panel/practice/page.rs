//! The practice panel's answers to a browser: the published script, BILLmanager's login form, plain pages. Pure.

use quick_xml::escape::escape;

use super::node::Node;

/// The published answer to an order without `out`: a script, and no number of anything.
const SCRIPT: &str = "<script language='JavaScript'>fr_master('startpage=vds', 'top.');</script>";

/// BILLmanager's login form.
const LOGIN: &str = "<!DOCTYPE html><html><head><title>BILLmanager</title></head><body class=\"loginform\">\
                     <form method=\"post\" action=\"/billmgr\" id=\"loginform\"><input type=\"hidden\" name=\"func\" value=\"auth\"/>\
                     <input name=\"username\"/><input type=\"password\" name=\"password\"/></form></body></html>";

/// A page with nothing but a title.
pub(super) fn titled(title: &str) -> String {
    let title = escape(title);
    format!("<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>")
}

/// What a browser is shown in place of a document.
pub(super) fn of_document(document: &Node) -> String {
    if let Some(error) = document.child("error") {
        return of_error(error);
    }
    match document.child("ok") {
        Some(ok) if ok.attributes.is_empty() => SCRIPT.to_owned(),
        // The next step of something, such as the code of a second factor.
        Some(ok) => framed(&format!(
            "<form method=\"post\" action=\"/billmgr?{}\"><input name=\"code\"/><input type=\"submit\"/></form>",
            escape(ok.text.as_str())
        )),
        None if document.child("form").is_some() => {
            framed("<form method=\"post\" action=\"/billmgr\"><input name=\"domain\"/><input type=\"submit\"/></form>")
        }
        None => framed(&format!("<table>{}</table>", document.children.iter().map(row).collect::<String>())),
    }
}

fn of_error(error: &Node) -> String {
    let attribute = |name: &str| error.attributes.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str());
    match attribute("obj").or_else(|| attribute("object")) {
        Some("badpassword" | "auth" | "session") => LOGIN.to_owned(),
        _ => titled(error.child("msg").map_or(&error.text, |words| &words.text)),
    }
}

fn framed(body: &str) -> String {
    format!("<!DOCTYPE html><html><head><title>BILLmanager</title></head><body>{body}</body></html>")
}

fn row(node: &Node) -> String {
    let cell = |text: &str| format!("<td>{}</td>", escape(text));
    let cells: String = if node.children.is_empty() {
        [node.name.as_str(), &node.text].map(cell).concat()
    } else {
        node.children.iter().map(|child| cell(&child.text)).collect()
    };
    format!("<tr>{cells}</tr>")
}
