//! What is kept for each field whose cells are amounts: what a tariff sells of it, what an order asks.
//!
//! Which fields those are, their rows say ([`Field::facts`]), so that whoever goes over them leaves none
//! out.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::content::Content;
use super::field::Field;

/// How many fields hold amounts.
const MANY: usize = {
    let (mut many, mut at) = (0, 0);
    while at < Field::ALL.len() {
        many += Field::ALL[at].is_amount() as usize;
        at += 1;
    }
    many
};

/// The fields that hold amounts, in the order of a sheet.
const AMOUNTS: [Field; MANY] = {
    let mut amounts = [Field::ALL[0]; MANY];
    let (mut found, mut at) = (0, 0);
    while at < Field::ALL.len() {
        if Field::ALL[at].is_amount() {
            amounts[found] = Field::ALL[at];
            found += 1;
        }
        at += 1;
    }
    amounts
};

/// Where each field stands among them, by its index: a million rows ask.
const PLACES: [Option<usize>; Field::ALL.len()] = {
    let mut places = [None; Field::ALL.len()];
    let mut at = 0;
    while at < MANY {
        places[AMOUNTS[at].index() as usize] = Some(at);
        at += 1;
    }
    places
};

impl Field {
    /// Whether its cells are amounts of a resource.
    #[must_use]
    pub const fn is_amount(self) -> bool {
        matches!(self.facts().content, Content::Amount { .. })
    }

    /// The fields whose cells are amounts, in the order of a sheet.
    pub fn amounts() -> impl Iterator<Item = Self> {
        AMOUNTS.into_iter()
    }
}

/// At most one `T` for each field whose cells are amounts, and none for any other field.
///
/// None is kept where there is nothing to keep: of what a tariff does not sell, or of what an order of
/// before could not ask for. It is written as a map from the fields' words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PerAmount<T>([Option<T>; MANY]);

impl<T> Default for PerAmount<T> {
    fn default() -> Self {
        Self::of(|_| None)
    }
}

impl<T> PerAmount<T> {
    /// Asks for each field that holds amounts, in the order of a sheet, what to keep.
    #[must_use]
    pub fn of(mut kept: impl FnMut(Field) -> Option<T>) -> Self {
        Self(AMOUNTS.map(&mut kept))
    }

    /// What is kept for a field; none for a field of anything but amounts.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<&T> {
        self.0[place(field)?].as_ref()
    }

    /// The same, to be changed.
    #[must_use]
    pub fn get_mut(&mut self, field: Field) -> Option<&mut T> {
        self.0[place(field)?].as_mut()
    }

    /// Keeps this for a field instead of what was kept; a field of anything but amounts keeps nothing.
    pub fn put(&mut self, field: Field, kept: T) {
        if let Some(place) = place(field) {
            self.0[place] = Some(kept);
        }
    }

    /// Takes away what is kept for a field.
    pub fn take(&mut self, field: Field) -> Option<T> {
        self.0[place(field)?].take()
    }

    /// All that is kept, each with its field, in the order of a sheet.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &T)> {
        AMOUNTS.into_iter().zip(&self.0).filter_map(|(field, kept)| Some((field, kept.as_ref()?)))
    }

    /// What `made` makes of each that is kept.
    #[must_use]
    pub fn map<U>(&self, made: impl Fn(&T) -> U) -> PerAmount<U> {
        PerAmount(self.0.each_ref().map(|kept| kept.as_ref().map(&made)))
    }
}

fn place(field: Field) -> Option<usize> {
    PLACES[usize::from(field.index())]
}

impl<T: Serialize> Serialize for PerAmount<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for PerAmount<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ByWord(PhantomData))
    }
}

/// Reads a map from the words of fields. What has no place here is refused, rather than lost.
struct ByWord<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ByWord<T> {
    type Value = PerAmount<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map from fields whose cells are amounts")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        let mut read = PerAmount::default();
        while let Some((field, kept)) = map.next_entry::<Field, T>()? {
            let word = field.word();
            let place = place(field).ok_or_else(|| M::Error::custom(format!("`{word}` is no amount")))?;
            if read.0[place].replace(kept).is_some() {
                return Err(M::Error::custom(format!("`{word}` stands here twice")));
            }
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_of_amounts_has_a_place_and_no_other_has() {
        let all = PerAmount::of(Some);
        for field in Field::ALL {
            assert_eq!(all.get(field), field.is_amount().then_some(&field));
        }
        let kept: Vec<Field> = all.iter().map(|(field, _)| field).collect();
        assert_eq!(kept, Field::amounts().collect::<Vec<_>>());
        assert!(kept.is_sorted(), "in the order of a sheet");
    }

    #[test]
    fn it_is_read_as_it_was_written_and_what_has_no_place_is_refused() {
        let some = PerAmount::of(|field| matches!(field, Field::Disk | Field::Cpu).then_some(field));
        let written = serde_json::to_string(&some).expect("JSON");
        assert_eq!(written, r#"{"disk":"disk","cpu":"cpu"}"#);
        assert_eq!(serde_json::from_str::<PerAmount<Field>>(&written).expect("as written"), some);
        for wrong in [r#"{"tariff":1}"#, r#"{"disk":1,"disk":2}"#, r#"{"tape":1}"#, "7"] {
            assert!(serde_json::from_str::<PerAmount<u16>>(wrong).is_err(), "{wrong}");
        }
    }
}
