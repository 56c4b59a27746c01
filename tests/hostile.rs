//! Hostile and broken input: each gets a clear message that names the file and the limit, and the rest is reviewed.

#[path = "sources/builders.rs"]
mod builders;
#[path = "../src/cli/platform.rs"]
mod platform;

use std::fmt::Write as _;

use ::tar::EntryType;
use builders::{docx, gzip, paragraph, tar, tar_member, xlsx, zip};
use holdpoint::facts::Reading;
use holdpoint::policy::{Limits, Policy, Profile};
use holdpoint::{Dossier, judge, read};

fn reading(dossier: &Dossier) -> Reading {
    read(dossier, &Policy::of(Profile::Generic))
}

fn with(path: &str, bytes: &[u8]) -> Dossier {
    let mut dossier = Dossier::new(Limits::default());
    dossier.add("plan.md", b"# Deployment plan\n");
    dossier.add(path, bytes);
    dossier
}

/// The reason why `path` was not read; the other file must have been.
fn reason(dossier: &Dossier, path: &str) -> String {
    assert!(dossier.sources().any(|source| source.path == "plan.md"), "the rest is lost");
    dossier.unread().find(|unread| unread.path == path).expect("the file is named").reason.clone()
}

#[test]
fn a_file_that_is_too_large_is_refused_with_its_size_and_the_limit() {
    let dossier = with("big.md", &vec![b'a'; 17 * 1024 * 1024]);
    let reason = reason(&dossier, "big.md");
    assert!(reason.contains("17 MiB") && reason.contains("limit is 16 MiB"), "{reason}");
    let asked = dossier.too_large("big.md", 200 * 1024 * 1024).unwrap();
    assert!(asked.contains("200 MiB"), "a shell can ask before it reads: {asked}");
}

#[test]
fn a_binary_file_and_invalid_utf8_are_told_apart() {
    assert!(reason(&with("x.bin", b"\x7fELF\0\0\0"), "x.bin").contains("binary"));
    let broken = reason(&with("x.md", b"fine\nbroken \xff here"), "x.md");
    assert!(broken.contains("line 2") && broken.contains("UTF-8"), "{broken}");
}

#[test]
fn a_line_of_ten_megabytes_is_refused_with_its_number() {
    let text = format!("first\n{}", "x".repeat(10 * 1024 * 1024));
    let reason = reason(&with("x.md", text.as_bytes()), "x.md");
    assert!(reason.contains("line 2") && reason.contains("10 MiB") && reason.contains("limit is 1 MiB"), "{reason}");
}

#[test]
fn a_zip_member_cannot_leave_the_archive() {
    let archive = zip(&[("../../etc/cron.md", b"# x"), ("good.md", b"# Release notes")]);
    let dossier = with("drop.zip", &archive);
    assert!(reason(&dossier, "drop.zip!../../etc/cron.md").contains("`..`"));
    assert!(dossier.sources().any(|source| source.path == "good.md"));
    assert!(!dossier.sources().any(|source| source.path.contains("cron")));
}

#[test]
fn a_zip_bomb_is_stopped_at_the_ratio() {
    let archive = zip(&[("bomb.md", &vec![b'a'; 15 * 1024 * 1024]), ("good.md", b"# Release notes")]);
    let dossier = with("drop.zip", &archive);
    assert!(reason(&dossier, "bomb.md").contains("200 times"));
    assert!(dossier.sources().any(|source| source.path == "good.md"));
}

#[test]
fn archives_inside_archives_and_damaged_ones_are_named() {
    let mut inner = zip(&[("a.md", b"# A")]);
    for _ in 0..Limits::default().archive_depth {
        inner = zip(&[("inner.zip", &inner)]);
    }
    assert!(reason(&with("drop.zip", &inner), "inner.zip").contains("archives inside archives"));
    let mut damaged = zip(&[("a.md", b"# A")]);
    damaged.truncate(damaged.len() / 2);
    assert!(reason(&with("damaged.zip", &damaged), "damaged.zip").contains("damaged"));
}

#[test]
fn a_tar_or_gzip_bomb_is_stopped_at_the_ratio() {
    let zeros = vec![b'a'; 3 * 1024 * 1024];
    assert!(reason(&with("drop.md.gz", &gzip(&zeros)), "drop.md.gz").contains("200 times"));
    let archive = gzip(&tar(&[("good.md", b"# Release notes"), ("bomb.md", &zeros), ("late.md", b"# Late")]));
    let dossier = with("drop.tgz", &archive);
    assert!(reason(&dossier, "drop.tgz").contains("200 times"), "{:?}", dossier.unread().collect::<Vec<_>>());
    assert!(dossier.sources().any(|source| source.path == "good.md"));
}

