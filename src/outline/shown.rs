//! Outlines as lines that tests can compare.

use super::prose::Block;
use super::{Outline, Text};

/// `#` sections, `p` paragraphs, `i` items with depth, number and box, `t` tables, `c` code.
pub(super) fn blocks(outline: &Outline) -> Vec<String> {
    let mut lines = Vec::new();
    for section in &outline.sections {
        if section.level > 0 {
            let bold = if section.bold { " bold" } else { "" };
            lines.push(format!("{}{bold} {}", "#".repeat(section.level.into()), section.title.plain));
        }
        lines.extend(section.blocks.iter().map(block));
    }
    lines
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(paragraph) => {
            let alert = paragraph.alert.map(|alert| format!(" {alert:?}")).unwrap_or_default();
            format!("p{alert} {}", paragraph.text.plain)
        }
        Block::Item(item) => {
            let number = item.number.map(|number| format!(" {number}.")).unwrap_or_default();
            let ticked = item.checked.map(|checked| if checked { " [x]" } else { " [ ]" }).unwrap_or_default();
            format!("i{}{number}{ticked} {}", item.depth, item.text.plain)
        }
        Block::Table(table) => {
            let row = |cells: &[Text]| cells.iter().map(|cell| cell.plain.as_str()).collect::<Vec<_>>().join("|");
            let rows: Vec<String> = table.rows.iter().map(|cells| row(&cells.cells)).collect();
            format!("t {} // {}", row(&table.header), rows.join(" / "))
        }
        Block::Code(code) => format!("c {} {:?}", code.language, code.text),
    }
}

/// `key=value` of each field.
pub(super) fn fields(outline: &Outline) -> Vec<String> {
    outline.fields().map(|field| format!("{}={}", field.key.plain, field.value.plain)).collect()
}
