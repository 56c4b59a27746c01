//! Lines of a file, cut so that the page can show them however long they are.

use holdpoint::Source;
use holdpoint::dossier::{Encoding, Standing};

use crate::app::protocol::{Ask, Excerpt, Line};

/// Characters of a line that are shown.
const WIDTH: usize = 2_000;
/// Characters shown in front of the marked place where the line is cut there.
const LEAD: usize = 200;
/// Lines in one excerpt, so that no request can flood the page.
const HEIGHT: u32 = 20_000;

/// The lines that were asked for, as far as the file has them.
pub(super) fn cut(source: &Source, ask: Ask) -> Excerpt {
    let total = u32::try_from(source.lines()).unwrap_or(u32::MAX);
    let first = ask.first.clamp(1, total.max(1));
    let last = ask.last.min(total).min(first.saturating_add(HEIGHT - 1));
    let lines = (first..=last)
        .map(|number| {
            let column = if number == ask.mark.line { ask.mark.column as usize } else { 1 };
            line(source.line(number), column.saturating_sub(1))
        })
        .collect();
    Excerpt { mark: ask.mark, first, total, form: form(source), lines }
}

/// What a person should know of the file to compare the lines with it.
fn form(source: &Source) -> Option<String> {
    let extracted = source.extracted.map(|format| format!("text taken out of the {format}"));
    let encoding = (source.encoding != Encoding::Utf8).then(|| format!("written in {}", source.encoding.name()));
    let standing = (source.standing == Standing::SetAside).then(|| "in a folder of old or unfinished files".to_owned());
    let parts: Vec<String> = [extracted, encoding, standing].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The part of a line around the character `focus`, from 0.
fn line(text: &str, focus: usize) -> Line {
    let length = if text.len() <= WIDTH { text.len() } else { text.chars().count() };
    if length <= WIDTH {
        return Line { text: text.to_owned(), before: 0, after: 0 };
    }
    let before = if focus + LEAD < WIDTH { 0 } else { (focus - LEAD).min(length - WIDTH) };
    Line { text: text.chars().skip(before).take(WIDTH).collect(), before, after: length - WIDTH - before }
}
