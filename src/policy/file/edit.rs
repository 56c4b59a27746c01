//! Writing what a file is, or which profile holds, into the policy file, everything else of which stays as it is, comments too.

use super::find;
use super::read::Reader;
use crate::dossier::{Dossier, Source};
use crate::facts::Kind;
use crate::outline::{self, Node, Outline, Span, Text, Value};
use crate::policy::{Limits, Policy, Profile};

/// A policy file that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// Its path in the dossier.
    pub path: String,
    /// Its whole text.
    pub text: String,
}

/// The policy file of a dossier after the file at `path` was said to be of a kind, or, without one, no longer was.
///
/// # Errors
///
/// Why that cannot be written, and what to write by hand.
pub fn correct(dossier: &Dossier, path: &str, kind: Option<Kind>) -> Result<Corrected, String> {
    let before = Before::of(dossier)?;
    let policy = read(&before.path, &before.text);
    let key = policy.relative(path).to_owned();
    let value = kind.map_or("nothing", Kind::id);
    let by_hand = format!("Set `{key}` to `{value}` under `kinds` by hand");
    before.changed(&by_hand, edited(&before.text, &key, kind), |told| {
        let expected = kind == told.kind_of(path).filter(|rule| rule.files == key).map(|rule| rule.kind);
        expected && rest(policy, &key) == rest(told, &key)
    })
}

/// The policy file of a dossier after it was said which conventions the dossier follows.
///
/// # Errors
///
/// Why that cannot be written, and what to write by hand.
pub fn adopt(dossier: &Dossier, profile: Profile) -> Result<Corrected, String> {
    let before = Before::of(dossier)?;
    let word = profile.word();
    let by_hand = format!("Set `profile` to `{word}` by hand");
    before.changed(&by_hand, with_profile(&before.text, word), |told| {
        // What the profile itself decides differs; what the file says beside it must not.
        let lines =
            |policy: &Policy| policy.kinds.iter().map(|rule| (rule.files.clone(), rule.kind)).collect::<Vec<_>>();
        let old = read(&before.path, &before.text);
        told.profile == profile && lines(&told) == lines(&old) && told.vocabulary == old.vocabulary
    })
}

/// A policy file as it stands before a change.
struct Before {
    path: String,
    text: String,
    /// Its text is masked: writing it back would lose the secret.
    secret: bool,
}

impl Before {
    /// That of the dossier, or a new one.
    fn of(dossier: &Dossier) -> Result<Self, String> {
        let (file, _) = find::file(dossier);
        let before = if let Some(source) = file {
            Self { path: source.path.clone(), text: source.text.clone(), secret: !source.secrets.is_empty() }
        } else {
            let home = find::home(dossier);
            let folder = if home.is_empty() { String::new() } else { format!("{home}/") };
            let text = "# What Holdpoint is told about this dossier.\n".to_owned();
            Self { path: format!("{folder}holdpoint.yaml"), text, secret: false }
        };
        if dossier.unread().any(|file| file.path == before.path) {
            return Err(format!("`{}` is there but could not be read; mend it first", before.path));
        }
        Ok(before)
    }

    /// The changed file, if reading it again gives what was wanted.
    fn changed(
        &self,
        by_hand: &str,
        text: Option<String>,
        is_wanted: impl FnOnce(Policy) -> bool,
    ) -> Result<Corrected, String> {
        text.filter(|text| !self.secret && is_wanted(read(&self.path, text)))
            .map(|text| Corrected { path: self.path.clone(), text })
            .ok_or_else(|| format!("`{}` is written in a way that cannot be changed here. {by_hand}", self.path))
    }
}

fn read(path: &str, text: &str) -> Policy {
    let source = Source::new(path.to_owned(), text, String::new());
    Reader::read(&source, crate::policy::Profile::Generic).0
}

/// The policy without what it says of one file, and without the lines where it says the rest.
fn rest(mut policy: Policy, key: &str) -> Policy {
    policy.kinds.retain(|rule| rule.files != key);
    policy.kinds.iter_mut().for_each(|rule| rule.line = 0);
    policy
}

