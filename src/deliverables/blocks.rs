//! Passages of the dossier as blocks of Markdown.

use std::fmt::Write as _;

use minijinja::Error;
use minijinja::value::Value;

use super::escape::{Place, escape};
use super::filters::{fence, statement, text_of};

/// Passages as blocks of Markdown: paragraphs, lists, tables and code, each with its source. With boxes, every item and row
/// gets one to tick.
pub(super) fn passages(list: &Value, boxes: bool) -> Result<Value, Error> {
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
        let _ = match form.as_str() {
            "item" | "step" if boxes => writeln!(blocks, "- [ ] {}", said()?),
            "item" => writeln!(blocks, "- {}", said()?),
            "step" => writeln!(blocks, "{number}. {}", said()?),
            "code" => writeln!(blocks, "{}", code(&passage.get_attr("said")?)?),
            "table" => writeln!(blocks, "{}", table(&passage, boxes)?),
            _ => writeln!(blocks, "{}", said()?),
        };
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
