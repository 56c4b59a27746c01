//! Templates that a dossier brings along.

use std::time::{Duration, Instant};

use holdpoint::deliverables::{Matter, concerns, templates};
use holdpoint::{Deliverable, Dossier, Policy};

use crate::{document, example, files, pack};

const PLAN: (&str, &str) = ("shop/deployment-plan.md", "# Deployment Plan: Shop 1.2.0\n\nRelease: 1.2.0\n");

fn with(template: &str) -> Vec<Deliverable> {
    pack(&files(&[PLAN, ("shop/holdpoint/templates/release-notes.md", template)]))
}

#[test]
fn a_template_of_the_dossier_is_used() {
    let pack = with("# News: {{ name | text }}\n\nRelease {{ release | said }}, <b>mine</b>.\n");
    let notes = document(&pack, "release-notes.md");
    assert!(notes.starts_with("# News: Shop 1.2.0\n\nRelease 1.2.0 (deployment-plan.md:"), "{notes}");
    assert!(notes.contains("\nWritten by Holdpoint from 2 files of the dossier"), "{notes}");
    assert!(document(&pack, "acceptance-checklist.md").starts_with("# Acceptance checklist"));
}

#[test]
fn a_template_that_fails_loses_nothing() {
    for (template, line, reason) in [
        ("# A\n\n{{ nobody }}\n", 3, "undefined value"),
        ("# A\n{% set x = 1 %}\n", 2, "is no tag"),
        ("{% for a in b %}", 1, "syntax error"),
    ] {
        let pack = with(template);
        let notes = pack.iter().find(|document| document.name == "release-notes.md").expect("it is there");
        let place = format!("own template was not used.** holdpoint/templates/release-notes.md:{line}: ");
        assert!(notes.text.contains(&place) && notes.text.contains(reason), "{}", notes.text);
        assert!(
            notes.text.contains("\n# Release notes: ") && notes.text.contains("Written by Holdpoint"),
            "{}",
            notes.text
        );
        let concern = concerns(notes).into_iter().next().expect("a concern");
        assert_eq!((concern.line, concern.what), (1, Matter::Template));
        assert!(concern.text.starts_with("holdpoint/templates/release-notes.md:"), "{}", concern.text);
    }
}

/// Each of ours can be taken as it is.
#[test]
fn the_standard_templates_may_be_a_dossiers_own() {
    let mut dossier = example("orderflow");
    for (name, text) in templates() {
        dossier.add(&format!("orderflow/holdpoint/templates/{name}"), text.as_bytes());
    }
    for document in pack(&dossier) {
        let notice = document.text.lines().next().unwrap_or_default();
        assert!(!notice.contains("own template was not used"), "{}: {notice}", document.name);
    }
}

#[test]
fn a_template_says_nothing_of_the_release() {
    let read = |dossier: &Dossier| holdpoint::read(dossier, &Policy::of_dossier(dossier).0);
    let mut dossier = example("orderflow");
    let plain = read(&dossier).facts;
    let template =
        "# Deployment Plan: Other 9.9.9\n\nOwner: TBD, [Name], {{ x }}\n\n| Step | Owner |\n|---|---|\n| Go | TBD |\n";
    dossier.add("orderflow/holdpoint/templates/release-notes.md", template.as_bytes());
    let reading = read(&dossier);
    let own =
        reading.facts.documents.iter().find(|document| document.path.contains("holdpoint/templates")).expect("it");
    assert!(own.why.contains("a template of a document of the pack"), "{}", own.why);
    assert_eq!(reading.facts.placeholders.len(), plain.placeholders.len());
    assert_eq!(reading.facts.releases.len(), plain.releases.len());
    assert_eq!(reading.facts.steps.len(), plain.steps.len());
}

#[test]
fn templates_that_mean_ill_end_soon() {
    let nested = format!("{}x{}", "{% for a in groups %}".repeat(40), "{% endfor %}".repeat(40));
    let notes = "# Release Notes: Shop 1.2.0\n\n## Added\n\n".to_owned() + &"- A change\n".repeat(200);
    for template in [
        nested,
        "{{".repeat(32 << 10),
        "x".repeat(65 << 10),
        format!("{}{{{{ name | passages }}}}{}", "{% for a in footer %}".repeat(9), "{% endfor %}".repeat(9)),
        "{% for a in groups %}{% for b in a.changes %}{% for c in groups[0].changes %}{% for d in groups[0].changes %}\
         {% for e in groups[0].changes %}{{ groups[0].changes | length }}{% endfor %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}"
            .to_owned(),
    ] {
        let dossier = files(&[
            PLAN,
            ("shop/release-notes.md", notes.as_str()),
            ("shop/holdpoint/templates/release-notes.md", template.as_str()),
        ]);
        #[expect(clippy::disallowed_methods, reason = "the test measures how long it takes")]
        let start = Instant::now();
        let pack = pack(&dossier);
        assert!(start.elapsed() < Duration::from_secs(30), "{}", &template[..80]);
        assert!(document(&pack, "release-notes.md").contains("Written by Holdpoint"));
    }
}
