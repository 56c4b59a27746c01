//! Outlines of any bytes: no panic, every span inside its file and on character borders, and work that grows with the input.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test reads its files, measures time and may panic"
)]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use holdpoint::Source;
use holdpoint::outline::{Block, Node, Outline, Span, Text, Value, outline};
use holdpoint::policy::Limits;
use proptest::prelude::*;

const NAMES: [&str; 15] = [
    "a.md",
    "a.html",
    "a.rst",
    "a.adoc",
    "a.csv",
    "a.tsv",
    "a.yaml",
    "a.json",
    "a.jsonl",
    "a.xml",
    "a.toml",
    "a.properties",
    "Procfile",
    ".env",
    "a.txt",
];

fn read(name: &str, text: &str) -> Outline {
    outline(&Source::new(name.to_owned(), text, String::new()), &Limits::default())
}

/// Every span of an outline, and whether the tree holds together.
fn check(name: &str, text: &str) -> Result<(), TestCaseError> {
    let source = Source::new(name.to_owned(), text, String::new());
    let read = outline(&source, &Limits::default());
    let fits = |span: Span| source.text.get(span.range()).is_some();
    for span in spans(&read) {
        prop_assert!(fits(span), "{name}: {span:?} in {} bytes of {:?}", source.text.len(), source.text);
    }
    for (index, section) in read.sections.iter().enumerate() {
        if let Some(parent) = section.parent {
            prop_assert!(parent < index, "section {index} is part of {parent}");
            prop_assert!(read.sections[parent].level < section.level, "section {index} stands above its parent");
        }
    }
    Ok(())
}

fn spans(outline: &Outline) -> Vec<Span> {
    let mut spans: Vec<Span> = outline.problems.iter().map(|problem| problem.span).collect();
    let mut text = |text: &Text| spans.push(text.span);
    outline.names.iter().for_each(&mut text);
    outline.links.iter().chain(&outline.images).for_each(|link| text(&link.text));
    for entry in &outline.entries {
        [&entry.key, &entry.value].into_iter().chain(&entry.comment).for_each(&mut text);
    }
    for section in &outline.sections {
        text(&section.title);
        section.fields.iter().for_each(|field| [&field.key, &field.value].into_iter().for_each(&mut text));
        for block in &section.blocks {
            match block {
                Block::Paragraph(paragraph) => text(&paragraph.text),
                Block::Item(item) => text(&item.text),
                Block::Table(table) => {
                    table.header.iter().chain(table.rows.iter().flat_map(|row| &row.cells)).for_each(&mut text);
                }
                Block::Code(code) => text(&Text { plain: String::new(), span: code.span }),
            }
        }
    }
    spans.extend(outline.sections.iter().map(|section| section.span));
    spans.extend(
        outline
            .nodes
            .iter()
            .flat_map(Node::walk)
            .flat_map(|(key, node)| key.map(|key| key.span).into_iter().chain([node.span])),
    );
    spans
}

