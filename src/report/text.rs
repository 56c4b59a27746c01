//! The review for a terminal: the verdict first, then what stands against the release, then the rest.

use std::fmt::Write as _;

use super::fold::{Fold, fold};
use super::item;
use super::policy::policy;
use super::remedies::Remedies;
use super::wrap::labelled;
use crate::deliverables::plain;
use crate::review::{Answer, Outcome, Review, Severity, Verdict};

/// The review as plain text, without colour.
pub fn text(review: &Review) -> String {
    let mut out = String::new();
    let folds = fold(&review.outcomes);
    head(&mut out, review, &folds);
    findings(&mut out, &review.outcomes, &folds);
    tally(&mut out, review);
    files(&mut out, review);
    out.push('\n');
    labelled(&mut out, "Policy: ", &policy(&review.policy));
    out
}

/// What stands against the release, the gravest first.
pub(super) fn findings<'a>(out: &mut String, outcomes: &'a [Outcome], folds: &[Fold<'a>]) {
    let remedies = &mut Remedies::default();
    let with = |test: &dyn Fn(&Outcome) -> bool| -> Vec<&'a Outcome> {
        outcomes.iter().filter(|outcome| test(outcome)).collect()
    };
    let fails = |severity| with(&|outcome| outcome.outcome == Answer::Fail && outcome.severity == severity);
    section(out, "Stops the release", '✕', &fails(Severity::Error), remedies);
    section(out, "Conditions", '!', &fails(Severity::Warn), remedies);
    section(out, "Waived", '!', &with(&|outcome| outcome.outcome == Answer::Waived), remedies);
    let conditions = folds.iter().filter(|fold| fold.conditions() > 0);
    unknown(out, "No evidence, and therefore a condition", conditions, remedies);
    unknown(out, "No evidence", folds.iter().filter(|fold| fold.conditions() == 0), remedies);
    section(out, "Worth knowing", '!', &fails(Severity::Info), remedies);
}

/// The verdict and its reason in one sentence.
pub fn reason(review: &Review) -> String {
    let stops = review.outcomes.iter().filter(|outcome| outcome.stops()).count();
    let conditions = review.outcomes.iter().filter(|outcome| outcome.is_condition()).count();
    match (review.verdict, stops, conditions) {
        (Verdict::Go, ..) => "Nothing stands against the release.".to_owned(),
        (Verdict::ConditionalGo, _, 1) => "Nothing stops the release; 1 condition stands.".to_owned(),
        (Verdict::ConditionalGo, ..) => format!("Nothing stops the release; {conditions} conditions stand."),
        (Verdict::NoGo, ..) => {
            let stops = if stops == 1 { "1 finding stops".to_owned() } else { format!("{stops} findings stop") };
            match conditions {
                0 => format!("{stops} the release."),
                1 => format!("{stops} the release; 1 condition stands."),
                _ => format!("{stops} the release; {conditions} conditions stand."),
            }
        }
    }
}

/// The verdict, with stage and time, and its reason: two lines.
pub fn headline(review: &Review) -> String {
    let mut out = String::new();
    let sign = match review.verdict {
        Verdict::Go => '✓',
        Verdict::ConditionalGo => '!',
        Verdict::NoGo => '✕',
    };
    let _ = writeln!(out, "{sign} {} at stage {}, as of {}", review.verdict, review.stage, review.as_of);
    labelled(&mut out, "  ", &reason(review));
    out
}

fn head(out: &mut String, review: &Review, folds: &[Fold<'_>]) {
    out.push_str(&headline(review));
    if review.inputs.is_empty() {
        labelled(out, "  ", "No file was given: there is nothing to judge.");
    } else if review.inputs.iter().all(|input| input.kind == "unreadable") {
        labelled(out, "  ", "None of the files could be read.");
    } else if folds.len() > 3 {
        let checks: usize = folds.iter().map(|fold| fold.outcomes.len()).sum();
        labelled(out, "  ", &format!("{checks} checks have no evidence; they are listed by what is missing."));
    }
    out.push('\n');
}

fn section<'a>(out: &mut String, title: &str, sign: char, outcomes: &[&'a Outcome], remedies: &mut Remedies<'a>) {
    if outcomes.is_empty() {
        return;
    }
    let _ = writeln!(out, "{title} ({})\n", outcomes.len());
    item::outcomes(out, sign, outcomes, remedies);
}

fn unknown<'a, 'b: 'a>(
    out: &mut String,
    title: &str,
    folds: impl Iterator<Item = &'a Fold<'b>>,
    remedies: &mut Remedies<'b>,
) {
    let folds: Vec<&Fold<'b>> = folds.collect();
    if folds.is_empty() {
        return;
    }
    let checks: usize = folds.iter().map(|fold| fold.outcomes.len()).sum();
    let _ = writeln!(out, "{title} ({checks})\n");
    for fold in folds {
        if let [outcome] = fold.outcomes.as_slice() {
            item::outcomes(out, '?', &[outcome], remedies);
            continue;
        }
        labelled(out, "  ? ", &fold.sentence());
        for remedy in fold.remedies() {
            item::aside(out, "do", remedy);
        }
        out.push('\n');
    }
}

fn tally(out: &mut String, review: &Review) {
    let counts = &review.counts;
    let checks = |count: usize, one: &str, many: &str| match count {
        0 => String::new(),
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    };
    let parts = [
        if counts.pass == 0 { "nothing passes".to_owned() } else { checks(counts.pass, "check passes", "checks pass") },
        checks(counts.not_applicable, "does not apply", "do not apply"),
        checks(counts.not_due, "is due at a later stage", "are due at a later stage"),
    ];
    let sign = if counts.pass == 0 { '–' } else { '✓' };
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let _ = writeln!(out, "{sign} {}.", parts.join("; "));
}

fn files(out: &mut String, review: &Review) {
    let (unread, read): (Vec<_>, Vec<_>) = review.inputs.iter().partition(|input| input.kind == "unreadable");
    let _ = match read.len() {
        0 => Ok(()),
        1 => writeln!(out, "✓ 1 file was read."),
        count => writeln!(out, "✓ {count} files were read."),
    };
    if !unread.is_empty() {
        let _ = writeln!(out, "\nNot read ({})\n", unread.len());
        for input in unread {
            labelled(out, "  ? ", &format!("{}: {}.", plain(&input.path), input.why.trim_end_matches('.')));
        }
    }
    if !review.notices.is_empty() {
        let _ = writeln!(out, "\nNotices ({})\n", review.notices.len());
        for notice in &review.notices {
            labelled(out, "  – ", notice);
        }
    }
}
