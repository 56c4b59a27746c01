//! What the release is made of.

use super::meaning::{at, listed};
use super::{Card, Shown};
use crate::facts::{Bom, Checksum, Digest, Material, MaterialOrigin};

impl Shown for Bom {
    fn show(&self, card: &mut Card<'_>) {
        let Self { format, version, subject, subject_version, components, at } = self;
        card.subject(subject.as_ref().map_or(*format, |subject| subject.value.as_str()), *at)
            .say("Format", *format)
            .say("Version of the format", version)
            .say("Subject", subject)
            .say("Version", subject_version)
            .say("Components", *components);
    }
}

impl Shown for Material {
    fn show(&self, card: &mut Card<'_>) {
        let Self { origin, name, version, purl, licences, digests, class, at } = self;
        let origin = match origin {
            MaterialOrigin::Bom => "bill of materials",
            MaterialOrigin::Lockfile => "lockfile",
            MaterialOrigin::Table => "table",
            MaterialOrigin::Architecture => "architecture",
        };
        let digests: Vec<String> = digests.iter().map(digest).collect();
        card.subject(&name.value, *at)
            .say("Version", version)
            .say("Named in", origin)
            .say("Type", class)
            .say("Licences", listed(licences))
            .say("Package URL", purl)
            .say("Digest", &digests);
    }
}

impl Shown for Checksum {
    fn show(&self, card: &mut Card<'_>) {
        let Self { file, digest: of, at: place } = self;
        card.named(file).say("Digest", at(digest(of), *place));
    }
}

fn digest(digest: &Digest) -> String {
    let Digest { algorithm, value } = digest;
    format!("{algorithm} {value}").trim().to_owned()
}
