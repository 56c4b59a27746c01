//! What was understood: the facts, the lines where they were said, and the way to correct what a file was taken for.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::pictures::{picture, take};
use crate::{
    page::Page,
    place::{Place, project},
    scratch::Scratch,
};

/// Whether the marked line stands within the window that shows the lines.
const MARKED_IS_SEEN: &str = "(() => {
    const [line, list] = ['[data-test=source-line][aria-current]', '.lines']
        .map((one) => document.querySelector(one).getBoundingClientRect());
    return line.top >= list.top && line.top < list.bottom;
})()";

fn reviewed(page: &Page) {
    page.wait_for("document.documentElement.dataset.state === 'reviewed'", "the dossier is reviewed");
}

fn go_to(page: &Page, address: &str, sign: &str) {
    page.eval(&format!("{{ location.hash = '{address}'; }}"));
    page.wait_for(&format!("document.querySelector(\"{sign}\")"), &format!("{address} shows {sign}"));
}

fn count(page: &Page, selector: &str) -> u64 {
    page.eval(&format!("document.querySelectorAll(\"{selector}\").length")).as_u64().unwrap_or_default()
}

fn text(page: &Page, selector: &str) -> String {
    page.text(&format!("document.querySelector(\"{selector}\")?.textContent ?? ''"))
}

