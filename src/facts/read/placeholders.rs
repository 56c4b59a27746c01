//! Text that was left to be filled in: whole cells and values, and marks inside running text.

use crate::dossier::Source;
use crate::outline::{Block, Outline, Span, Text};
use crate::vocabulary::{Written, written};

/// Every placeholder of a document, in order.
pub(super) fn spans(source: &Source, outline: &Outline) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for section in &outline.sections {
        text(source, &section.title, &mut spans);
        let open = section.fields.iter().filter(|field| is_open(source, &field.value.plain, field.value.span));
        spans.extend(open.map(|field| field.value.span));
        for block in &section.blocks {
            match block {
                Block::Paragraph(paragraph) => text(source, &paragraph.text, &mut spans),
                Block::Item(item) => text(source, &item.text, &mut spans),
                Block::Table(table) => {
                    table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| text(source, cell, &mut spans));
                }
                Block::Code(_) => {}
            }
        }
    }
    spans.sort_unstable();
    spans.dedup_by(|next, kept| next.start < kept.end);
    spans
}

/// The whole text, if it was left open; else the marks inside it.
fn text(source: &Source, text: &Text, spans: &mut Vec<Span>) {
    let before = spans.len();
    if !is_open(source, &text.plain, text.span) {
        running(source, text, spans);
        return;
    }
    // In a longer text only the mark is shown, not the sentence around it.
    if text.plain.len() > SHORT {
        running(source, text, spans);
    }
    if spans.len() == before {
        spans.push(text.span);
    }
}

/// Bytes of a cell or line that is shown whole.
const SHORT: usize = 60;

fn is_open(source: &Source, plain: &str, span: Span) -> bool {
    written(plain) == Written::Placeholder
        || code_placeholder(source.slice(span)).is_some_and(|length| length == span.range().len())
}

/// Words that cards put between backticks where a value belongs.
const CODE_WORDS: [&str; 12] =
    ["id", "team", "action", "name", "owner", "date", "version", "paths/urls", "role", "details", "link", "value"];

/// The length of a backticked word that stands for a value.
fn code_placeholder(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('`')?;
    let end = inside.find('`')?;
    let word = &inside[..end];
    (CODE_WORDS.contains(&word) || word.starts_with("YYYY-MM-DD") || word.starts_with("draft/")).then_some(end + 2)
}

/// Marks in running text, code left out.
fn running(source: &Source, text: &Text, spans: &mut Vec<Span>) {
    let raw = source.slice(text.span);
    let start = text.span.start;
    // "Dates have the format YYYY-MM-DD."
    let explains = text.plain.to_lowercase().contains("format");
    let mut in_code = false;
    let mut at = 0;
    while let Some(first) = raw[at..].chars().next() {
        // `DEP-ROL-` with a backticked word behind it: only there does such a word ask to be replaced.
        if first == '`'
            && !in_code
            && (raw[..at].ends_with('-') || raw[at + 1..].starts_with("YYYY"))
            && let Some(length) = code_placeholder(&raw[at..])
        {
            let from = start + at as u32;
            spans.push(Span { start: from, end: from + length as u32 });
            at += length;
            continue;
        }
        if first == '`' {
            in_code = !in_code;
        }
        let skipped = in_code || first == '`' || (explains && raw[at..].starts_with("YYYY"));
        if !skipped && let Some(length) = mark(&raw[at..], raw[..at].chars().next_back()) {
            let from = start + at as u32;
            spans.push(Span { start: from, end: from + length as u32 });
            at += length;
            continue;
        }
        at += first.len_utf8();
    }
}

