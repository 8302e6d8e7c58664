//! Values that publishers write in several shapes, read without buffering: a scalar, or names in strings, objects and lists.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Most entries that are kept of a list of names.
const MAX_THINGS: usize = 100;

/// A string or a whole number: publishers send both for ids and versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scalar(pub(super) String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl Visitor<'_> for Reader {
            type Value = Scalar;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or a whole number")
            }
            fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar(text.to_owned()))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

/// One value of a linked-data property: its text or name, and its identifier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Thing {
    /// The string itself, `@value` or `name`.
    pub(super) name: Option<String>,
    /// `@id`.
    pub(super) id: Option<String>,
    /// `url`.
    pub(super) url: Option<String>,
}

/// The values of a property, whatever their shape: a string, an object, or a list of them. What is none of these is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Things(pub(super) Vec<Thing>);

impl Things {
    /// The first text or name.
    pub(super) fn text(self) -> Option<String> {
        super::present(self.0.into_iter().find_map(|thing| thing.name))
    }
}

impl<'de> Deserialize<'de> for Things {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ThingsReader)
    }
}

struct ThingsReader;

impl ThingsReader {
    fn one(name: String) -> Things {
        Things(vec![Thing { name: Some(name), ..Thing::default() }])
    }
}

impl<'de> Visitor<'de> for ThingsReader {
    type Value = Things;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string, an object with a name, or a list of them")
    }

    fn visit_str<E>(self, text: &str) -> Result<Things, E> {
        Ok(Self::one(text.to_owned()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Things, E> {
        Ok(Self::one(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Things, E> {
        Ok(Self::one(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Things, E> {
        Ok(Self::one(number.to_string()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Things, E> {
        Ok(Things::default())
    }

    fn visit_unit<E>(self) -> Result<Things, E> {
        Ok(Things::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Things, A::Error> {
        let mut out = Vec::new();
        while out.len() < MAX_THINGS {
            match list.next_element::<Things>()? {
                Some(things) => out.extend(things.0),
                None => return Ok(Things(out)),
            }
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Things(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Things, A::Error> {
        let mut thing = Thing::default();
        while let Some(key) = object.next_key::<String>()? {
            match key.as_str() {
                "@value" | "name" => thing.name = object.next_value::<Things>()?.text().or(thing.name),
                "@id" => thing.id = object.next_value::<Things>()?.text(),
                "url" => thing.url = object.next_value::<Things>()?.text(),
                _ => {
                    object.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(Things(vec![thing]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(json: &str) -> Vec<String> {
        serde_json::from_str::<Things>(json).unwrap().0.into_iter().filter_map(|thing| thing.name).collect()
    }

    #[test]
    fn names_come_in_every_shape() {
        assert_eq!(names(r#""Ann Lee""#), ["Ann Lee"]);
        assert_eq!(names(r#"{"@type":"Person","name":"Ann Lee","sameAs":["x"]}"#), ["Ann Lee"]);
        assert_eq!(
            names(r#"["Ann Lee",{"name":["Bo Ek"]},{"@value":"C","@language":"en"},null,true]"#),
            ["Ann Lee", "Bo Ek", "C"]
        );
        assert_eq!(names("7"), ["7"]);
    }

    #[test]
    fn a_long_list_is_cut() {
        assert_eq!(names(&format!("[{}1]", "1,".repeat(5_000))).len(), MAX_THINGS);
    }

    #[test]
    fn deep_lists_are_refused() {
        assert!(serde_json::from_str::<Things>(&"[".repeat(100_000)).is_err());
    }
}
