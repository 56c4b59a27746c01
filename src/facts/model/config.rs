//! Configuration: variables and secrets.

use std::collections::BTreeMap;

use crate::facts::{Phrase, Place};

/// An entry of the environment variable catalog.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Its name; of a wildcard with the `*`.
    pub name: Phrase,
    /// Stands for every variable whose name begins so: `RELIABILITY_*`.
    pub wildcard: bool,
    /// Whether it must be set; `None` if the catalog does not say.
    pub required: Option<bool>,
    /// On what condition it must be set, as written.
    pub condition: Option<Phrase>,
    /// Whether its value is secret; `None` if the catalog does not say.
    pub secret: Option<bool>,
    /// The document says that it must not be set.
    pub unset: bool,
    /// Value where the catalog names no environment for it.
    pub value: Option<Phrase>,
    /// Value by environment (normal names); a cell may be blank.
    pub values: BTreeMap<String, Phrase>,
    /// A value that only shows how one looks.
    pub example: Option<Phrase>,
    /// What the catalog says of it besides: what it is for, its limits, what happens without it.
    pub note: Option<Phrase>,
}

impl Variable {
    /// One of which nothing but the name is known.
    pub fn named(name: Phrase) -> Self {
        Self {
            wildcard: name.value.ends_with('*'),
            name,
            required: None,
            condition: None,
            secret: None,
            unset: false,
            value: None,
            values: BTreeMap::new(),
            example: None,
            note: None,
        }
    }
}

/// A key of an example env file.
#[derive(Clone, Debug)]
pub struct ExampleVariable {
    /// Its name.
    pub name: Phrase,
    /// Written behind `#`.
    pub commented_out: bool,
}

/// A literal secret. The value itself is masked everywhere.
#[derive(Clone, Debug)]
pub struct SecretFound {
    /// What it is.
    pub what: String,
    /// Where it stands.
    pub at: Place,
}
