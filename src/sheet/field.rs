//! The fields of a sheet, one row each with everything that anybody asks about one.
//!
//! To add a field:
//!
//! 1. a row in `fields!`, with its other names in `called`: how its header is written, what its cells take,
//!    what people are told of it and how `vdsbatch generate` is given it all follow from that row;
//! 2. its place in [`crate::order::Order`], if the order carries it;
//! 3. where [`crate::check`] reads it from its cell;
//! 4. its column, and its place in the data for machines, in [`crate::report`].
//!
//! An amount of a server asks for less, since whoever goes over amounts goes over all of them
//! ([`crate::sheet::PerAmount`]): after its row here, its key in a tariff's TOML (`catalog/table/`), its
//! [`crate::order::Part`], and its column. Orders of before that could not ask for it have none.
//!
//! A kind of content that there was not yet is a variant of [`Content`]; the compiler then names every
//! place that has to know it.

use serde::{Deserialize, Serialize};

use super::called;
use super::content::{Content, Guide, Offered, Typed};
use crate::text::lang::Lang;

/// What holds of every cell of a field.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// How people call the column as well, in either language.
    pub also: &'static [&'static str],
    /// Whether a sheet cannot be ordered without it.
    pub needed: bool,
    /// What its cells hold.
    pub content: Content,
    /// What a person is told to write there.
    pub guide: Guide,
    /// How wide its column is in a sheet that is made here, in characters.
    pub width: u8,
    /// The option that gives it; none if a sheet that is made here never says it.
    pub typed: Option<Typed>,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $word:literal [$en:literal / $ru:literal] $facts:expr;)+) => {
        /// A column that the program knows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Field {
            $($(#[$doc])* $name,)+
        }

        impl Field {
            /// Every field, in the order of the sheet template.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$name),+];

            /// The word for machines and on the command line.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }

            /// The column's usual header in English and in Russian.
            #[must_use]
            pub const fn header(self) -> (&'static str, &'static str) {
                match self {
                    $(Self::$name => ($en, $ru),)+
                }
            }

            /// What holds of every cell of this field.
            #[must_use]
            pub const fn facts(self) -> Facts {
                match self {
                    $(Self::$name => $facts,)+
                }
            }
        }
    };
}

