//! What may be told outside: texts without what only the team knows, needs or understands.

use std::collections::BTreeSet;

use super::cite::{Clerk, Statement};
use super::hosts;
use super::passage::Passage;
use crate::facts::{Phrase, each_sentence};
use crate::vocabulary::ids;

/// Parts of a word that name a host, a file or an image of the team's own.
const PLACES: [&str; 23] = [
    "localhost",
    "://10.",
    "://192.168.",
    ".internal",
    ".local",
    ".svc",
    ".corp",
    ".lan",
    "staging",
    "sha256:",
    ".yaml",
    ".yml",
    ".sql",
    ".tf",
    ".env",
    ".json",
    ".sh",
    ".md",
    ".toml",
    ".conf",
    ".ini",
    ".properties",
    ".xml",
];

/// Labels of hosts that are tools of the team, or its other environments.
const TOOLS: [&str; 18] = [
    "argocd",
    "ci",
    "confluence",
    "dev",
    "git",
    "gitlab",
    "grafana",
    "jenkins",
    "jira",
    "kibana",
    "prometheus",
    "qa",
    "sentry",
    "stage",
    "staging",
    "test",
    "vault",
    "wiki",
];

/// Words of those who run the release.
const COMMANDS: [&str; 11] =
    ["kubectl", "helm", "psql", "ssh", "terraform", "docker", "systemctl", "on-call", "pager", "runbook", "kubernetes"];

/// Knows what is said inside only.
pub(super) struct Outward {
    /// Full names of people, in lower case.
    people: Vec<String>,
    /// Names of variables and of workloads.
    words: BTreeSet<String>,
    /// Prefixes of the ids of work that only the team knows; those of defects and incidents may be quoted to support.
    work: Vec<String>,
}

impl Outward {
    /// From the names that the dossier gives.
    pub(super) fn of(clerk: &Clerk<'_>) -> Self {
        let facts = &clerk.reading.facts;
        let approvals = facts.approvals.iter().chain(&facts.sign_offs).filter_map(|entry| entry.name.as_ref());
        let contacts = facts.contacts.iter().filter_map(|contact| contact.name.as_ref());
        let said = approvals.chain(contacts).filter(|name| name.is_stated()).map(|name: &Phrase| name.value.clone());
        let steps = facts.steps.iter().filter_map(|step| step.party.name.clone());
        let deciders = facts.rollbacks.iter().filter_map(|rollback| rollback.decider.name.clone());
        let full = |name: String| {
            let name = name.split('(').next().unwrap_or_default().trim().to_lowercase();
            name.contains(' ').then_some(name)
        };
        let people: BTreeSet<String> = said.chain(steps).chain(deciders).filter_map(full).collect();
        let variables = facts.variables.iter().map(|variable| variable.name.value.to_lowercase());
        let workloads = facts.workloads.iter().map(|workload| workload.name.value.to_lowercase());
        let words = variables.chain(workloads).filter(|name| name.contains(['-', '_'])).collect();
        let prefixes = &clerk.review.policy.ids;
        let known = |prefix: &&str| {
            [&prefixes.defect, &prefixes.incident].iter().any(|list| list.iter().any(|own| own == prefix))
        };
        let work = prefixes.all().filter(|prefix| !known(prefix)).map(str::to_owned).collect();
        Self { people: people.into_iter().collect(), words, work }
    }

    /// Whether a text may be told as it is.
    pub(super) fn allows(&self, text: &str) -> bool {
        !self.is_internal(text)
    }

    /// The sentences that may be told.
    pub(super) fn sentences<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let mut found = Vec::new();
        each_sentence(text, |range| found.extend(text.get(range).map(str::trim)));
        found.retain(|sentence| !sentence.is_empty() && self.allows(sentence));
        found
    }

    /// The same as one text; nothing where none may.
    pub(super) fn text(&self, text: &str) -> String {
        self.sentences(text).join(" ")
    }

    /// A statement of such sentences. Its source stands in the full release notes, which have it too.
    pub(super) fn statement(&self, said: &Statement) -> Option<Statement> {
        let text = self.text(without_id(&said.text));
        (!text.is_empty()).then(|| Statement { text, ..Statement::default() })
    }

    /// Passages without what is internal. Of a list all is told or nothing, for the rest of it would mislead; with it goes
    /// the sentence that announces it.
    pub(super) fn passages(&self, passages: &[Passage]) -> Vec<Passage> {
        let mut told: Vec<Passage> = Vec::new();
        let mut at = 0;
        while let Some(first) = passages.get(at) {
            let is_item = |passage: &Passage| matches!(passage.form, "item" | "step");
            let length = passages[at..].iter().take_while(|passage| is_item(passage)).count();
            let list = passages.get(at..at + length).unwrap_or_default();
            if list.iter().any(|passage| self.is_internal(&passage.said.text)) {
                told.pop_if(|passage| passage.said.text.trim_end().ends_with([':', '：']));
            } else if list.is_empty() {
                told.extend(self.passage(first));
            } else {
                told.extend(list.iter().filter_map(|passage| self.passage(passage)));
            }
            at += length.max(1);
        }
        told
    }

    /// Code and tables are left to the full notes: what they hold is for those who run the release.
    fn passage(&self, passage: &Passage) -> Option<Passage> {
        matches!(passage.form, "text" | "item" | "step")
            .then(|| self.statement(&passage.said))
            .flatten()
            .map(|said| Passage::of(passage.form, said))
    }

    fn is_internal(&self, text: &str) -> bool {
        let lower = text.to_lowercase();
        let words = || lower.split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '-' | '_')));
        text.contains(['`', '{', '}', '<', '>', '$', '\\', '|'])
            || !ids(text, &self.work).is_empty()
            || words().any(|word| self.words.contains(word) || COMMANDS.contains(&word))
            || text.split_whitespace().any(is_place)
            || !hosts::internal(text).is_empty()
            || self.people.iter().any(|name| lower.contains(name.as_str()))
    }
}

