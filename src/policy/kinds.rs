//! What files are taken for because the policy says so.

use serde::{Deserialize, Serialize};

use super::Policy;
use crate::facts::Kind;

/// One line of `kinds`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindRule {
    /// A path, or a pattern: `*` and `?` within a name, `**` across folders. Below the folder of the policy file, or, for a
    /// file elsewhere, the whole path.
    pub files: String,
    /// What they are.
    pub kind: Kind,
    /// Line of the policy file.
    pub line: u32,
}

impl Policy {
    /// What the policy says that the file at this path is. A path wins over a pattern, and a later pattern over an earlier
    /// one.
    pub fn kind_of(&self, path: &str) -> Option<&KindRule> {
        let path = self.relative(path);
        self.kinds
            .iter()
            .find(|rule| rule.files == path)
            .or_else(|| self.kinds.iter().rev().find(|rule| is_pattern(&rule.files) && matches(&rule.files, path)))
    }

    /// A sentence for each line of `kinds` that is about none of these files: a path with a slip would else go unnoticed.
    pub fn idle_kinds<'a>(&self, paths: impl Iterator<Item = &'a str>) -> Vec<String> {
        let mut idle: Vec<&KindRule> = self.kinds.iter().collect();
        for path in paths {
            let path = self.relative(path);
            idle.retain(|rule| rule.files != path && !(is_pattern(&rule.files) && matches(&rule.files, path)));
        }
        let file = self.file.as_deref().unwrap_or_default();
        idle.iter().map(|rule| format!("`{file}` line {}: there is no file `{}`.", rule.line, rule.files)).collect()
    }

    /// A path as the policy file would write it.
    pub fn relative<'a>(&self, path: &'a str) -> &'a str {
        let folder = self.file.as_deref().and_then(|file| file.rsplit_once('/')).map(|(folder, _)| folder);
        let below = folder.and_then(|folder| path.strip_prefix(folder)?.strip_prefix('/'));
        below.unwrap_or(path)
    }
}

/// Whether a key of `kinds` is a pattern.
pub(super) fn is_pattern(files: &str) -> bool {
    files.contains(['*', '?'])
}

/// Whether a path is of a pattern. By hand: a crate that also expands braces can take exponential time over a hostile one.
fn matches(pattern: &str, path: &str) -> bool {
    let pattern: Vec<&str> = pattern.split('/').collect();
    let path: Vec<&str> = path.split('/').collect();
    greedy(
        &pattern,
        &path,
        |part| *part == "**",
        |part, name| {
            let (part, name): (Vec<char>, Vec<char>) = (part.chars().collect(), name.chars().collect());
            greedy(&part, &name, |mark| *mark == '*', |mark, character| *mark == '?' || mark == character)
        },
    )
}

/// Matches with marks that stand for any number of things: on a mismatch the last such mark takes one thing more. That is
/// enough, since what lies before it has found its earliest place; time is at most the product of both lengths.
fn greedy<P, T>(pattern: &[P], things: &[T], is_many: impl Fn(&P) -> bool, is_one: impl Fn(&P, &T) -> bool) -> bool {
    let (mut at, mut here) = (0, 0);
    let mut back: Option<(usize, usize)> = None;
    while here < things.len() {
        if pattern.get(at).is_some_and(&is_many) {
            back = Some((at, here));
            at += 1;
        } else if pattern.get(at).is_some_and(|part| is_one(part, &things[here])) {
            at += 1;
            here += 1;
        } else if let Some((mark, taken)) = back {
            back = Some((mark, taken + 1));
            at = mark + 1;
            here = taken + 1;
        } else {
            return false;
        }
    }
    pattern[at..].iter().all(is_many)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Profile;

    #[test]
    fn patterns_match_whole_paths() {
        for (pattern, path, wanted) in [
            ("*.md", "plan.md", true),
            ("*.md", "docs/plan.md", false),
            ("**/*.md", "plan.md", true),
            ("**/*.md", "a/b/plan.md", true),
            ("docs/**", "docs/a/b.md", true),
            ("docs/**", "other/a.md", false),
            ("docs/*/x?.md", "docs/a/x1.md", true),
            ("**/a/**/b.md", "x/a/y/a/z/b.md", true),
            ("**/a/**/b.md", "x/a/y/a/z/c.md", false),
            ("*a*b*c", "aabbxc", true),
        ] {
            assert_eq!(matches(pattern, path), wanted, "{pattern} {path}");
        }
        let hostile = "*a".repeat(100);
        assert!(!matches(&hostile, &"a".repeat(99)));
    }

    #[test]
    fn a_path_wins_over_a_pattern_and_a_later_pattern_over_an_earlier_one() {
        let rule = |files: &str, kind, line| KindRule { files: files.to_owned(), kind, line };
        let policy = Policy {
            file: Some("app/holdpoint.yaml".to_owned()),
            kinds: vec![
                rule("docs/a.md", Kind::DeploymentPlan, 1),
                rule("docs/*", Kind::RiskList, 2),
                rule("**/*.md", Kind::Ignored, 3),
            ],
            ..Policy::of(Profile::Generic)
        };
        let kind = |path: &str| policy.kind_of(path).map(|rule| rule.kind);
        assert_eq!(kind("app/docs/a.md"), Some(Kind::DeploymentPlan));
        assert_eq!(kind("app/docs/b.md"), Some(Kind::Ignored));
        assert_eq!(kind("app/docs/b.txt"), Some(Kind::RiskList));
        assert_eq!(kind("app/x.txt"), None);
        assert_eq!(kind("docs/a.md"), Some(Kind::DeploymentPlan));
        let idle = policy.idle_kinds(["app/docs/b.md"].into_iter());
        assert_eq!(idle, ["`app/holdpoint.yaml` line 1: there is no file `docs/a.md`."]);
    }
}
