//! BLD-02: the build ended well.

use crate::facts::{BuildResult, Place, Said, TestVerdict};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{list, once};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "BLD-02",
    name: "build-succeeded",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "Each report of the build states an exit code of 0, no compile error, no lint error, no more lint \
             warnings than the policy allows, and no status of failure, as far as it states them. Too many warnings \
             are a condition outside the profile `aiwg`.",
    why: "An artifact of a build that failed may hold old parts, or half of the new ones.",
    settings: &["lint_warnings", "profile"],
    source: "QG:477-488",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    if case.facts.builds.is_empty() {
        let message = "No report tells how the build ended.";
        if case.policy.profile == Profile::Aiwg {
            let remedy = "Add the report of the build:\n\n| Item | Value |\n|---|---|\n| Release | |\n| Exit code | 0 |\n| \
                          Compile errors | 0 |\n| Lint errors | 0 |\n| Lint warnings | |";
            out.none("build", message, remedy);
        } else {
            out.idle("build", message);
        }
        return;
    }
    let mut silent: Vec<&BuildResult> = Vec::new();
    let mut judged = false;
    for build in &case.facts.builds {
        if judge_one(case, build, out) { judged = true } else { silent.push(build) }
    }
    if !judged {
        let remedy = "Write the exit code of the build and the numbers of errors and warnings into its report.";
        let places = once(silent.iter().map(|build| build.title.at));
        if case.policy.profile == Profile::Aiwg {
            out.none("build", "The report of the build does not say how it ended.", remedy).at(places);
        } else {
            out.idle("build", "The report of the build does not say how it ended.").at(places);
        }
    }
}

/// Whether the report states anything of how the build ended; reports it.
fn judge_one(case: &Case<'_>, build: &BuildResult, out: &mut Findings) -> bool {
    let mut bad: Vec<String> = Vec::new();
    let mut places: Vec<Place> = Vec::new();
    let mut stated = 0_usize;
    let numbers = [
        ("exit code", &build.exit_code),
        ("number of compile errors", &build.compile_errors),
        ("number of lint errors", &build.lint_errors),
    ];
    for (name, said) in numbers {
        let Some(said) = said else { continue };
        stated += 1;
        if said.value != 0 {
            bad.push(format!("its {name} is {}", said.value));
        }
        places.push(said.at);
    }
    if let Some(status) = &build.status {
        stated += 1;
        if status.value == TestVerdict::Failed {
            bad.push("its status says that it failed".to_owned());
        }
        places.push(status.at);
    }
    let subject = format!("build in {}", case.file(build.title.at));
    let many = |said: &&Said<u64>| said.value as f64 > case.policy.lint_warnings;
    let warnings = build.lint_warnings.as_ref();
    let grave = !bad.is_empty();
    if let Some(said) = warnings {
        stated += 1;
        if many(&said) {
            bad.push(format!("it has {} lint warnings, and {} are allowed", said.value, case.policy.lint_warnings));
        }
        places.push(said.at);
    }
    if stated == 0 {
        return false;
    }
    if bad.is_empty() {
        out.pass(subject, "The build ended well: neither errors nor too many warnings are stated.").at(places);
    } else {
        let message = format!("The build did not end well: {}.", list(&bad));
        let remedy = "Fix what the build reports, build again, and replace the report and the artifact.";
        let severity = if grave || case.policy.profile == Profile::Aiwg { Severity::Error } else { Severity::Warn };
        out.fail(subject, message, remedy).severity(severity).at(places);
    }
    true
}
