//! The main job, as a person does it: drop a dossier, read the verdict, open the line behind it, take the documents.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use crate::{
    page::Page,
    place::{Place, project},
    scratch::Scratch,
};

const AS_OF: &str = "2026-12-08T01:30";

/// Waits for the verdict, and returns its text.
fn verdict(page: &Page) -> String {
    page.wait_for("document.documentElement.dataset.state === 'reviewed'", "the dossier is reviewed");
    page.text("document.querySelector('[data-test=verdict]').textContent")
}

/// Chooses the as-of time of the examples, and waits until the review has followed.
fn set_as_of(page: &Page) {
    page.eval(&format!(
        "{{ const input = document.querySelector('[data-test=as-of]'); input.value = '{AS_OF}';
            input.dispatchEvent(new Event('change', {{ bubbles: true }})); }}"
    ));
    let words = AS_OF.replace('T', " ");
    page.wait_for(
        &format!("document.querySelector('[data-test=verdict]').textContent.includes('{words}')"),
        "the review is of the chosen time",
    );
    verdict(page);
}

/// The outcomes of a rule: answer and text of each.
fn outcomes(page: &Page, rule: &str) -> Vec<String> {
    let list = page.eval(&format!(
        "[...document.querySelectorAll('[data-test=outcome][data-rule=\"{rule}\"]')]
            .map((outcome) => outcome.dataset.answer + ' ' + outcome.textContent)"
    ));
    list.as_array().expect("a list").iter().filter_map(|text| text.as_str().map(str::to_owned)).collect()
}

fn go_to(page: &Page, place: &str) {
    page.eval(&format!("{{ location.hash = '#/{place}'; }}"));
    page.wait_for(
        &format!("document.querySelector('nav [aria-current=page]')?.getAttribute('href')?.startsWith('#/{place}')"),
        "the place is shown",
    );
}

/// Opens a document.
fn read(page: &Page, name: &str) {
    page.eval(&format!("{{ location.hash = '#/documents/{name}'; }}"));
    page.wait_for(
        &format!("document.querySelector('[data-test=document][aria-current]')?.dataset.name === '{name}'"),
        "the document is shown",
    );
}

fn unzip(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip archive");
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut member = archive.by_index(index).expect("a member");
        let mut content = Vec::new();
        member.read_to_end(&mut content).expect("its content");
        files.insert(member.name().expect("its name").into_owned(), content);
    }
    files
}

