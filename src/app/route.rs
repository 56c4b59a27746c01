//! Addresses: each place, and each line shown, has one of its own behind the `#`, so that going back works.

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

/// The places that the page has, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Verdict, gates, outcomes, lines.
    Review,
    /// What was generated.
    Documents,
    /// What was given.
    Files,
    /// What is checked.
    Rules,
}

impl Place {
    /// Every place.
    pub(crate) const ALL: [Self; 4] = [Self::Review, Self::Documents, Self::Files, Self::Rules];

    /// Its name on the page.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Review => "Review",
            Self::Documents => "Documents",
            Self::Files => "Files",
            Self::Rules => "Rules",
        }
    }

    /// Its address.
    pub(crate) fn address(self) -> &'static str {
        match self {
            Self::Review => "#/review",
            Self::Documents => "#/documents",
            Self::Files => "#/files",
            Self::Rules => "#/rules",
        }
    }
}

impl Route {
    /// Reads an address; one that is not known leads to the review.
    pub(crate) fn read(hash: &str) -> Self {
        let mut parts = hash.trim_start_matches("#/").split('/').filter(|part| !part.is_empty());
        let place = parts.next();
        let mut next = || parts.next().map(ToOwned::to_owned);
        match place {
            Some("documents") => Self::Documents(next()),
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
