//! Templates that the dossier brings along for the documents of the pack.

/// The folder that they lie in, wherever that is.
const FOLDER: &str = "holdpoint/templates/";

/// The document whose template lies under this path, by its name in the pack.
pub(crate) fn template_of(path: &str) -> Option<&str> {
    let (before, name) = path.rsplit_once(FOLDER)?;
    ((before.is_empty() || before.ends_with('/')) && !name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_known_by_their_folder() {
        for (path, name) in [
            ("holdpoint/templates/release-notes.md", Some("release-notes.md")),
            ("shop/holdpoint/templates/a/b.md", Some("a/b.md")),
            ("shop/my-holdpoint/templates/b.md", None),
            ("templates/release-notes.md", None),
            ("holdpoint/templates/", None),
        ] {
            assert_eq!(template_of(path), name, "{path}");
        }
    }
}
