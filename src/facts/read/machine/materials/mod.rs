//! What the release is made of: bills of materials, lockfiles, checksums.

mod cyclonedx;
mod lock_data;
mod lock_lines;
mod spdx;
mod sums;

use super::{Doc, Facts, Phrase, Said, content, lines, part, root, said};
use crate::facts::classify::machine::Schema;
use crate::facts::{Bom, Checksum, Digest, Material, MaterialOrigin, Place};
use crate::outline::{Node, Span};

pub(super) fn read(schema: Schema, doc: &Doc<'_>, facts: &mut Facts) {
    match schema {
        Schema::CycloneDxJson => cyclonedx::json(doc, facts),
        Schema::CycloneDxXml => cyclonedx::xml(doc, facts),
        Schema::SpdxJson => spdx::json(doc, facts),
        Schema::SpdxGraph => spdx::graph(doc, facts),
        Schema::SpdxTag => spdx::tags(doc, facts),
        Schema::Sums => sums::read(doc, facts),
        _ => {
            let locked = lock_data::read(schema, doc).or_else(|| lock_lines::read(schema, doc));
            facts.materials.extend(locked.into_iter().flatten());
        }
    }
}

impl Material {
    pub(in crate::facts::read) fn new(
        origin: MaterialOrigin,
        name: Phrase,
        version: Option<Phrase>,
        at: Place,
    ) -> Self {
        Self { origin, name, version, purl: None, licences: Vec::new(), digests: Vec::new(), class: None, at }
    }

    fn locked(name: Phrase, version: Option<Phrase>, at: Place) -> Self {
        Self::new(MaterialOrigin::Lockfile, name, version, at)
    }

    /// Adds a digest in the form `sha512-…` or `sha256:…`, or one that names no algorithm.
    fn add_integrity(&mut self, integrity: Option<&str>) {
        // npm writes several, the strongest last.
        self.digests.extend(integrity.into_iter().flat_map(str::split_whitespace).map(Digest::of));
    }

    fn with_integrity(mut self, integrity: Option<&str>) -> Self {
        self.add_integrity(integrity);
        self
    }
}

impl Digest {
    pub(in crate::facts::read) fn of(written: &str) -> Self {
        let named = written
            .split_once(['-', ':', '='])
            .filter(|(algorithm, _)| algorithm.starts_with("sha") || *algorithm == "md5" || *algorithm == "h1");
        let (algorithm, value) = named.unwrap_or(("", written));
        Self { algorithm: algorithm.to_owned(), value: value.to_owned() }
    }
}
