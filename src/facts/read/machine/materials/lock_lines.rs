//! Lockfiles that are text with a form of their own, read by line: no crate for them gives the places.

use super::{Doc, Material, Phrase, Span, lines, part};
use crate::facts::classify::machine::Schema;

/// The packages of a lockfile, nothing if it is of another form.
pub(super) fn read(schema: Schema, doc: &Doc<'_>) -> Option<Vec<Material>> {
    match schema {
        Schema::YarnLock => Some(yarn(doc)),
        Schema::GoSum => Some(go_sum(doc)),
        Schema::GemfileLock => Some(gems(doc)),
        Schema::GradleLock => Some(gradle(doc)),
        Schema::MixLock => Some(mix(doc)),
        Schema::Requirements => Some(requirements(doc)),
        Schema::TomlLock => Some(tables(doc)),
        Schema::PubLock => Some(dart_pub(doc)),
        _ => None,
    }
}

/// The parts of a line, one behind the other, as phrases.
struct Line<'a> {
    doc: &'a Doc<'a>,
    offset: usize,
    text: &'a str,
}

impl Line<'_> {
    fn phrase(&self, text: &str) -> Phrase {
        part(self.doc, self.offset, self.text, text)
    }

    fn locked(&self, name: &str, version: Option<&str>) -> Material {
        let at = self.doc.place(Span::of(self.offset..self.offset + self.text.len()));
        Material::locked(self.phrase(name), version.map(|version| self.phrase(version)), at)
    }
}

fn each<'a>(doc: &'a Doc<'a>) -> impl Iterator<Item = Line<'a>> {
    lines(&doc.source.text).map(|(offset, text)| Line { doc, offset, text })
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches('"')
}

/// Yarn 1 writes `version "1.2.3"`, Yarn 2 and later `version: 1.2.3`, both below a line of what was asked for.
fn yarn(doc: &Doc<'_>) -> Vec<Material> {
    let mut found: Vec<Material> = Vec::new();
    // Members of the workspace are no packages that were fetched.
    let mut inside = false;
    for line in each(doc) {
        let text = line.text;
        if let Some(head) = text.strip_suffix(':').filter(|_| !text.starts_with([' ', '#'])) {
            let first = unquoted(head.split(',').next().unwrap_or_default());
            let name = first.get(1..).and_then(|rest| rest.find('@')).and_then(|at| first.get(..=at));
            inside = name.is_some() && !first.contains("@workspace:");
            found.extend(name.filter(|_| inside).map(|name| line.locked(name, None)));
            continue;
        }
        let field = |key: &str| {
            let rest = text.strip_prefix("  ")?.strip_prefix(key)?;
            rest.starts_with([' ', ':']).then(|| unquoted(rest.trim_start_matches([' ', ':'])))
        };
        let Some(last) = found.last_mut().filter(|_| inside) else { continue };
        if let Some(version) = field("version") {
            last.version = Some(line.phrase(version));
        } else if let Some(integrity) = field("integrity").or_else(|| field("checksum")) {
            last.add_integrity(Some(integrity));
        }
    }
    found
}

/// `module version h1:…`; the line of its `go.mod` says nothing of its own where that of the module stands too.
fn go_sum(doc: &Doc<'_>) -> Vec<Material> {
    let mut found: Vec<Material> = Vec::new();
    for line in each(doc) {
        let mut words = line.text.split_whitespace();
        let (Some(module), Some(version), Some(sum)) = (words.next(), words.next(), words.next()) else { continue };
        if !version.ends_with("/go.mod") {
            found.push(line.locked(module, Some(version)).with_integrity(Some(sum)));
        }
    }
    found
}

/// Gems stand four spaces deep below `specs:`, what they need two deeper.
fn gems(doc: &Doc<'_>) -> Vec<Material> {
    let mut found = Vec::new();
    let mut specs = false;
    for line in each(doc) {
        if !line.text.starts_with("    ") {
            specs = line.text.trim() == "specs:";
            continue;
        }
        let gem = line.text.strip_prefix("    ").filter(|rest| specs && !rest.starts_with(' '));
        let Some((name, version)) = gem.and_then(|gem| gem.split_once(" (")) else { continue };
        found.push(line.locked(name, Some(version.trim_end_matches(')'))));
    }
    found
}

