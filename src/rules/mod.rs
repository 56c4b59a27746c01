//! The rules. Each is one file with one declaration, from which the registry, the documentation, the JSON and the page derive.

mod adr;
mod case;
mod example;
mod family;
pub(crate) mod skeletons;
mod support;
mod waive;

mod acc;
mod ao;
mod apr;
mod bld;
mod bom;
mod chg;
mod com;
mod def;
mod env;
mod exe;
mod gat;
mod hyg;
mod i;
mod ii;
mod iii;
mod inc;
mod iv;
mod ix;
mod les;
mod pln;
mod rbk;
mod rsk;
mod tst;
mod vi;
mod vii;
mod viii;
mod x;
mod xi;
mod xii;

pub(crate) use ao::{Output, outputs};
pub use case::{Case, Finding, Findings};
pub use example::Sheet;
pub(crate) use exe::fired;
pub use family::Family;

use crate::facts::Kind;
use crate::policy::Stage;
use crate::review::{Answer, Severity};

/// One check.
pub struct Rule {
    /// Stable id, never reused, such as `IX-03`.
    pub id: &'static str,
    /// Readable name that states the condition, such as `grace-below-sigkill`.
    pub name: &'static str,
    /// How grave a failure is.
    pub severity: Severity,
    /// The first stage at which it is due; `None`: at any.
    pub stage: Option<Stage>,
    /// Kinds of documents of which at least one must be there. Without any, the rule has no evidence and folds under the
    /// first of them.
    pub needs: &'static [Kind],
    /// What it checks, in one or two sentences.
    pub checks: &'static str,
    /// Why it matters, in one or two sentences.
    pub why: &'static str,
    /// The settings of the policy that it reads, by their keys in `holdpoint.yaml`.
    pub settings: &'static [&'static str],
    /// Where it comes from: the line of the procedure (S…) or the template.
    pub source: &'static str,
    /// Judges.
    pub judge: fn(&Case<'_>, &mut Findings),
}

impl Rule {
    /// A dossier that fails it, and the same mended.
    pub fn example(&self) -> Option<&'static [Sheet; 2]> {
        example::example(self.id)
    }

    /// The rule of this id, however it is written: `ix-03` is `IX-03`.
    pub fn of(id: &str) -> Option<&'static Self> {
        all().find(|rule| rule.id.eq_ignore_ascii_case(id.trim()))
    }
}

/// Every rule, in the order of the procedure.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    const FAMILIES: &[&[&Rule]] = &[
        hyg::RULES,
        bld::RULES,
        tst::RULES,
        def::RULES,
        rsk::RULES,
        apr::RULES,
        gat::RULES,
        chg::RULES,
        env::RULES,
        pln::RULES,
        com::RULES,
        exe::RULES,
        acc::RULES,
        rbk::RULES,
        bom::RULES,
        inc::RULES,
        les::RULES,
        ao::RULES,
        ix::RULES,
        iii::RULES,
        xii::RULES,
        x::RULES,
        i::RULES,
        ii::RULES,
        iv::RULES,
        vi::RULES,
        vii::RULES,
        viii::RULES,
        xi::RULES,
    ];
    FAMILIES.iter().copied().flatten().copied()
}

/// Runs every rule.
pub fn run(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = Findings::default();
    for rule in all() {
        findings.begin(rule);
        if rule.stage.is_some_and(|stage| stage > case.stage) {
            findings.answer(
                Answer::NotDue,
                "this release",
                format!("Due at stage {}.", rule.stage.unwrap_or_default()),
                "",
            );
        } else if let Some(missing) = missing(rule, case) {
            findings.missing(missing);
        } else {
            (rule.judge)(case, &mut findings);
        }
        findings.end();
    }
    let mut findings = findings.into_vec();
    waive::apply(case, &mut findings);
    findings
}

/// The document that the rule waits for, if none of those that it needs is there.
fn missing(rule: &Rule, case: &Case<'_>) -> Option<Kind> {
    let none = !rule.needs.iter().any(|kind| case.facts.has(*kind));
    rule.needs.first().copied().filter(|_| none)
}
