//! What the message of a commit says: Conventional Commits, breaking changes, issues.

use crate::facts::{Commit, Conventional};

/// Types of Conventional Commits that people use; a word before a colon that is none of them is just a word.
const TYPES: [&str; 26] = [
    "feat",
    "feature",
    "fix",
    "bugfix",
    "hotfix",
    "docs",
    "doc",
    "style",
    "refactor",
    "perf",
    "test",
    "tests",
    "build",
    "ci",
    "chore",
    "revert",
    "deps",
    "security",
    "release",
    "wip",
    "i18n",
    "ux",
    "ui",
    "infra",
    "ops",
    "improvement",
];

/// Issues that a commit keeps.
const ISSUES: usize = 50;

/// Reads the subject.
pub(super) fn understand(commit: &mut Commit) {
    let subject = commit.subject.value.clone();
    if let Some((conventional, breaking)) = conventional(&subject) {
        commit.conventional = Some(conventional);
        commit.breaking |= breaking;
    }
    commit.merge |= subject.starts_with("Merge branch ")
        || subject.starts_with("Merge pull request ")
        || subject.starts_with("Merge remote-tracking ")
        || subject.starts_with("Merge tag ");
    let mut found = Vec::new();
    issues(&subject, &mut found);
    found.append(&mut commit.issues);
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|issue| seen.insert(issue.clone()));
    commit.issues = found;
}

/// `type(scope)!: summary`, and whether the mark of a breaking change is there. A full-width colon counts too.
fn conventional(subject: &str) -> Option<(Conventional, bool)> {
    let (head, summary) = subject.split_once([':', '：'])?;
    let (head, breaking) = head.trim_end().strip_suffix('!').map_or((head, false), |head| (head, true));
    let (kind, scope) = match head.split_once('(') {
        Some((kind, rest)) => (kind, Some(rest.trim_end().strip_suffix(')')?.to_owned())),
        None => (head, None),
    };
    let kind = kind.trim().to_ascii_lowercase();
    let summary = summary.trim().to_owned();
    (TYPES.contains(&kind.as_str()) && !summary.is_empty())
        .then(|| (Conventional { kind, scope: scope.filter(|scope| !scope.is_empty()), summary }, breaking))
}

/// Adds the issues that a line names: `#42`, `GH-42`, `OPS-7`.
pub(super) fn issues(line: &str, found: &mut Vec<String>) {
    let is_edge = |character: char| !(character.is_ascii_alphanumeric() || matches!(character, '#' | '-'));
    for word in line.split(is_edge).filter(|word| word.len() > 1) {
        if found.len() >= ISSUES {
            return;
        }
        let digits = |text: &str| !text.is_empty() && text.len() < 10 && text.bytes().all(|byte| byte.is_ascii_digit());
        let hash = word.rsplit_once('#').is_some_and(|(_, number)| digits(number));
        let key = word.split_once('-').is_some_and(|(key, number)| {
            (2..=10).contains(&key.len())
                && key.starts_with(|letter: char| letter.is_ascii_uppercase())
                && key.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
                && digits(number)
                && !NAMES.contains(&key)
        });
        if hash {
            found.extend(word.rsplit_once('#').map(|(_, number)| format!("#{number}")));
        } else if key {
            found.push(word.to_owned());
        }
    }
}

/// What looks like the key of a project and is none.
const NAMES: [&str; 10] = ["UTF", "SHA", "ISO", "RFC", "CVE", "CWE", "TLS", "HTTP", "AES", "RSA"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conventional_subjects_are_taken_apart() {
        let read =
            |subject| conventional(subject).map(|(read, breaking)| (read.kind, read.scope, read.summary, breaking));
        let said = |kind: &str, scope: Option<&str>, summary: &str, breaking| {
            Some((kind.to_owned(), scope.map(str::to_owned), summary.to_owned(), breaking))
        };
        assert_eq!(read("feat(api)!: drop v1"), said("feat", Some("api"), "drop v1", true));
        assert_eq!(read("Fix: a typo"), said("fix", None, "a typo", false));
        assert_eq!(read("chore: 設定更新"), said("chore", None, "設定更新", false));
        assert_eq!(read("fix：直す"), said("fix", None, "直す", false));
        assert_eq!(read("Chore [deps:npm]: Bump pino"), None);
        assert_eq!(read("Note: this is prose"), None);
        assert_eq!(read("feat:"), None);
        assert_eq!(read("feat(api: x"), None);
    }

    #[test]
    fn issues_are_told_from_other_words_with_digits() {
        let read = |line| {
            let mut found = Vec::new();
            issues(line, &mut found);
            found
        };
        assert_eq!(read("Fix the worker (#1597), closes OPS-7 and org/repo#8"), ["#1597", "OPS-7", "#8"]);
        assert!(read("UTF-8, SHA-256, CVE-2024-1, e-mail, # 5, v1-2").is_empty());
    }
}
