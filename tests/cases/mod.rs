//! Cases in Markdown: small dossiers in fenced blocks, with what must come of them.
//!
//! A case is a `##` heading. ```` ```file PATH ```` holds a file of its dossier. Every other block says what must come of it: its first
//! word names the form, the words behind are the block's own. A test says which forms its folder has; any other word is a fault.

use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use holdpoint::Dossier;
use holdpoint::policy::Limits;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

/// One dossier and what is expected of it.
pub(crate) struct Case {
    /// Its heading.
    pub(crate) title: String,
    /// Its files: path and text.
    pub(crate) files: Vec<(String, String)>,
    pub(crate) blocks: Vec<Block>,
}

/// What is expected.
pub(crate) struct Block {
    /// The form: the first word behind the fence.
    pub(crate) form: String,
    /// The words behind it.
    pub(crate) words: String,
    pub(crate) lines: Vec<String>,
}

impl Case {
    #[allow(dead_code, reason = "each test target that takes this in uses a part of it")]
    pub(crate) fn dossier(&self) -> Dossier {
        dossier(self.files.iter().map(|(path, body)| (path.as_str(), body.as_str())))
    }

    fn take(&mut self, info: &str, body: String) {
        let (form, words) = info.split_once(' ').unwrap_or((info, ""));
        if form == "file" {
            self.files.push((words.to_owned(), body));
        } else {
            let lines = body.lines().map(str::to_owned).collect();
            self.blocks.push(Block { form: form.to_owned(), words: words.to_owned(), lines });
        }
    }

    /// What is wrong with the case itself.
    fn fault(&self, forms: &[&str]) -> Option<String> {
        let strange = self.blocks.iter().find(|block| !forms.contains(&block.form.as_str()));
        if let Some(block) = strange {
            return Some(format!("a block of `{}`: known are file, {}", block.form, forms.join(", ")));
        }
        self.blocks.is_empty().then(|| "expects nothing".to_owned())
    }
}

/// A dossier of some files.
pub(crate) fn dossier<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Dossier {
    let mut dossier = Dossier::new(Limits::default());
    for (path, text) in files {
        dossier.add(path, text.as_bytes());
    }
    dossier
}

/// The cases of a Markdown file.
fn parse(name: &str, text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut heading: Option<String> = None;
    let mut fence: Option<(String, String)> = None;
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(HeadingLevel::H2)) => {
                cases.push(Case { title: heading.take().unwrap_or_default(), files: Vec::new(), blocks: Vec::new() });
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                fence = Some((info.to_string(), String::new()));
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some((info, body)) = fence.take() {
                    let Some(case) = cases.last_mut() else { panic!("{name}: a block above the first `##` heading") };
                    case.take(&info, body);
                }
            }
            Event::Text(part) | Event::Code(part) => {
                if let Some((_, body)) = &mut fence {
                    body.push_str(&part);
                } else if let Some(title) = &mut heading {
                    title.push_str(&part);
                }
            }
            _ => {}
        }
    }
    cases
}

/// Checks every case of a folder under `tests/`, and then names those that fail with what `check` said of them.
pub(crate) fn run(folder: &str, forms: &[&str], check: impl Fn(&Case) -> Result<(), String>) {
    let (mut failures, mut count) = (String::new(), 0);
    for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder)) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let cases = parse(&name, &std::fs::read_to_string(&path).unwrap());
        assert!(!cases.is_empty(), "{name} holds no case");
        for case in &cases {
            count += 1;
            let checked = match case.fault(forms) {
                Some(fault) => Err(format!("    {fault}\n")),
                None => catch_unwind(AssertUnwindSafe(|| check(case)))
                    .unwrap_or_else(|_| Err("    panicked, as said above\n".to_owned())),
            };
            if let Err(report) = checked {
                let _ = write!(failures, "{name}: {}\n{report}", case.title);
            }
        }
    }
    println!("{count} cases");
    assert!(count > 0, "{folder} holds no case");
    assert!(failures.is_empty(), "\n{failures}");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    paths
}
