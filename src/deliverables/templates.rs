//! The templates of the documents, to be shown and changed.

use crate::facts::{Reading, template_of};

include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// Name and text of each template. A dossier that holds a file of such a name under `holdpoint/templates/` has it used instead.
pub fn templates() -> &'static [(&'static str, &'static str)] {
    TEMPLATES
}

/// Paths of files that lie where a dossier's own templates are looked for, and have the name of none.
pub fn idle(reading: &Reading) -> Vec<String> {
    let is_known = |name: &str| TEMPLATES.iter().any(|(known, _)| *known == name);
    let paths = reading.sources.iter().map(|source| &source.path);
    paths.filter(|path| template_of(path).is_some_and(|name| !is_known(name))).cloned().collect()
}