// In the order in which their columns stand in a sheet.
fields! {
    /// The tariff's name, or `id:N`.
    Tariff = "tariff" ["Tariff" / "Тариф"] Facts {
        also: called::TARIFF,
        needed: true,
        content: Content::Name(Offered::Tariffs),
        guide: Guide::Tariffs,
        width: 18,
        typed: Some(Typed { place: 1, value: "NAME", aliases: &[], help: "The tariff: a name of the tariff table, or `id:N`" }),
    };
    /// Where the servers stand.
    DataCentre = "data-centre" ["Data centre" / "Дата-центр"] Facts {
        also: called::DATA_CENTRE,
        needed: false,
        content: Content::Name(Offered::DataCentres),
        guide: Guide::Says(|lang| lang.pick(
            "The data centre of the server, for a tariff that is sold in several: choose from the list. Empty: the tariff has only one.",
            "Дата-центр сервера, если тариф продаётся в нескольких: выберите из списка. Пусто: дата-центр у тарифа один.",
        )),
        width: 18,
        typed: Some(Typed { place: 3, value: "NAME", aliases: &["data-center"], help: "The data centre, where a tariff is sold in several" }),
    };
    /// The operating system's template.
    Template = "template" ["OS template" / "Шаблон ОС"] Facts {
        also: called::TEMPLATE,
        needed: true,
        content: Content::Name(Offered::Templates),
        guide: Guide::Says(|lang| lang.pick(
            "The operating system: choose from the list. An OS template that contains ISPmanager orders its licence as well.",
            "Операционная система: выберите из списка. С шаблоном ОС, в котором есть ISPmanager, заказывается и лицензия на него.",
        )),
        width: 30,
        typed: Some(Typed { place: 2, value: "NAME", aliases: &[], help: "The operating system: a template of the tariff table" }),
    };
    /// What is installed with the operating system.
    Recipe = "recipe" ["Recipe" / "Рецепт"] Facts {
        also: called::RECIPE,
        needed: false,
        content: Content::Name(Offered::Recipes),
        guide: Guide::Says(|lang| lang.pick(
            "Software that is installed with the operating system: choose from the list. Some recipes go only with some OS templates. Empty: none.",
            "Что установить вместе с операционной системой: выберите из списка. Некоторые рецепты подходят не всем шаблонам ОС. Пусто: ничего.",
        )),
        width: 22,
        typed: Some(Typed { place: 4, value: "NAME", aliases: &[], help: "Software to install: a recipe of the tariff table" }),
    };
    /// For how long each payment lasts.
    Period = "period" ["Period" / "Период"] Facts {
        also: called::PERIOD,
        needed: true,
        content: Content::Months,
        guide: Guide::Periods,
        width: 15,
        typed: Some(Typed { place: 5, value: "MONTHS", aliases: &[], help: "How many months one payment covers" }),
    };
    /// The server's host name, or a pattern of names.
    Domain = "domain" ["Domain" / "Домен"] Facts {
        also: called::DOMAIN,
        needed: true,
        content: Content::Pattern,
        guide: Guide::Says(|lang| lang.pick(
            "The server's full name, such as web-1.example.ru. For several servers put {n} where the number belongs: web-{n}.example.ru. {n:03} gives 001, 002 and so on.",
            "Полное имя сервера, например web-1.example.ru. Для нескольких серверов поставьте {n} на место номера: web-{n}.example.ru. {n:03} даёт 001, 002 и так далее.",
        )),
        width: 32,
        typed: Some(Typed { place: 6, value: "PATTERN", aliases: &[], help: "The servers' names, with ### where their number belongs: `web-###.example.ru`" }),
    };
    /// Disk size.
    Disk = "disk" ["Disk" / "Диск"] Facts {
        also: called::DISK,
        needed: false,
        content: Content::Amount { unit: Some("GB"), least: 1, much: Some(20_000) },
        guide: Guide::Amount(|lang| lang.pick("Disk size", "Размер диска")),
        width: 9,
        typed: Some(Typed { place: 9, value: "SIZE", aliases: &[], help: "Disk size" }),
    };
    /// Memory.
    Ram = "ram" ["RAM" / "ОЗУ"] Facts {
        also: called::RAM,
        needed: false,
        content: Content::Amount { unit: Some("GB"), least: 1, much: Some(1_000) },
        guide: Guide::Amount(|lang| lang.pick("Memory", "Объём памяти")),
        width: 9,
        typed: Some(Typed { place: 10, value: "SIZE", aliases: &[], help: "Memory" }),
    };
    /// Number of cores.
    Cpu = "cpu" ["CPU" / "CPU"] Facts {
        also: called::CPU,
        needed: false,
        content: Content::Amount { unit: None, least: 1, much: None },
        guide: Guide::Amount(|lang| lang.pick("Number of cores", "Число ядер")),
        width: 9,
        typed: Some(Typed { place: 11, value: "N", aliases: &[], help: "Cores" }),
    };
    /// Number of IPv4 addresses.
    Ipv4 = "ipv4" ["IPv4" / "IPv4"] Facts {
        also: called::IPV4,
        needed: false,
        content: Content::Amount { unit: None, least: 0, much: None },
        guide: Guide::Amount(|lang| lang.pick("Number of IPv4 addresses", "Число адресов IPv4")),
        width: 9,
        typed: Some(Typed { place: 12, value: "N", aliases: &[], help: "IPv4 addresses" }),
    };
    /// Number of IPv6 addresses.
    Ipv6 = "ipv6" ["IPv6" / "IPv6"] Facts {
        also: called::IPV6,
        needed: false,
        content: Content::Amount { unit: None, least: 0, much: None },
        guide: Guide::Amount(|lang| lang.pick("Number of IPv6 addresses", "Число адресов IPv6")),
        width: 9,
        typed: Some(Typed { place: 13, value: "N", aliases: &[], help: "IPv6 addresses" }),
    };
    /// Whether the ISPmanager control panel is wanted.
    Ispmanager = "ispmanager" ["ISPmanager" / "ISPmanager"] Facts {
        also: called::ISPMANAGER,
        needed: false,
        content: Content::YesNo,
        guide: Guide::Says(|lang| lang.pick(
            "Yes or no. It must go with the OS template. Empty: what follows from the OS template.",
            "Да или нет. Должно соответствовать шаблону ОС. Пусто: то, что следует из шаблона ОС.",
        )),
        width: 15,
        typed: Some(Typed { place: 14, value: "YES|NO", aliases: &[], help: "Whether to order the ISPmanager panel: `yes` or `no`" }),
    };
    /// Renewal at the period's end.
    AutoRenew = "auto-renew" ["Auto-renew" / "Автопродление"] Facts {
        also: called::AUTO_RENEW,
        needed: false,
        content: Content::Renewal,
        guide: Guide::Renewal,
        width: 17,
        typed: Some(Typed { place: 15, value: "YES|PERIOD", aliases: &[], help: "Auto-renew: `yes`, or a period" }),
    };
    /// How many servers the row stands for.
    Count = "count" ["Count" / "Количество"] Facts {
        also: called::COUNT,
        needed: false,
        content: Content::Number { least: 1, most: 1000, counts: true },
        guide: Guide::Says(|lang| lang.pick(
            "How many servers to order by this row: 1 to 1000. More than one needs {n} in the domain. Empty: 1.",
            "Сколько серверов заказать по этой строке: от 1 до 1000. Если больше одного, в домене нужно {n}. Пусто: 1.",
        )),
        width: 15,
        typed: Some(Typed { place: 7, value: "N", aliases: &[], help: "How many servers, 1 to 1000 [default: 1]" }),
    };
    /// The first number of a pattern.
    Start = "start" ["Start" / "Начать с"] Facts {
        also: called::START,
        needed: false,
        content: Content::Number { least: 0, most: 999_999, counts: false },
        guide: Guide::Says(|lang| lang.pick(
            "The first number that is put in place of {n} in the domain. Empty: 1.",
            "Первый номер, который подставится вместо {n} в домене. Пусто: 1.",
        )),
        width: 12,
        typed: Some(Typed { place: 8, value: "N", aliases: &[], help: "The first number [default: 1]" }),
    };
    /// Price per server and period.
    Price = "price" ["Price" / "Цена"] Facts {
        also: called::PRICE,
        needed: false,
        content: Content::Money,
        guide: Guide::Price,
        width: 15,
        typed: Some(Typed { place: 16, value: "SUM", aliases: &[], help: "Price per server and period" }),
    };
    /// Price per server and month.
    PricePerMonth = "price-per-month" ["Price per month" / "Цена за месяц"] Facts {
        also: called::PRICE_PER_MONTH,
        needed: false,
        content: Content::Money,
        guide: Guide::Says(|lang| lang.pick(
            "The price of one server for one month, if you know it by the month. Fill one of the two prices.",
            "Сумма за один сервер и один месяц, если известна цена за месяц. Заполните одну из двух цен.",
        )),
        width: 15,
        typed: Some(Typed { place: 17, value: "SUM", aliases: &[], help: "Price per server and month" }),
    };
    /// The cost centre.
    CostCentre = "cost-centre" ["Cost centre" / "Центр затрат"] Facts {
        also: called::COST_CENTRE,
        needed: false,
        content: Content::Text { of_days: false },
        guide: Guide::Says(|lang| lang.pick(
            "Any text. The results have totals for each cost centre.",
            "Любой текст. В результатах есть итоги по каждому центру затрат.",
        )),
        width: 18,
        typed: Some(Typed { place: 18, value: "TEXT", aliases: &["cost-center"], help: "The cost centre" }),
    };
    /// The buyer's own reference, such as a ticket.
    Reference = "reference" ["Reference" / "Заявка"] Facts {
        also: called::REFERENCE,
        needed: false,
        content: Content::Text { of_days: false },
        guide: Guide::Says(|lang| lang.pick(
            "Your own request or ticket. It is copied to the results.",
            "Номер вашей заявки или основание. Переносится в результаты.",
        )),
        width: 18,
        typed: Some(Typed { place: 19, value: "TEXT", aliases: &[], help: "Your own reference, such as a ticket" }),
    };
    /// Whether to order the row at all.
    Enabled = "enabled" ["Order?" / "Заказать?"] Facts {
        also: called::ENABLED,
        needed: false,
        content: Content::YesNo,
        guide: Guide::Says(|lang| lang.pick(
            "No leaves this row out. Empty: yes.",
            "«Нет» — строка не заказывается. Пусто: да.",
        )),
        width: 12,
        typed: None,
    };
    /// A comment.
    Comment = "comment" ["Comment" / "Комментарий"] Facts {
        also: called::COMMENT,
        needed: false,
        content: Content::Text { of_days: true },
        guide: Guide::Says(|lang| lang.pick(
            "Any text. It is copied to the results.",
            "Любой текст. Переносится в результаты.",
        )),
        width: 44,
        typed: Some(Typed { place: 20, value: "TEXT", aliases: &[], help: "A comment" }),
    };
}

