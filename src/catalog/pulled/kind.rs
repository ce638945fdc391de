//! Which column a panel's amount belongs to, and its unit. Pure.

use crate::catalog::offered::ExportedAddon;
use crate::sheet::Field;

/// The field whose cells are amounts of this; none where the panel does not say it.
pub(super) fn field(addon: &ExportedAddon) -> Option<Field> {
    match addon.intname.as_deref().map(str::to_ascii_lowercase)?.as_str() {
        "ncpu" | "cpu" | "vcpu" | "cores" => Some(Field::Cpu),
        "mem" | "ram" => Some(Field::Ram),
        "disc" | "disk" => Some(Field::Disk),
        "ipv4" | "ip4" => Some(Field::Ipv4),
        "ipv6" | "ip6" => Some(Field::Ipv6),
        // Addresses of which kind, its name says or nobody does.
        "ip" => match (says(addon, "ipv4"), says(addon, "ipv6")) {
            (true, false) => Some(Field::Ipv4),
            (false, true) => Some(Field::Ipv6),
            _ => None,
        },
        _ => None,
    }
}

fn says(addon: &ExportedAddon, what: &str) -> bool {
    let names = [Some(&addon.name.plain), addon.name.russian.as_ref()];
    names.into_iter().flatten().any(|name| name.to_lowercase().replace([' ', '-'], "").contains(what))
}

/// What a measure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit<'m> {
    /// Pieces, or nothing is said.
    Pieces,
    /// A size that a sheet can say.
    Size(&'static str),
    /// Something that is not known here.
    Unknown(&'m str),
}

/// The unit of an amount, as the panel writes it.
pub(super) fn unit(measure: Option<&str>) -> Unit<'_> {
    let measure = measure.map(str::trim).unwrap_or_default();
    match measure.to_lowercase().trim_end_matches('.') {
        "" | "pcs" | "pc" | "шт" | "ед" | "unit" | "units" => Unit::Pieces,
        "mb" | "mib" | "мб" | "миб" => Unit::Size("MB"),
        "gb" | "gib" | "гб" | "гиб" => Unit::Size("GB"),
        "tb" | "tib" | "тб" | "тиб" => Unit::Size("TB"),
        _ => Unit::Unknown(measure),
    }
}

/// Whether a template's name says that it holds the ISPmanager panel.
pub(super) fn holds_ispmanager(template: &str) -> bool {
    let name = template.to_lowercase();
    ["ispmgr", "ispmanager"].into_iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::offered::Name;

    #[test]
    fn an_amount_has_a_column_only_where_the_panel_says_which() {
        for (intname, name, wanted) in [
            ("ncpu", "Processors", Some(Field::Cpu)),
            ("MEM", "Memory", Some(Field::Ram)),
            ("disc", "Disk", Some(Field::Disk)),
            ("ip", "IPv4 addresses", Some(Field::Ipv4)),
            ("ip", "IPv6-адреса", Some(Field::Ipv6)),
            ("ip", "IP addresses", None),
            ("ip", "IPv4/IPv6", None),
            ("port", "Disk", None),
        ] {
            let addon =
                ExportedAddon { intname: Some(intname.to_owned()), name: Name::of(name), ..ExportedAddon::default() };
            assert_eq!(field(&addon), wanted, "{intname} {name}");
        }
        assert_eq!(field(&ExportedAddon { name: Name::of("Disk"), ..ExportedAddon::default() }), None);
    }

    #[test]
    fn a_unit_is_known_or_told_as_it_stands() {
        for (measure, wanted) in [
            (None, Unit::Pieces),
            (Some("шт."), Unit::Pieces),
            (Some("Gb"), Unit::Size("GB")),
            (Some("ГБ"), Unit::Size("GB")),
            (Some("MiB"), Unit::Size("MB")),
            (Some("тб"), Unit::Size("TB")),
            (Some(" Mbit/s"), Unit::Unknown("Mbit/s")),
        ] {
            assert_eq!(unit(measure), wanted, "{measure:?}");
        }
    }
}