/// Chooses what a file is, as a person does in the row that is open.
fn choose(page: &Page, row: &str, kind: &str) {
    page.click(&format!("{row} [data-test=change-kind]"));
    page.wait_for("document.activeElement?.dataset?.test === 'kind'", "the choice has the focus");
    page.eval(&format!(
        "{{ const kind = document.querySelector('[data-test=kind]'); kind.value = '{kind}';
            kind.dispatchEvent(new Event('change', {{ bubbles: true }})); }}"
    ));
    page.click("[data-test=apply-kind]");
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn facts_lead_to_their_lines_and_back() {
    for place in Place::BOTH {
        let page = place.open("#/facts");
        page.wait_for("document.body.textContent.includes('Nothing has been given yet')", "there is nothing yet");
        page.drop_paths("body", &[project("examples/orderflow")]);
        reviewed(&page);
        page.wait_for("document.querySelector('[data-test=fact]')", "the facts are shown");
        assert!(count(&page, "[data-test=family]") > 25, "{place:?}");

        page.click("[data-test=family][data-family=processes]");
        let worker = "[data-test=fact][data-family=processes][data-subject=worker]";
        page.wait_for(&format!("document.querySelector('{worker}')"), "the processes are shown");
        let grace = text(&page, &format!("{worker} [data-key=grace]"));
        assert!(grace.starts_with("45 s"), "{place:?}: {grace}");
        page.click(&format!("{worker} [data-key=grace] [data-test=fact-place]"));
        page.wait_for("document.querySelector('[data-test=source-line][aria-current]')", "the line is marked");
        let line = text(&page, "[data-test=source-line][aria-current]");
        assert!(line.contains("worker") && line.contains("45"), "{place:?}: {line}");
        assert!(text(&page, "[data-test=source-line] mark").contains("45"), "{place:?}");
        assert!(text(&page, "[data-test=facts-here]").contains("Processes"), "{place:?}");
        page.eval("history.back()");
        page.wait_for("document.activeElement?.dataset?.test === 'fact-place'", "the link has the focus again");

        page.eval("document.querySelector('[data-test=facts-filter]').focus()");
        page.type_text("scheduler");
        page.wait_for(
            "[...document.querySelectorAll('[data-test=fact]')].every((fact) => fact.textContent.includes('scheduler'))",
            "only facts that speak of the word are shown",
        );
        page.type_text("xyz");
        page.wait_for("document.querySelector('[data-test=no-facts]')", "nothing speaks of that");
        page.assert_quiet();
    }
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn an_address_of_facts_can_be_opened_again() {
    let page = Place::Hosted.open("");
    page.click("[data-test=example-good]");
    reviewed(&page);
    go_to(&page, "#/files", "[data-test=file-row]");
    let row = "[data-test=file-row][data-path='orderflow/docs/deployment-plan.md']";
    page.click(&format!("{row} [data-test=file-facts]"));
    page.wait_for("document.querySelector('[data-test=fact][data-family=steps]')", "the file's facts are shown");
    assert_eq!(count(&page, "[data-test=fact][data-family=documents]"), 1);
    page.click("[data-test=fact][data-family=steps] [data-test=fact-place]");
    page.wait_for("document.querySelector('[data-test=source-line][aria-current]')", "the line is marked");
    let (address, line) = (page.text("location.hash"), text(&page, "[data-test=source-line][aria-current]"));
    page.reload();
    page.wait_for("document.body.textContent.includes('Nothing has been given yet')", "the page starts anew");
    page.drop_paths("body", &[project("examples/orderflow")]);
    reviewed(&page);
    page.wait_for("document.querySelector('[data-test=source-line][aria-current]')", "the line is marked again");
    assert_eq!((page.text("location.hash"), text(&page, "[data-test=source-line][aria-current]")), (address, line));
    page.assert_quiet();
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn what_a_file_was_taken_for_can_be_corrected_and_kept() {
    for place in Place::BOTH {
        let scratch = Scratch::new();
        scratch.file("d/tuesday.md", "# Tuesday\n\n## Steps\n\n1. Move the data\n2. Check the site\n");
        let policy = "# Ours.\nrollback_minutes: 45 # agreed\n";
        let path = scratch.file("d/holdpoint.yaml", policy);
        let page = place.open("");
        page.drop_paths("body", &[scratch.path().join("d")]);
        reviewed(&page);
        go_to(&page, "#/rules", "[data-test=policy]");
        assert!(text(&page, "[data-test=policy]").contains("45"), "{place:?}: the policy file is read");
        go_to(&page, "#/files", "[data-test=file-row]");

        let row = "[data-test=file-row][data-path='d/tuesday.md']";
        choose(&page, row, "deployment-plan");
        page.wait_for(
            &format!("document.querySelector(\"{row}\")?.dataset.kind === 'deployment-plan'"),
            "it is a plan",
        );
        reviewed(&page);
        assert!(text(&page, row).contains("d/holdpoint.yaml line 4 says so"), "{}", text(&page, row));
        let file = page.download(|page| page.click("[data-test=download-policy]"));
        let wanted = format!("{policy}kinds:\n  \"tuesday.md\": deployment-plan\n");
        assert_eq!((file.name.as_str(), String::from_utf8_lossy(&file.bytes).as_ref()), ("holdpoint.yaml", &*wanted));

        go_to(&page, "#/facts/steps", "[data-test=fact][data-family=steps]");
        go_to(&page, "#/facts/documents", "[data-test=fact][data-subject='d/tuesday.md']");
        choose(&page, "[data-test=fact][data-subject='d/tuesday.md']", "ignore");
        page.wait_for(
            "document.querySelector(\"[data-test=fact][data-subject='d/tuesday.md']\")?.textContent.includes('Ignored')",
            "the file is ignored",
        );
        page.click("[data-test=undo-correction]");
        page.wait_for(
            "document.querySelector(\"[data-test=fact][data-subject='d/tuesday.md']\")?.textContent.includes('Deployment plan')",
            "it is a plan again",
        );
        reviewed(&page);
        page.click("[data-test=undo-correction]");
        page.wait_for("!document.querySelector('[data-test=correction]')", "nothing is corrected any more");
        reviewed(&page);
        go_to(&page, "#/files", row);
        page.wait_for(
            &format!("document.querySelector(\"{row}\").dataset.kind !== 'deployment-plan'"),
            "as recognised",
        );

        // What is downloaded and dropped back in says the same.
        std::fs::write(&path, &file.bytes).expect("the file can be written");
        page.drop_paths("body", &[path]);
        page.assert_quiet();
    }
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn a_fault_in_the_policy_file_is_told() {
    let scratch = Scratch::new();
    scratch.file("d/plan.md", "# Deployment plan\n");
    scratch.file("d/holdpoint.yaml", "profil: aiwg\n");
    let page = Place::Disk.open("#/files");
    page.drop_paths("body", &[scratch.path().join("d")]);
    reviewed(&page);
    page.wait_for("document.querySelector('[data-test=notice]')", "there is a notice");
    let notice = text(&page, "[data-test=notice]");
    assert!(notice.contains("d/holdpoint.yaml:1:1") && notice.contains("did you mean profile"), "{notice}");
    page.assert_quiet();
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn twenty_thousand_facts_stay_fast() {
    let scratch = Scratch::new();
    let mut example = String::new();
    for number in 0..20_000 {
        let _ = writeln!(example, "SETTING_{number}=value");
    }
    scratch.file("d/.env.example", example);
    let page = Place::Hosted.open("");
    page.drop_paths("body", &[scratch.path().join("d")]);
    reviewed(&page);
    let begin = Instant::now();
    go_to(&page, "#/facts/example-variables", "[data-test=fact][data-family=example-variables]");
    let opened = begin.elapsed();
    assert_eq!(text(&page, "[data-test=facts-sum]"), "20,000 facts");
    assert_eq!(count(&page, "[data-test=fact]"), 200);
    page.click("[data-test=more-facts]");
    page.wait_for("document.querySelectorAll('[data-test=fact]').length === 400", "more facts are shown");
    let begin = Instant::now();
    page.eval("document.querySelector('[data-test=facts-filter]').focus()");
    page.type_text("setting_19999");
    page.wait_for("document.querySelector('[data-test=facts-sum]').textContent === '1 fact'", "the one is found");
    let filtered = begin.elapsed();
    assert!(opened < Duration::from_secs(10) && filtered < Duration::from_secs(5), "{opened:?} {filtered:?}");
    page.assert_quiet();
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn facts_fit_windows_of_every_width() {
    let page = Place::Disk.open("");
    page.click("[data-test=example-broken]");
    reviewed(&page);
    for (name, address, sign) in [
        ("facts", "#/facts", "[data-test=family]"),
        ("facts-processes", "#/facts/processes", "[data-test=fact][data-family=processes]"),
        ("facts-documents", "#/facts/documents", "[data-test=fact][data-family=documents]"),
    ] {
        go_to(&page, address, sign);
        take(&page, name);
    }
    go_to(&page, "#/facts/processes", "[data-test=fact][data-subject=worker]");
    page.set_viewport(1280, 800, false, false);
    page.click("[data-test=fact][data-subject=worker] [data-key=grace] [data-test=fact-place]");
    page.wait_for("document.querySelector('[data-test=source-line][aria-current]')", "the line is marked");
    take(&page, "facts-line");
    page.set_viewport(390, 844, true, false);
    page.wait_for(MARKED_IS_SEEN, "a page that became narrower still shows the marked line");
    page.set_viewport(1280, 800, false, false);
    go_to(&page, "#/files", "[data-test=file-row]");
    choose(&page, "[data-test=file-row][data-kind=faq]", "support-runbook");
    page.wait_for("document.querySelector('[data-test=correction]')", "the correction is shown");
    reviewed(&page);
    page.click("[data-test=file-row][data-kind=risk-list] [data-test=change-kind]");
    page.eval("scrollTo(0, 0)");
    take(&page, "correction");
    page.set_viewport(794, 1123, false, false);
    go_to(&page, "#/facts/processes", "[data-test=fact][data-family=processes]");
    page.set_print(true);
    page.screenshot_whole(&picture("facts-print.png"));
    page.assert_quiet();
}