/// Pieces from which awkward documents are made.
const PIECES: &[&str] = &[
    "# Plan\n",
    "Title\n=====\n",
    "== Steps\n",
    "**Rollback**\n",
    "\n",
    "\r\n",
    "- [x] done\n",
    "* ",
    "  - deeper\n",
    "1. ",
    ". one\n",
    "** two\n",
    "☐ box □ ",
    "| a | b |\n",
    "|---|---|\n",
    "|===\n",
    "+---+---+\n",
    "| é | b |\n",
    "=== ===\n",
    "```bash\n",
    "----\n",
    "====\n",
    "---\n",
    "> [!WARNING]\n",
    "> ",
    "<!-- ",
    " -->",
    "<table>",
    "<tr><td rowspan=3 colspan=9>",
    "<th>",
    "</table>",
    "<ul><li>",
    "</li>",
    "<h2>",
    "</h2>",
    "<pre>",
    "</pre>",
    "<details><summary>",
    "</details>\n",
    "<owner>",
    "<input type=checkbox checked>",
    "<a href=\"x\">",
    "</a>",
    "<p>",
    "<script>",
    "&amp;",
    "&eacute;",
    "<ac:task>",
    "<![CDATA[",
    "]]>",
    "{{ .Values.a }}",
    "{{- if x }}\n",
    "{{ end }}",
    "<% x %>",
    "${A}",
    "a: &x [1, *x]\n",
    "<<: *x\n",
    "key: value\n",
    "key = \"v\"\n",
    "[section]\n",
    "a,\"b;c\n",
    "\"",
    "'",
    "\t",
    "é",
    "日本語：値\n",
    "\u{1f600}",
    "\u{feff}",
    "\u{3000}",
    ".. note:: x\n",
    ".. csv-table::\n   :header: a, b\n\n   ",
    "::\n\n   code\n",
    ":Key: value\n",
    "{\"a\": [1, ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(name in prop::sample::select(NAMES.to_vec()), text in "\\PC{0,400}") {
        check(name, &text)?;
    }

    #[test]
    fn any_mixture(
        name in prop::sample::select(NAMES.to_vec()),
        pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..80),
    ) {
        check(name, &pieces.concat())?;
    }

    /// Real files with parts deleted, doubled, moved and cut off.
    #[test]
    fn any_change_of_a_real_file(
        pick in any::<prop::sample::Index>(),
        name in prop::sample::select(NAMES.to_vec()),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4_u8), 0..6),
    ) {
        let files = real_files();
        let (own, text) = &files[pick.index(files.len())];
        let changed = changes.iter().fold(text.clone(), |text, (from, to, kind)| change(&text, from, to, *kind));
        check(own, &changed)?;
        check(name, &changed)?;
    }
}

fn change(text: &str, from: &prop::sample::Index, to: &prop::sample::Index, kind: u8) -> String {
    let border =
        |index: &prop::sample::Index| (0..=index.index(text.len() + 1)).rev().find(|at| text.is_char_boundary(*at));
    let (one, other) = (border(from).unwrap_or(0), border(to).unwrap_or(0));
    let (start, end) = (one.min(other), one.max(other).min(one.min(other) + 300));
    let end = (start..=end).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(start);
    match kind {
        0 => [&text[..start], &text[end..]].concat(),
        1 => [&text[..end], &text[start..]].concat(),
        2 => text[..end].to_owned(),
        _ => [&text[end..], &text[..end]].concat(),
    }
}

/// Small files of the examples and, where it is there, of the corpus.
fn real_files() -> &'static [(String, String)] {
    static FILES: std::sync::OnceLock<Vec<(String, String)>> = std::sync::OnceLock::new();
    FILES.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut paths = Vec::new();
        for folder in ["examples", "../shared/corpus/k8s", "../shared/corpus/aiwg-templates"] {
            files(&root.join(folder), &mut paths);
        }
        paths.sort();
        let text = |path: &PathBuf| std::fs::read_to_string(path).ok().filter(|text| text.len() < 12_000);
        paths.iter().filter_map(|path| Some((path.file_name()?.to_str()?.to_owned(), text(path)?))).collect()
    })
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

