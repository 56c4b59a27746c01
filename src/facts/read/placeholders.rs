//! Text that was left to be filled in: whole cells and values, and marks inside running text.

mod code;

use crate::bytes;
use crate::dossier::Source;
use crate::facts::sense::Sense;
use crate::outline::{Block, Code, Format, Outline, Span, Text};
use crate::vocabulary::{self, Column, Key, Terms, Word, Written, written_as};

/// Every placeholder of a document, in order.
pub(super) fn spans(source: &Source, outline: &Outline, sense: &Sense) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut columns = sense.columns.iter();
    let mut fields = sense.fields.iter();
    for section in &outline.sections {
        text(source, sense, &section.title, &mut spans);
        for field in &section.fields {
            let Some(known) = fields.next() else { break };
            let status = known.key == Some(Key::Status);
            let terms = sense.said(field, known);
            if is_open(source, written_as(&terms), field.value.span) && !(status && is_state(terms)) {
                spans.push(field.value.span);
            }
        }
        for block in &section.blocks {
            match block {
                Block::Paragraph(paragraph) => text(source, sense, &paragraph.text, &mut spans),
                Block::Item(item) => text(source, sense, &item.text, &mut spans),
                Block::Table(table) => {
                    let meanings = columns.next().map_or(&[][..], |columns| &columns[..]);
                    for (index, cell) in table.rows.iter().flat_map(|row| row.cells.iter().enumerate()) {
                        let status = matches!(meanings.get(index), Some(Some(Column::Status | Column::Result)));
                        if !(status && is_state(sense.terms(cell))) {
                            text(source, sense, cell, &mut spans);
                        }
                    }
                }
                Block::Code(code) => {
                    commands(source, code, &mut spans);
                    code::block(source, code, &mut spans);
                }
            }
        }
    }
    // In a manifest such an address may be an example in a comment; the values of its variables are judged on their own.
    if matches!(outline.format, Format::Markdown | Format::Html | Format::Rst | Format::Asciidoc) {
        code::addresses(source, &mut spans);
    }
    if spans.iter().any(|span| is_bracketed_name(source.slice(*span))) && keeps_brackets(source, outline) {
        spans.retain(|span| !is_bracketed_name(source.slice(*span)));
    }
    spans.sort_unstable();
    spans.dedup_by(|next, kept| next.start < kept.end);
    spans
}

/// `[Quentin]`: a name in brackets, which does not ask for one.
fn is_bracketed_name(text: &str) -> bool {
    let inside = text.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or_default();
    let found = vocabulary::find(inside);
    let terms = found.of(inside);
    inside.starts_with(char::is_uppercase)
        && inside.chars().all(|letter| letter.is_alphabetic() || matches!(letter, ' ' | '-' | '.'))
        && !inside.contains("XX")
        && !terms.has_any(&[Word::OpenAsk, Word::OpenNoun, Word::OpenWord, Word::OpenCell, Word::Example, Word::Role])
        && vocabulary::column(inside).is_none()
}

/// Whether a date stands in the brackets of a form (`[27-05-2025]`): whoever filled it in left them.
fn keeps_brackets(source: &Source, outline: &Outline) -> bool {
    let dated = |text: &Text| {
        let inside = source.slice(text.span).trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        inside.is_some_and(|date| {
            date.bytes().filter(u8::is_ascii_digit).count() >= 6
                && date.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'/' | b'.'))
        })
    };
    outline.sections.iter().any(|section| {
        section.fields.iter().any(|field| dated(&field.value))
            || section.blocks.iter().any(|block| match block {
                Block::Table(table) => table.rows.iter().flat_map(|row| &row.cells).any(dated),
                _ => false,
            })
    })
}

/// Whether a status only says that something is not done yet: "open", 確認中.
fn is_state(terms: Terms<'_>) -> bool {
    terms.begins(Word::Pending) && !terms.text().contains(['[', '<', '{', '_'])
}

/// The whole text, if it was left open; else the marks inside it.
fn text(source: &Source, sense: &Sense, text: &Text, spans: &mut Vec<Span>) {
    let before = spans.len();
    if !is_open(source, sense.written(text), text.span) {
        running(source, sense, text, spans);
        return;
    }
    // In a longer text only the mark is shown, not the sentence around it.
    if text.plain.len() > SHORT {
        running(source, sense, text, spans);
    }
    if spans.len() == before {
        spans.push(text.span);
    }
}

