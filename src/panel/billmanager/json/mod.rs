//! JSON as a panel writes it, read under limits into the tree that XML fills too. Pure.
//!
//! Three shapes are in use. `json`, `sjson` and `xjson` hold the document under `doc`, an element's text under `$`
//! and an attribute under `$name`; `bjson` has no `doc`, plain values, or their text under `v`, and an attribute
//! `orig` of a field beside it as `field_orig`. An element is an object, or an array of them.
//!
//! What is not whole, says one thing twice, or in two ways, is no document: `serde_json` by itself would keep the last
//! of two equal keys.

mod apart;
mod value;

use serde::de::DeserializeSeed;

pub(super) use self::apart::parse_each;
use self::value::{MOST, Seed, Value, document};
use super::element::Element;

/// Reads a whole document: one object, closed, nothing behind it.
pub(super) fn parse(text: &str) -> Option<Element> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let mut left = MOST;
    let value = Seed { depth: 0, left: &mut left }.deserialize(&mut reader).ok()?;
    reader.end().ok()?;
    let Value::Object(members) = value else { return None };
    document(members, false)
}

#[cfg(test)]
mod tests {
    use super::super::xml;
    use super::*;

    /// A document of JSON is the same tree as one of XML.
    fn same(json: &str, xml: &str) {
        let read = parse(json).unwrap_or_else(|| panic!("no document: {json}"));
        assert_eq!(Some(read), xml::parse(xml), "{json}");
    }

    #[test]
    fn every_shape_is_the_tree_that_xml_is() {
        let order = "<doc func=\"vds.order.param\"><id>7100042</id><ok/></doc>";
        for json in [
            "{\"doc\":{\"$func\":\"vds.order.param\",\"id\":{\"$\":\"7100042\"},\"ok\":{\"$\":\"\"}}}",
            "{\"func\":\"vds.order.param\",\"id\":{\"v\":\"7100042\"},\"ok\":true}",
            "{\"id\":7100042,\"func\":\"vds.order.param\",\"ok\":null}",
        ] {
            same(json, order);
        }
        let list = "<doc func=\"vds\"><elem><id>7</id><item_status orig=\"2\">Active</item_status></elem></doc>";
        for json in [
            "{\"doc\":{\"$func\":\"vds\",\"elem\":{\"id\":{\"$\":\"7\"},\"item_status\":{\"$orig\":\"2\",\"$\":\"Active\"}}}}",
            "{\"doc\":{\"$func\":\"vds\",\"elem\":[{\"id\":\"7\",\"item_status\":{\"$\":\"Active\",\"$orig\":2}}]}}",
            "{\"func\":\"vds\",\"elem\":[{\"id\":\"7\",\"item_status\":\"Active\",\"item_status_orig\":\"2\"}]}",
            "\n {\"func\":\"vds\",\"elem\":[{\"id\":\"7\",\"item_status_orig\":\"2\",\"item_status\":{\"v\":\"Active\"}}]}\n",
        ] {
            same(json, list);
        }
        let error = "<doc><error type=\"value\" object=\"ostempl\"><msg>No</msg></error></doc>";
        for json in [
            "{\"doc\":{\"error\":{\"$type\":\"value\",\"$object\":\"ostempl\",\"msg\":{\"$\":\"No\"}}}}",
            "{\"error\":{\"msg\":\"No\",\"type\":\"value\",\"object\":\"ostempl\"}}",
            "{\"error\":{\"type\":\"value\",\"object\":\"ostempl\",\"msg\":{\"$\":\"No\"}}}",
        ] {
            same(json, error);
        }
        same("{\"doc\":{\"id\":[{\"$\":\"5501\"},{\"$\":\"5501\"}]}}", "<doc><id>5501</id><id>5501</id></doc>");
        same("{\"doc\":{\"elem\":[],\"p_elems\":{\"$\":\"0\"}}}", "<doc><p_elems>0</p_elems></doc>");
        same("{\"doc\":{\"a_orig\":\"1\"}}", "<doc><a_orig>1</a_orig></doc>");
        same("{\"doc\":{\"billorder.id\":{\"$\":\"Ж\"}}}", "<doc><billorder.id>Ж</billorder.id></doc>");
    }

