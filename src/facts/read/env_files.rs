//! Env files: which variables an example shows, and which values a real one sets.

use super::document::Doc;
use super::settings::setting;
use super::{Facts, Kind, environments};
use crate::facts::{ExampleVariable, Origin};

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
        let value = Some(doc.phrase(&entry.value)).filter(|value| !value.value.trim().is_empty());
        facts.settings.push(setting(name, value, origin, None, environment));
    }
}
