//! From a view to a document, by a template that is compiled in.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};
use serde::Serialize;

use super::escape::{Place, escape};

/// A template and its name.
pub(super) struct Template {
    name: &'static str,
    text: &'static str,
}

/// For the users of the release.
pub(super) const RELEASE_NOTES: Template =
    Template { name: "release-notes.md", text: include_str!("../../templates/release-notes.md") };
/// For the stakeholders of the release.
pub(super) const COMMUNICATION_SUMMARY: Template =
    Template { name: "communication-summary.md", text: include_str!("../../templates/communication-summary.md") };
/// For those who accept the release.
pub(super) const ACCEPTANCE_CHECKLIST: Template =
    Template { name: "acceptance-checklist.md", text: include_str!("../../templates/acceptance-checklist.md") };

/// Steps of one rendering. The largest dossier that is taken in needs a small part of them.
const FUEL: u64 = 200_000_000;

/// The document. A template that fails yields a document that says so, for the other documents must not be lost with it.
pub(super) fn document(template: Template, view: impl Serialize) -> String {
    let name = template.name;
    match render(template, view) {
        Ok(text) => tidy(&text),
        Err(error) => format!("# {name}\n\nThis document could not be written: {}.\n", escape(&error.to_string(), Place::Line)),
    }
}

fn render(template: Template, view: impl Serialize) -> Result<String, Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
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
    environment.add_template(template.name, template.text)?;
    environment.get_template(template.name)?.render(Value::from(Serde(view)))
}

fn text_of(value: &Value) -> Result<String, Error> {
    if value.as_str().is_some() || value.is_number() {
        Ok(value.to_string())
    } else {
        Err(Error::new(ErrorKind::InvalidOperation, format!("a {} is no text", value.kind())))
    }
}

/// A statement, or a plain text, as Markdown: `text`, or `text (path:line)` with its source, or the words for a gap.
fn statement(value: &Value, place: Place, cited: bool) -> Result<Value, Error> {
    let Ok(text) = value.get_attr("text").and_then(|text| text_of(&text)) else {
        return Ok(Value::from_safe_string(escape(&text_of(value)?, place)));
    };
    let rule = text_of(&value.get_attr("rule")?)?;
    let source = text_of(&value.get_attr("source")?)?;
    let written = match (text.is_empty(), rule.is_empty()) {
        (true, true) => "*not stated*".to_owned(),
        (true, false) => format!("*not stated ({})*", escape(&rule, place)),
        _ if cited && !source.is_empty() => format!("{} ({})", escape(&text, place), escape(&source, place)),
        _ => escape(&text, place),
    };
    Ok(Value::from_safe_string(written))
}

/// Passages as blocks of Markdown: paragraphs, lists, tables and code, each with its source. With boxes, every item and row
/// gets one to tick.
fn passages(list: &Value, boxes: bool) -> Result<Value, Error> {
    let mut blocks = String::new();
    let mut before = String::new();
    let mut number = 0;
    for passage in list.try_iter()? {
        let form = text_of(&passage.get_attr("form")?)?;
        if form != before || matches!(form.as_str(), "text" | "table") {
            blocks.push('\n');
            number = 0;
        }
        number += 1;
        let said = || statement(&passage.get_attr("said")?, Place::Line, true);
        blocks.push_str(&match form.as_str() {
            "item" | "step" if boxes => format!("- [ ] {}", said()?),
            "item" => format!("- {}", said()?),
            "step" => format!("{number}. {}", said()?),
            "code" => code(&passage.get_attr("said")?)?,
            "table" => table(&passage, boxes)?,
            _ => said()?.to_string(),
        });
        blocks.push('\n');
        before = form;
    }
    Ok(Value::from_safe_string(blocks))
}

fn code(said: &Value) -> Result<String, Error> {
    let source = escape(&text_of(&said.get_attr("source")?)?, Place::Line);
    Ok(format!("{}\n\n({source})", fence(&text_of(&said.get_attr("text")?)?, 0)))
}

fn table(passage: &Value, boxes: bool) -> Result<String, Error> {
    let cells = |list: &Value| -> Result<Vec<String>, Error> {
        list.try_iter()?.map(|cell| Ok(escape(&text_of(&cell)?, Place::Cell))).collect()
    };
    let mut header = cells(&passage.get_attr("header")?)?;
    header.extend(boxes.then(|| "Done".to_owned()));
    header.push("Source".to_owned());
    let mut lines = vec![format!("| {} |", header.join(" | ")), format!("|{}", "---|".repeat(header.len()))];
    for row in passage.get_attr("rows")?.try_iter()? {
        let mut row_cells = cells(&row.get_attr("cells")?)?;
        row_cells.extend(boxes.then(|| "☐".to_owned()));
        row_cells.push(escape(&text_of(&row.get_attr("source")?)?, Place::Cell));
        lines.push(format!("| {} |", row_cells.join(" | ")));
    }
    Ok(lines.join("\n"))
}

/// A code block that nothing inside can close.
pub(super) fn fence(text: &str, indent: usize) -> Value {
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    let margin = " ".repeat(indent);
    let lines = text.lines().map(|line| {
        let shown: String = line.chars().filter(|character| *character == '\t' || !super::escape::steers(*character)).collect();
        format!("{margin}{}", shown.trim_end())
    });
    let body: Vec<String> = lines.collect();
    Value::from_safe_string(format!("{margin}{fence}text\n{}\n{margin}{fence}", body.join("\n")))
}

/// No trailing blanks, one blank line at most, one line end at the end.
fn tidy(text: &str) -> String {
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
