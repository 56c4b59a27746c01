//! From a view to a document, by a template that is compiled in.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior};
use serde::Serialize;

use super::blocks::passages;
use super::cite::Clerk;
use super::escape::{Place, escape};
use super::filters::{fence, statement, text_of};
use super::own;

/// A template and its name.
pub(super) struct Template {
    /// The name of the document, and of the file under `templates/`.
    pub(super) name: &'static str,
    /// Its text, as minijinja reads it.
    pub(super) text: &'static str,
}

/// What several documents have in common, for `{% include %}`. Each knows the names of the view that it writes.
pub(super) const PARTS: [Template; 5] = [
    Template { name: "configuration", text: include_str!("../../templates/parts/configuration.md") },
    Template { name: "footer", text: include_str!("../../templates/parts/footer.md") },
    Template { name: "issues", text: include_str!("../../templates/parts/issues.md") },
    Template { name: "rollback", text: include_str!("../../templates/parts/rollback.md") },
    Template { name: "warnings", text: include_str!("../../templates/parts/warnings.md") },
];

/// Steps of one rendering. The largest dossier that is taken in needs a small part of them.
const FUEL: u64 = 200_000_000;

/// The document, by the dossier's own template if it has one.
pub(super) fn document(clerk: &Clerk<'_>, template: &Template, view: impl Serialize) -> String {
    let view = Value::from(Serde(view));
    match own::document(clerk, template, &view) {
        Some(Ok(text)) => text,
        Some(Err(notice)) => format!("{notice}{}", standard(template, view)),
        None => standard(template, view),
    }
}

/// The document by our template. One that fails yields a document that says so, for the other documents must not be lost with it.
fn standard(template: &Template, view: Value) -> String {
    let name = template.name;
    match render(template, view) {
        Ok(text) => tidy(&text),
        Err(error) => {
            format!("# {name}\n\nThis document could not be written: {}.\n", escape(&error.to_string(), Place::Line))
        }
    }
}

fn render(template: &Template, view: Value) -> Result<String, Error> {
    let mut environment = Environment::new();
    dress(&mut environment)?;
    environment.set_fuel(Some(FUEL));
    environment.add_template(template.name, template.text)?;
    environment.get_template(template.name)?.render(view)
}

/// What every template is written with: its form, the escaping of values, our filters, and the parts to include.
pub(super) fn dress(environment: &mut Environment<'_>) -> Result<(), Error> {
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    // Every value is disarmed on its way out; only what a filter has made safe passes as it is.
    environment.set_formatter(|out, _, value| {
        if value.is_safe() {
            write!(out, "{value}")?;
        } else {
            out.write_str(&escape(&text_of(value)?, Place::Line))?;
        }
        Ok(())
    });
    environment.add_filter("said", |value: &Value| statement(value, Place::Line, true));
    environment.add_filter("text", |value: &Value| statement(value, Place::Line, false));
    environment.add_filter("cell", |value: &Value| statement(value, Place::Cell, false));
    environment.add_filter("cell_said", |value: &Value| statement(value, Place::Cell, true));
    environment.add_filter("passages", |list: &Value| passages(list, false));
    environment.add_filter("ticks", |list: &Value| passages(list, true));
    environment.add_filter("fence", |text: String, indent: Option<usize>| fence(&text, indent.unwrap_or_default()));
    for part in &PARTS {
        environment.add_template(part.name, part.text)?;
    }
    Ok(())
}

/// No trailing blanks, one blank line at most, one line end at the end.
pub(super) fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut blank = true;
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && blank) {
            tidy.push_str(line);
            tidy.push('\n');
        }
        blank = line.is_empty();
    }
    while tidy.ends_with("\n\n") {
        tidy.pop();
    }
    tidy
}
