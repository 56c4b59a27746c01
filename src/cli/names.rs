//! What a path of the command line is called in the dossier: the same as if it had been dropped on the page from where the
//! command stands.

use std::path::{Component, Path};

/// The name of a root. A relative path keeps its parts; one that leads elsewhere (absolute, or with `..`) goes by its last
/// part, and so does `.`: the name of the folder that it is.
pub(crate) fn root(given: &Path, canonical: &Path) -> String {
    let plain = given.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let parts: Vec<_> = given
        .components()
        .filter_map(|part| match part {
            Component::Normal(name) if plain => Some(name.to_string_lossy().into_owned()),
            _ => None,
        })
        .collect();
    if parts.is_empty() {
        canonical.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    } else {
        parts.join("/")
    }
}

/// The name of a file or folder at `below` a root of this name.
pub(crate) fn member(root: &str, below: &Path) -> String {
    let mut name = root.to_owned();
    for part in below.components() {
        if !name.is_empty() {
            name.push('/');
        }
        name.push_str(&part.as_os_str().to_string_lossy());
    }
    name
}
