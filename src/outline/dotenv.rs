//! Dotenv files, by hand: the crates for it evaluate a file and give no places, and skip the commented-out keys.

use super::{Entry, Format, Outline, Problem, Span, Text};

/// Reads a dotenv file: `export`, quotes, values over several lines, comments, keys that are commented out.
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
        let mut next = end + 1;
        if body.trim().is_empty() {
            comment = None;
        } else if let Some(key) = key(body, start, commented_out) {
            let (value, inline, last) = value(text, key.span.end as usize + 1, end, commented_out);
            next = next.max(last + 1);
            let span = Span::of(at..last.max(at + line.len()));
            outline.entries.push(Entry { key, value, comment: inline.or_else(|| comment.take()), commented_out, span });
        } else if commented_out {
            comment = Some(Text { plain: body.trim().to_owned(), span: Span::of(at..at + line.len()) });
        } else {
            outline.problems.push(Problem {
                message: "this line is neither `KEY=value` nor a comment".to_owned(),
                span: Span::of(at..at + line.len()),
            });
        }
        at = next;
    }
    outline
}

/// The name before `=`. Behind `#` it counts only if it is written like a variable and no sentence follows:
/// `# OD_X=true is explicitly set.` is prose.
fn key(body: &str, start: usize, commented_out: bool) -> Option<Text> {
    let equals = body.find('=')?;
    let written = body[..equals].trim_end();
    let name = written.trim_start();
    let name = name.strip_prefix("export ").map_or(name, str::trim_start);
    let valid = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'));
    let upper = name.bytes().all(|byte| !byte.is_ascii_lowercase());
    let sentence = {
        let rest = body[equals + 1..].trim();
        rest.contains(' ') && !rest.starts_with(['"', '\'', '#', '<'])
    };
    if !valid || (commented_out && (!upper || sentence)) {
        return None;
    }
    let from = start + written.len() - name.len();
    // The span ends right before `=`, so that the value begins one byte behind it.
    Some(Text { plain: name.to_owned(), span: Span::of(from..start + equals) })
}

/// The value, the comment behind it, and where the last line of it ends.
fn value(text: &str, from: usize, line_end: usize, commented_out: bool) -> (Text, Option<Text>, usize) {
    let rest = text.get(from..line_end).unwrap_or_default();
    let begin = from + rest.len() - rest.trim_start().len();
    let quote = text[begin.min(line_end)..line_end].chars().next().filter(|first| matches!(first, '"' | '\'' | '`'));
    if let Some(quote) = quote {
        let limit = if commented_out { line_end } else { text.len() };
        if let Some(length) = closing(&text[begin + 1..limit], quote) {
            let end = begin + 1 + length;
            let last = text[end..].find('\n').map_or(text.len(), |offset| end + offset);
            let plain = text[begin + 1..end].to_owned();
            return (Text { plain, span: Span::of(begin + 1..end) }, comment(text, end + 1, last), last);
        }
    }
    let rest = &text[begin.min(line_end)..line_end];
    let hash =
        rest.match_indices('#').map(|(at, _)| at).find(|at| *at == 0 || rest.as_bytes()[at - 1].is_ascii_whitespace());
    let body = rest[..hash.unwrap_or(rest.len())].trim_end();
    let value = Text { plain: body.to_owned(), span: Span::of(begin..begin + body.len()) };
    (value, hash.and_then(|at| comment(text, begin + at, line_end)), line_end)
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

    #[test]
    fn the_dialects_of_real_files_are_read() {
        let text = "# Where it runs\nAPP_ENV=production # one of three\nexport URL=\"http://x/#a\"\n#OLD=1\n# OD_X=true is explicitly set.\nMULTI='a\nb'\nEMPTY=\r\nnot a line\n";
        let outline = read(text);
        let entries: Vec<(&str, &str, bool)> = outline
            .entries
            .iter()
            .map(|entry| (entry.key.plain.as_str(), entry.value.plain.as_str(), entry.commented_out))
            .collect();
        assert_eq!(
            entries,
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
}