/// Bytes of a cell or line that is shown whole.
const SHORT: usize = 60;

fn is_open(source: &Source, says: Written, span: Span) -> bool {
    says == Written::Placeholder
        || code_placeholder(source.slice(span)).is_some_and(|length| length == span.range().len())
}

/// The length of a backticked word that stands for a value.
fn code_placeholder(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('`')?;
    let end = inside.find('`')?;
    let word = &inside[..end];
    let known = || is_all(word, Word::OpenCode);
    (word.starts_with("YYYY-MM-DD") || word.starts_with("draft/") || known()).then_some(end + 2)
}

/// Marks in running text, code left out.
fn running(source: &Source, sense: &Sense, text: &Text, spans: &mut Vec<Span>) {
    let raw = source.slice(text.span);
    let start = text.span.start;
    // "Dates have the format YYYY-MM-DD."
    let mut explains = None;
    let mut is_explained = |rest: &str| {
        rest.starts_with("YYYY") && *explains.get_or_insert_with(|| sense.terms(text).has(Word::FormatWord))
    };
    let mut in_code = false;
    let mut at = 0;
    while let Some(next) = next_sign(raw.as_bytes(), at) {
        at = next;
        let Some(first) = raw[at..].chars().next() else { break };
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
        let skipped = in_code || first == '`' || is_explained(&raw[at..]);
        if !skipped
            && let Some(length) = mark(&raw[at..], raw[..at].chars().next_back())
            && !is_tag_word(&raw[..at], &raw[at..at + length], &raw[at + length..])
            && !is_talked_about(&raw[..at], &raw[at + length..])
            && !(first == '<' && is_in_data(&raw[..at]))
        {
            let from = start + at as u32;
            spans.push(Span { start: from, end: from + length as u32 });
            at += length;
            continue;
        }
        at += first.len_utf8();
    }
}

/// Parts of commands that nobody has put in: `docker service update [STACK]_[SERVICE]`. In other code such words are labels,
/// and `[OPTIONS]` only says what could stand there.
fn commands(source: &Source, code: &Code, spans: &mut Vec<Span>) {
    if !matches!(code.language.as_str(), "" | "bash" | "sh" | "shell" | "zsh" | "console" | "powershell") {
        return;
    }
    let text = source.slice(code.span);
    let mut at = 0;
    while let Some(next) = text[at..].find('[') {
        at += next;
        let before = text[..at].chars().next_back();
        let fresh =
            before.is_some_and(|before| before.is_whitespace() || matches!(before, '/' | '_' | ':' | '=' | '"' | '-'));
        let length = group(&text[at..], ']').filter(|length| fresh && is_parameter(&text[at + 1..at + length - 1]));
        if let Some(length) = length {
            let start = code.span.start + at as u32;
            spans.push(Span { start, end: start + length as u32 });
        }
        at += length.unwrap_or(1);
    }
}

/// `COMMIT_BEFORE`, `STACK`.
fn is_parameter(inside: &str) -> bool {
    let capitals = inside.chars().all(|letter| letter.is_uppercase() || letter == '_');
    let noun = || is_all(inside, Word::OpenNoun) || is_all(inside, Word::OpenAsk);
    capitals && inside.len() > 2 && (inside.trim_matches('_').contains('_') || noun())
}

/// `no "TODO" left`, `sans TODO`: a mark that is spoken of, or that is said not to be there.
fn is_talked_about(before: &str, behind: &str) -> bool {
    const QUOTES: [char; 8] = ['"', '“', '”', '„', '«', '»', '「', '」'];
    if before.ends_with(QUOTES) && behind.starts_with(QUOTES) {
        return true;
    }
    let from = before.char_indices().rev().take(24).last().map_or(before.len(), |(at, _)| at);
    let near = &before[from..];
    let found = vocabulary::find(near);
    let terms = found.of(near);
    // Behind the end of a sentence something else begins.
    near.ends_with(' ')
        && !near.trim_end().ends_with(['.', ':', ';', ',', '!', '?', '-', '–', '—'])
        && (terms.ends(Word::No) || terms.ends(Word::Not))
        || vocabulary::is_denied(behind)
}

/// `[DATABASE] Migrated to 16`: a word in capitals that a line begins with says what the line is about.
fn is_tag_word(before: &str, mark: &str, behind: &str) -> bool {
    let opens = before.trim().is_empty() && behind.starts_with(' ') && behind.trim().contains(' ');
    opens
        && mark.len() > 2
        && mark.starts_with('[')
        && mark[1..mark.len() - 1].bytes().all(|byte| byte.is_ascii_uppercase())
}