/// The length of the placeholder that begins here.
fn mark(rest: &str, before: Option<char>) -> Option<usize> {
    let fresh = before.is_none_or(|before| !before.is_alphanumeric());
    let first = rest.chars().next()?;
    match first {
        '[' => group(rest, ']').filter(|length| !rest[*length..].starts_with(['(', ':']) && asks(&rest[1..length - 1])),
        // `/orders/{id}` names a part of a path.
        '{' if !matches!(before, Some('$' | '{' | '/')) => {
            group(rest, '}').filter(|length| is_name(&rest[1..length - 1]))
        }
        // `Page<Order>` is a type.
        '<' if fresh => group(rest, '>').filter(|length| {
            is_name(&rest[1..length - 1])
                && !rest[1..].starts_with("br")
                && rest[1..length - 1].len() > 2
                && !is_tag(&rest[1..length - 1])
        }),
        '_' if rest.starts_with("____") && before != Some('_') => Some(rest.len() - rest.trim_start_matches('_').len()),
        '?' if rest.starts_with("???") => Some(3),
        _ if fresh && first.is_ascii_uppercase() => open_word(rest),
        _ => None,
    }
}

/// The length of a group up to its closing sign, if it closes soon and on the same line.
fn group(rest: &str, close: char) -> Option<usize> {
    let near = rest.char_indices().take(200).take_while(|(_, character)| *character != '\n');
    near.skip(1)
        .find(|(_, character)| *character == close)
        .map(|(at, _)| at + close.len_utf8())
        .filter(|length| *length > 2)
}

/// First words of labels that are written in capitals.
const LABELS: [&str; 9] = ["breaking", "known", "security", "bug", "new", "action", "in progress", "won", "do not"];

/// Words in capitals that stand for a name.
const NOUNS: [&str; 10] =
    ["SERVICE", "COMPANY", "PROJECT", "ENVIRONMENT", "URL", "EMAIL", "PHONE", "PRODUCT", "CUSTOMER", "ORGANIZATION"];

/// What stands in the square brackets asks to be replaced: `[e.g. …]`, `[Name]`, `[PLACEHOLDER]`.
fn asks(inside: &str) -> bool {
    const OPENINGS: [&str; 22] = [
        "e.g",
        "name",
        "your ",
        "insert",
        "specify",
        "describe",
        "list",
        "link",
        "date",
        "owner",
        "role",
        "placeholder",
        "tbd",
        "to be",
        "one-sentence",
        "brief",
        "paste",
        "version",
        "team",
        "add ",
        "fill",
        "replace",
    ];
    let lower = inside.to_lowercase();
    let capitals =
        inside.chars().all(|character| character.is_ascii_uppercase() || matches!(character, '_' | ' ' | '-'));
    // `[BREAKING]`, `[KNOWN ISSUE]` are labels.
    let asked = if inside.contains(['_', ' ']) {
        !LABELS.iter().any(|first| lower.starts_with(first))
    } else {
        NOUNS.contains(&inside)
    };
    let shouting = capitals && asked;
    let named = inside
        .chars()
        .all(|character| character.is_alphabetic() || matches!(character, ' ' | '-' | '/' | '\'' | '_' | ',' | '.'));
    shouting || (named || lower.starts_with("e.g")) && OPENINGS.iter().any(|opening| lower.starts_with(opening))
}

fn is_name(inside: &str) -> bool {
    inside.starts_with(|first: char| first.is_ascii_alphabetic())
        && inside
            .chars()
            .all(|character| character.is_alphanumeric() || matches!(character, ' ' | '-' | '_' | '/' | ',' | '.'))
}

fn is_tag(inside: &str) -> bool {
    matches!(
        inside.trim_end_matches([' ', '/']),
        "details" | "summary" | "sub" | "sup" | "kbd" | "div" | "span" | "img" | "pre" | "code" | "table" | "strong"
    )
}

/// `TBD`, `TODO`, `FIXME`, `ADM-XXX`, `YYYY-MM-DD`.
fn open_word(rest: &str) -> Option<usize> {
    let length = rest
        .find(|character: char| !(character.is_ascii_alphanumeric() || matches!(character, '-' | '#')))
        .unwrap_or(rest.len());
    let word = rest[..length].trim_end_matches('-');
    let open = matches!(word, "TBD" | "TODO" | "FIXME" | "TBA" | "TBC" | "XXX" | "YYYY-MM-DD");
    let numbered = word.rsplit_once('-').is_some_and(|(prefix, end)| {
        prefix.len() >= 2
            && prefix.bytes().all(|byte| byte.is_ascii_uppercase())
            && matches!(end, "XXX" | "XXXX" | "NNN" | "###")
    });
    (open || numbered).then_some(word.len())
}
