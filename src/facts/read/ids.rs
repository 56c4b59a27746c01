//! Prefixes of ids in the form in which texts are searched for them: made once for a dossier.

use std::ops::Deref;

use crate::policy::IdPrefixes;

/// The prefixes of the policy.
pub(super) struct Ids<'p> {
    of: &'p IdPrefixes,
    all: Vec<&'p str>,
    /// Letters that stand before the first hyphen of an id, at most.
    head: usize,
}

impl<'p> Ids<'p> {
    pub(super) fn of(of: &'p IdPrefixes) -> Self {
        let all: Vec<&str> = of.all().collect();
        let head = all.iter().filter_map(|prefix| prefix.split('-').next()).map(str::len).max().unwrap_or_default();
        Self { of, all, head }
    }

    /// Each id of a text in capitals, and where it begins.
    pub(super) fn each(&self, text: &str, mut take: impl FnMut(String, usize)) {
        let bytes = text.as_bytes();
        let mut from = 0;
        while let Some(hyphen) = bytes.get(from..).and_then(|rest| rest.iter().position(|byte| *byte == b'-')) {
            let hyphen = from + hyphen;
            let (id, end) = self.around(text, from, hyphen);
            if let Some((id, start)) = id {
                take(id, start);
            }
            from = end;
        }
    }

    /// The id that a text begins with.
    pub(super) fn begin(&self, text: &str) -> Option<String> {
        let hyphen = text.bytes().take(self.head + 1).position(|byte| byte == b'-')?;
        self.around(text, 0, hyphen).0.filter(|(_, start)| *start == 0).map(|(id, _)| id)
    }

    /// The id whose first hyphen this is, with where it begins; and where the word ends.
    fn around(&self, text: &str, from: usize, hyphen: usize) -> (Option<(String, usize)>, usize) {
        let bytes = text.as_bytes();
        let before = bytes[from..hyphen].iter().rev().take_while(|byte| byte.is_ascii_alphanumeric());
        let start = hyphen - before.take(self.head + 1).count();
        let length = bytes[hyphen..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
        let end = hyphen + length;
        // A lone `r-2` is no risk.
        let capital = hyphen - start > 1 || bytes.get(start).is_some_and(u8::is_ascii_uppercase);
        let word = text.get(start..end).unwrap_or_default();
        let body = self.all.iter().filter(|_| capital).find_map(|prefix| numbered(word, prefix));
        (body.map(|body| (word[..word.len() - body].to_ascii_uppercase(), start)), end)
    }
}

impl Deref for Ids<'_> {
    type Target = IdPrefixes;

    fn deref(&self) -> &IdPrefixes {
        self.of
    }
}

/// For a word that is an id of this prefix, how many hyphens stand behind it.
fn numbered(word: &str, prefix: &str) -> Option<usize> {
    const LONGEST: usize = 40;
    // Most words begin with something else.
    if word.as_bytes().get(prefix.len()) != Some(&b'-') || !word.get(..prefix.len())?.eq_ignore_ascii_case(prefix) {
        return None;
    }
    let body = word.get(prefix.len() + 1..)?;
    let kept = body.trim_end_matches('-');
    let numbered = kept.split('-').all(|part| !part.is_empty())
        && kept.split('-').any(|part| part.starts_with(|first: char| first.is_ascii_digit()));
    (numbered && kept.len() <= LONGEST).then_some(body.len() - kept.len())
}

#[cfg(test)]
mod unit {
    use super::*;

    fn found(ids: &IdPrefixes, text: &str) -> Vec<(String, usize)> {
        let mut found = Vec::new();
        Ids::of(ids).each(text, |id, at| found.push((id, at)));
        found
    }

    fn said(wanted: &[(&str, usize)]) -> Vec<(String, usize)> {
        wanted.iter().map(|(id, at)| ((*id).to_owned(), *at)).collect()
    }

    #[test]
    fn ids_are_found_with_their_place() {
        let text = "See ADR-007, def-APP-12 and R-004 (not X-1, re-2 or 2026-12-01).";
        let wanted = said(&[("ADR-007", 4), ("DEF-APP-12", 13), ("R-004", 28)]);
        assert_eq!(found(&IdPrefixes::default(), text), wanted);
    }

    #[test]
    fn prefixes_of_the_policy_may_have_hyphens() {
        let mut own = IdPrefixes::default();
        own.admin_task.extend(["OPS-TASK".to_owned(), "OPS".to_owned()]);
        let text = "OPS-TASK-007-, ops-7, OPS-TASK, OPS-TASKS-1 and DEVOPS-3";
        assert_eq!(found(&own, text), said(&[("OPS-TASK-007", 0), ("OPS-7", 15), ("OPS-TASKS-1", 32)]));
        assert_eq!(Ids::of(&own).begin("OPS-TASK-007: rebuild").as_deref(), Some("OPS-TASK-007"));
        assert_eq!(Ids::of(&own).begin("see OPS-7"), None);
    }
}
