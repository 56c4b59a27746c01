//! What speaks against sending a document as it is.

use holdpoint::deliverables::{self, Audience, Format, Group, Matter, concerns, convert, gaps};

use crate::formats::edited;
use crate::{example, files, pack, poor};

fn found(text: &str) -> Vec<(u32, Matter, String)> {
    concerns(&edited(text)).into_iter().map(|concern| (concern.line, concern.what, concern.text)).collect()
}

#[test]
fn each_kind_is_found_with_its_line() {
    let text = "# Notes\n\nKey: AKIAQ4ZT8M2VX9LC7R3B\nRun DB_PASSWORD=hunter2 now.\n\nOwner: TBD\n\nFor {{ customer }} and <owner> \
                see [Name].\n\n- Board: https://grafana.corp/d/1 on 10.1.2.3\n";
    assert_eq!(
        found(text),
        [
            (3, Matter::Secret, "AWS access key id: ••••••••••••••••••••".to_owned()),
            (4, Matter::Secret, "literal value of `DB_PASSWORD`: •••••••".to_owned()),
            (6, Matter::Placeholder, "Owner: TBD".to_owned()),
            (8, Matter::Placeholder, "<owner>".to_owned()),
            (8, Matter::Placeholder, "[Name]".to_owned()),
            (8, Matter::Placeholder, "{{ customer }}".to_owned()),
            (10, Matter::InternalHost, "10.1.2.3".to_owned()),
            (10, Matter::InternalHost, "grafana.corp".to_owned()),
        ]
    );
}

#[test]
fn hosts_matter_only_where_others_read() {
    let mut document = edited("See https://grafana.corp/d/1\n");
    document.audience = Audience::Internal;
    assert_eq!(concerns(&document), []);
}

#[test]
fn gaps_and_lines_to_sign_are_no_placeholders() {
    let document = edited(
        "Owner: *not stated (PLN-02)*\n\nWindow is *not stated*.\n\nSignature: ________________ Date: ________\n",
    );
    assert_eq!(concerns(&document), []);
    assert_eq!(gaps(&document), 2);
}

#[test]
fn what_is_written_has_no_secret_in_any_format() {
    let document = edited("# T\n\nRun DB_PASSWORD=hunter2 now, key AKIAQ4ZT8M2VX9LC7R3B.\n");
    for format in Format::ALL {
        let bytes = convert(&document, format);
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("hunter2") && !text.contains("AKIAQ4"), "{format:?}");
    }
    let files = deliverables::files(&[document]);
    assert!(String::from_utf8_lossy(&files[0].bytes).contains("DB_PASSWORD=•••••••"));
}

#[test]
fn the_packs_of_the_examples_give_no_cause() {
    for dossier in [example("orderflow"), example("orderflow-broken"), poor(), files(&[])] {
        for document in pack(&dossier) {
            assert_eq!(concerns(&document), [], "{}", document.name);
        }
    }
}

#[test]
fn a_report_may_quote_what_others_left_open() {
    let mut document = edited("HYG-03: the plan says TBD, [Name] and {{ x }}, and DB_PASSWORD=hunter2\n");
    document.group = Group::Report;
    let found: Vec<Matter> = concerns(&document).into_iter().map(|concern| concern.what).collect();
    assert_eq!(found, [Matter::Secret]);
}
