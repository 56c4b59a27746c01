//! What several rules share: numbers and lists in words, windows, the usual file names.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;

use super::Case;
use crate::facts::{Decision, Kind, Phrase, Place, Version, Window};

/// How many of many equal things are named or shown.
pub(super) const SHOWN: usize = 8;

/// `30 s`, `2.5 s`.
pub(super) fn seconds(value: f64) -> String {
    format!("{} s", number(value))
}

/// `95 min`.
pub(super) fn minutes(value: f64) -> String {
    format!("{} min", number(value))
}

fn number(value: f64) -> String {
    format!("{}", (value * 100.0).round() / 100.0)
}

/// `1 step`, `3 steps`.
pub(super) fn count(amount: usize, noun: &str) -> String {
    if amount == 1 { format!("1 {noun}") } else { format!("{amount} {noun}s") }
}

/// `all 12 steps`, `11 of 12 steps`, `the one step`.
pub(super) fn share(part: usize, whole: usize, noun: &str) -> String {
    match (part, whole) {
        (1, 1) => format!("the one {noun}"),
        _ if part == whole => format!("all {whole} {noun}s"),
        _ => format!("{part} of {}", count(whole, noun)),
    }
}

/// `No step`, `None of the 3 steps`.
pub(super) fn none_of(whole: usize, noun: &str) -> String {
    if whole == 1 { format!("No {noun}") } else { format!("None of the {whole} {noun}s") }
}

/// `is` or `are`.
pub(super) fn are(amount: usize) -> &'static str {
    if amount == 1 { "is" } else { "are" }
}

/// `a`, `a and b`, `a, b and c`, `a, b, … and 5 more`.
pub(super) fn list<S: AsRef<str>>(items: &[S]) -> String {
    let shown: Vec<&str> = items.iter().take(SHOWN).map(AsRef::as_ref).collect();
    let more = items.len() - shown.len();
    if more > 0 {
        return format!("{} and {more} more", shown.join(", "));
    }
    match shown.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => shown.concat(),
    }
}

/// A name as code.
pub(super) fn code(name: &str) -> String {
    format!("`{}`", name.replace('`', ""))
}

/// The names as code, in a list.
pub(super) fn codes<S: AsRef<str>>(names: &[S]) -> String {
    list(&names.iter().map(|name| code(name.as_ref())).collect::<Vec<_>>())
}

/// Whether a cell that may be missing holds a date, in whatever form: "next week" is none.
pub(super) fn is_dated(cell: Option<&Phrase>) -> bool {
    cell.is_some_and(|date| date.is_stated() && date.value.chars().any(char::is_numeric))
}

/// The text on one line, cut with `…` beyond `most` characters.
pub(super) fn clip(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most).collect();
    format!("{}…", cut.trim_end())
}

/// Each item once, in the order of its first mention.
pub(super) fn once<T: Ord + Clone>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut seen = BTreeSet::new();
    items.into_iter().filter(|item| seen.insert(item.clone())).collect()
}

/// The first few of many places.
pub(super) fn few(places: impl IntoIterator<Item = Place>) -> impl Iterator<Item = Place> {
    places.into_iter().take(SHOWN)
}

/// An id in a form that can be compared: case and leading zeros do not matter (`ADR-7`, `adr-007`).
pub(super) fn id_key(id: &str) -> String {
    id.trim().split('-').map(|part| part.trim_start_matches('0')).collect::<Vec<_>>().join("-").to_ascii_lowercase()
}

/// What two identifiers of one release have in common: `2.0` is `2.0.0`, and build metadata does not count.
pub(super) fn release_key(version: &Version) -> String {
    let plain = version.0.split('+').next().unwrap_or_default().to_ascii_lowercase();
    plain.trim_end_matches(".0").to_owned()
}

/// Whether a file is only for development, by the words of its path.
pub(super) fn is_for_development(path: &str) -> bool {
    path.to_ascii_lowercase()
        .split(['/', '.', '-', '_'])
        .any(|word| matches!(word, "dev" | "development" | "local" | "override"))
}

