//! Messages, briefing and calendar: times in several zones, nothing internal said outside, fields that no reader takes for
//! places left open, and a calendar that calendars can read.

use holdpoint::policy::Limits;
use holdpoint::{Deliverable, Dossier, Policy};

use crate::{document, example, files, pack, platform, poor, project};

/// The files of the good example under another policy file, with time zones known.
fn with_policy(policy: &str) -> Vec<Deliverable> {
    let mut dossier = Dossier::with_platform(Limits::default(), &platform::Native);
    for path in ["docs/deployment-plan.md", "docs/release-notes.md", "docs/support-briefing.md"] {
        let bytes = std::fs::read(project("examples/orderflow").join(path)).expect("the example can be read");
        dossier.add(path, &bytes);
    }
    dossier.add("holdpoint.yaml", policy.as_bytes());
    pack(&dossier)
}

#[test]
fn local_times_stand_beside_utc_in_the_way_of_the_locale() {
    let pack = with_policy("time_zones: [Europe/Berlin, America/New_York]\nlocale: en-GB\n");
    let span = "8 December 2026, 02:00–05:00 UTC (03:00–06:00 Europe/Berlin, 7 December 2026, 21:00 to 8 December 2026, 00:00 \
                America/New_York)";
    for name in ["stakeholder-communications.md", "communication-summary.md", "support-briefing.md"] {
        assert!(document(&pack, name).contains(span), "{name}: {}", document(&pack, name));
    }
    let unknown = with_policy("time_zones: [Europe/Atlantis]\n");
    let messages = document(&unknown, "stakeholder-communications.md");
    assert!(messages.contains("The time zone Europe/Atlantis is not known"), "{messages}");
    assert!(messages.contains("2026-12-08 02:00–05:00 UTC."), "{messages}");
}

#[test]
fn the_zone_of_the_plan_is_shown_where_the_policy_names_none() {
    let plan = "# Deployment plan: Shop 2.0.0\n\nRelease: 2.0.0\n\n- Change window: 2026-12-08 22:00 to 2026-12-09 00:30 \
                Europe/Berlin\n";
    let mut dossier = Dossier::with_platform(Limits::default(), &platform::Native);
    dossier.add("deployment-plan.md", plan.as_bytes());
    let pack = pack(&dossier);
    let summary = document(&pack, "communication-summary.md");
    assert!(
        summary.contains("2026-12-08 21:00–23:30 UTC (2026-12-08 22:00 to 2026-12-09 00:30 Europe/Berlin)"),
        "{summary}"
    );
}

#[test]
fn people_outside_hear_nothing_internal() {
    for name in ["orderflow", "orderflow-broken"] {
        let pack = pack(&example(name));
        let text = document(&pack, "stakeholder-communications.md");
        let outside =
            text.split("\n### ").filter(|part| part.lines().next().is_some_and(|to| to.ends_with(": Customers")));
        let quoted: Vec<&str> = outside.flat_map(str::lines).filter(|line| line.starts_with('>')).collect();
        assert!(quoted.len() > 30, "{text}");
        for line in quoted {
            let internal = ["ADM-", "DEF-", "US-", ".md", ".yaml", "`", "_", "GO", "P2", "not stated", "kubectl", "#"];
            assert!(!internal.iter().any(|word| line.contains(word)), "{line}");
        }
    }
}

#[test]
fn a_field_to_fill_in_is_no_place_left_open() {
    let pack = pack(&example("orderflow"));
    let messages = document(&pack, "stakeholder-communications.md");
    // As it is pasted into a document of the team: without the line at its foot.
    let pasted =
        messages.split("\n---\n").next().expect("a part").replace("# Stakeholder communications", "# Release notes");
    let dossier = files(&[("release-notes.md", &pasted)]);
    let (policy, _) = Policy::of_dossier(&dossier);
    let reading = holdpoint::read(&dossier, &policy);
    assert_eq!(
        reading.facts.placeholders.iter().map(|found| &found.text.value).collect::<Vec<_>>(),
        Vec::<&String>::new()
    );
}

#[test]
fn a_dossier_without_a_plan_of_communication_gets_messages_with_fields() {
    let pack = pack(&poor());
    let messages = document(&pack, "stakeholder-communications.md");
    for part in [
        "Who is told what, when and by whom is *not stated (COM-07)*",
        "### Scheduled: Customers and users",
        "### Completed: Management, Support",
        "this window: ‹change window, UTC›.",
        "| Change window | *not stated (CHG-01)* |",
    ] {
        assert!(messages.contains(part), "{part}\n{messages}");
    }
    assert!(!pack.iter().any(|document| document.name == "change-calendar.ics"));
}

/// Each line of the calendar, unfolded.
fn lines(calendar: &str) -> Vec<String> {
    assert!(calendar.ends_with("END:VCALENDAR\r\n") && !calendar.replace("\r\n", "").contains(['\r', '\n']));
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75), "{calendar}");
    calendar.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

#[test]
fn the_calendar_holds_windows_freezes_messages_and_the_observation() {
    let pack = pack(&example("orderflow"));
    let found = lines(document(&pack, "change-calendar.ics"));
    let with = |start: &str| found.iter().filter(|line| line.starts_with(start)).count();
    assert_eq!((with("BEGIN:VEVENT"), with("UID:"), with("DTSTAMP:20261207T120000Z")), (10, 10, 10), "{found:#?}");
    for line in [
        "DTSTART:20261208T020000Z",
        "SUMMARY:Change window: Orderflow 2.4.0",
        "SUMMARY:Freeze: Year end",
        "SUMMARY:Observation: Orderflow 2.4.0",
        "SUMMARY:Communication: Product\\, engineering",
        "LOCATION:production",
    ] {
        assert!(found.iter().any(|own| own == line), "{line}: {found:#?}");
    }
    assert!(!found.iter().any(|line| line.starts_with("METHOD")));
}

#[test]
fn what_a_dossier_says_stays_text_in_the_calendar_and_in_the_messages() {
    let plan = "# Deployment plan: Shop\\nEND:VEVENT;X 2.0.0\n\nRelease: 2.0.0\n\n- Change window: 2026-12-08 02:00–05:00 UTC \
                &#13;&#10;END:VCALENDAR, a; b\\\\c \u{202e}\n\n## Communication Plan\n\n| Phase | Audience | Channel | Owner | When \
                |\n|---|---|---|---|---|\n| Before | Customers &lt;b&gt; | =cmd() &#124; # x | \\*\\*A\\*\\* | 2026-12-07 10:00 UTC |\n";
    let pack = pack(&files(&[("a;b,c/deployment-plan.md", plan)]));
    let found = lines(document(&pack, "change-calendar.ics"));
    assert_eq!(found.iter().filter(|line| line.as_str() == "END:VCALENDAR").count(), 1, "{found:#?}");
    assert_eq!(found.iter().filter(|line| line.as_str() == "END:VEVENT").count(), 2, "{found:#?}");
    assert!(found.iter().any(|line| line.contains("a\\;b\\,c/deployment-plan.md")), "{found:#?}");
    pack.iter().filter(|document| document.name.ends_with(".md")).for_each(crate::form::is_sound);
}
