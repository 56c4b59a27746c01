//! What is delivered: images, files and components, each once.

use std::collections::BTreeMap;

use crate::deliverables::cite::Clerk;
use crate::facts::{Kind, Material, MaterialOrigin, Place, Workload, image_ref};

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// A container image.
    Image,
    /// A file that the build delivers.
    File,
    /// What bills of materials and lockfiles name.
    Component,
}

impl Class {
    /// The word for people.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::File => "file",
            Self::Component => "component",
        }
    }
}

/// One entry.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// What it is.
    pub(super) class: Class,
    /// Its name.
    pub(super) name: String,
    /// Its version; empty if none is stated.
    pub(super) version: String,
    /// Type as a bill has it, such as `library`.
    pub(super) kind: String,
    /// Its licences.
    pub(super) licences: Vec<String>,
    /// Its digests, each with its algorithm: `SHA-256 ab12…`.
    pub(super) digests: Vec<String>,
    /// Package URL.
    pub(super) purl: String,
    /// Where it is named.
    pub(super) sources: Vec<String>,
}

/// Everything that is delivered, each name and version once: images, then files, then components by name.
pub(super) fn items(clerk: &Clerk<'_>, materials: &[&Material]) -> Vec<Item> {
    let mut shelf = Shelf::default();
    images(clerk, &mut shelf);
    let facts = &clerk.reading.facts;
    for checksum in &facts.checksums {
        let digest = labelled(&checksum.digest.algorithm, &checksum.digest.value);
        shelf.put(Item { digests: vec![digest], ..item(clerk, Class::File, &checksum.file.value, checksum.at) });
    }
    for material in materials {
        shelf.put(of_material(clerk, material));
    }
    shelf.finish()
}

/// An entry of a bill, a lockfile or a table.
pub(super) fn of_material(clerk: &Clerk<'_>, material: &Material) -> Item {
    let version = material.version.as_ref().filter(|version| version.is_stated());
    Item {
        version: version.map(|version| version.value.clone()).unwrap_or_default(),
        kind: material.class.clone().unwrap_or_default(),
        licences: material.licences.clone(),
        digests: material.digests.iter().map(|digest| labelled(&digest.algorithm, &digest.value)).collect(),
        purl: material.purl.clone().unwrap_or_default(),
        ..item(clerk, Class::Component, &material.name.value, material.name.at)
    }
}

/// What the current documents list; the architecture's table only says what is used.
pub(super) fn current<'a>(clerk: &'a Clerk<'_>) -> Vec<&'a Material> {
    let listed = clerk.reading.facts.materials.iter();
    listed.filter(|material| material.origin != MaterialOrigin::Architecture).collect()
}

fn images(clerk: &Clerk<'_>, shelf: &mut Shelf) {
    let facts = &clerk.reading.facts;
    let running = facts.workloads.iter().flat_map(Workload::all_containers);
    let written =
        running.filter_map(|container| container.image.as_ref()).map(|image| (image.value.as_str(), image.at));
    let planned = facts.deployments.iter().filter_map(|row| row.artifact.as_ref());
    let planned = planned.filter(|artifact| artifact.value.contains('/')).map(|own| (own.value.as_str(), own.at));
    // Where a cluster runs the release, a Compose file is for development, with images that nobody delivers.
    let elsewhere = facts.workloads.iter().any(|workload| !workload.is_compose());
    for (text, at) in written.chain(planned) {
        let Some(image) = image_ref(text.trim()).filter(|_| !(elsewhere && facts.in_kind(at, Kind::Compose))) else {
            continue;
        };
        let digests = image.digest.iter().map(|digest| digest.replacen("sha256:", "SHA-256 ", 1)).collect();
        let version = image.tag.clone().unwrap_or_default();
        shelf.put(Item { version, digests, ..item(clerk, Class::Image, &image.repository, at) });
    }
}

fn item(clerk: &Clerk<'_>, class: Class, name: &str, at: Place) -> Item {
    Item {
        class,
        name: name.trim().trim_matches('`').to_owned(),
        version: String::new(),
        kind: String::new(),
        licences: Vec::new(),
        digests: Vec::new(),
        purl: String::new(),
        sources: vec![clerk.cite(at)],
    }
}

fn labelled(algorithm: &str, value: &str) -> String {
    let hexadecimal = value.bytes().all(|sign| sign.is_ascii_hexdigit());
    match (algorithm.is_empty(), value.len()) {
        (false, _) => format!("{algorithm} {value}"),
        (true, 40) if hexadecimal => format!("SHA-1 {value}"),
        (true, 64) if hexadecimal => format!("SHA-256 {value}"),
        (true, 128) if hexadecimal => format!("SHA-512 {value}"),
        (true, _) => value.to_owned(),
    }
}

/// A name that can be compared.
pub(super) fn key(name: &str) -> String {
    name.trim_matches(['`', ' ', '*']).to_lowercase()
}

/// The entries by name, and by version below it.
#[derive(Default)]
struct Shelf {
    items: Vec<Item>,
    places: BTreeMap<String, Vec<usize>>,
}

/// Versions of one name that are told apart.
const MOST: usize = 32;

impl Shelf {
    /// Puts an entry beside the others of its name: one of the same version, or of none, is the same.
    fn put(&mut self, new: Item) {
        let places = self.places.entry(key(&new.name)).or_default();
        let same = |at: &&usize| {
            self.items
                .get(**at)
                .is_some_and(|own| own.version == new.version || own.version.is_empty() || new.version.is_empty())
        };
        if let Some(known) = places.iter().find(same).and_then(|at| self.items.get_mut(*at)) {
            known.join(new);
        } else if places.len() < MOST {
            places.push(self.items.len());
            self.items.push(new);
        }
    }

    fn finish(mut self) -> Vec<Item> {
        self.items.sort_by_cached_key(|item| (item.class, key(&item.name), item.version.clone()));
        self.items
    }
}

impl Item {
    fn join(&mut self, other: Self) {
        self.class = self.class.min(other.class);
        for (own, new) in
            [(&mut self.version, other.version), (&mut self.kind, other.kind), (&mut self.purl, other.purl)]
        {
            if own.is_empty() {
                *own = new;
            }
        }
        for (own, new) in [
            (&mut self.licences, other.licences),
            (&mut self.digests, other.digests),
            (&mut self.sources, other.sources),
        ] {
            for value in new {
                let known = |own: &String| own.eq_ignore_ascii_case(&value) || is_tail(own, &value);
                if !own.iter().any(known) && own.len() < MOST {
                    own.push(value);
                }
            }
        }
    }
}

/// Whether two digests are one, of which only one names its algorithm.
fn is_tail(own: &str, other: &str) -> bool {
    let bare = |text: &str| text.rsplit(' ').next().unwrap_or_default().to_ascii_lowercase();
    own.contains(' ') != other.contains(' ') && bare(own) == bare(other)
}
