//! Names of files: cleaned, and those that say nothing about a release.

/// Folders that hold no release documents.
const IGNORED: [&str; 8] = [".git", ".svn", ".hg", "node_modules", "__pycache__", ".venv", "__MACOSX", ".terraform"];

/// The path with `/` between folders and no `.` parts; `None` if it leads out of its folder.
pub(super) fn clean(path: &str) -> Option<String> {
    let path = path.replace('\\', "/");
    if path.starts_with('/') || path.as_bytes().get(1) == Some(&b':') {
        return None;
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    (!parts.is_empty() && !parts.contains(&"..")).then(|| parts.join("/"))
}

/// The folder, if the path lies in one that is left out.
pub(super) fn ignored_folder(path: &str) -> Option<&str> {
    let mut at = 0;
    for part in path.split('/') {
        let end = at + part.len();
        if IGNORED.contains(&part) && end < path.len() {
            return path.get(..end);
        }
        at = end + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_leads_out_is_refused() {
        assert_eq!(clean("a/./b//c.md").as_deref(), Some("a/b/c.md"));
        assert_eq!(clean(r"docs\plan.md").as_deref(), Some("docs/plan.md"));
        for path in ["../x", "a/../../x", "/etc/passwd", r"C:\x", "", ".", r"..\x"] {
            assert_eq!(clean(path), None, "{path}");
        }
    }

    #[test]
    fn an_ignored_folder_is_named_in_full() {
        assert_eq!(ignored_folder("app/node_modules/x/y.md"), Some("app/node_modules"));
        assert_eq!(ignored_folder("docs/.git"), None);
        assert_eq!(ignored_folder("docs/plan.md"), None);
    }
}