/// What the command line writes for the same dossier at the same time.
fn packed_by_the_command_line(examples: &Path, name: &str, out: &Path) -> BTreeMap<String, Vec<u8>> {
    let status = Command::new(env!("CARGO_BIN_EXE_holdpoint"))
        .current_dir(examples)
        .args(["pack", name, "--as-of", &format!("{AS_OF}:00Z"), "--out"])
        .arg(out)
        .output()
        .expect("the command line runs")
        .status;
    assert!(status.success(), "{status}");
    let files = walkdir::WalkDir::new(out).into_iter().map(|entry| entry.expect("a document"));
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(out).expect("it lies below").to_string_lossy().replace('\\', "/");
            (name, std::fs::read(entry.path()).expect("a document"))
        })
        .collect()
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn a_dropped_folder_gives_the_documents_that_the_command_line_writes() {
    let examples = project("examples");
    for place in Place::BOTH {
        let scratch = Scratch::new();
        let page = place.open("");
        page.drop_paths("body", &[examples.join("orderflow")]);
        assert!(verdict(&page).contains("GO"), "{place:?}");
        set_as_of(&page);
        let verdict = verdict(&page);
        assert!(verdict.contains("GO") && !verdict.contains("NO-GO") && !verdict.contains("CONDITIONAL"), "{verdict}");

        go_to(&page, "files");
        let rows = page
            .text("[...document.querySelectorAll('[data-test=file-row]')].map((row) => row.textContent).join('\\n')");
        assert!(rows.contains("orderflow/.env.example"), "dot-files come along: {rows}");

        go_to(&page, "documents");
        let download = page.download(|page| page.click("[data-test=download-zip]"));
        let wanted = packed_by_the_command_line(&examples, "orderflow", &scratch.path().join("out"));
        let given = unzip(&download.bytes);
        assert_eq!(given.keys().collect::<Vec<_>>(), wanted.keys().collect::<Vec<_>>(), "{place:?}");
        for (name, content) in &wanted {
            assert!(given[name] == *content, "{place:?}: {name} differs from what the command line writes");
        }
        read(&page, "release-notes.md");
        let single = page.download(|page| page.click("[data-test=download][data-name='release-notes.md']"));
        assert_eq!(single.name, "release-notes.md");
        assert!(single.bytes == wanted["release-notes.md"], "{place:?}");
        page.assert_quiet();
    }
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn a_finding_leads_to_the_line_behind_it() {
    for place in Place::BOTH {
        let page = place.open("");
        page.drop_paths("body", &[project("examples/orderflow-broken")]);
        assert!(verdict(&page).contains("NO-GO"), "{place:?}");
        set_as_of(&page);
        page.eval("{ location.hash = '#/review/all'; }");
        page.wait_for("document.querySelector('[data-test=outcome][data-rule=\"IX-03\"]')", "the outcomes are shown");
        let found = outcomes(&page, "IX-03");
        assert!(
            found.iter().any(|text| text.starts_with("fail") && text.contains("45 s") && text.contains("30 s")),
            "{found:?}"
        );
        page.click("[data-test=outcome][data-rule='IX-03'][data-answer=fail] [data-test=evidence]");
        page.wait_for("document.querySelector('[data-test=source-line][aria-current]')", "the line is marked");
        let line = page.text("document.querySelector('[data-test=source-line][aria-current]').textContent");
        assert!(line.contains("worker") && line.contains("45 s"), "{line}");
        let secret = page.text("document.body.textContent");
        assert!(!secret.contains("hunter"), "no secret is shown");
        page.assert_quiet();
    }
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn the_review_follows_the_stage() {
    let page = Place::Hosted.open("");
    page.click("[data-test=example-good]");
    verdict(&page);
    page.eval("{ location.hash = '#/review/all'; }");
    page.wait_for("document.querySelector('[data-test=outcome][data-rule=\"ACC-03\"]')", "the outcomes are shown");
    assert!(outcomes(&page, "ACC-03").iter().all(|text| text.starts_with("not-due")));
    page.eval(
        "{ const stage = document.querySelector('[data-test=stage]'); stage.value = 'acceptance';
           stage.dispatchEvent(new Event('change', { bubbles: true })); }",
    );
    page.wait_for(
        "[...document.querySelectorAll('[data-test=outcome][data-rule=\"ACC-03\"]')].some((outcome) => outcome.dataset.answer === 'fail')",
        "the sign-offs are due",
    );
    assert!(page.text("document.querySelector('[data-test=verdict]').textContent").contains("NO-GO"));
    page.assert_quiet();
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn bad_input_is_named_and_the_rest_is_reviewed() {
    for place in Place::BOTH {
        let scratch = Scratch::new();
        let large = scratch.file("drop/large.md", "");
        let file = std::fs::File::options().write(true).open(&large).expect("the file");
        file.set_len(200 * 1024 * 1024).expect("room on the disk");
        scratch.file("drop/binary.bin", b"\x7fELF\0\0\0");
        scratch.file("drop/broken.md", b"\xff\xfe\xff");
        scratch.file("drop/line.md", "x".repeat(10 * 1024 * 1024));
        scratch.file("drop/plan.md", "# Deployment plan 1.0.0\n");
        let page = place.open("");
        page.drop_paths("body", &[scratch.path().join("drop")]);
        assert!(verdict(&page).contains("NO-GO"), "{place:?}");
        go_to(&page, "files");
        let rows = page
            .text("[...document.querySelectorAll('[data-test=file-row]')].map((row) => row.textContent).join('\\n')");
        for wanted in ["200 MiB", "binary", "UTF-16", "10 MiB", "drop/plan.md"] {
            assert!(rows.contains(wanted), "{place:?} does not say {wanted}: {rows}");
        }
        page.drop_paths("body", &[scratch.path().join("drop/plan.md")]);
        page.wait_for("document.documentElement.dataset.state === 'reviewed'", "the page still answers");
        page.assert_quiet();
    }
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn the_example_opens_by_keyboard_alone() {
    let page = Place::Disk.open("");
    for _ in 0..12 {
        page.press("Tab");
        if page.eval("document.activeElement?.dataset?.test === 'example-good'") == true {
            page.press("Enter");
            assert!(verdict(&page).contains("GO"));
            page.assert_quiet();
            return;
        }
    }
    panic!("the example cannot be reached with the Tab key");
}

/// The files that are listed, one line each.
fn files(page: &Page) -> String {
    go_to(page, "files");
    page.text("[...document.querySelectorAll('[data-test=file-row]')].map((row) => row.textContent).join('\\n')")
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn what_is_pasted_dropped_and_zipped_adds_up() {
    for place in Place::BOTH {
        let scratch = Scratch::new();
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in
            [("docs/release-notes.md", "# Release notes 1.0.0\n"), ("../evil.md", "# Deployment plan\n")]
        {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a member");
            std::io::Write::write_all(&mut writer, text.as_bytes()).expect("its content");
        }
        let archive = scratch.file("notes.zip", writer.finish().expect("an archive").into_inner());
        let empty = scratch.dir("empty");

        let page = place.open("");
        page.click("[data-test=paste]");
        page.eval("document.querySelector('[data-test=paste-text]').focus()");
        page.type_text("# Deployment plan 1.0.0");
        page.click("[data-test=paste-add]");
        verdict(&page);
        page.drop_paths("body", std::slice::from_ref(&archive));
        page.wait_for("document.querySelector('header').textContent.includes('3 files')", "the archive is read");
        let rows = files(&page);
        for wanted in ["deployment-plan.md", "docs/release-notes.md", "leads out of the archive"] {
            assert!(rows.contains(wanted), "{place:?} does not say {wanted}: {rows}");
        }
        page.drop_paths("body", &[archive]);
        page.wait_for("document.body.textContent.includes('it counts once')", "what is given twice counts once");
        page.drop_paths("body", &[empty]);
        page.wait_for("document.body.textContent.includes('empty')", "an empty folder is said to be empty");
        assert!(verdict(&page).contains("NO-GO"));
        page.assert_quiet();
    }
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn what_a_person_changes_in_a_document_is_what_they_take() {
    let page = Place::Disk.open("");
    page.drop_paths("body", &[project("examples/orderflow")]);
    verdict(&page);
    read(&page, "stakeholder-communications.md");
    page.click("[data-test=edit]");
    page.wait_for("document.querySelector('[data-test=editor]')", "the text can be changed");
    page.eval(
        "{ const area = document.querySelector('[data-test=editor]');
           area.value = area.value.replace('# Stakeholder', '# Our own') + '\\nSee http://10.0.0.7/x\\n';
           area.dispatchEvent(new Event('input', { bubbles: true }));
           area.dispatchEvent(new Event('change', { bubbles: true })); }",
    );
    page.wait_for("document.querySelector('[data-test=concerns]')", "an internal address is told");
    assert!(page.text("document.querySelector('[data-test=concerns]').textContent").contains("10.0.0.7"));
    // Another time, another review: what was typed is still there.
    set_as_of(&page);
    for (file, wanted) in [
        ("stakeholder-communications.md", "# Our own communications"),
        ("stakeholder-communications.html", "<h1>Our own communications"),
    ] {
        let taken = page.download(|page| page.click(&format!("[data-test=download][data-name='{file}']")));
        assert_eq!(taken.name, file);
        assert!(String::from_utf8_lossy(&taken.bytes).contains(wanted), "{file}");
    }
    let word = page.download(|page| page.click("[data-test=download][data-name='stakeholder-communications.docx']"));
    assert!(unzip(&word.bytes).contains_key("word/document.xml"), "a file for word processors");
    let all = page.download(|page| page.click("[data-test=download-zip]"));
    let text = String::from_utf8_lossy(&unzip(&all.bytes)["stakeholder-communications.md"]).into_owned();
    assert!(text.starts_with("# Our own communications"), "the archive holds it too");
    page.click("[data-test=discard]");
    page.wait_for("!document.querySelector('[data-test=discard]')", "the change is forgotten");
    let text = page.text("document.querySelector('[data-test=editor]').value");
    assert!(text.starts_with("# Stakeholder communications"), "{}", &text[..60]);
    page.assert_quiet();
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn on_a_narrow_window_a_chosen_document_comes_into_view() {
    let page = Place::Disk.open("");
    page.set_viewport(390, 844, true, false);
    page.drop_paths("body", &[project("examples/orderflow")]);
    verdict(&page);
    go_to(&page, "documents");
    page.eval("document.querySelector('[data-test=document][data-name=\"tickets.md\"]').click()");
    page.wait_for(
        "(top => top >= 0 && top < innerHeight)(document.querySelector('#preview-title').getBoundingClientRect().top)
            && document.querySelector('#preview-title').textContent === 'Improvement tickets'",
        "its title is in view",
    );
    page.assert_quiet();
}
