//! What a template does with a value before it is written.

use minijinja::value::Value;
use minijinja::{Error, ErrorKind};

use super::escape::{Place, escape, steers};

/// The text of a string or a number; anything else is a mistake of the template.
pub(super) fn text_of(value: &Value) -> Result<String, Error> {
    if value.as_str().is_some() || value.is_number() {
        Ok(value.to_string())
    } else {
        Err(Error::new(ErrorKind::InvalidOperation, format!("a {} is no text", value.kind())))
    }
}

/// A statement, or a plain text, as Markdown: `text`, or `text (path:line)` with its source, or the words for a gap.
pub(super) fn statement(value: &Value, place: Place, cited: bool) -> Result<Value, Error> {
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

/// Blanks in front of a code block, at most: no list is nested deeper.
const INDENT: usize = 40;

/// A code block that nothing inside can close.
pub(super) fn fence(text: &str, indent: usize) -> Value {
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    let margin = " ".repeat(indent.min(INDENT));
    let lines = text.lines().map(|line| {
        let shown: String = line.chars().filter(|character| *character == '\t' || !steers(*character)).collect();
        format!("{margin}{}", shown.trim_end())
    });
    let body: Vec<String> = lines.collect();
    Value::from_safe_string(format!("{margin}{fence}text\n{}\n{margin}{fence}", body.join("\n")))
}