/// `{"year": <year>}`: a part of data that is shown, which its user fills in.
fn is_in_data(before: &str) -> bool {
    before.chars().rev().take(80).find(|letter| matches!(letter, '{' | '}')) == Some('{')
}

/// The next byte that a mark can begin with, or a backtick: all of them are ASCII. Two capitals count where a word begins.
fn next_sign(text: &[u8], from: usize) -> Option<usize> {
    let capital = |at: usize| text.get(at).is_some_and(u8::is_ascii_uppercase);
    let inside =
        |at: usize| at.checked_sub(1).and_then(|before| text.get(before)).is_some_and(u8::is_ascii_alphanumeric);
    let mut at = from;
    while let Some(length) = text.get(at..).and_then(|rest| rest.iter().position(|byte| SIGNS[usize::from(*byte)])) {
        at += length;
        if !capital(at) || (capital(at + 1) && !inside(at)) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// What a mark can begin with, and the backtick.
const SIGNS: [bool; 256] = bytes::set(b"[{<_?`ABCDEFGHIJKLMNOPQRSTUVWXYZ");

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
        '_' if before != Some('_') => blank(rest, fresh),
        '?' if rest.starts_with("???") => Some(3),
        _ if fresh && first.is_ascii_uppercase() => open_word(rest),
        _ => None,
    }
}

/// `____`, `___ days`, `\_\_\_`: a blank to write on. Behind three of them nothing may stand that they emphasise.
fn blank(rest: &str, fresh: bool) -> Option<usize> {
    let end = rest.find(|letter| !matches!(letter, '_' | '\\')).unwrap_or(rest.len());
    let count = rest[..end].matches('_').count();
    let open = fresh && !rest[end..].starts_with(char::is_alphanumeric);
    (count >= 4 || (count == 3 && open)).then_some(end)
}

/// The length of a group up to its closing sign, if it closes soon and on the same line.
fn group(rest: &str, close: char) -> Option<usize> {
    let near = rest.char_indices().take(200).take_while(|(_, character)| *character != '\n');
    near.skip(1)
        .find(|(_, character)| *character == close)
        .map(|(at, _)| at + close.len_utf8())
        .filter(|length| *length > 2)
}

/// What stands in the square brackets asks to be replaced: `[e.g. …]`, `[Name]`, `[PLACEHOLDER]`.
fn asks(inside: &str) -> bool {
    let found = vocabulary::find(inside);
    let terms = found.of(inside);
    let capitals =
        inside.chars().all(|character| character.is_ascii_uppercase() || matches!(character, '_' | ' ' | '-'));
    // `[BREAKING]`, `[KNOWN ISSUE]` are labels.
    let asked = if inside.contains(['_', ' ']) { !terms.begins(Word::Label) } else { terms.begins(Word::OpenNoun) };
    let shouting = capitals && asked && inside.contains(char::is_alphabetic);
    let named = inside
        .chars()
        .all(|character| character.is_alphabetic() || matches!(character, ' ' | '-' | '/' | '\'' | '_' | ',' | '.'));
    let example = terms.begins(Word::Example);
    shouting || example || (named && (terms.begins(Word::OpenAsk) || terms.begins(Word::OpenWord)))
}

/// Whether a text says this and no more.
fn is_all(text: &str, word: Word) -> bool {
    let found = vocabulary::find(text);
    let terms = found.of(text);
    terms.of(word).any(|hit| terms.before(hit).is_empty() && terms.behind(hit).is_empty())
}

fn is_name(inside: &str) -> bool {
    inside.starts_with(char::is_alphabetic)
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

/// What stands behind "all" in Spanish and Portuguese, where it is written in capitals.
const ALL_WELL: [&str; 12] =
    [" OK", " BIEN", " LISTO", " CORRECTO", " CERTO", " EN ", " EL ", " LO ", " el ", " lo ", " los ", " o "];

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
    // `AW-XXXX/YYYY` shows a form; «TODO OK» says that all is well.
    let shows = numbered && rest[word.len()..].starts_with('/');
    let all_well = word == "TODO" && ALL_WELL.iter().any(|end| rest[word.len()..].starts_with(end));
    ((open && !all_well) || (numbered && !shows)).then_some(word.len())
}
