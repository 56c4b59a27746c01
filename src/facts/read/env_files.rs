//! Env files: which variables an example shows, and which values a real one sets.

use super::document::Doc;
use super::settings::state;
use super::{Facts, Kind, environments};
use crate::facts::{ExampleVariable, Origin, Setting, ValueState};

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let origin = match doc.kind {
        Kind::EnvExample => Origin::Example,
        Kind::EnvFile => Origin::EnvFile,
        _ => return,
    };
    let environment = environments::of_path(&doc.source.path);
    for entry in &doc.outline.entries {
        let name = doc.phrase(&entry.key);
        if origin == Origin::Example {
            facts.examples.push(ExampleVariable { name: name.clone(), commented_out: entry.commented_out });
        }
        if entry.commented_out {
            continue;
        }
        let state = if entry.value.plain.trim().is_empty() {
            ValueState::Empty
        } else {
            state(&name.value, &entry.value.plain)
        };
        let value = Some(doc.phrase(&entry.value)).filter(|_| state != ValueState::Empty);
        facts.settings.push(Setting { name, value, state, origin, owner: None, environment });
    }
}
