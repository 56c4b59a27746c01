//! Names of files: cleaned, and what the folders in them say.

/// Folders, or folders inside folders, that hold no release documents. `build`, `dist` and `target` are left out only where the
/// folder below them shows that a compiler wrote it: elsewhere they hold documents and test reports.
const LEFT_OUT: [&[&str]; 35] = [
    &[".git"],
    &[".svn"],
    &[".hg"],
    &["node_modules"],
    &["bower_components"],
    &["__pycache__"],
    &[".venv"],
    &["__MACOSX"],
    &[".terraform"],
    &[".cache"],
    &[".gradle"],
    &[".m2"],
    &[".tox"],
    &[".mypy_cache"],
    &[".pytest_cache"],
    &[".ruff_cache"],
    &[".next"],
    &[".nuxt"],
    &[".idea"],
    &["target", "debug"],
    &["target", "release", "build"],
    &["target", "release", "deps"],
    &["target", "release", "incremental"],
    &["target", "release", ".fingerprint"],
    &["target", "classes"],
    &["target", "test-classes"],
    &["target", "generated-sources"],
    &["build", "classes"],
    &["build", "generated"],
    &["build", "intermediates"],
    &["build", "tmp"],
    &["dist", "js"],
    &["dist", "css"],
    &["obj", "Debug"],
    &["obj", "Release"],
];

/// Folders whose name says that what lies there is old or not finished.
const SET_ASIDE: [&str; 19] = [
    "archive",
    "archived",
    "archives",
    "archiv",
    "deprecated",
    "draft",
    "drafts",
    "entwurf",
    "entwürfe",
    "obsolete",
    "old",
    "outdated",
    "scratch",
    "superseded",
    "wip",
    "working",
    "下書き",
    "旧",
    "旧版",
];

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
    let folders: Vec<&str> = folders(path).collect();
    folders.iter().copied().find(|folder| {
        LEFT_OUT.iter().any(|names| {
            let mut parts = folder.rsplit('/');
            names.iter().rev().all(|name| parts.next() == Some(name))
        })
    })
}

/// The outermost folder of the path whose name says that what lies there is old or not finished.
pub(super) fn set_aside_folder(path: &str) -> Option<&str> {
    folders(path).find(|folder| {
        let name = folder.rsplit('/').next().unwrap_or_default().to_lowercase();
        SET_ASIDE.contains(&name.as_str())
    })
}

/// Whether the name is that of a file that an operating system or an office program leaves beside the documents.
pub(super) fn is_litter(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.starts_with("._") || name.starts_with("~$") || [".DS_Store", "Thumbs.db", "desktop.ini"].contains(&name)
}

/// The folder of an archive, with `/` behind it: an archive is only an envelope, its members stand where it stands.
pub(super) fn folder_of(path: &str) -> &str {
    path.rfind('/').and_then(|at| path.get(..=at)).unwrap_or_default()
}

/// The folders on the way to the file, the outermost first, each with what is above it.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(move |(at, _)| path.get(..at))
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
        for (path, wanted) in [
            ("app/node_modules/x/y.md", Some("app/node_modules")),
            ("app/target/debug/build/x.json", Some("app/target/debug")),
            ("target/release/deps/x.d", Some("target/release/deps")),
            ("docs/.git", None),
            ("docs/plan.md", None),
            ("build/deployment-plan.md", None),
            ("dist/release-notes.md", None),
            ("target/surefire-reports/TEST-a.xml", None),
            ("build/test-results/TEST-a.xml", None),
        ] {
            assert_eq!(ignored_folder(path), wanted, "{path}");
        }
    }

    #[test]
    fn a_folder_can_say_that_its_files_are_set_aside() {
        for (path, wanted) in [
            (".aiwg/archive/2024/plan.md", Some(".aiwg/archive")),
            ("docs/Drafts/old/plan.md", Some("docs/Drafts")),
            ("docs/old.md", None),
            ("archive", None),
            ("gold/plan.md", None),
        ] {
            assert_eq!(set_aside_folder(path), wanted, "{path}");
        }
    }
}