#[test]
fn bombs_in_one_archive_share_one_allowance() {
    // Each is refused at the ratio; what was unpacked in vain counts, so that a thousand of them are no more work than a few.
    let bomb = gzip(&vec![b'a'; 3 * 1024 * 1024]);
    let members: Vec<(String, &[u8])> = (0..200).map(|at| (format!("{at}.md.gz"), bomb.as_slice())).collect();
    let members: Vec<(&str, &[u8])> = members.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let mut dossier = Dossier::new(Limits { total_bytes: 16 * 1024 * 1024, ..Limits::default() });
    dossier.add("drop.tar", &tar(&members));
    assert_eq!(dossier.sources().count(), 0);
    assert!(
        dossier.unread().any(|unread| unread.reason.contains("all that was given in this file is larger than 16 MiB"))
    );
}

#[test]
fn a_tar_member_with_a_lying_size_or_an_endless_name_is_reported() {
    let mut lying = tar_member("plan.md", EntryType::Regular, b"# Plan");
    lying[124..136].copy_from_slice(b"77777777777\0");
    assert!(!with("drop.tar", &lying).unread().next().unwrap().reason.is_empty());
    let name = "x".repeat(100_000);
    let archive = tar(&[(&format!("{name}.md"), b"# Long")]);
    let dossier = with("drop.tar", &archive);
    let unread = dossier.unread().next().unwrap();
    assert!(unread.reason.contains("the limit is 1024") && unread.path.len() < 1_000, "{unread:?}");
    let mut many = Dossier::new(Limits { archive_members: 5, ..Limits::default() });
    many.add("drop.tar", &tar(&[("a", &b"a"[..]); 9]));
    assert!(many.notices().iter().any(|notice| notice.contains("more than 5 members")), "{:?}", many.notices());
}

#[test]
fn holes_in_a_tar_member_are_not_filled() {
    let mut archive = tar_member("pax", EntryType::XHeader, b"22 GNU.sparse.major=1\n");
    archive.extend(tar_member("plan.md", EntryType::Regular, b"# Plan"));
    let dossier = with("drop.tar", &archive);
    assert!(reason(&dossier, "drop.tar!plan.md").contains("sparse"));
}

#[test]
fn an_office_document_cannot_grow_beyond_the_limits() {
    let bomb = docx(&paragraph("", &"a".repeat(15 * 1024 * 1024)));
    assert!(reason(&with("bomb.docx", &bomb), "bomb.docx").contains("200 times"));
    let rows: String = (0..3_000)
        .map(|_| "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"999999999\"/></w:tcPr></w:tc><w:tc/></w:tr>")
        .collect();
    let wide = with("wide.docx", &docx(&format!("<w:tbl>{rows}</w:tbl>")));
    assert!(wide.sources().all(|source| source.text.len() < 16 * 1024 * 1024));
    let far = r#"<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>
        <mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>"#;
    let far = with("far.xlsx", &xlsx(&[("A", "visible", far)], &[]));
    assert!(far.sources().all(|source| source.text.len() < 1_000));
}

#[test]
fn aliases_to_aliases_do_not_expand_without_end() {
    let mut bomb = "l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..20 {
        let aliases = vec![format!("*l{}", level - 1); 10].join(", ");
        let _ = writeln!(bomb, "l{level}: &l{level} [{aliases}]");
    }
    let reading = reading(&with("bomb.yaml", bomb.as_bytes()));
    let bomb = reading.facts.documents.iter().find(|document| document.path == "bomb.yaml").unwrap();
    assert!(bomb.problems[0].value.contains("alias bomb"), "{:?}", bomb.problems);
}

#[test]
fn deep_nesting_is_reported_in_every_format() {
    let deep = 50_000;
    for (path, text) in [
        ("deep.json", format!("{}{}", "[".repeat(deep), "]".repeat(deep))),
        ("deep.yaml", format!("{}{}", "[".repeat(deep), "]".repeat(deep))),
        ("deep.xml", format!("{}{}", "<a>".repeat(deep), "</a>".repeat(deep))),
    ] {
        let reading = reading(&with(path, text.as_bytes()));
        let document = reading.facts.documents.iter().find(|document| document.path == path).unwrap();
        assert!(!document.problems.is_empty(), "{path}");
    }
    reading(&with("deep.md", format!("{} x", ">".repeat(deep)).as_bytes()));
    reading(&with(
        "list.md",
        (0..2_000).map(|depth| "  ".repeat(depth) + "- x\n").collect::<Vec<_>>().concat().as_bytes(),
    ));
}

#[test]
fn the_same_file_twice_counts_once_and_a_changed_one_replaces() {
    let mut dossier = with("plan.md", b"# Deployment plan\n");
    assert!(dossier.notices()[0].contains("counts once"), "{:?}", dossier.notices());
    dossier.add("plan.md", b"# Deployment plan, later\n");
    assert!(dossier.notices()[1].contains("replaces"), "{:?}", dossier.notices());
    assert_eq!(dossier.sources().count(), 1);
}

