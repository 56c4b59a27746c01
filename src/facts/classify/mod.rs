//! What a file is, from what it says: title, sections, columns, schema; its name is one signal among them.

mod document;
pub(super) mod machine;
mod schema;

pub(super) use document::{is_template, title};

use super::Kind;
use crate::dossier::Source;
use crate::outline::{Format, Outline};

/// The kind of a file, and why.
pub(super) fn classify(source: &Source, outline: &Outline) -> (Kind, String) {
    if let Some(found) = machine::classify(source, outline) {
        return found;
    }
    let name = source.name().to_ascii_lowercase();
    schema::by_name(&name).unwrap_or_else(|| match outline.format {
        Format::Markdown | Format::Html | Format::Rst | Format::Asciidoc | Format::Csv => {
            document::document(source, outline)
        }
        Format::Yaml => schema::yaml(source, outline),
        Format::Json => schema::json(&name, outline),
        Format::Xml => schema::xml(outline),
        Format::Dotenv => schema::dotenv(&name),
        Format::Hcl => schema::hcl(&name, outline),
        Format::Unit => schema::unit(),
        Format::Procfile => (Kind::PlatformFile, "process types in a `Procfile`".to_owned()),
        Format::Toml | Format::Properties => {
            (Kind::OtherData, format!("settings of no schema that is known, named `{name}`"))
        }
        Format::Plain => schema::plain(source),
    })
}
