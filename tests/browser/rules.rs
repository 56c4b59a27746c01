//! The rules: the list, the page of one, and the policy that they judge by.

use crate::page::Page;
use crate::place::Place;

fn reviewed(page: &Page) {
    page.wait_for("document.documentElement.dataset.state === 'reviewed'", "the dossier is reviewed");
}

fn text(page: &Page, selector: &str) -> String {
    page.text(&format!("document.querySelector(\"{selector}\")?.textContent ?? ''"))
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn a_rule_has_a_page_with_its_example_and_how_the_dossier_stands() {
    let page = Place::Disk.open("");
    page.click("[data-test=example-broken]");
    reviewed(&page);
    page.eval("{ location.hash = '#/rules'; }");
    page.wait_for("document.querySelectorAll('[data-test=rule]').length > 40", "the rules are listed");
    page.click("[data-test=rule][data-rule=IX-03] a");
    page.wait_for("document.querySelectorAll('[data-test=answer]').length === 3", "three process types are judged");
    let told = text(&page, "[data-test=rule-page]");
    for part in
        ["What it checks", "Why it matters", "kill_timeout_seconds", "An example that fails", "The same, mended"]
    {
        assert!(told.contains(part), "{part}: {told}");
    }
    page.eval("{ [...document.querySelectorAll('[data-test=answer]')].find((one) => one.textContent.includes('worker')).querySelector('a').click(); }");
    page.wait_for("document.querySelector('[data-test=source-line][aria-current]')", "the answer leads to its line");
    page.assert_quiet();
}

#[test]
#[ignore = "needs Chromium and dist/: run ./dev test"]
fn the_profile_can_be_changed_and_kept() {
    let page = Place::Disk.open("");
    page.click("[data-test=example-good]");
    reviewed(&page);
    page.eval("{ location.hash = '#/rules'; }");
    page.wait_for("document.querySelector('[data-test=profile]')?.value === 'generic'", "the profile is shown");
    page.eval(
        "{ const profile = document.querySelector('[data-test=profile]'); profile.value = 'aiwg';
            profile.dispatchEvent(new Event('change', { bubbles: true })); }",
    );
    page.wait_for(
        "document.querySelector('[data-test=policy]')?.textContent.includes('profile aiwg')",
        "the other profile is in force",
    );
    reviewed(&page);
    let file = page.download(|page| page.click("[data-test=download-policy]"));
    assert!(String::from_utf8_lossy(&file.bytes).ends_with("profile: aiwg\n"), "{}", file.name);
    page.click("[data-test=undo-correction]");
    page.wait_for("document.querySelector('[data-test=profile]')?.value === 'generic'", "the old profile is back");
    page.assert_quiet();
}
