//! Text of documents made safe for where it lands. Whatever a file of the dossier says, it stays text: it opens no heading,
//! no table cell, no link and no HTML.

/// Where a value lands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In a line of Markdown.
    Line,
    /// In a cell of a Markdown table.
    Cell,
}

/// The text on one line, with its mark-up disarmed. Text between two backticks stays code.
pub(super) fn escape(text: &str, place: Place) -> String {
    let text = plain(text);
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut rest = lead(&text, &mut escaped);
    while let Some(at) = rest.find('`') {
        inline(&rest[..at], place, &mut escaped);
        let behind = &rest[at + 1..];
        if let Some(length) = behind.find('`').filter(|length| is_code(&behind[..*length])) {
            code(&behind[..length], place, &mut escaped);
            rest = &behind[length + 1..];
        } else {
            escaped.push_str("\\`");
            rest = behind;
        }
    }
    inline(rest, place, &mut escaped);
    escaped
}

/// One line: white space folded, and no characters that steer a terminal or turn the direction of writing.
pub(crate) fn plain(text: &str) -> String {
    let shown: String = text.chars().filter(|character| character.is_whitespace() || !steers(*character)).collect();
    let mut line = String::with_capacity(shown.len());
    for word in shown.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Whether a character is not seen but changes how others are shown.
pub(crate) fn steers(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Disarms what would begin a block at the start of a line; returns what is left.
fn lead<'a>(text: &'a str, escaped: &mut String) -> &'a str {
    let ends = |at: usize| text.get(at..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && text[digits..].starts_with(['.', ')']) && ends(digits + 1) {
        escaped.push_str(&text[..digits]);
        escaped.push('\\');
        escaped.push_str(&text[digits..=digits]);
        return &text[digits + 1..];
    }
    let heading = ends(text.len() - text.trim_start_matches('#').len());
    let rule = text.bytes().all(|byte| matches!(byte, b'-' | b'=' | b' '));
    let bullet = ends(1) || rule;
    let tick = text.as_bytes().get(2) == Some(&b']') && ends(3);
    let opens = match text.bytes().next() {
        Some(b'#') => heading,
        Some(b'-' | b'+' | b'=') => bullet,
        Some(b'[') => tick,
        first => first == Some(b'>'),
    };
    if opens {
        escaped.push('\\');
        escaped.push_str(&text[..1]);
        return &text[1..];
    }
    text
}

fn inline(text: &str, place: Place, escaped: &mut String) {
    let mut before = ' ';
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        let next = rest.clone().next().unwrap_or(' ');
        let active = match character {
            '\\' | '*' | '~' | '`' => true,
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            // What makes a link of brackets is what follows them; `[^` names a footnote.
            ']' => matches!(next, '(' | '[' | ':'),
            '[' => next == '^',
            '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
            '&' => next.is_ascii_alphanumeric() || next == '#',
            '|' => place == Place::Cell,
            _ => false,
        };
        if active {
            escaped.push('\\');
        }
        escaped.push(character);
        before = character;
    }
}

/// Whether the text between two backticks can stand as code.
fn is_code(text: &str) -> bool {
    !text.trim().is_empty() && text.trim() == text
}

/// A table splits at every `|` that is not escaped, even in code.
fn code(text: &str, place: Place, escaped: &mut String) {
    escaped.push('`');
    match place {
        Place::Cell => escaped.push_str(&text.replace('|', "\\|")),
        Place::Line => escaped.push_str(text),
    }
    escaped.push('`');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mark_up_is_disarmed() {
        for (text, wanted) in [
            ("# Title", "\\# Title"),
            ("---", "\\---"),
            ("- item", "\\- item"),
            ("-5 %", "-5 %"),
            ("#channel", "#channel"),
            ("[x] done", "\\[x] done"),
            ("[US-210] Split", "[US-210] Split"),
            ("[a]: javascript:x", "[a\\]: javascript:x"),
            ("1. first", "1\\. first"),
            ("2.0.0", "2.0.0"),
            ("12) x", "12\\) x"),
            ("> quote", "\\> quote"),
            ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>"),
            ("[click](javascript:alert(1))", "[click\\](javascript:alert(1))"),
            ("![x](http://a/b.png)", "![x\\](http://a/b.png)"),
            ("a &lt; b & c", "a \\&lt; b & c"),
            ("**bold** _it_ DB_PASSWORD", "\\*\\*bold\\*\\* \\_it\\_ DB_PASSWORD"),
            ("grace < 30 s", "grace < 30 s"),
            ("a\r\n\r\n# b", "a # b"),
            ("trailing\\", "trailing\\\\"),
            ("run `a_b*` now", "run `a_b*` now"),
            ("odd ` tick", "odd \\` tick"),
            ("```\nx", "\\`\\`\\` x"),
            ("\u{1b}[31mred\u{202e}", "[31mred"),
            ("a|b", "a|b"),
        ] {
            assert_eq!(escape(text, Place::Line), wanted, "{text:?}");
        }
    }

    #[test]
    fn a_cell_stays_one_cell() {
        for (text, wanted) in [("a | b\nc", "a \\| b c"), ("a \\| b", "a \\\\\\| b"), ("`x|y` | z", "`x\\|y` \\| z")] {
            assert_eq!(escape(text, Place::Cell), wanted, "{text:?}");
        }
    }

    /// Nothing but text and code comes out, and the text is the one that went in.
    fn is_inert(markdown: &str, text: &str) {
        use pulldown_cmark::{Event, Options, Parser, Tag};
        let mut read = String::new();
        let github = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_GFM;
        for event in Parser::new_ext(markdown, github) {
            match event {
                Event::Text(text) | Event::Code(text) => read.push_str(&text),
                Event::Start(
                    Tag::Paragraph
                    | Tag::List(None)
                    | Tag::Item
                    | Tag::Table(_)
                    | Tag::TableHead
                    | Tag::TableRow
                    | Tag::TableCell,
                )
                | Event::End(_) => {}
                other => panic!("{text:?} became {other:?} in {markdown:?}"),
            }
        }
        let bare = |text: &str| plain(text).replace('`', "");
        assert_eq!(bare(&read), bare(text), "{markdown:?}");
    }

    proptest::proptest! {
        #[test]
        fn no_text_opens_anything(text in r"[-\[\]()!*_~`#<>&|\\+=:./1a \n^$]{1,24}|<script>.{0,9}|\[.{0,5}\]\(javascript:.{0,5}\)|&[a-z]{2,4};") {
            proptest::prop_assume!(!plain(&text).is_empty());
            is_inert(&format!("{}\n", escape(&text, Place::Line)), &text);
            is_inert(&format!("- {}\n", escape(&text, Place::Line)), &text);
            is_inert(&format!("|  |\n|---|\n| {} |\n", escape(&text, Place::Cell)), &text);
        }
    }
}