#[test]
fn more_files_than_the_limit_are_reported_once() {
    let mut dossier = Dossier::new(Limits { files: 3, ..Limits::default() });
    for index in 0..10 {
        dossier.add(&format!("{index}.md"), b"# x");
    }
    assert_eq!(dossier.sources().count(), 3);
    assert!(dossier.notices().iter().any(|notice| notice.contains('3')), "{:?}", dossier.notices());
}

#[test]
fn no_files_at_all_is_no_go() {
    let dossier = Dossier::new(Limits::default());
    let policy = Policy::of(Profile::Generic);
    let as_of = "2026-12-07T12:00:00Z".parse().unwrap();
    let review = judge(&reading(&dossier), &policy, holdpoint::Stage::Readiness, as_of);
    assert_eq!(review.verdict, holdpoint::review::Verdict::NoGo);
}

/// Not a timing: a reader that is quadratic would take minutes here.
#[test]
fn megabytes_of_awkward_text_are_read_before_a_person_gives_up() {
    let size = 200_000;
    for text in ["a: ", "| a ", "`", "[", "{", "KEY=\"", "- [ ] TBD\n", "# x\n", "://:@", "eyJ.", "<!--"] {
        let text = text.repeat(size / text.len());
        for path in ["x.md", "x.yaml", ".env", "x.json"] {
            reading(&with(path, text.as_bytes()));
        }
    }
}

/// Not a timing: a reader that is quadratic would take minutes here.
#[test]
fn manifests_with_thousands_of_everything_are_read() {
    let many = 8_000;
    let object =
        |kind: &str, rest: &str| format!("---\napiVersion: v1\nkind: {kind}\nmetadata: {{ name: x }}\nspec: {rest}\n");
    let containers: Vec<String> = (0..many)
        .map(|index| format!("{{ name: c{index}, image: 'x:1', env: [{{ name: A, value: $(B) }}] }},\n "))
        .collect();
    let pods = object("Pod", &format!("{{ containers: [{}] }}", containers.concat()));
    let labelled =
        object("Deployment", "{ template: { metadata: { labels: { app: x } }, spec: {} } }").repeat(many / 4);
    let services = object("Service", "{ selector: { app: x } }").repeat(many / 4);
    let compose: Vec<String> = (0..many)
        .map(|index| format!("  s{index}: {{ image: 'x:1', ports: ['80'], environment: ['A=${{B:-${{C}}}}'] }}\n"))
        .collect();
    let reading = reading(&with("a/x.yaml", format!("{pods}{labelled}{services}").as_bytes()));
    assert_eq!(reading.facts.workloads.iter().map(|workload| workload.containers.len()).max(), Some(many));
    let known = |service: &&holdpoint::facts::ServiceObject| service.selector.covers.is_some();
    assert!(reading.facts.services.iter().filter(known).count() < many / 4, "what takes too long stays unknown");
    let reading = crate::reading(&with("compose.yml", format!("services:\n{}", compose.concat()).as_bytes()));
    assert_eq!((reading.facts.workloads.len(), reading.facts.variable_uses.len()), (many, 2 * many));
}

#[test]
fn data_files_of_platforms_may_hold_anything() {
    let deep = 20_000;
    for (path, text) in [
        ("main.tf", "a {".repeat(deep)),
        ("x.tfvars", "[".repeat(deep)),
        ("y.tfvars", "a = <<E\n".repeat(deep)),
        ("z.tf", "a = \"${\n".repeat(deep)),
        ("web.service", "[Service]\nExecStart=\\\n".repeat(deep)),
        (".env", "A=\"\nB='\n".repeat(deep)),
        ("compose.yaml", format!("services:\n  a: &a\n    image: x\n    <<: *a\n    b: {}", "${".repeat(deep))),
        (
            "k.yaml",
            "apiVersion: v1\nkind: Deployment\nmetadata: {name: [a]}\nspec: {template: [], replicas: 1e99}\n---\n"
                .repeat(100),
        ),
        (
            "kustomization.yaml",
            format!("patches:\n- patch: |\n    a: {}\n    b\n- 7\nimages: {{}}\n", "[".repeat(1_000)),
        ),
        ("values.yaml", "A: &a [x]\nB: *a\nC: *c\n".to_owned()),
    ] {
        let reading = reading(&with(path, text.as_bytes()));
        assert!(reading.facts.documents.iter().any(|document| document.path == path), "{path}");
    }
}

#[test]
fn facts_grow_no_faster_than_the_text() {
    let size = |count: usize| {
        let lines: Vec<String> =
            (0..count).map(|index| format!("Run the database migration ADM-{index}.\n\n")).collect();
        let told = lines.concat();
        let plan = format!("# Deployment plan\n## Steps\n{told}");
        let reading = reading(&with("deployment-plan.md", plan.as_bytes()));
        assert_eq!(reading.facts.operations.len(), count);
        format!("{:?}", reading.facts).len()
    };
    let (one, two) = (size(100), size(200));
    assert!(two * 2 < one * 5, "{one} bytes of facts become {two} where the text is doubled");
}
