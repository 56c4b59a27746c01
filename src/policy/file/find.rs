//! Where the policy file of a dossier is, or would be.

use std::collections::BTreeSet;

use super::Problem;
use crate::dossier::{Dossier, Source};

/// Names that it may have.
const NAMES: [&str; 2] = ["holdpoint.yaml", "holdpoint.yml"];

/// The policy file. Two of them where either could be meant, or one that cannot be read, are a problem.
pub(super) fn file(dossier: &Dossier) -> (Option<&Source>, Vec<Problem>) {
    let home = home(dossier);
    let beside = beside_aiwg(dossier);
    let unread = dossier.unread().map(|file| (file.path.as_str(), Err(file.reason.as_str())));
    let mut all: Vec<_> = dossier
        .sources()
        .map(|source| (source.path.as_str(), Ok(source)))
        .chain(unread)
        .filter(|(path, _)| is_policy(path, &home, &beside))
        .collect();
    all.sort_by_key(|(path, _)| path.matches('/').count());
    let problem = |path: &str, message: String| Problem { file: path.to_owned(), line: 1, column: 1, message };
    let Some((path, first)) = all.first() else { return (None, Vec::new()) };
    let level = |path: &str| path.matches('/').count();
    let rivals = all[1..].iter().filter(|(other, _)| level(other) == level(path));
    let mut problems: Vec<Problem> = rivals
        .map(|(other, _)| {
            problem(other, format!("`{path}` is a policy file too, and only one can hold; keep one of them"))
        })
        .collect();
    match first {
        Ok(source) => (Some(source), problems),
        Err(reason) => {
            problems.push(problem(path, format!("this policy file could not be read: {reason}")));
            (None, problems)
        }
    }
}

/// A file of that name counts at the top of what was given, beside `.aiwg/` and in it; deeper ones belong to something else.
fn is_policy(path: &str, home: &str, beside: &BTreeSet<&str>) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let top = !folder.contains('/');
    let above = home == folder || home.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    NAMES.contains(&name) && (top || above || beside.contains(folder) || folder.ends_with("/.aiwg"))
}

/// The folders that hold an `.aiwg/` folder.
fn beside_aiwg(dossier: &Dossier) -> BTreeSet<&str> {
    dossier.sources().filter_map(|source| source.path.split_once("/.aiwg/")).map(|(folder, _)| folder).collect()
}

/// The folder that a policy file belongs in: the one that holds all files, beside `.aiwg/` if that is all, and outside of
/// archives.
pub(super) fn home(dossier: &Dossier) -> String {
    let unread = dossier.unread().map(|file| file.path.as_str());
    let mut paths = dossier.sources().map(|source| source.path.as_str()).chain(unread);
    let folders = |path: &str| -> Vec<String> {
        let mut parts: Vec<String> = path.split('/').map(str::to_owned).collect();
        parts.pop();
        parts
    };
    let mut common = paths.next().map(folders).unwrap_or_default();
    for path in paths {
        let shared = common.iter().zip(path.split('/')).take_while(|(own, part)| own.as_str() == *part).count();
        // The last part of a path is no folder.
        common.truncate(shared.min(path.matches('/').count()));
    }
    let end = common.iter().position(|part| part == ".aiwg" || part.to_ascii_lowercase().ends_with(".zip"));
    common.truncate(end.unwrap_or(common.len()));
    common.join("/")
}