/// `group:name:version=configurations`.
fn gradle(doc: &Doc<'_>) -> Vec<Material> {
    let package = |line: Line<'_>| {
        let (coordinates, _) = line.text.split_once('=').filter(|(start, _)| !start.starts_with('#'))?;
        let (name, version) = coordinates.rsplit_once(':')?;
        Some(line.locked(name, Some(version)))
    };
    each(doc).filter_map(package).collect()
}

/// `"name": {:hex, :name, "1.2.3", "sha", …}`.
fn mix(doc: &Doc<'_>) -> Vec<Material> {
    let package = |line: Line<'_>| {
        let (name, rest) = line.text.trim_start().strip_prefix('"')?.split_once("\": {")?;
        let mut quoted = rest.split('"').skip(1).step_by(2);
        let version = quoted.next().filter(|_| rest.starts_with(":hex"));
        Some(line.locked(name, version).with_integrity(quoted.next().filter(|_| version.is_some())))
    };
    each(doc).filter_map(package).collect()
}

/// What is pinned: `name[extra]==1.2.3 ; marker \` with `--hash=sha256:…` on the lines below.
fn requirements(doc: &Doc<'_>) -> Vec<Material> {
    let mut found: Vec<Material> = Vec::new();
    let mut continues = false;
    for line in each(doc) {
        let text = line.text.split(" #").next().unwrap_or_default().trim();
        let pinned = text.split_once("==").filter(|(name, _)| !continues && is_name(name));
        if let Some((name, rest)) = pinned {
            let name = name.split('[').next().unwrap_or(name);
            let version = rest.trim_start_matches('=').trim_start();
            let version = version.split([' ', ';', '\\', ',']).next().unwrap_or(version);
            found.push(line.locked(name, Some(version)));
        }
        let hashes = text.split("--hash=").skip(1).filter_map(|rest| rest.split_whitespace().next());
        if let Some(last) = found.last_mut().filter(|_| continues || pinned.is_some()) {
            for hash in hashes {
                last.digests.push(crate::facts::Digest::of(hash));
            }
        }
        continues = text.ends_with('\\');
    }
    found
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|character| character.is_alphanumeric() || "-_.[], ".contains(character))
}

/// `[[package]]` tables with `name`, `version` and `checksum`, as Cargo, Poetry, PDM and uv write them.
fn tables(doc: &Doc<'_>) -> Vec<Material> {
    let mut found: Vec<Material> = Vec::new();
    let mut inside = false;
    for line in each(doc) {
        let text = line.text.trim_end();
        if text.starts_with('[') {
            inside = text == "[[package]]";
            if inside {
                found.push(line.locked("", None));
            }
            continue;
        }
        let Some(last) = found.last_mut().filter(|_| inside) else { continue };
        let field = |key: &str| {
            text.strip_prefix(key).map(str::trim_start).and_then(|rest| rest.strip_prefix('=')).map(unquoted)
        };
        if let Some(name) = field("name") {
            last.name = line.phrase(name);
        } else if let Some(version) = field("version") {
            last.version = Some(line.phrase(version));
        } else if let Some(sum) = field("checksum") {
            last.add_integrity(Some(sum));
        } else if let Some((_, rest)) = text.split_once("hash = \"") {
            last.add_integrity(rest.split('"').next());
        }
    }
    found.retain(|material| !material.name.value.is_empty());
    found
}

/// `pubspec.lock`: packages stand two spaces deep, what is said of each four, its digest six. Its name hides that it is YAML.
fn dart_pub(doc: &Doc<'_>) -> Vec<Material> {
    let mut found: Vec<Material> = Vec::new();
    let mut inside = false;
    for line in each(doc) {
        let text = line.text.trim_end();
        if !text.starts_with([' ', '#']) {
            inside = text == "packages:";
            continue;
        }
        let (depth, field) = (text.len() - text.trim_start().len(), text.trim_start());
        let (key, value) = field.split_once(':').unwrap_or((field, ""));
        if inside && depth == 2 {
            found.push(line.locked(unquoted(key), None));
            continue;
        }
        let Some(last) = found.last_mut().filter(|_| inside) else { continue };
        match (depth, key) {
            (4, "version") => last.version = Some(line.phrase(unquoted(value))),
            (6, "sha256") => last.add_integrity(Some(unquoted(value))),
            _ => {}
        }
    }
    found
}
