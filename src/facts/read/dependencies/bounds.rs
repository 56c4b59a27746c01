//! What a range of versions allows, in the dialect of each world of packages. Nothing: the package is part of the same
//! repository, and no range at all.

use crate::facts::Bound;

/// `^1.2`, `1.x || >=2`, `npm:other@1.2`, `git+ssh://…#v1.2`, `workspace:*` (<https://docs.npmjs.com/cli/configuring-npm/package-json>).
pub(super) fn npm(range: &str) -> Option<Bound> {
    const LOCAL: [&str; 9] = ["workspace:", "file:", "link:", "portal:", "catalog:", "patch:", "./", "../", "~/"];
    let range = range.trim();
    if LOCAL.iter().any(|start| range.starts_with(start)) || range.starts_with('/') {
        return None;
    }
    if let Some(alias) = range.strip_prefix("npm:") {
        return Some(
            alias.rsplit_once('@').filter(|(name, _)| !name.is_empty()).map_or(Bound::Any, |(_, of)| alternatives(of)),
        );
    }
    if is_repository(range) {
        let (_, reference) = range.split_once('#').unwrap_or((range, ""));
        return Some(reference.strip_prefix("semver:").map_or_else(|| reference_of(reference), alternatives));
    }
    if range.contains("://") {
        return Some(Bound::Closed);
    }
    Some(alternatives(range))
}

/// `git+https://…`, `github:owner/name`, `owner/name`.
fn is_repository(range: &str) -> bool {
    const STARTS: [&str; 6] = ["git+", "git:", "git@", "github:", "gitlab:", "bitbucket:"];
    let bare = range.split('#').next().unwrap_or_default();
    let short = !bare.starts_with('@') && !bare.contains([':', ' ']) && bare.matches('/').count() == 1;
    STARTS.iter().any(|start| range.starts_with(start)) || bare.ends_with(".git") || short
}

/// A commit and a tag stand still; a branch does not.
fn reference_of(reference: &str) -> Bound {
    let commit = (7..=64).contains(&reference.len()) && reference.bytes().all(|byte| byte.is_ascii_hexdigit());
    let tag = reference.trim_start_matches(|letter: char| !letter.is_ascii_digit()).contains('.')
        || reference.strip_prefix('v').is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()));
    if commit || tag { Bound::Closed } else { Bound::Branch }
}

/// The widest of `one || other`; Composer writes a single bar as well.
pub(super) fn alternatives(range: &str) -> Bound {
    range.split('|').filter(|part| !part.trim().is_empty() || !range.contains('|')).map(all).max().unwrap_or(Bound::Any)
}

/// Conditions that hold together, with spaces or commas between.
fn all(range: &str) -> Bound {
    let range = range.trim();
    if matches!(range, "" | "*" | "x" | "X") || range.starts_with("*.") || range.starts_with("x.") {
        return Bound::Any;
    }
    let mut open = None;
    for part in range.split([' ', ',']).map(str::trim).filter(|part| !part.is_empty()) {
        match part.chars().next() {
            Some('>') => open = open.or(Some(Bound::Open)),
            // `!= 1.3` takes one away; `>= 1.2` with a space leaves its number behind.
            Some('!') => {}
            Some(first) if first.is_ascii_digit() && open.is_some() && is_behind_comparison(range, part) => {}
            Some('*') => open = Some(Bound::Any),
            Some('<' | '^' | '~' | '=' | 'v' | '-') => return Bound::Closed,
            Some(first) if first.is_ascii_digit() => return Bound::Closed,
            // `latest`, `next`: a name that moves.
            _ => return Bound::Any,
        }
    }
    open.unwrap_or(Bound::Open)
}

/// Whether a number stands behind `>=` and a space.
fn is_behind_comparison(range: &str, part: &str) -> bool {
    let before = (part.as_ptr() as usize).saturating_sub(range.as_ptr() as usize);
    range.get(..before).is_some_and(|before| before.trim_end().ends_with(['>', '=']))
}

/// `*`, `1.2`, `>=1, <2`.
pub(super) fn cargo(range: &str) -> Bound {
    if range.trim() == "*" { Bound::Any } else { all(range) }
}

