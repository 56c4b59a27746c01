//! TST-10: the security scan found no more than the policy allows.

use crate::facts::{Analysis, Place, SecurityScan};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{clip, code, count, list};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "TST-10",
    name: "scan-within-limits",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "The reports of security scans count no more open critical and high findings than the policy allows, no \
             secret in the code, and no breach of licences. SARIF logs count where their tool scores vulnerabilities \
             (`security-severity`: critical from 9.0, high from 7.0). Without a scan the rule does not apply outside \
             the profile `aiwg`.",
    why: "A known hole in a release is an invitation with a date on it.",
    settings: &["vulnerabilities", "profile"],
    source: "GC:385, FD:390, QG:504-513",
    judge,
};

const REMEDY: &str = "Fix or update what the scan names, and scan again; what must stay needs a waiver, or another limit in \
                      `vulnerabilities` of `holdpoint.yaml`.";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let scored: Vec<&Analysis> = case.facts.analyses.iter().filter(|run| run.critical.is_some()).collect();
    if case.facts.scans.is_empty() && scored.is_empty() {
        let message = "The dossier holds no report of a security scan.";
        if case.policy.profile == Profile::Aiwg {
            let remedy = "Add the report of the scan:\n\n| Severity | Open |\n|---|---|\n| Critical | |\n| High | |";
            out.none("security scan", message, remedy);
        } else {
            out.idle("security scan", message);
        }
    }
    for scan in &case.facts.scans {
        judge_report(case, scan, out);
    }
    for run in scored {
        let subject = format!("scan by {} in {}", code(&clip(&run.tool.value, 60)), case.file(run.at));
        let mut found = Found::default();
        found.number(run.critical.unwrap_or(0), case.policy.vulnerabilities.critical, "critical", run.at);
        found.number(run.high.unwrap_or(0), case.policy.vulnerabilities.high, "high", run.at);
        found.report(subject, out);
    }
}

fn judge_report(case: &Case<'_>, scan: &SecurityScan, out: &mut Findings) {
    let mut found = Found::default();
    let limits = case.policy.vulnerabilities;
    for (said, limit, word) in [(&scan.critical, limits.critical, "critical"), (&scan.high, limits.high, "high")] {
        if let Some(said) = said {
            found.number(said.value, limit, word, said.at);
        }
    }
    for (checked, what) in [(&scan.secrets, "secrets"), (&scan.licences, "licences")] {
        let Some((said, clean)) = checked else { continue };
        found.places.push(said.at);
        let told = format!("{} for {what}", code(&clip(&said.value, 60)));
        if *clean { found.good.push(told) } else { found.bad.push(told) }
    }
    found.report(format!("scan in {}", case.file(scan.title.at)), out);
}

/// What a scan says, held against the limits.
#[derive(Default)]
struct Found {
    good: Vec<String>,
    bad: Vec<String>,
    places: Vec<Place>,
}

impl Found {
    fn number(&mut self, number: u64, limit: f64, word: &str, at: Place) {
        let told = count(usize::try_from(number).unwrap_or(usize::MAX), &format!("{word} finding"));
        self.places.push(at);
        if number as f64 > limit {
            self.bad.push(format!("{told} ({limit} may be open)"));
        } else {
            self.good.push(told);
        }
    }

    fn report(self, subject: String, out: &mut Findings) {
        if self.bad.is_empty() {
            out.pass(subject, format!("The scan is within the limits: {}.", list(&self.good))).at(self.places);
        } else {
            out.fail(subject, format!("The scan is not within the limits: {}.", list(&self.bad)), REMEDY)
                .at(self.places);
        }
    }
}