/// The outline of a policy file; none if it cannot be read in full.
fn whole(text: &str) -> Option<Outline> {
    let source = Source::new("holdpoint.yaml".to_owned(), text, String::new());
    let outline = outline::outline(&source, &Limits::default());
    (outline.problems.is_empty() && outline.nodes.len() < 2).then_some(outline)
}

/// The text with another profile; none if it is not written in one of the ways that are known.
fn with_profile(text: &str, word: &str) -> Option<String> {
    let outline = whole(text)?;
    let mut pairs = outline.nodes.iter().flat_map(Node::pairs);
    if let Some((_, value)) = pairs.find(|(name, _)| name.plain == "profile") {
        return Some(replaced(text, value.span, word));
    }
    let end = line_break(text);
    let open = if text.is_empty() || text.ends_with('\n') { "" } else { end };
    Some(format!("{text}{open}profile: {word}{end}"))
}

/// The changed text; none if it is not written in one of the ways that are known.
fn edited(text: &str, key: &str, kind: Option<Kind>) -> Option<String> {
    let outline = whole(text)?;
    let pair = outline.nodes.first().and_then(|node| node.pairs().iter().find(|(name, _)| name.plain == "kinds"));
    let own = pair.and_then(|(_, kinds)| kinds.pairs().iter().find(|(name, _)| name.plain == key));
    let line = kind.map(|kind| format!("{}: {}", serde_json::Value::from(key), kind.id()));
    match (pair, own, kind, line) {
        (_, Some((_, value)), Some(kind), _) => Some(replaced(text, value.span, kind.id())),
        (_, Some((name, value)), None, _) => without(text, name.span.join(value.span)),
        (_, None, _, None) => Some(text.to_owned()),
        (Some((name, kinds)), None, _, Some(line)) => added(text, name, kinds, &line),
        (None, None, _, Some(line)) => Some(appended(text, &line)),
    }
}

fn replaced(text: &str, span: Span, by: &str) -> String {
    let range = span.range();
    format!("{}{by}{}", text.get(..range.start).unwrap_or_default(), text.get(range.end..).unwrap_or_default())
}

/// The line that stands alone with this pair is taken out.
fn without(text: &str, pair: Span) -> Option<String> {
    let (start, end) = (line_start(text, pair.start as usize), line_end(text, pair.end as usize));
    let alone = text.get(start..pair.start as usize)?.trim().is_empty();
    let behind = text.get(pair.end as usize..end)?.trim();
    (alone && (behind.is_empty() || behind.starts_with('#'))).then(|| format!("{}{}", &text[..start], &text[end..]))
}

/// A line is added to the `kinds` that are there.
fn added(text: &str, name: &Text, kinds: &Node, line: &str) -> Option<String> {
    let end = match &kinds.value {
        Value::Map(pairs) if text.get(kinds.span.range())?.starts_with('{') => {
            let comma = if pairs.is_empty() { "" } else { ", " };
            let inside = text.get(kinds.span.range())?.trim_end_matches('}').len() as u32;
            let end = kinds.span.start + inside;
            return Some(replaced(text, Span { start: end, end }, &format!("{comma}{line}")));
        }
        Value::Map(pairs) => pairs.last()?.1.span.end,
        Value::Null => name.span.end,
        _ => return None,
    };
    let first = kinds.pairs().first().map(|(first, _)| first.span.start as usize);
    let indent = first.map_or(Some("  "), |first| text.get(line_start(text, first)..first))?;
    let end = line_end(text, end as usize);
    let before = text.get(..end)?;
    let open = if before.ends_with('\n') { "" } else { line_break(text) };
    Some(format!("{before}{open}{indent}{line}{}{}", line_break(text), text.get(end..)?))
}

fn appended(text: &str, line: &str) -> String {
    let end = line_break(text);
    let open = if text.is_empty() || text.ends_with('\n') { "" } else { end };
    format!("{text}{open}kinds:{end}  {line}{end}")
}

fn line_break(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

/// Behind the end of the line.
fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|behind| behind.find('\n')).map_or(text.len(), |end| at + end + 1)
}
