//! What the tickets share.

use super::owners::Owners;
use crate::deliverables::cite::{Clerk, Statement};
use crate::deliverables::common;
use crate::facts::Window;
use crate::rules::Family;

/// What every ticket needs, looked up once.
pub(super) struct Desk<'c, 'a> {
    /// Looks things up.
    pub(super) clerk: &'c Clerk<'a>,
    /// Who answers for what.
    pub(super) owners: Owners<'a>,
    /// The label of the release, if its identifier is stated.
    release: Option<String>,
    /// The day before which stops are cleared, and why then.
    pub(super) begin: (Statement, &'static str),
}

impl<'c, 'a> Desk<'c, 'a> {
    /// Looks everything up.
    pub(super) fn of(clerk: &'c Clerk<'a>) -> Self {
        let release = common::release(clerk);
        Self {
            clerk,
            owners: Owners::of(clerk),
            release: release.is_said().then(|| format!("release-{}", word(&release.text))),
            begin: before_window(clerk),
        }
    }

    /// What a tracker sorts the ticket by.
    pub(super) fn labels(&self, kind: &str, rule: &str) -> Vec<String> {
        let mut labels = vec!["holdpoint".to_owned(), kind.to_owned()];
        labels.extend(Family::of(rule).map(|family| format!("gate-{}", family.id().to_lowercase())));
        labels.extend(self.release.clone());
        labels
    }
}

/// Labels of trackers hold no blanks.
fn word(text: &str) -> String {
    let kept = text.chars().map(|letter| if letter.is_alphanumeric() || letter == '.' { letter } else { '-' });
    kept.collect::<String>().trim_matches('-').to_lowercase()
}

/// The day on which the first window begins that is not over.
pub(super) fn before_window(clerk: &Clerk<'_>) -> (Statement, &'static str) {
    let facts = &clerk.reading.facts;
    let all: Vec<&Window> = facts.windows.iter().filter(|window| window.start.is_some()).collect();
    let own = common::preferred(facts, &all, |window| window.text.at);
    let today = clerk.today();
    let begin = |window: &&Window| window.start.map(jiff::civil::DateTime::date).filter(|day| *day >= today);
    let first = own.into_iter().filter_map(|window| Some((begin(&window)?, window))).min_by_key(|(day, _)| *day);
    first.map_or_else(
        || (clerk.gap(&["CHG-01"]), ""),
        |(day, window)| (clerk.state(day.to_string(), window.text.at), "before the change window begins"),
    )
}