/// What stands behind the name of a Python package: `>=1,<2`, `==1.2.*`, `~=1.4`, `@ git+https://…@main`.
pub(super) fn python(range: &str) -> Option<Bound> {
    let range = range.trim().trim_start_matches('(').trim_end_matches(')').trim();
    if range.is_empty() {
        return Some(Bound::Unwritten);
    }
    let Some(address) = range.strip_prefix('@').map(str::trim) else { return Some(alternatives(range)) };
    if address.starts_with("file:") || address.starts_with('.') {
        return None;
    }
    if !address.starts_with("git+") {
        return Some(Bound::Closed);
    }
    let path = address.split(['#', ' ', ';']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    // `git@host/…` names a user, not a branch.
    let reference =
        path.split_once('/').and_then(|(_, rest)| rest.rsplit_once('@')).map_or("", |(_, reference)| reference);
    Some(reference_of(reference))
}

/// `dev-main`, `^2.0@dev`, `>=1.0`.
pub(super) fn composer(range: &str) -> Bound {
    let range = range.trim();
    if range.starts_with("dev-") || range.ends_with("-dev") {
        let commit = range.split_once('#').map(|(_, commit)| reference_of(commit));
        return commit.unwrap_or(Bound::Branch);
    }
    alternatives(range.split('@').next().unwrap_or_default())
}

/// `1.2.3`, `[1.0,2.0)`, `[1.0,)`, `LATEST`.
pub(super) fn maven(range: &str) -> Bound {
    let range = range.trim();
    match range {
        "LATEST" | "RELEASE" => Bound::Any,
        _ if range.starts_with(['[', '(']) && range.trim_end_matches([')', ']']).trim_end().ends_with(',') => {
            Bound::Open
        }
        _ => Bound::Closed,
    }
}

/// What stands behind the name of a gem: `"~> 7.0"`, `">= 1.2", "< 2"`.
pub(super) fn gem(versions: &[&str]) -> Bound {
    let bounds = versions.iter().map(|range| if range.trim().starts_with('~') { Bound::Closed } else { all(range) });
    bounds.min().unwrap_or(Bound::Unwritten)
}

/// The commit, tag or branch of a repository that a table names.
pub(super) fn repository(pinned: bool, reference: Option<&str>) -> Bound {
    if pinned { Bound::Closed } else { reference.map_or(Bound::Branch, reference_of) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_npm() {
        for (range, wanted) in [
            ("1.2.3", Some(Bound::Closed)),
            ("^1.2.3", Some(Bound::Closed)),
            ("~1.2", Some(Bound::Closed)),
            ("1.x", Some(Bound::Closed)),
            (">=1.2 <2", Some(Bound::Closed)),
            (">= 1.2 < 2", Some(Bound::Closed)),
            ("1.0.0 - 2.0.0", Some(Bound::Closed)),
            ("^16.8 || ^17.0", Some(Bound::Closed)),
            ("^16.8 || >=17", Some(Bound::Open)),
            (">=1.2", Some(Bound::Open)),
            (">= 1.2", Some(Bound::Open)),
            (">1", Some(Bound::Open)),
            ("*", Some(Bound::Any)),
            ("", Some(Bound::Any)),
            ("x", Some(Bound::Any)),
            ("latest", Some(Bound::Any)),
            ("next", Some(Bound::Any)),
            ("npm:other@^1.0", Some(Bound::Closed)),
            ("workspace:*", None),
            ("file:../core", None),
            ("github:acme/lib", Some(Bound::Branch)),
            ("acme/lib#main", Some(Bound::Branch)),
            ("acme/lib#v1.2.0", Some(Bound::Closed)),
            ("git+https://git.example/a/b.git#3f2a9c1d", Some(Bound::Closed)),
            ("git+https://git.example/a/b.git#semver:^1.0", Some(Bound::Closed)),
            ("https://files.example/a-1.2.tgz", Some(Bound::Closed)),
        ] {
            assert_eq!(npm(range), wanted, "{range}");
        }
    }

    #[test]
    fn ranges_elsewhere() {
        assert_eq!(
            [cargo("1.2"), cargo("*"), cargo(">=1"), cargo(">= 1, < 2")].map(|bound| bound),
            [Bound::Closed, Bound::Any, Bound::Open, Bound::Closed]
        );
        for (range, wanted) in [
            ("==1.2.*", Some(Bound::Closed)),
            ("~=1.4", Some(Bound::Closed)),
            (">=1,<2", Some(Bound::Closed)),
            (">=1,!=1.3", Some(Bound::Open)),
            ("", Some(Bound::Unwritten)),
            ("@ git+https://git.example/a/b.git@main", Some(Bound::Branch)),
            ("@ git+ssh://git@git.example/a/b.git@v1.2", Some(Bound::Closed)),
            ("@ git+ssh://git@git.example/a/b.git", Some(Bound::Branch)),
        ] {
            assert_eq!(python(range), wanted, "{range}");
        }
        assert_eq!(
            [composer("^8.0|^9.0"), composer("dev-main"), composer(">=1.0"), composer("*")],
            [Bound::Closed, Bound::Branch, Bound::Open, Bound::Any]
        );
        assert_eq!(
            [maven("1.2"), maven("[1.0,)"), maven("[1.0,2.0)"), maven("LATEST")],
            [Bound::Closed, Bound::Open, Bound::Closed, Bound::Any]
        );
        assert_eq!(
            [gem(&["~> 7.0"]), gem(&[">= 1.2", "< 2"]), gem(&[">= 1"]), gem(&[])],
            [Bound::Closed, Bound::Closed, Bound::Open, Bound::Unwritten]
        );
    }
}
