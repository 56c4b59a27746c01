//! The JSON Schema of a policy file, for editors that check what is written.

use serde_json::{Map, Value, json};

use super::keys::{KEYS, Key, ORCHESTRATORS, PREFIX, PREFIX_FORM, PREFIXES, Shape, WAIVER, document_kinds, file_kinds};
use crate::facts::Kind;
use crate::policy::Profile;
use crate::vocabulary::Class;

/// The schema, two spaces deep, with a line end.
pub fn schema() -> String {
    let mut schema = object(KEYS);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("Holdpoint policy");
    // Fails only for maps whose keys are no text, and a schema has none.
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// What a key at the top of a policy file sets, in one sentence.
pub fn about(key: &str) -> Option<&'static str> {
    KEYS.iter().find(|known| known.name == key).map(|known| known.about)
}

/// The keys at the top of a policy file, each with what it sets.
pub fn settings() -> impl Iterator<Item = (&'static str, &'static str)> {
    KEYS.iter().map(|key| (key.name, key.about))
}

fn object(keys: &[Key]) -> Value {
    let properties: Map<String, Value> = keys
        .iter()
        .filter(|key| !matches!(key.shape, Shape::Fixed(_)))
        .map(|key| {
            let mut shape = shape(&key.shape);
            shape["description"] = json!(key.about);
            (key.name.to_owned(), shape)
        })
        .collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn shape(shape: &Shape) -> Value {
    match shape {
        Shape::Text(_) => json!({ "type": "string" }),
        Shape::Number { least, most, .. } => json!({ "type": "number", "minimum": least, "maximum": most }),
        Shape::Documents(_) => {
            let kinds: Vec<&str> = document_kinds().map(Kind::id).collect();
            json!({ "type": "array", "items": { "enum": kinds } })
        }
        Shape::Names(_) => json!({ "type": "array", "items": { "type": "string" } }),
        Shape::Orchestrator => json!({ "enum": ORCHESTRATORS.map(|(word, _)| word) }),
        Shape::Waivers => waivers(),
        Shape::Profile => json!({ "enum": Profile::ALL.map(Profile::word) }),
        Shape::Keys(keys) => object(keys),
        Shape::Kinds => {
            let kinds: Vec<&str> = file_kinds().map(Kind::id).collect();
            json!({ "type": "object", "additionalProperties": { "enum": kinds } })
        }
        Shape::Prefixes(_) => {
            let prefix = json!({ "type": "string", "pattern": PREFIX_FORM, "maxLength": PREFIX });
            json!({ "type": "array", "items": prefix, "maxItems": PREFIXES })
        }
        Shape::Vocabulary => {
            let concept = format!("^({})\\..+", Class::ALL.map(Class::id).join("|"));
            let words = json!({ "type": ["string", "array"], "items": { "type": "string" } });
            json!({ "type": "object", "additionalProperties": false, "patternProperties": { concept: words } })
        }
        // Left out by `object`.
        Shape::Fixed(_) => json!(false),
    }
}

fn waivers() -> Value {
    let parts = WAIVER.map(|(name, about)| (name.to_owned(), json!({ "type": "string", "description": about })));
    let entry = json!({
        "type": "object",
        "additionalProperties": false,
        "properties": Map::from_iter(parts),
        "required": WAIVER.map(|(name, _)| name),
    });
    json!({ "type": "array", "items": entry })
}
