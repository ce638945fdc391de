//! Attributes of XML elements.

use quick_xml::events::BytesStart;

/// The value of an attribute, without spaces around it; as it stands, with its references.
pub(super) fn text(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = start.try_get_attribute(name).ok()??;
    Some(attribute.value.trim().to_owned())
}
