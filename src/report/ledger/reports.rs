//! What reports of the build, of regression gates and of security scans state.

use super::meaning::{Meant, at, normal, number};
use super::{Card, Shown};
use crate::facts::{BuildResult, Content, Phrase, RegressionGate, Said, SecurityScan, TestVerdict};

impl Shown for BuildResult {
    fn show(&self, card: &mut Card<'_>) {
        let Self { title, version, exit_code, compile_errors, lint_errors, lint_warnings, status } = self;
        let status = status.as_ref().map(|said| {
            let word = match said.value {
                TestVerdict::Passed => "succeeded",
                TestVerdict::Failed => "failed",
                TestVerdict::NotRun => "not run",
            };
            normal(word, said.at)
        });
        card.named(title)
            .say("Release", version)
            .say("Exit code", exit_code)
            .say("Compile errors", compile_errors)
            .say("Lint errors", lint_errors)
            .say("Lint warnings", lint_warnings)
            .say("Status", status);
    }
}

impl Shown for RegressionGate {
    fn show(&self, card: &mut Card<'_>) {
        let Self { title, baseline, candidate, rate, threshold } = self;
        card.named(title)
            .say("Passed before", baseline)
            .say("Passed now", candidate)
            .say("Stated rate", percent(rate.as_ref()))
            .say("Threshold", percent(threshold.as_ref()));
    }
}

impl Shown for SecurityScan {
    fn show(&self, card: &mut Card<'_>) {
        let Self { title, critical, high, secrets, licences } = self;
        card.named(title)
            .say("Critical", critical)
            .say("High", high)
            .say("Secrets", secrets.as_ref().map(checked))
            .say("Licences", licences.as_ref().map(checked));
    }
}

impl Shown for Content {
    fn show(&self, card: &mut Card<'_>) {
        let Self { path, sha256, at } = self;
        card.subject(path, *at).say("SHA-256", sha256);
    }
}

fn percent(said: Option<&Said<f64>>) -> Option<Meant> {
    said.map(|said| normal(format!("{} %", number(said.value)), said.at))
}

fn checked((said, good): &(Phrase, bool)) -> Meant {
    at(format!("{} ({})", said.value, if *good { "in order" } else { "not in order" }), said.at)
}