impl Field {
    /// The fields without which a sheet cannot be ordered.
    pub fn needed() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|field| field.facts().needed)
    }

    /// The column's usual header in a language.
    #[must_use]
    pub const fn title(self, lang: Lang) -> &'static str {
        let (en, ru) = self.header();
        lang.pick(en, ru)
    }

    /// Every name that its header may have, the usual ones first.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let (en, ru) = self.header();
        [en, ru].into_iter().chain(self.facts().also.iter().copied())
    }

    /// Its index in [`Field::ALL`]: its column in a sheet that is made here.
    #[must_use]
    pub const fn index(self) -> u16 {
        self as u16
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_its_own_word() {
        for field in Field::ALL {
            assert_eq!(serde_json::to_string(&field).expect("json"), format!("\"{}\"", field.word()));
        }
        let mut all = Field::ALL.to_vec();
        all.sort();
        all.dedup();
        assert_eq!(all, Field::ALL, "a sheet's columns stand in the order of the rows here");
    }

    #[test]
    fn facts_of_a_field_do_not_contradict_each_other() {
        let mut places = Vec::new();
        for field in Field::ALL {
            let facts = field.facts();
            assert_eq!(Field::ALL[usize::from(field.index())], field);
            places.extend(facts.typed.map(|typed| typed.place));
            assert_eq!(
                matches!(facts.guide, Guide::Amount(_)),
                field.is_amount(),
                "{field:?} is told of as what it is not"
            );
            assert!(!facts.needed || facts.typed.is_some(), "{field:?} is needed and cannot be typed");
            assert!(!(facts.needed && facts.content.is_text()), "{field:?} is needed, whatever it says");
        }
        places.sort_unstable();
        let in_help: Vec<u8> = (1..).take(places.len()).collect();
        assert_eq!(places, in_help, "each option has its own place in the help");
    }
}
