//! What a file is, from what it says: title, sections, columns, schema; its name is one signal among them.

mod check_list;
mod document;
pub(super) mod machine;
pub(super) mod platforms;
mod schema;

pub(super) use document::{is_template, kinds_named, title};

use super::Kind;
use super::sense::Sense;
use crate::dossier::Source;
use crate::outline::{Format, Outline};
use crate::policy::Policy;

/// The kind of a file, and why. What the policy says of it comes first; `form` is that of a file that a machine wrote.
pub(super) fn classify(
    source: &Source,
    outline: &Outline,
    sense: &Sense,
    policy: &Policy,
    form: Option<&machine::Recognised>,
) -> (Kind, String) {
    if policy.file.as_ref() == Some(&source.path) {
        return (Kind::Policy, "the policy of this dossier".to_owned());
    }
    if let Some(rule) = policy.kind_of(&source.path) {
        let file = policy.file.as_deref().unwrap_or("the policy");
        return (rule.kind, format!("`{file}` line {} says so", rule.line));
    }
    if let Some(form) = form {
        return machine::kind(form);
    }
    let name = source.name().to_ascii_lowercase();
    schema::by_name(&name).unwrap_or_else(|| match outline.format {
        Format::Markdown | Format::Html | Format::Rst | Format::Asciidoc | Format::Csv => {
            document::document(source, outline, sense, &policy.ids)
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