/// A path, a file, an image, a chat channel, a tool of the team, the name of a variable, a severity.
fn is_place(word: &str) -> bool {
    let edge = |mark: char| matches!(mark, '(' | ')' | ',' | '.' | ';' | ':' | '"' | '\'');
    // Behind a point at its begin a name is hidden, or only an ending.
    let bare = word.trim_start_matches(|mark| edge(mark) && mark != '.').trim_end_matches(edge);
    let lower = bare.to_lowercase();
    if PLACES.iter().any(|place| lower.contains(place)) {
        return true;
    }
    if let Some((_, rest)) = lower.split_once("://") {
        let host = rest.split(['/', ':', '?', '#']).next().unwrap_or_default();
        return host.split('.').any(|label| TOOLS.contains(&label));
    }
    // `db-01.prod.example.com`, where no locator or address invites one to go there; `2.4.0` is a version.
    let ending = bare.rsplit('.').next().unwrap_or_default();
    let host = !bare.contains('@')
        && bare.matches('.').count() > 1
        && ending.len() > 1
        && ending.bytes().all(|byte| byte.is_ascii_alphabetic());
    let channel = bare.strip_prefix('#').is_some_and(|name| name.starts_with(char::is_alphabetic));
    let shouted = bare.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    let variable = shouted && bare.contains('_') && bare.len() > 3;
    let rooted = bare.starts_with(['/', '~']) && bare.len() > 1;
    let path = rooted || (bare.matches('/').count() > 1 && bare.contains(char::is_alphabetic));
    let severity = matches!(bare.as_bytes(), [b'P', b'0'..=b'4']);
    channel || variable || path || severity || host
}

/// `[US-210] Split an order`: the id is for those who know the list that it comes from.
fn without_id(text: &str) -> &str {
    let bare = text.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(_, rest)| rest.trim_start());
    bare.filter(|rest| !rest.is_empty()).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outward() -> Outward {
        Outward {
            people: vec!["ingrid solheim".to_owned()],
            words: ["orderflow-web".to_owned(), "log_level".to_owned()].into(),
            work: vec!["ADM".to_owned()],
        }
    }

    #[test]
    fn what_is_internal_is_left_out_by_the_sentence() {
        for (text, told) in [
            ("Exports are faster. Set EXPORT_MAX_ROWS first.", "Exports are faster."),
            ("Ask Ingrid Solheim. Write to help@example.com.", "Write to help@example.com."),
            ("Run ADM-021 before.", ""),
            ("See deploy/k8s/web.yaml. Nothing breaks.", "Nothing breaks."),
            ("Internal: #orderflow-support.", ""),
            ("Restart orderflow-web.", ""),
            ("Open https://shop.staging.example.com. It is fast.", "It is fast."),
            ("Read https://docs.example.com/upgrade first.", "Read https://docs.example.com/upgrade first."),
            ("Fixes #42 and DEF-7.", "Fixes #42 and DEF-7."),
            ("See deployment-plan.md first.", ""),
            ("The host db-01.internal restarts.", ""),
            ("Set `FLAG` to off.", ""),
            ("It is a P1.", ""),
            ("Open https://wiki.kestrel.example/x.", ""),
            ("Look under /var/log.", ""),
            ("Copy .env.example first.", ""),
            ("See deploy.yaml:12.", ""),
            ("It was tested in staging.", ""),
            ("The host db-01.prod.example.com restarts.", ""),
            (
                "Merchants: support@kestrel.example or the help button.",
                "Merchants: support@kestrel.example or the help button.",
            ),
            (
                "Orderflow 2.4.0 goes live on 2026-12-08 or 09/12/2026.",
                "Orderflow 2.4.0 goes live on 2026-12-08 or 09/12/2026.",
            ),
            (
                "Up to 50,000 orders in one go, e-mail and/or link, in UTF-8.",
                "Up to 50,000 orders in one go, e-mail and/or link, in UTF-8.",
            ),
            ("A P-value of 5 % (see above).", "A P-value of 5 % (see above)."),
        ] {
            assert_eq!(outward().text(text), told, "{text}");
        }
        assert_eq!(without_id("[US-210] Split an order"), "Split an order");
    }

    #[test]
    fn a_list_is_told_whole_or_not_at_all() {
        let passage = |form, text: &str| Passage::of(form, Statement { text: text.to_owned(), ..Statement::default() });
        let given = [
            passage("text", "In short:"),
            passage("step", "Take a snapshot"),
            passage("step", "Run ADM-021"),
            passage("text", "Users need to do nothing."),
        ];
        let told: Vec<String> = outward().passages(&given).into_iter().map(|passage| passage.said.text).collect();
        assert_eq!(told, ["Users need to do nothing."]);
    }
}
