//! Dotenv files, by hand: the crates for it evaluate a file and give no places, and skip the commented-out keys.

use super::{Entry, Format, Outline, Problem, Span, Text};

/// Reads a dotenv file: `export`, `KEY: value`, `KEY+=value`, a name alone, quotes, values over several lines, comments, keys
/// that are commented out.
pub(super) fn read(text: &str) -> Outline {
    let mut outline = Outline::new(Format::Dotenv);
    let mut comment: Option<Text> = None;
    let mut at = 0;
    while at < text.len() {
        let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
        let line = text[at..end].trim_end_matches('\r');
        let (body, commented_out) = match line.trim_start().strip_prefix('#') {
            Some(rest) => (rest, true),
            None => (line, false),
        };
        let start = at + line.len() - body.len();
        let whole = at..at + line.len();
        let mut next = end + 1;
        if body.trim().is_empty() {
            comment = None;
        } else if let Some(Key { name, value_from }) = key(body, start, commented_out) {
            let value = value(text, value_from, end, commented_out);
            next = next.max(value.last + 1);
            if value.unclosed {
                let message =
                    "a quote opens here and does not close; the value was taken to the end of the line".to_owned();
                outline.problems.push(Problem { message, span: Span::of(whole.clone()) });
            }
            let span = Span::of(at..value.last.max(whole.end));
            let comment = value.comment.or_else(|| comment.take());
            outline.entries.push(Entry { key: name, value: value.text, comment, commented_out, span });
        } else if commented_out {
            comment = Some(Text { plain: body.trim().to_owned(), span: Span::of(whole) });
        } else {
            let message = "this line is neither `KEY=value` nor a comment".to_owned();
            outline.problems.push(Problem { message, span: Span::of(whole) });
        }
        at = next;
    }
    outline
}

struct Key {
    name: Text,
    /// Where the value begins.
    value_from: usize,
}

/// The name before `=`, `+=` or `: `, or alone. Behind `#` it counts only before `=`, if it is written like a variable and no
/// sentence follows: `# OD_X=true is explicitly set.` is prose.
fn key(body: &str, start: usize, commented_out: bool) -> Option<Key> {
    let equals = body.find('=');
    let colon = body.find(':').filter(|colon| {
        let rest = &body[colon + 1..];
        !commented_out
            && equals.is_none_or(|equals| *colon < equals)
            && (rest.is_empty() || rest.starts_with([' ', '\t']))
    });
    let separator = colon.or(equals);
    // A name alone passes on what the environment has. In a comment it is a word.
    let alone = separator.is_none() && !commented_out;
    let end = separator.unwrap_or(body.len());
    let written = body[..end].trim_end().trim_end_matches('+').trim_end();
    let name = written.trim_start();
    let name = name.strip_prefix("export ").map_or(name, str::trim_start);
    let valid = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'));
    let upper = name.bytes().all(|byte| !byte.is_ascii_lowercase());
    let sentence = || {
        let rest = body[end + 1..].trim();
        rest.contains(' ') && !rest.starts_with(['"', '\'', '#', '<']) && !rest.contains(" #")
    };
    if !valid || ((alone || commented_out) && !upper) || (commented_out && (equals.is_none() || sentence())) {
        return None;
    }
    let from = start + written.len() - name.len();
    let value_from = start + (end + 1).min(body.len());
    Some(Key { name: Text { plain: name.to_owned(), span: Span::of(from..from + name.len()) }, value_from })
}

struct Value {
    text: Text,
    /// The comment behind it.
    comment: Option<Text>,
    /// Where its last line ends.
    last: usize,
    /// It opens a quote that does not close.
    unclosed: bool,
}

