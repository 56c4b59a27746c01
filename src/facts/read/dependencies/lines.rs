//! Manifests that are text with a form of their own, read by line.

use super::data::requirement;
use super::{bounds, dependency, manifest};
use crate::facts::read::document::Doc;
use crate::facts::read::{Facts, Place, Said};
use crate::facts::{Bound, Ecosystem};
use crate::outline::Span;

/// The lines of a text with their places, white space at both ends taken off.
fn each<'a>(doc: &'a Doc<'_>) -> impl Iterator<Item = (&'a str, Place)> {
    let mut next = 0;
    doc.source.text.split_inclusive('\n').map(move |line| {
        let start = next + (line.len() - line.trim_start().len());
        next += line.len();
        let text = line.trim();
        (text, doc.place(Span::of(start..start + text.len())))
    })
}

/// Words in the name of a list of requirements that is not for the running program.
const NOT_AT_RUN_TIME: [&str; 10] =
    ["dev", "develop", "development", "test", "tests", "testing", "docs", "doc", "lint", "ci"];

/// `requirements.txt`: a package on each line.
pub(super) fn requirements(doc: &Doc<'_>, name: &str, facts: &mut Facts) {
    let stem = name.trim_end_matches(".txt");
    if stem == "constraints" || stem.split(['-', '_', '.']).any(|word| NOT_AT_RUN_TIME.contains(&word)) {
        return;
    }
    facts.manifests.push(manifest(doc, Ecosystem::Python, None, false));
    let mut continues = false;
    for (line, at) in each(doc) {
        let inside = std::mem::replace(&mut continues, line.ends_with('\\'));
        let text = line.split(" #").next().unwrap_or_default().trim_end_matches('\\');
        let text = text.split(" --").next().unwrap_or_default().trim();
        let starts = text.starts_with(|first: char| first.is_alphanumeric());
        // `./wheels/a.whl` and bare addresses name one file.
        if !inside && starts && (!text.contains("://") || text.contains('@')) && !text.starts_with("git+") {
            facts.dependencies.extend(requirement(text, at));
        } else if !inside && text.starts_with("git+") {
            let bound = bounds::python(&format!("@ {text}")).unwrap_or(Bound::Branch);
            let range = Some(Said { value: text.to_owned(), at });
            facts.dependencies.push(dependency(Ecosystem::Python, repository_name(text), at, range, bound));
        }
    }
}

/// `git+https://host/owner/name.git@main#egg=name` is `name`.
fn repository_name(text: &str) -> &str {
    let egg = text.split_once("#egg=").map(|(_, egg)| egg.split(['&', '[']).next().unwrap_or(egg));
    let last = text.split('#').next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
    egg.unwrap_or_else(|| last.split('@').next().unwrap_or(last).trim_end_matches(".git"))
}

/// `go.mod`: every version is exact; what others need is written there by the tool.
pub(super) fn go(doc: &Doc<'_>, facts: &mut Facts) {
    let module = each(doc).find_map(|(line, _)| line.strip_prefix("module "));
    facts.manifests.push(manifest(doc, Ecosystem::Go, module.map(str::trim), false));
    let mut inside = false;
    for (line, at) in each(doc) {
        if inside && line == ")" {
            inside = false;
            continue;
        }
        let asked = match line.strip_prefix("require ") {
            Some("(") => {
                inside = true;
                continue;
            }
            Some(one) => one,
            None if inside => line,
            None => continue,
        };
        let mut words = asked.split_whitespace();
        let (Some(name), Some(version)) = (words.next(), words.next()) else { continue };
        if version.starts_with('v') && !asked.contains("// indirect") {
            let range = Some(Said { value: version.to_owned(), at });
            facts.dependencies.push(dependency(Ecosystem::Go, name, at, range, Bound::Closed));
        }
    }
}

/// Groups of gems that the running program does not load.
const GROUPS: [&str; 4] = [":development", ":test", ":lint", ":ci"];

/// `Gemfile`: `gem "name", "~> 1.2", require: false`, in groups.
pub(super) fn gems(doc: &Doc<'_>, facts: &mut Facts) {
    facts.manifests.push(manifest(doc, Ecosystem::Ruby, None, false));
    // How many blocks are open, and at which of them the first group began that is not for the running program.
    let (mut depth, mut aside) = (0_usize, None);
    for (line, at) in each(doc) {
        let line = line.split(" #").next().unwrap_or_default().trim_end();
        if line.ends_with(" do") || line.starts_with("if ") {
            depth += 1;
            let other = line.starts_with("group ")
                && GROUPS.iter().any(|group| line.contains(group))
                && !line.contains(":production");
            if aside.is_none() && (other || line.starts_with("path ")) {
                aside = Some(depth);
            }
        } else if line == "end" {
            aside = aside.filter(|from| *from < depth);
            depth = depth.saturating_sub(1);
        } else if let Some(gem) = line.strip_prefix("gem ").filter(|_| aside.is_none()) {
            let Some((name, range, bound)) = one_gem(gem) else { continue };
            let range = Some(Said { value: range, at }).filter(|range| !range.value.is_empty());
            facts.dependencies.push(dependency(Ecosystem::Ruby, name, at, range, bound));
        }
    }
}

fn one_gem(gem: &str) -> Option<(&str, String, Bound)> {
    let mut parts = gem.split(',').map(str::trim);
    let name = unquoted(parts.next()?)?;
    let parts: Vec<&str> = parts.collect();
    let has = |key: &str| {
        parts.iter().any(|part| part.starts_with(&format!("{key}:")) || part.starts_with(&format!(":{key} ")))
    };
    let grouped = GROUPS.iter().any(|group| gem.contains(group)) && gem.contains("group");
    if has("path") || grouped {
        return None;
    }
    if ["git", "github", "gitlab", "bitbucket"].iter().any(|key| has(key)) {
        let pinned = has("tag") || has("ref");
        return Some((name, "git".to_owned(), bounds::repository(pinned, None)));
    }
    let versions: Vec<&str> = parts.iter().map_while(|part| unquoted(part)).collect();
    Some((name, versions.join(", "), bounds::gem(&versions)))
}

/// What stands between quotes.
fn unquoted(text: &str) -> Option<&str> {
    let text = text.trim();
    let quote = text.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    text.strip_prefix(quote)?.strip_suffix(quote)
}
