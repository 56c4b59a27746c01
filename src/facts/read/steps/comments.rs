//! Steps that are numbered comments between the commands of one code block: `# 1. Build`.

use super::super::Said;
use super::super::document::Doc;
use super::{bare, observes};
use crate::facts::Step;
use crate::outline::{Block, Code, Section, Span};
use crate::vocabulary;

/// Steps of the code blocks below the heading of the steps; that of one block with numbers, where there are several.
pub(super) fn read(doc: &Doc<'_>) -> Vec<Step> {
    let parts = doc.about(vocabulary::Section::Steps);
    let mut codes = parts.flat_map(|part: &Section| &part.blocks).filter_map(|block| match block {
        Block::Code(code) => Some(from_code(doc, code)),
        _ => None,
    });
    codes.find(|steps| steps.len() >= 2).unwrap_or_default()
}

fn from_code(doc: &Doc<'_>, code: &Code) -> Vec<Step> {
    let written = doc.source.slice(code.span);
    let mut steps: Vec<Step> = Vec::new();
    let mut start = code.span.start;
    for line in written.split_inclusive('\n') {
        let span = Span { start, end: start + line.trim_end().len() as u32 };
        start += line.len() as u32;
        let at = doc.place(span);
        if let Some((number, action)) = numbered(line) {
            let mut step = bare(number.to_owned(), Said { value: action.to_owned(), at });
            step.observes = observes(vocabulary::find(action).of(action));
            steps.push(step);
        } else if let Some(step) = steps.last_mut()
            && is_command(line)
        {
            step.commands.push(Said { value: line.trim().to_owned(), at });
        }
    }
    steps
}

/// Number and words of `# 1. Build`, `// 2) Migrate`, `REM 3: start`.
fn numbered(line: &str) -> Option<(&str, &str)> {
    let comment = ["#", "//", "--", "REM ", "rem ", "::"].iter().find_map(|sign| line.trim().strip_prefix(sign))?;
    let comment = comment.trim_start();
    let digits = comment.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = comment.split_at_checked(digits).filter(|(number, _)| (1..=2).contains(&number.len()))?;
    let action = rest.strip_prefix(['.', ')', ':', '：', '、', '．'])?.trim();
    (!action.is_empty()).then_some((number, action))
}

fn is_command(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.starts_with('#') && !line.starts_with("//") && !line.starts_with("```")
}