/// A value in quotes may go on over several lines; else it ends with the line, or before ` #`.
fn value(text: &str, from: usize, line_end: usize, commented_out: bool) -> Value {
    let rest = text.get(from..line_end).unwrap_or_default();
    let begin = (from + rest.len() - rest.trim_start().len()).min(line_end);
    let quote = text[begin..line_end].chars().next().filter(|first| matches!(first, '"' | '\'' | '`'));
    if let Some(end) = quote.and_then(|quote| closed(text, begin, line_end, quote, commented_out)) {
        let last = text[end..].find('\n').map_or(text.len(), |offset| end + offset);
        let plain = text[begin + 1..end].to_owned();
        let text_of = Text { plain, span: Span::of(begin + 1..end) };
        return Value { text: text_of, comment: comment(text, end + 1, last), last, unclosed: false };
    }
    let rest = &text[begin..line_end];
    let hash =
        rest.match_indices('#').map(|(at, _)| at).find(|at| *at == 0 || rest.as_bytes()[at - 1].is_ascii_whitespace());
    let body = rest[..hash.unwrap_or(rest.len())].trim_end();
    let value = Text { plain: body.to_owned(), span: Span::of(begin..begin + body.len()) };
    let comment = hash.and_then(|at| comment(text, begin + at, line_end));
    Value { text: value, comment, last: line_end, unclosed: quote.is_some() && !commented_out }
}

/// Where the quote at `begin` closes. On a later line it must be the last thing there: else it opens another value.
fn closed(text: &str, begin: usize, line_end: usize, quote: char, commented_out: bool) -> Option<usize> {
    let limit = if commented_out { line_end } else { text.len() };
    let end = begin + 1 + closing(&text[begin + 1..limit], quote)?;
    let behind = text[end + 1..].lines().next().unwrap_or_default().trim();
    (end < line_end || behind.is_empty() || behind.starts_with('#')).then_some(end)
}

/// Where the quote closes; a backslash escapes in double quotes.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, character)| {
        let ends = character == quote && !escaped;
        escaped = character == '\\' && !escaped && quote == '"';
        ends.then_some(at)
    })
}

fn comment(text: &str, from: usize, end: usize) -> Option<Text> {
    let rest = text.get(from..end)?;
    let hash = rest.find('#')?;
    let plain = rest[hash + 1..].trim().to_owned();
    (!plain.is_empty()).then(|| Text { plain, span: Span::of(from + hash..end) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(outline: &Outline) -> Vec<(&str, &str, bool)> {
        let entries = outline.entries.iter();
        entries.map(|entry| (entry.key.plain.as_str(), entry.value.plain.as_str(), entry.commented_out)).collect()
    }

    #[test]
    fn the_dialects_of_real_files_are_read() {
        let text = "# Where it runs\nAPP_ENV=production # one of three\nexport URL=\"http://x/#a\"\n#OLD=1\n# OD_X=true is explicitly set.\nMULTI='a\nb'\nEMPTY=\r\nnot a line\n";
        let outline = read(text);
        assert_eq!(
            entries(&outline),
            [
                ("APP_ENV", "production", false),
                ("URL", "http://x/#a", false),
                ("OLD", "1", true),
                ("MULTI", "a\nb", false),
                ("EMPTY", "", false)
            ]
        );
        assert_eq!(outline.entries[0].comment.as_ref().unwrap().plain, "one of three");
        assert_eq!(&text[outline.entries[1].value.span.range()], "http://x/#a");
        assert_eq!(outline.problems.len(), 1);
    }

    #[test]
    fn rarer_ways_to_write_a_line_are_read() {
        let text = "A = 1\r\nB: two words\nC+=more\nD\nexport E\nF=http://x:80/?a=b\n# G=1 # why\n# NOTE: none\nH=a#b\n  I='x' # y\n";
        let outline = read(text);
        assert_eq!(
            entries(&outline),
            [
                ("A", "1", false),
                ("B", "two words", false),
                ("C", "more", false),
                ("D", "", false),
                ("E", "", false),
                ("F", "http://x:80/?a=b", false),
                ("G", "1", true),
                ("H", "a#b", false),
                ("I", "x", false)
            ]
        );
        let places: Vec<&str> = outline.entries.iter().map(|entry| &text[entry.key.span.range()]).collect();
        assert_eq!(places, ["A", "B", "C", "D", "E", "F", "G", "H", "I"]);
        assert_eq!(outline.problems, []);
    }

    #[test]
    fn a_quote_that_does_not_close_takes_no_other_line() {
        let outline = read("A=\"one\nB=\"two\"\nC='\n");
        assert_eq!(entries(&outline), [("A", "\"one", false), ("B", "two", false), ("C", "'", false)]);
        assert_eq!(outline.problems.len(), 2);
    }
}
