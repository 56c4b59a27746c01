//! Small files of platforms: Fly.io, App Engine, Heroku.

use super::node::phrase;
use super::settings::state;
use super::{Doc, Facts, environments};
use crate::facts::{Origin, Setting, ValueState};
use crate::outline::Node;

/// Variables under `env` (`fly.toml`, `app.json`) or `env_variables` (`app.yaml`). In `app.json` one that is required and has
/// no value must be given by whoever deploys.
pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    let environment = environments::of_path(&doc.source.path);
    for top in &doc.outline.nodes {
        let maps = ["env", "env_variables"].into_iter().filter_map(|key| top.get(key));
        for (name, node) in maps.flat_map(Node::pairs) {
            let value = phrase(doc, Some(node)).or_else(|| phrase(doc, node.get("value")));
            let generated = node.text(&["generator"]) == Some("secret");
            let optional = node.text(&["required"]) == Some("false");
            let state = match &value {
                Some(value) if value.value.is_empty() => ValueState::Empty,
                Some(value) => state(&name.plain, &value.value),
                None if generated => ValueState::Secret,
                None if optional || node.pairs().is_empty() => ValueState::Empty,
                None => ValueState::Required,
            };
            let (name, origin, owner) = (doc.phrase(name), Origin::Platform, phrase(doc, top.get("app")));
            let owner = owner.map(|owner| owner.value);
            facts.settings.push(Setting { name, value, state, origin, owner, environment });
        }
    }
}
