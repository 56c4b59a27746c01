//! Addresses: each place, and each line shown, has one of its own behind the `#`, so that going back works.

use holdpoint::review::Evidence;

/// What the address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// The review.
    Review {
        /// The gate whose outcomes are shown ([`ALL`] for every one); none before a gate is chosen.
        gate: Option<String>,
        /// The evidence that is shown.
        spot: Option<Spot>,
    },
    /// What was understood.
    Facts {
        /// The family that is shown ([`ALL`] for every one); none before a family is chosen.
        family: Option<String>,
        /// Only facts from this file.
        file: Option<String>,
        /// The place that is shown.
        at: Option<Mark>,
    },
    /// The documents, or one of them by name.
    Documents(Option<String>),
    /// The files.
    Files,
    /// The rules, or one of them by id.
    Rules(Option<String>),
}

/// In place of a gate: all of them.
pub(crate) const ALL: &str = "all";

/// One piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    /// Id of the rule.
    pub(crate) rule: String,
    /// Which outcome of that rule, from 1.
    pub(crate) nth: usize,
    /// Which of its places, from 1.
    pub(crate) evidence: usize,
}

/// A place in a file, as an address says it: `path:line.column-line.column`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark(pub(crate) String);

/// The places that the page has, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Verdict, gates, outcomes, lines.
    Review,
    /// What was understood.
    Facts,
    /// What was generated.
    Documents,
    /// What was given.
    Files,
    /// What is checked.
    Rules,
}

impl Place {
    /// Every place.
    pub(crate) const ALL: [Self; 5] = [Self::Review, Self::Facts, Self::Documents, Self::Files, Self::Rules];

    /// Its name on the page.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Review => "Review",
            Self::Facts => "Facts",
            Self::Documents => "Documents",
            Self::Files => "Files",
            Self::Rules => "Rules",
        }
    }

    /// Its address.
    pub(crate) fn address(self) -> &'static str {
        match self {
            Self::Review => "#/review",
            Self::Facts => "#/facts",
            Self::Documents => "#/documents",
            Self::Files => "#/files",
            Self::Rules => "#/rules",
        }
    }
}

impl Route {
    /// Reads an address; one that is not known leads to the review.
    pub(crate) fn read(hash: &str) -> Self {
        let (path, query) =
            hash.trim_start_matches("#/").split_once('?').unwrap_or((hash.trim_start_matches("#/"), ""));
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let place = parts.next();
        let mut next = || parts.next().map(ToOwned::to_owned);
        match place {
            Some("facts") => {
                Self::Facts { family: next(), file: asked(query, "file"), at: asked(query, "at").map(Mark) }
            }
            Some("documents") => {
                // The name of a document may have a folder; the browser writes its letters in its own way.
                let name = path.split_once('/').map(|(_, name)| name).filter(|name| !name.is_empty());
                let decoded =
                    |name: &str| js_sys::decode_uri_component(name).map_or_else(|_| name.to_owned(), String::from);
                Self::Documents(name.map(decoded))
            }
            Some("files") => Self::Files,
            Some("rules") => Self::Rules(next()),
            Some("review") => Self::Review { gate: next(), spot: next().as_deref().and_then(Spot::read) },
            _ => Self::Review { gate: None, spot: None },
        }
    }

    /// The place that it belongs to.
    pub(crate) fn place(&self) -> Place {
        match self {
            Self::Review { .. } => Place::Review,
            Self::Facts { .. } => Place::Facts,
            Self::Documents(_) => Place::Documents,
            Self::Files => Place::Files,
            Self::Rules(_) => Place::Rules,
        }
    }

    /// The evidence that is shown.
    pub(crate) fn spot(&self) -> Option<&Spot> {
        match self {
            Self::Review { spot, .. } => spot.as_ref(),
            _ => None,
        }
    }
}

/// What the address says under a name behind `?`.
fn asked(query: &str, name: &str) -> Option<String> {
    let value = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
    js_sys::decode_uri_component(value).ok().map(String::from).filter(|value| !value.is_empty())
}

/// Address of the facts of a family, from one file or all, with or without the lines of a place.
pub(crate) fn facts_address(family: Option<&str>, file: Option<&str>, at: Option<&Mark>) -> String {
    let mut address = Place::Facts.address().to_owned();
    if let Some(family) = family {
        address = format!("{address}/{family}");
    }
    let asked = [("file", file), ("at", at.map(|at| at.0.as_str()))];
    for (index, (name, value)) in asked.into_iter().filter_map(|(name, value)| Some((name, value?))).enumerate() {
        let mark = if index == 0 { '?' } else { '&' };
        let value = String::from(js_sys::encode_uri_component(value));
        address = format!("{address}{mark}{name}={value}");
    }
    address
}

impl Mark {
    /// Of a place.
    pub(crate) fn of(place: &Evidence) -> Self {
        let Evidence { file, line, column, end_line, end_column, .. } = place;
        Self(format!("{file}:{line}.{column}-{end_line}.{end_column}"))
    }

    /// The place, if the address names one.
    pub(crate) fn place(&self) -> Option<Evidence> {
        let (file, span) = self.0.rsplit_once(':')?;
        let (from, to) = span.split_once('-')?;
        let number = |text: &str| text.parse::<u32>().ok().filter(|number| *number > 0);
        let point = |text: &str| text.split_once('.').and_then(|(line, column)| Some((number(line)?, number(column)?)));
        let ((line, column), (end_line, end_column)) = (point(from)?, point(to)?);
        let is_forward = !file.is_empty() && line <= end_line;
        let file = file.to_owned();
        is_forward.then(|| Evidence { file, line, column, end_line, end_column, text: String::new() })
    }
}

/// Address of the outcomes of a gate.
pub(crate) fn gate_address(gate: &str) -> String {
    format!("{}/{gate}", Place::Review.address())
}

impl Spot {
    /// Its address, seen from a gate.
    pub(crate) fn address(&self, gate: &str) -> String {
        format!("{}/{}", gate_address(gate), self.id())
    }

    /// A name that is unique on the page, such as `IX-03.1.2`.
    pub(crate) fn id(&self) -> String {
        format!("{}.{}.{}", self.rule, self.nth, self.evidence)
    }

    fn read(id: &str) -> Option<Self> {
        let mut parts = id.split('.');
        let rule = parts.next()?.to_owned();
        let mut number = || parts.next()?.parse().ok().filter(|number| *number > 0);
        Some(Self { rule, nth: number()?, evidence: number()? })
    }
}
