//! Which field a header may be meant for that is none of its names.

use std::sync::LazyLock;

use super::fold::{folded, plain};
use super::heading::{Heading, beginning, heading};
use crate::sheet::Field;
use crate::text::alike::slips;

/// Words that are about a field, or begin like one that is: from four letters on the beginning is enough. What
/// changes an order most stands first.
const STEMS: [(Field, &[&str]); 16] = [
    (Field::PricePerMonth, &["абонплата", "абонентск"]),
    (
        Field::Disk,
        &["диск", "накопит", "хранилищ", "винчестер", "объем", "ssd", "hdd", "nvme", "disk", "storage", "volume"],
    ),
    (Field::Ram, &["озу", "памят", "оператив", "ram", "memory", "mem"]),
    (Field::Cpu, &["цп", "цпу", "cpu", "vcpu", "процессор", "ядер", "ядра", "ядро", "core", "vcore", "processor"]),
    (Field::Ipv6, &["ipv6"]),
    (Field::Ipv4, &["ipv4", "ip", "ips", "айпи"]),
    (Field::AutoRenew, &["автопродл", "продлен", "пролонг", "renew", "autorenew", "autoprolong"]),
    (Field::Ispmanager, &["isp", "ispmanager"]),
    (Field::Count, &["колич", "кол", "qty", "quant", "count", "штук", "экземпляр", "instances"]),
    (Field::Price, &["цена", "цены", "цене", "стоимост", "прайс", "price", "cost", "fee"]),
    (Field::Period, &["срок", "период", "месяц", "длительн", "period", "term", "month", "duration"]),
    (Field::Template, &["ос", "os", "операц", "шаблон", "образ", "дистриб", "template", "image", "distr", "system"]),
    (
        Field::Domain,
        &[
            "домен",
            "хост",
            "сервер",
            "машин",
            "имя",
            "назван",
            "наименован",
            "узел",
            "адрес",
            "domain",
            "host",
            "fqdn",
            "dns",
            "server",
            "name",
            "machine",
            "node",
            "vm",
            "vps",
            "vds",
            "вм",
        ],
    ),
    (
        Field::Tariff,
        &[
            "тариф",
            "план",
            "пакет",
            "конфиг",
            "комплект",
            "модел",
            "tariff",
            "plan",
            "package",
            "config",
            "model",
            "flavor",
            "flavour",
            "instance",
        ],
    ),
    (
        Field::Enabled,
        &[
            "заказать",
            "заказыва",
            "нужен",
            "нужно",
            "нужна",
            "требуется",
            "отмен",
            "актив",
            "active",
            "needed",
            "cancel",
        ],
    ),
    (Field::Start, &["начальн", "начинать", "starting"]),
];

/// The field that a header which is not understood may be meant for.
pub(super) fn likely(header: &str) -> Option<Field> {
    match heading(header) {
        Heading::Field(..) => None,
        Heading::Near(field, ..) | Heading::Among(field) | Heading::More(field, _) | Heading::Foreign(field) => {
            Some(field)
        }
        Heading::Other => about(header).or_else(|| nearest(header)),
    }
}

/// The field that a word of a header is about.
pub(super) fn about(header: &str) -> Option<Field> {
    let header = beginning(header).unwrap_or(header);
    let words: Vec<String> =
        header.split(|c: char| !c.is_alphanumeric()).map(plain).filter(|word| !word.is_empty()).collect();
    let is = |stem: &&str| {
        let long = stem.chars().count() >= 4;
        words.iter().any(|word| word == stem || (long && word.starts_with(stem)))
    };
    STEMS.iter().find(|(_, stems)| stems.iter().any(&is)).map(|(field, _)| *field)
}

/// The field one of whose names looks most like a header, if any does: further off than in a third of its
/// letters it would be a guess.
fn nearest(header: &str) -> Option<Field> {
    let header = folded(beginning(header).unwrap_or(header));
    let letters = header.chars().count();
    let near = NAMES.iter().filter_map(|(field, name)| Some((slips(&header, name, letters / 3)?, *field)));
    let (_, field) = near.min_by_key(|(slips, _)| *slips)?;
    (letters >= 4).then_some(field)
}

/// Every name of a field, as it is compared.
static NAMES: LazyLock<Vec<(Field, String)>> = LazyLock::new(|| {
    Field::ALL.into_iter().flat_map(|field| field.names().map(move |name| (field, folded(name)))).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_that_is_not_understood_has_a_field_that_may_be_meant() {
        for (header, field) in [
            ("Сервер", Field::Domain),
            ("Название ВМ для заказа", Field::Domain),
            ("Конфигурация", Field::Tariff),
            ("Дистрибутив", Field::Template),
            ("Хранилище данных", Field::Disk),
            ("Кол. ВМ", Field::Count),
            ("Стоимость", Field::Price),
            ("IP-адрес", Field::Ipv4),
            ("Domian", Field::Domain),
            ("Trariff nam", Field::Tariff),
        ] {
            assert_eq!(likely(header), Some(field), "{header}");
        }
        for header in ["Ответственный", "Owner", "№", "Tariff", "Дата", "Согласовано", "Email"]
        {
            assert_eq!(likely(header), None, "{header}");
        }
    }
}
