//! Terms as ledgers and recovery files of version 2 hold them: names and ids side by side.
//!
//! What was sent then is what BILLmanager 4 was told, the only panel that there was.

use serde::Deserialize;

use super::asked::{Amount, Asked, Part, Renewal};
use super::sent::{Parameter, Sent, Value};
use crate::catalog::{AddonId, EnumId, Months, PeriodId, TariffId};
use crate::sheet::PerAmount;

/// Terms in either form.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Stored {
    /// As this version writes them.
    Now { asked: Box<Asked>, sent: Sent },
    /// As the versions before wrote them.
    Before(Box<Before>),
}

#[derive(Deserialize)]
pub(super) struct Before {
    tariff: TariffId,
    tariff_name: String,
    months: Months,
    period: PeriodId,
    template: String,
    disk: Resource,
    ram: Resource,
    cpu: Resource,
    ipv4: Resource,
    ipv6: Resource,
    name_servers: Option<Choice>,
    ispmanager: Option<Choice>,
    renewal: Prolonged,
    renewal_given: bool,
}

#[derive(Clone, Copy, Deserialize)]
struct Resource {
    addon: AddonId,
    value: u32,
    given: bool,
}

#[derive(Clone, Copy, Deserialize)]
struct Choice {
    id: EnumId,
    value: u32,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Prolonged {
    Every(Months, PeriodId),
    Never(Option<String>),
}

impl Before {
    fn resources(&self) -> [(Part, Resource); 5] {
        [
            (Part::Disk, self.disk),
            (Part::Ram, self.ram),
            (Part::Cpu, self.cpu),
            (Part::Ipv4, self.ipv4),
            (Part::Ipv6, self.ipv6),
        ]
    }

    /// What the panel was told.
    pub(super) fn sent(&self) -> Sent {
        let mut sent = Vec::new();
        let mut say = |part, name: String, value| sent.push(Parameter { part, of: None, name: name.into(), value });
        say(Part::Tariff, "price".to_owned(), Value::Number(self.tariff.get()));
        say(Part::Period, "period".to_owned(), Value::Number(self.period.get()));
        say(Part::Template, "ostempl".to_owned(), Value::Text((&self.template).into()));
        for (part, resource) in self.resources() {
            say(part, format!("addon_{}", resource.addon), Value::Number(resource.value));
        }
        for (part, choice) in [(Part::NameServers, self.name_servers), (Part::Ispmanager, self.ispmanager)] {
            if let Some(choice) = choice {
                say(part, format!("enum_{}", choice.id), Value::Number(choice.value));
            }
        }
        let prolonged = match &self.renewal {
            Prolonged::Every(_, period) => Some(Value::Number(period.get())),
            Prolonged::Never(word) => word.as_ref().map(|word| Value::Text(word.into())),
        };
        if let Some(value) = prolonged {
            say(Part::AutoRenew, "autoprolong".to_owned(), value);
        }
        Sent::kept(sent)
    }

    /// What had been asked for.
    pub(super) fn asked(self) -> Asked {
        let amount = |resource: Resource| Amount { value: resource.value, given: resource.given };
        let resources = self.resources();
        let of = |field| resources.iter().find(|(part, _)| part.field() == Some(field));
        Asked {
            tariff: self.tariff_name,
            months: self.months,
            template: self.template,
            // An amount that could not be asked for then is none, and no default is guessed for it.
            amounts: PerAmount::of(|field| of(field).map(|(_, resource)| amount(*resource))),
            renewal: match self.renewal {
                Prolonged::Every(months, _) => Renewal::Every(months),
                Prolonged::Never(_) => Renewal::Never,
            },
            renewal_given: self.renewal_given,
            data_centre: None,
            recipe: None,
            template_title: None,
            recipe_title: None,
            named: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::order::terms::Terms;
    use crate::sheet::Field;

    const BEFORE: &str = r#"{"tariff":1100,"tariff_name":"KVM Ferrum","months":3,"period":1213,
        "template":"CentOS-7-x86_64-minimal","disk":{"addon":1101,"value":40,"given":true},
        "ram":{"addon":1103,"value":1,"given":false},"cpu":{"addon":1104,"value":1,"given":false},
        "ipv4":{"addon":1110,"value":1,"given":false},"ipv6":{"addon":1791,"value":4,"given":false},
        "name_servers":{"id":1112,"value":21},"ispmanager":{"id":1106,"value":25},
        "renewal":{"every":[3,1213]},"renewal_given":false}"#;

    #[test]
    fn terms_of_before_say_what_was_asked_and_what_was_sent() {
        let terms: Terms = serde_json::from_str(BEFORE).expect("the form of before");
        let sent: Vec<String> =
            terms.sent.parameters().iter().map(|parameter| format!("{}={}", parameter.name, parameter.value)).collect();
        assert_eq!(
            sent.join(" "),
            "price=1100 period=1213 ostempl=CentOS-7-x86_64-minimal addon_1101=40 addon_1103=1 addon_1104=1 addon_1110=1 \
             addon_1791=4 enum_1112=21 enum_1106=25 autoprolong=1213"
        );
        assert_eq!((terms.asked.tariff.as_str(), terms.asked.months.get()), ("KVM Ferrum", 3));
        assert_eq!(terms.asked.amounts.get(Field::Disk), Some(&Amount { value: 40, given: true }));
        assert_eq!(terms.asked.renewal, Renewal::Every(terms.asked.months));
        let again: Terms =
            serde_json::from_str(&serde_json::to_string(&terms).expect("JSON")).expect("the form of now");
        assert_eq!(again, terms);
    }

    #[test]
    fn no_renewal_of_before_keeps_the_word_that_was_sent() {
        let of = |renewal: &str| -> Terms {
            serde_json::from_str(&BEFORE.replace(r#"{"every":[3,1213]}"#, renewal)).expect("the form of before")
        };
        let (left_out, said) = (of(r#"{"never":null}"#), of(r#"{"never":"off"}"#));
        assert_eq!((left_out.asked.renewal, left_out.sent.value(Part::AutoRenew)), (Renewal::Never, None));
        assert_eq!(said.sent.value(Part::AutoRenew), Some(&Value::Text("off".into())));
    }
}
