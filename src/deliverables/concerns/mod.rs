//! What speaks against sending a document as it is: secrets, text that nobody filled in, and names that mean something only
//! inside. Generated documents are looked through, and those that a person has edited.

mod marks;

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Deliverable;
use super::form::{Audience, Group};
use super::hosts;
use super::own::NOTICE;
use crate::dossier::Source;
use crate::facts;
use crate::outline::Span;
use crate::policy::Limits;

/// Something in a document that should not leave with it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Concern {
    /// Its line, from 1.
    pub line: u32,
    /// What it is.
    pub what: Matter,
    /// What stands there; of a secret, what it is, and its mask.
    pub text: String,
}

/// What gives cause for concern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matter {
    /// A secret value. It is masked in whatever is written.
    Secret,
    /// Text that was left to be filled in.
    Placeholder,
    /// A template of the dossier that gives no document.
    Template,
    /// A host or an address that only the team's own network knows, in a document for others.
    InternalHost,
}

impl Matter {
    /// What a reader is shown.
    pub fn title(self) -> &'static str {
        match self {
            Self::Secret => "secret, masked in what is written",
            Self::Placeholder => "left to be filled in",
            Self::Template => "template not used",
            Self::InternalHost => "internal host in a document for others",
        }
    }
}

/// Characters of a text that are shown.
const SHOWN: usize = 80;

/// Everything that speaks against sending a document as it is, by line. What the dossier does not state is none of it: see
/// [`gaps`].
pub fn concerns(document: &Deliverable) -> Vec<Concern> {
    let (source, open) = examined(document);
    let concern = |span: Span, what, text: &str| Concern {
        line: source.position(span.start).0,
        what,
        text: text.lines().next().unwrap_or_default().chars().take(SHOWN).collect(),
    };
    let secrets =
        source.secrets.iter().map(|secret| (secret.span, format!("{}: {}", secret.what, source.slice(secret.span))));
    let mut found: Vec<Concern> = secrets.map(|(span, text)| concern(span, Matter::Secret, &text)).collect();
    if !quotes(document.group) {
        let open = open.into_iter().filter(|span| !is_blank(source.slice(*span))).chain(marks::braces(&source.text));
        found.extend(open.map(|span| concern(span, Matter::Placeholder, source.slice(span))));
    }
    found.extend(source.text.lines().next().and_then(|first| first.strip_prefix(NOTICE)).map(|reason| Concern {
        line: 1,
        what: Matter::Template,
        text: reason.trim().to_owned(),
    }));
    if document.audience == Audience::External {
        let hosts = hosts::internal(&source.text).into_iter();
        found.extend(hosts.map(|span| concern(span, Matter::InternalHost, source.slice(span))));
    }
    found.sort();
    found.dedup();
    found
}

/// How many statements the document wants that the dossier does not make.
pub fn gaps(document: &Deliverable) -> usize {
    document.text.matches("*not stated*").count() + document.text.matches("*not stated (").count()
}

/// The document with its secrets masked.
pub(super) fn masked(document: &Deliverable) -> Cow<'_, Deliverable> {
    let (source, _) = examined(document);
    if source.secrets.is_empty() {
        return Cow::Borrowed(document);
    }
    Cow::Owned(Deliverable { text: source.text.clone(), ..document.clone() })
}

/// The text with its secrets masked, and what was left open in it.
fn examined(document: &Deliverable) -> (Arc<Source>, Vec<Span>) {
    let mut source = Arc::new(Source::new(document.name.clone(), document.text.as_str(), String::new()));
    let open = facts::examine(&mut source, &Limits::default());
    (source, open)
}

/// Whether a document shows on purpose what is left open: reports and tickets quote it, and the team's own documents name what
/// is theirs to write.
fn quotes(group: Group) -> bool {
    matches!(group, Group::Plan | Group::Improvement | Group::Report)
}

/// `Signature: ________`: a line to write on by hand.
fn is_blank(text: &str) -> bool {
    text.contains("____") || text.contains("\\_\\_\\_")
}
