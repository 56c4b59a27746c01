//! The zip archive of an office document: its parts, and how they name each other.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::xml::{self, attribute, named};
use crate::dossier::archive::Nest;
use crate::dossier::encoding;
use crate::dossier::platform::NoPlatform;
use crate::policy::Limits;

/// What the main part of a document is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Workbook,
    BinaryWorkbook,
    Slides,
}

/// The part that the others hang on.
pub(super) struct Main {
    pub(super) path: String,
    pub(super) kind: Kind,
}

/// An opened document.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    pub(super) limits: &'a Limits,
    nest: &'a mut Nest,
}

impl<'a> Package<'a> {
    /// Opens the archive; `None` if it is no office document.
    pub(super) fn open(bytes: &'a [u8], limits: &'a Limits, nest: &'a mut Nest) -> Option<Self> {
        let zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let is_office = ["[Content_Types].xml", "mimetype"].iter().any(|name| zip.index_for_name(name).is_some());
        is_office.then_some(Self { zip, limits, nest })
    }

    /// Why a document of another family is not read.
    pub(super) fn foreign(&mut self) -> Option<String> {
        let file = self.zip.by_name("mimetype").ok()?;
        let mut kind = String::new();
        file.take(128).read_to_string(&mut kind).ok()?;
        let kind = kind.trim().strip_prefix("application/vnd.oasis.opendocument.")?;
        Some(if kind.starts_with("spreadsheet") {
            super::advice("an OpenDocument spreadsheet", "Excel workbook (.xlsx)")
        } else {
            super::advice("an OpenDocument file", "Word (.docx)")
        })
    }

    /// The main part, as the relations of the package name it; `None` for a package that is no document.
    pub(super) fn main_part(&mut self) -> Option<Main> {
        let named = self.relations("").ok()?.into_iter().find(|relation| relation.kind.ends_with("/officeDocument"));
        let usual = ["word/document.xml", "xl/workbook.xml", "xl/workbook.bin", "ppt/presentation.xml"];
        let path = named.map(|relation| relation.target).filter(|path| self.has(path)).or_else(|| {
            // A package with a broken relation still has its parts in their usual places.
            usual.iter().find(|path| self.has(path)).map(|path| (*path).to_owned())
        })?;
        let kind = match path.split('/').next()? {
            "word" => Kind::Word,
            "xl" if path.ends_with(".bin") => Kind::BinaryWorkbook,
            "xl" => Kind::Workbook,
            "ppt" => Kind::Slides,
            _ => return None,
        };
        Some(Main { path, kind })
    }

    fn has(&self, path: &str) -> bool {
        self.zip.index_for_name(path).is_some()
    }

    /// The text of a part; `None` if there is no such part.
    pub(super) fn part(&mut self, path: &str) -> Result<Option<String>, String> {
        let Some(index) = self.zip.index_for_name(path) else { return Ok(None) };
        let file = self.zip.by_index(index).map_err(|error| format!("its part {path} cannot be opened ({error})"))?;
        let packed = file.compressed_size();
        let content = self.nest.unpack(file, Some(packed), self.limits);
        let content = content.map_err(|reason| format!("its part {path}: {reason}"))?;
        let (text, _) = encoding::read(&content, &NoPlatform).map_err(|_| format!("its part {path} is no XML"))?;
        Ok(Some(text))
    }

    /// What a part refers to.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, String> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let Some(text) = self.part(&format!("{folder}{slash}_rels/{name}.rels"))? else { return Ok(Vec::new()) };
        let document = xml::parse(&text, self.limits)?;
        let relations = named(document.root_element(), "Relationship").filter_map(|relation| {
            let target = attribute(relation, "Target")?;
            Some(Relation {
                id: attribute(relation, "Id").unwrap_or_default().to_owned(),
                kind: attribute(relation, "Type").unwrap_or_default().to_owned(),
                target: resolve(folder, target),
            })
        });
        Ok(relations.collect())
    }
}

/// That one part refers to another.
pub(super) struct Relation {
    pub(super) id: String,
    /// A locator that ends like `/styles`.
    pub(super) kind: String,
    /// Path of the other part.
    pub(super) target: String,
}

/// The path of a target within the package.
fn resolve(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> =
        if target.starts_with('/') { Vec::new() } else { folder.split('/').filter(|part| !part.is_empty()).collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}