#[test]
fn every_helm_template_shows_its_workloads() {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/k8s/microservices-demo/helm-chart/templates");
    let mut paths = Vec::new();
    files(&folder, &mut paths);
    if paths.is_empty() {
        println!("skipped: {} is absent", folder.display());
    }
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "yaml")) {
        let text = std::fs::read_to_string(path).unwrap();
        let read = read("a.yaml", &text);
        assert!(read.template && read.problems.is_empty(), "{}: {:?}", path.display(), read.problems);
        for (_, node) in read.nodes.iter().flat_map(Node::walk) {
            let literal = matches!(&node.value, Value::Scalar(text) if text.contains("{{") || text.contains("xxxx"));
            assert!(!literal, "{}: {node:?} is taken for a literal", path.display());
        }
        let workloads: Vec<&Node> = read
            .nodes
            .iter()
            .filter(|node| matches!(node.text(&["kind"]), Some("Deployment" | "StatefulSet")))
            .collect();
        assert_eq!(workloads.len(), text.matches("\nkind: Deployment").count(), "{}", path.display());
        for node in workloads {
            assert!(node.at(&["metadata", "name"]).and_then(Node::written).is_some(), "{}", path.display());
            let containers = node.at(&["spec", "template", "spec", "containers"]).map(Node::items).unwrap_or_default();
            assert!(!containers.is_empty(), "{}", path.display());
            for container in containers {
                assert!(container.get("name").and_then(Node::written).is_some(), "{}", path.display());
                assert!(container.get("image").and_then(Node::written).is_some(), "{}", path.display());
            }
        }
    }
}

fn best(name: &str, text: &str) -> Duration {
    let source = Source::new(name.to_owned(), text, String::new());
    let limits = Limits::default();
    let once = || {
        let start = Instant::now();
        std::hint::black_box(outline(&source, &limits));
        start.elapsed()
    };
    (0..5).map(|_| once()).min().unwrap()
}

/// Four times the input may take up to eleven times as long; quadratic work takes sixteen.
#[test]
fn work_grows_with_the_input_and_no_faster() {
    let size = 40_000;
    let shapes = [
        ("a.md", "[["),
        ("a.md", "`a``"),
        ("a.md", "| a "),
        ("a.md", "<div>"),
        ("a.md", "- <!-- x\n"),
        ("a.md", "**a** "),
        ("a.md", "**a**\n\n"),
        ("a.md", "| a | b |\n<!-- x -->\n"),
        ("a.md", "☐ "),
        ("a.md", "> [!NOTE]\n"),
        ("a.md", "x:\n: y\n\n"),
        ("a.html", "<div>"),
        ("a.html", "<table><tr><td>"),
        ("a.html", "<td rowspan=9999 colspan=64>x"),
        ("a.html", "<ul><li>"),
        ("a.html", "<ac:x><![CDATA["),
        ("a.html", "<a href=x>"),
        ("a.html", "<!-- "),
        ("a.html", "&amp"),
        ("a.rst", "* a\n\n  "),
        ("a.rst", "``a "),
        ("a.rst", "+---+\n"),
        ("a.rst", "=== ===\n"),
        ("a.rst", "a\n b\n"),
        ("a.rst", ".. a::\n "),
        ("a.adoc", "* a\n"),
        ("a.adoc", "[a\n"),
        ("a.adoc", "|===\n|a\n"),
        ("a.adoc", "====\n"),
        ("a.adoc", "a:: b\n"),
        ("a.adoc", "*a `b "),
        ("a.csv", "a,"),
        ("a.csv", "\"a\n"),
        ("a.yaml", "a: {{ b }}\n"),
        ("a.yaml", "{{"),
        ("a.yaml", "---\n"),
        ("a.yaml", "{{ if a }}b: {{ c }}\n"),
        ("a.yaml", "- <<: {a: b}\n"),
        ("a.json", "{\"a\": 1}\n"),
        ("a.toml", "[[a]]\n"),
        ("a.properties", "a=\\\n"),
        ("Procfile", "a: b\n"),
    ];
    for (name, shape) in shapes {
        let text = |size: usize| shape.repeat(size / shape.len());
        // What is over at once cannot be measured, and a machine that is busy is asked again.
        let slow = || {
            let (small, large) = (best(name, &text(size)), best(name, &text(size * 4)));
            (large > Duration::from_millis(20) && large > small * 11).then_some((small, large))
        };
        let found = slow().and_then(|_| slow()).and_then(|_| slow());
        assert!(found.is_none(), "{name} {shape:?}: {found:?}");
    }
}
