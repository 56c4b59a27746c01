//! HTML tokens with their places, by `html5gum`; `CDATA` sections, which only the storage format of wikis has, are cut out
//! before it sees them.

use std::collections::BTreeMap;

use html5gum::emitters::default::{DefaultEmitter, Token as Raw};
use html5gum::{HtmlString, Span as RawSpan, Spanned, Tokenizer};

use crate::outline::Span;

/// A start tag.
pub(in crate::outline) struct Tag {
    pub(super) name: String,
    attributes: BTreeMap<HtmlString, Spanned<HtmlString, usize>>,
    /// `<x/>`
    pub(super) closed: bool,
    pub(super) span: Span,
}

impl Tag {
    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(&value.value).into_owned())
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.attributes.contains_key(name.as_bytes())
    }

    /// Whether one of its classes is `class`.
    pub(super) fn is(&self, class: &str) -> bool {
        self.get("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|word| word == class))
    }
}

/// What stands in a page; comments left out.
pub(in crate::outline) enum Token {
    Start(Tag),
    End {
        name: String,
        span: Span,
    },
    /// Text, entities decoded, or the inside of a `CDATA` section.
    Text {
        text: String,
        span: Span,
        verbatim: bool,
    },
}

/// The tokens of `text`, which stands at byte `offset` of the file.
pub(in crate::outline) fn tokens(text: &str, offset: usize) -> impl Iterator<Item = Token> + '_ {
    let storage = is_storage(text);
    let mut rest = Some(0);
    let parts = std::iter::from_fn(move || {
        let start = rest?;
        let here = &text[start..];
        let Some(open) = storage.then(|| here.find(OPEN)).flatten() else {
            rest = None;
            return Some((start, here, None));
        };
        let inside = start + open + OPEN.len();
        let close = text[inside..].find(CLOSE).map_or(text.len(), |length| inside + length);
        rest = Some((close + CLOSE.len()).min(text.len()));
        Some((start, &here[..open], Some((inside, &text[inside..close]))))
    });
    parts.flat_map(move |(start, part, cdata)| {
        let cdata = cdata.map(|(at, inside)| Token::Text {
            text: inside.to_owned(),
            span: Span::of(offset + at..offset + at + inside.len()),
            verbatim: true,
        });
        plain(part, offset + start).chain(cdata)
    })
}

const OPEN: &str = "<![CDATA[";
const CLOSE: &str = "]]>";

/// Whether this is the storage format of a wiki. A page of the web knows no `CDATA`.
fn is_storage(text: &str) -> bool {
    text.contains("<ac:") || text.contains("<ri:")
}

fn plain(text: &str, offset: usize) -> impl Iterator<Item = Token> + '_ {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(text, emitter).filter_map(move |token| {
        let Ok(token) = token;
        let place = |span: RawSpan<usize>| {
            let end = floor(text, span.end);
            Span::of(offset + floor(text, span.start.min(end))..offset + end)
        };
        Some(match token {
            Raw::StartTag(tag) => Token::Start(Tag {
                name: string(&tag.name),
                closed: tag.self_closing,
                span: place(tag.span),
                attributes: tag.attributes,
            }),
            Raw::EndTag(tag) => Token::End { name: string(&tag.name), span: place(tag.span) },
            Raw::String(text) => Token::Text { text: string(&text.value), span: place(text.span), verbatim: false },
            Raw::Comment(_) | Raw::Doctype(_) | Raw::Error(_) => return None,
        })
    })
}

fn string(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The nearest character border at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        tokens(text, 0)
            .map(|token| match token {
                Token::Start(tag) => format!("<{}> {:?}", tag.name, &text[tag.span.range()]),
                Token::End { name, span } => format!("</{name}> {:?}", &text[span.range()]),
                Token::Text { text: plain, span, .. } => format!("{plain:?} {:?}", &text[span.range()]),
            })
            .collect()
    }

    #[test]
    fn tokens_know_their_places() {
        assert_eq!(
            shown("é<p class=\"x\">a &amp; ü\r\nb<br/>c</p><!-- x --> z"),
            [
                "\"é\" \"é\"",
                "<p> \"<p class=\\\"x\\\">\"",
                "\"a & ü\\nb\" \"a &amp; ü\\r\\nb\"",
                "<br> \"<br/>\"",
                "\"c\" \"c\"",
                "</p> \"</p>\"",
                "\" z\" \" z\""
            ]
        );
    }

    #[test]
    fn cdata_is_one_text() {
        let text = "<ac:plain-text-body><![CDATA[a > b <x>]]></ac:plain-text-body>";
        assert_eq!(shown(text)[1], "\"a > b <x>\" \"a > b <x>\"");
    }
}