impl Case<'_> {
    /// Path of the file that a place lies in.
    pub(super) fn path(&self, place: Place) -> &str {
        &self.facts.document(place.source).path
    }

    /// Path of the file that a place lies in, as code.
    pub(super) fn file(&self, place: Place) -> String {
        code(self.path(place))
    }

    /// The start of the first document of a kind, to show when something is missing from it.
    pub(super) fn start_of(&self, kind: Kind) -> Option<Place> {
        self.facts.of_kind(kind).next().map(crate::facts::Document::place)
    }

    /// Whether a place lies in the deployment plan.
    pub(super) fn in_plan(&self, place: Place) -> bool {
        self.facts.in_kind(place, Kind::DeploymentPlan)
    }

    /// The accepted decisions by the key of their ids.
    pub(super) fn accepted_decisions(&self) -> BTreeMap<String, &Decision> {
        let accepted = self.facts.decisions.iter().filter(|decision| decision.accepted());
        accepted.map(|decision| (id_key(&decision.id), decision)).collect()
    }

    /// The change windows with begin, end and zone: those of the plan first, then those of change requests, then others.
    /// The recurring windows of an environment allow a release; they do not plan one.
    pub(super) fn full_windows(&self) -> Vec<FullWindow<'_>> {
        let mut full: Vec<FullWindow<'_>> = self
            .facts
            .windows
            .iter()
            .filter(|window| !self.facts.in_kind(window.text.at, Kind::Environment))
            .filter_map(FullWindow::of)
            .collect();
        full.sort_by_key(|full| {
            let kind = self.facts.document(full.window.text.at.source).kind;
            [Kind::DeploymentPlan, Kind::ChangeRequest].iter().position(|first| *first == kind).unwrap_or(2)
        });
        full
    }
}

/// A change window of which everything is known.
#[derive(Clone, Copy)]
pub(super) struct FullWindow<'a> {
    /// The window.
    pub(super) window: &'a Window,
    /// Its begin.
    pub(super) start: DateTime,
    /// Its end, behind the begin.
    pub(super) end: DateTime,
}

impl<'a> FullWindow<'a> {
    fn of(window: &'a Window) -> Option<Self> {
        let (start, end) = (window.start?, window.end?);
        (window.zone.is_some() && start < end).then_some(Self { window, start, end })
    }

    /// Its length.
    pub(super) fn minutes(&self) -> f64 {
        self.end.duration_since(self.start).as_secs_f64() / 60.0
    }
}

/// Usual names, without their endings, of the files that hold a kind of document (`documents.md`, section 0).
pub(super) fn usual_names(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::DeploymentPlan => &["deployment-plan"],
        Kind::Environment => &["deployment-environment", "{environment}-definition", "environment-definition"],
        Kind::Architecture => &["software-architecture", "software-architecture-doc", "sad", "architecture"],
        Kind::TestEvaluation => &["test-evaluation-summary", "test-execution-report", "test-evaluation"],
        Kind::ReleaseNotes => &["release-notes"],
        Kind::AcceptancePlan => &["product-acceptance-plan", "acceptance-plan"],
        Kind::SupportRunbook => &["support-runbook", "runbook"],
        Kind::BillOfMaterials => &["bill-of-materials", "bom", "sbom"],
        Kind::ReadinessReview => {
            &["operational-readiness-review", "operational-readiness-checklist", "deployment-readiness-report"]
        }
        Kind::RiskList => &["risk-list", "risk-register"],
        Kind::Approvals => &["approvals"],
        Kind::AdminCatalog => &["admin-processes", "admin-task-catalog"],
        Kind::HealthReport => &["environment-health-report"],
        Kind::RollbackValidation => &["rollback-validation-report"],
        Kind::DefectList => &["defect-list", "defects"],
        Kind::SupportBriefing => &["support-briefing"],
        Kind::Faq => &["faq", "support-faq"],
        Kind::Changelog => &["changelog"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_lists_read_as_sentences() {
        assert_eq!(seconds(30.0), "30 s");
        assert_eq!(seconds(0.85), "0.85 s");
        assert_eq!(count(1, "step"), "1 step");
        assert_eq!(count(0, "step"), "0 steps");
        assert_eq!(
            [share(1, 1, "step"), share(3, 3, "step"), share(2, 3, "step")],
            ["the one step", "all 3 steps", "2 of 3 steps"]
        );
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(list(&["x"; 10]), "x, x, x, x, x, x, x, x and 2 more");
        assert_eq!(clip("one  two\nthree", 9), "one two t…");
    }

    #[test]
    fn ids_and_releases_are_compared_by_what_they_name() {
        assert_eq!(id_key("ADR-7"), id_key("adr-007"));
        assert_ne!(id_key("ADR-7"), id_key("ADR-70"));
        let key = |text: &str| release_key(&Version(text.to_owned()));
        assert_eq!(key("2.0"), key("2.0.0+build.5"));
        assert_ne!(key("2.0.0"), key("2.0.1"));
        assert_ne!(key("2.10"), key("2.1"));
    }

    #[test]
    fn development_files_are_known_by_their_path() {
        assert!(is_for_development("deploy/overlays/dev/web.yaml"));
        assert!(is_for_development("docker-compose.override.yml"));
        assert!(!is_for_development("deploy/device/web.yaml"));
    }
}
