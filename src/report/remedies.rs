//! What several findings share is written once.

use std::collections::{BTreeMap, BTreeSet};

/// The remedies and reasons that were written so far.
#[derive(Default)]
pub(crate) struct Remedies<'a> {
    rules: BTreeMap<&'a str, &'a str>,
    reasons: BTreeSet<&'a str>,
}

impl<'a> Remedies<'a> {
    /// The remedy; if it was written before, a reference to the rule under which it stands.
    pub(crate) fn once(&mut self, rule: &'a str, remedy: &'a str) -> String {
        match self.rules.get(remedy) {
            Some(known) if !remedy.is_empty() => format!("As for {known}, above."),
            _ => {
                self.rules.insert(remedy, rule);
                remedy.to_owned()
            }
        }
    }

    /// Whether this reason is written for the first time.
    pub(crate) fn first(&mut self, why: &'a str) -> bool {
        self.reasons.insert(why)
    }
}