    #[test]
    fn what_is_not_whole_or_says_one_thing_twice_is_no_document() {
        for text in [
            "",
            "{",
            "{}",
            "[]",
            "[{\"doc\":{}}]",
            "\"doc\"",
            "{\"doc\":{\"ok\":{\"$\":\"\"}}",
            "{\"doc\":{\"ok\":{\"$\":\"\"}}}x",
            "{\"doc\":{}}{\"doc\":{}}",
            "\u{feff}{\"doc\":{}}",
            "{\"doc\":{},\"ok\":true}",
            "{\"doc\":[{}]}",
            "{\"doc\":{\"id\":\"1\",\"id\":\"1\"}}",
            "{\"doc\":{\"ok\":{\"$\":\"\",\"$\":\"\"}}}",
            "{\"doc\":{\"id\":{\"$\":\"1\",\"v\":\"1\"}}}",
            "{\"doc\":{\"id\":{\"$\":{\"$\":\"1\"}}}}",
            "{\"doc\":{\"id\":{\"$orig\":[\"1\"]}}}",
            "{\"doc\":{\"id\":[[\"1\"]]}}",
            "{\"doc\":{\"id\":\"1\\u0000\"}}",
            "{\"doc\":{\"id\":\"\\u001f\"}}",
            "{\"doc\":{\"id\":\"\u{1}\"}}",
            "{\"doc\":{\"1d\":\"1\"}}",
            "{\"doc\":{\"\":\"1\"}}",
            "{\"doc\":{\"a b\":\"1\"}}",
            "{\"doc\":{\"$a b\":\"1\"}}",
            "{\"doc\":{\"ok\":false}}",
            "{\"doc\":{\"id\":123456789012345678901234}}",
            "{\"doc\":{\"id\":1e400}}",
            "{\"doc\":{\"id\":NaN}}",
            "{\"doc\":{\"id\":'1'}}",
            "{\"doc\":{\"id\":01}}",
            "{\"doc\":{\"id\":\"1\",}}",
            "{\"doc\":{/**/}}",
            // Anybody answers like this.
            "{\"ok\":true}",
            "{\"status\":\"ok\"}",
            // One thing in two ways.
            "{\"elem\":[{\"s\":{\"$\":\"a\",\"$orig\":\"1\"},\"s_orig\":\"2\"}]}",
            "{\"doc\":{\"error\":{\"$type\":\"value\",\"type\":\"auth\"}}}",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_hostile_document_is_refused_at_once() {
        let began = std::time::Instant::now();
        let deep = |levels: usize| format!("{}{}", "{\"doc\":".repeat(levels), "1".to_owned() + &"}".repeat(levels));
        assert_eq!(parse(&deep(1 << 16)), None);
        assert_eq!(parse(&format!("{{\"doc\":{}{}}}", "[".repeat(100), "]".repeat(100))), None);
        assert_eq!(parse(&format!("{{\"doc\":{{\"a\":[{}1]}}}}", "1,".repeat(MOST))), None);
        let many = (0..200_000).map(|n| format!("\"$a{n}\":1,")).collect::<Vec<_>>().concat();
        assert_eq!(parse(&format!("{{\"doc\":{{{many}\"b\":1}}}}")), None);
        let originals = (0..20_000).map(|n| format!("\"a{n}\":1,\"a{n}_orig\":1,")).collect::<Vec<_>>().concat();
        assert_eq!(parse(&format!("{{\"doc\":{{{originals}\"b\":1}}}}")), None);
        assert!(began.elapsed().as_secs() < 60);
    }
}
