//! Logs and owners.

use super::{kind, reading, stands, values};
use holdpoint::facts::{Commit, Kind, Reading};

fn log(path: &str, text: &str) -> Reading {
    assert_eq!(kind(path, text), Kind::GitLog, "{path}");
    reading(&[(path, text)])
}

fn subjects(commits: &[Commit]) -> Vec<&str> {
    commits.iter().map(|commit| commit.subject.value.as_str()).collect()
}

const ID: &str = "0123456789abcdef0123456789abcdef01234567";

#[test]
fn a_default_log_with_what_was_changed() {
    let text = format!(
        "commit {ID} (HEAD -> main, tag: v2.0.0, origin/main)\nMerge: 1234567 89abcde\nAuthor: A. Ito <a@example.org>\nDate:   Tue Dec 1 10:00:00 2026 +0000\n\n    feat(api)!: drop the first version\n    of it\n\n    Closes OPS-7.\n\n    BREAKING CHANGE: clients of v1 stop\n\n src/ADR-12.md | 3 +-\n 1 file changed\n\ncommit {ID}\nAuthor: B. Sato <b@example.org>\nDate:   Mon Nov 30 10:00:00 2026 +0000\n\n    直す (#12)\n"
    );
    let reading = log("history.txt", &text);
    let commits = &reading.facts.commits;
    assert_eq!(subjects(commits), ["feat(api)!: drop the first version of it", "直す (#12)"]);
    let first = &commits[0];
    assert_eq!((first.tags.join(","), first.branches.join(",")), ("v2.0.0".into(), "HEAD,main,origin/main".into()));
    assert!(first.breaking && first.merge);
    assert_eq!(first.conventional.as_ref().unwrap().scope.as_deref(), Some("api"));
    assert_eq!((first.author.as_ref().unwrap().value.as_str(), first.issues.join(",")), ("A. Ito", "OPS-7".into()));
    assert_eq!(first.date.as_ref().unwrap().value, "Tue Dec 1 10:00:00 2026 +0000");
    assert_eq!(commits[1].issues, ["#12"]);
    stands(&reading, &first.id);
    stands(&reading, &commits[1].subject);
}

#[test]
fn fuller_raw_and_graph_logs_with_other_line_ends() {
    let fuller = format!(
        "commit {ID}\r\nAuthor:     A <a@x.org>\r\nAuthorDate: 2026-12-01\r\nCommit:     B <b@x.org>\r\nCommitDate: 2026-12-02\r\n\r\n    fix: one\r\n"
    );
    let reading = log("a.log", &fuller);
    assert_eq!(
        (subjects(&reading.facts.commits), reading.facts.commits[0].date.as_ref().unwrap().value.as_str()),
        (vec!["fix: one"], "2026-12-01")
    );
    let graph = format!(
        "*   commit {ID}\n|\\  Merge: 1234567 89abcde\n| | Author: A <a@x.org>\n| | Date:   today\n| | \n| |     Merge branch 'x'\n| | \n| * commit {ID}\n|/  Author: B <b@x.org>\n|   Date:   today\n|   \n|       docs: commit of words\n"
    );
    let reading = log("a.log", &graph);
    assert_eq!(subjects(&reading.facts.commits), ["Merge branch 'x'", "docs: commit of words"]);
    assert!(reading.facts.commits[0].merge && !reading.facts.commits[1].merge);
}

#[test]
fn one_line_for_each_commit() {
    let text = "1a2b3c4 (HEAD -> main, tag: v2) feat: a\n2b3c4d5 (fix) not refs\n3c4d5e6 (origin/main) fix: c\n";
    let reading = log("git.log", text);
    assert_eq!(subjects(&reading.facts.commits), ["feat: a", "(fix) not refs", "fix: c"]);
    let graph = "*   1a2b3c4 Merge pull request #3 from a/b\n|\\  \n| * 2b3c4d5 fix: b\n|/  \n* 3c4d5e6 fix: c\n";
    assert_eq!(log("git.log", graph).facts.commits.len(), 3);
}

#[test]
fn other_lines_are_no_log() {
    for text in [
        "decade of words\naccede to them\nfacade of it\n",
        "2026-12-01 start\n2026-12-02 stop\n",
        "1234567 rows read\n",
    ] {
        assert_ne!(kind("app.txt", text), Kind::GitLog, "{text}");
    }
}

#[test]
fn owners_of_paths() {
    let text = "# who\n*       @org/core a@example.org # all\n/docs/  @writer\n[Database][2] @dba\n/free/\n";
    assert_eq!(kind(".github/CODEOWNERS", text), Kind::CodeOwners);
    let reading = reading(&[(".github/CODEOWNERS", text)]);
    let owners = &reading.facts.code_owners;
    assert_eq!(owners.iter().map(|line| line.pattern.value.as_str()).collect::<Vec<_>>(), ["*", "/docs/", "/free/"]);
    assert_eq!((values(&owners[0].owners), owners[2].owners.len()), (vec!["@org/core", "a@example.org"], 0));
    stands(&reading, &owners[1].owners[0]);
}
