//! What is read, under which name, and what is done about what cannot be.

use crate::scratch::Scratch;
use crate::{AS_OF, inputs, run};

fn names(folder: &std::path::Path, paths: &[&str]) -> Vec<String> {
    let ran = run(folder, &[&["check", "--format", "json", "--as-of", AS_OF], paths].concat());
    assert_eq!(ran.code, Some(1), "{}", ran.complaint);
    inputs(&ran.out)
}

#[test]
fn files_are_called_as_if_they_had_been_dropped() {
    let scratch = Scratch::new("names");
    scratch.write("examples/order/docs/plan.md", "# Plan\n").write("examples/order/.env.example", "A=1\n");
    let path = scratch.path();
    let absolute = path.join("examples/order");
    for (folder, given, prefix) in [
        (path.to_owned(), "examples/order", "examples/order/"),
        (path.to_owned(), "./examples/order/", "examples/order/"),
        (path.join("examples"), "order", "order/"),
        (path.join("examples/order"), ".", "order/"),
        (path.join("examples/order/docs"), "..", "order/"),
        (path.to_owned(), absolute.to_str().expect("UTF-8"), "order/"),
    ] {
        let wanted = [format!("{prefix}.env.example"), format!("{prefix}docs/plan.md")];
        assert_eq!(names(&folder, &[given]), wanted, "{given}");
    }
    assert_eq!(names(path, &["examples/order/docs/plan.md"]), ["examples/order/docs/plan.md"]);
    assert_eq!(names(path, &["examples", "examples/order"]).len(), 2, "a file given twice counts once");
}

#[test]
fn nothing_to_judge_is_no_go() {
    let scratch = Scratch::new("nothing");
    let ran = run(scratch.path(), &["check", "."]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.starts_with("✕ NO-GO") && ran.out.contains("No file was given"), "{}", ran.out);
    assert!(ran.complaint.contains("nothing to judge"), "{}", ran.complaint);
}

#[test]
fn a_path_that_is_not_there_ends_with_2() {
    let scratch = Scratch::new("absent");
    scratch.write("plan.md", "# Plan\n");
    for paths in [&["absent"][..], &["plan.md", "absent"], &["plan.md/x"]] {
        let ran = run(scratch.path(), &[&["check"], paths].concat());
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{paths:?}");
        assert!(ran.complaint.contains("cannot be read"), "{}", ran.complaint);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_that_the_system_will_not_read_ends_with_2() {
    // Reading it fails even for the superuser.
    let ran = run(std::path::Path::new("/"), &["check", "proc/self/mem"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.complaint.contains("/mem cannot be read"), "{}", ran.complaint);
}

#[test]
fn two_folders_of_one_name_do_not_hide_each_other() {
    let scratch = Scratch::new("namesakes");
    scratch.write("a/docs/plan.md", "# A\n").write("b/docs/plan.md", "# B\n");
    let (a, b) = (scratch.path().join("a/docs"), scratch.path().join("b/docs"));
    let ran = run(scratch.path(), &["check", a.to_str().expect("UTF-8"), b.to_str().expect("UTF-8")]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.complaint.contains("would both be called `docs`"), "{}", ran.complaint);
    assert_eq!(names(scratch.path(), &["a/docs", "b/docs"]), ["a/docs/plan.md", "b/docs/plan.md"]);
}

#[test]
fn what_cannot_be_taken_in_is_listed_with_its_reason() {
    let scratch = Scratch::new("unread");
    scratch.write("d/plan.md", "# Plan\n").write("d/image.bin", "a\0b").write("d/node_modules/x/readme.md", "# X\n");
    let ran = run(scratch.path(), &["check", "d", "--as-of", AS_OF]);
    assert_eq!(ran.code, Some(1));
    for part in ["Not read (1)", "d/image.bin: this is a binary file", "`d/node_modules` were left out"] {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
}

#[test]
fn old_encodings_are_read_and_the_report_says_so() {
    let scratch = Scratch::new("encodings");
    // リリース計画
    scratch.write("d/plan.md", b"# \x83\x8a\x83\x8a\x81[\x83X\x8cv\x89\xe6\n");
    let ran = run(scratch.path(), &["check", "d", "--as-of", AS_OF]);
    assert!(ran.out.contains("`d/plan.md` is written in Shift_JIS"), "{}", ran.out);
    assert!(!ran.out.contains("Not read"), "{}", ran.out);
}

#[test]
#[cfg(unix)]
fn links_and_pipes_are_not_followed() {
    let scratch = Scratch::new("links");
    scratch.write("secret/plan.md", "# Elsewhere\n").write("d/plan.md", "# Plan\n");
    let folder = scratch.path().join("d");
    for (target, link) in [("../secret", "out"), (".", "loop"), ("gone", "dangling")] {
        std::os::unix::fs::symlink(target, folder.join(link)).expect("a link can be made");
    }
    let made = std::process::Command::new("mkfifo").arg(folder.join("pipe")).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo works");
    let ran = run(scratch.path(), &["check", "d", "--as-of", AS_OF]);
    for part in [
        "d/out: this is a symbolic link",
        "d/loop: this",
        "d/dangling: this",
        "d/pipe: this is no regular file",
        "1 file was read",
    ] {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
    assert!(!ran.out.contains("secret/plan.md"), "{}", ran.out);
}

#[test]
fn a_document_cannot_steer_the_terminal() {
    let scratch = Scratch::new("steer");
    scratch.write("d/deployment-plan.md", "# Deployment Plan\n\nThe owner is TBD\u{1b}[2J\u{202e}\u{7} here TBD\n");
    let ran = run(scratch.path(), &["check", "d", "--as-of", AS_OF]);
    let steers = |character: char| (character.is_control() && character != '\n') || character == '\u{202e}';
    assert!(!ran.out.contains(steers), "{:?}", ran.out);
}
