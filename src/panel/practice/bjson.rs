//! `out=bjson` of panels of today: no `doc`, and a list, a form, an act and an error in a shape of their own. Pure.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::node::Node;

/// Writes a document.
pub(super) fn written(document: &Node) -> String {
    let mut members = match document.child("error") {
        Some(error) => of_error(error),
        None if document.child("metadata").is_some() => of_form(document),
        None if document.child("p_elems").is_some() => of_list(document),
        None if document.child("pricelist").is_some() => members_of(document),
        None => document.children.iter().map(|child| (child.name.clone(), of_act(child))).collect(),
    };
    if let Some(function) = document.value_of("func") {
        members.insert("func".to_owned(), Value::from(function));
    }
    Value::Object(members).to_string()
}

fn of_error(error: &Node) -> Map<String, Value> {
    let words = error.child("msg").map_or(error.text.as_str(), |words| &words.text);
    let error = json!({ "msg": { "$": words }, "type": error.value_of("type"), "object": error.value_of("object") });
    Map::from_iter([("error".to_owned(), error)])
}

/// Rows of plain texts; what stands beside a text is a member of its own: `item_status_orig`.
fn of_list(document: &Node) -> Map<String, Value> {
    let row = |row: &Node| {
        let mut cells = Map::new();
        for cell in &row.children {
            cells.insert(cell.name.clone(), Value::from(cell.text.as_str()));
            let beside =
                |(name, value): &(&str, String)| (format!("{}_{name}", cell.name), Value::from(value.as_str()));
            cells.extend(cell.attributes.iter().map(beside));
        }
        Value::Object(cells)
    };
    let (rows, others): (Vec<&Node>, Vec<&Node>) = document.children.iter().partition(|child| child.name == "elem");
    let mut members: Map<String, Value> =
        others.iter().map(|child| (child.name.clone(), Value::from(child.text.as_str()))).collect();
    members.insert("elem".to_owned(), rows.into_iter().map(row).collect());
    members
}

/// The fields by name, their labels, and what each can be.
fn of_form(document: &Node) -> Map<String, Value> {
    let named = |node: &Node, name: &str| node.value_of(name).unwrap_or_default().to_owned();
    let (mut model, mut lists, mut labels) = (Map::new(), Map::new(), Vec::new());
    let mut rows: Vec<(String, Vec<Value>)> = Vec::new();
    for child in &document.children {
        match child.name.as_str() {
            "list" => rows.push((named(child, "name"), child.children.iter().map(bare).collect())),
            "metadata" | "tparams" => {}
            "slist" => {
                let choice = |val: &Node| {
                    let mut choice = Map::from_iter([("v".to_owned(), Value::from(val.text.as_str()))]);
                    let marks = [("k", "key"), ("depend", "depend")];
                    let told = |(short, name)| Some((String::from(short), Value::from(val.value_of(name)?)));
                    choice.extend(marks.into_iter().filter_map(told));
                    Value::Object(choice)
                };
                lists.insert(named(child, "name"), child.children.iter().map(choice).collect());
            }
            "messages" => {
                let label = |msg: &Node| json!({ "name": named(msg, "name"), "msg": msg.text });
                labels.extend(child.children.iter().map(label));
            }
            name => drop(model.insert(name.to_owned(), Value::from(child.text.as_str()))),
        }
    }
    let mut all = json!({ "model": model, "messages": labels, "list": { "slist": lists } });
    for (name, rows) in rows {
        all["list"][name] = Value::Array(rows);
    }
    if let Value::Object(members) = all { members } else { Map::new() }
}

/// A price list: everything is a member, and what comes twice an array.
fn members_of(node: &Node) -> Map<String, Value> {
    let mut all: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for child in &node.children {
        all.entry(&child.name).or_default().push(bare(child));
    }
    let always = ["pricelist", "period", "enumerationitem"];
    let member = |(name, mut values): (&str, Vec<Value>)| {
        let one = values.len() == 1 && !always.contains(&name);
        (name.to_owned(), if one { values.remove(0) } else { Value::Array(values) })
    };
    all.into_iter().map(member).collect()
}

fn bare(node: &Node) -> Value {
    if node.children.is_empty() && node.attributes.is_empty() {
        return Value::from(node.text.as_str());
    }
    let mut members = members_of(node);
    members.extend(node.attributes.iter().map(|(name, value)| ((*name).to_owned(), Value::from(value.as_str()))));
    Value::Object(members)
}

/// What an act answers: its texts as `v`, and a bare success as `true`.
fn of_act(node: &Node) -> Value {
    if node.name == "ok" && node.text.is_empty() {
        return Value::from(true);
    }
    if node.children.is_empty() && node.attributes.is_empty() {
        return json!({ "v": node.text });
    }
    let mut members: Map<String, Value> =
        node.children.iter().map(|child| (child.name.clone(), of_act(child))).collect();
    members.extend(node.attributes.iter().map(|(name, value)| ((*name).to_owned(), Value::from(value.as_str()))));
    Value::Object(members)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_answer_has_a_shape_of_its_own() {
        let doc = || Node::new("doc").attribute("func", "vds");
        let status = Node::text("item_status", "Active").attribute("orig", 2);
        let list = doc().with(Node::new("elem").with(Node::text("id", 7)).with(status)).with(Node::text("p_elems", 1));
        let row = r#"{"id":"7","item_status":"Active","item_status_orig":"2"}"#;
        assert_eq!(written(&list), format!(r#"{{"elem":[{row}],"func":"vds","p_elems":"1"}}"#));
        let done = doc().with(Node::text("id", 7)).with(Node::new("ok"));
        assert_eq!(written(&done), r#"{"func":"vds","id":{"v":"7"},"ok":true}"#);
        let choice =
            Node::new("slist").attribute("name", "ostempl").with(Node::text("val", "D 13").attribute("key", "D"));
        let form = doc().with(Node::text("elid", 7)).with(Node::new("metadata")).with(choice);
        let expected =
            r#"{"func":"vds","list":{"slist":{"ostempl":[{"k":"D","v":"D 13"}]}},"messages":[],"model":{"elid":"7"}}"#;
        assert_eq!(written(&form), expected);
        let row = Node::new("elem").with(Node::text("label", "Total")).with(Node::text("cost", "5.00"));
        let form =
            doc().with(Node::new("metadata")).with(Node::new("list").attribute("name", "total_summary").with(row));
        let expected = r#"{"func":"vds","list":{"slist":{},"total_summary":[{"cost":"5.00","label":"Total"}]},"messages":[],"model":{}}"#;
        assert_eq!(written(&form), expected);
        let error =
            Node::new("error").attribute("type", "value").attribute("object", "x").with(Node::text("msg", "no"));
        let expected = r#"{"error":{"msg":{"$":"no"},"object":"x","type":"value"},"func":"vds"}"#;
        assert_eq!(written(&doc().with(error)), expected);
    }
}
