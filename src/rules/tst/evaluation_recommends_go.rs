//! TST-08: the test evaluation recommends to go.

use crate::facts::{Kind, Phrase, Recommendation};
use crate::policy::Stage;
use crate::review::Severity;
use crate::rules::support::{clip, code, count, few, list};
use crate::rules::{Case, Findings, Rule};
use crate::vocabulary::GoWord;

pub(super) static RULE: Rule = Rule {
    id: "TST-08",
    name: "evaluation-recommends-go",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "The go/no-go recommendation of the test evaluation is GO, or CONDITIONAL GO with every condition ticked or \
             closed.",
    why: "The people who tested the release know its faults best. To go against their word needs a decision, not an \
          oversight.",
    settings: &[],
    source: "TE:37-38; FX:618",
    judge,
};

fn judge(case: &Case<'_>, out: &mut Findings) {
    if case.facts.recommendations.is_empty() {
        none(case, out);
    }
    for recommendation in &case.facts.recommendations {
        judge_one(case, recommendation, out);
    }
}

fn none(case: &Case<'_>, out: &mut Findings) {
    if !case.facts.has(Kind::TestEvaluation) {
        out.missing(Kind::TestEvaluation);
        return;
    }
    let remedy = "Write the recommendation in its section \"Risks and Recommendations\": GO, CONDITIONAL GO with the \
                  conditions as a checklist, or NO-GO.";
    out.none("recommendation", "The test evaluation gives no go/no-go recommendation.", remedy)
        .at(case.start_of(Kind::TestEvaluation));
}

fn judge_one(case: &Case<'_>, recommendation: &Recommendation, out: &mut Findings) {
    let sentence = &recommendation.sentence;
    let subject = format!("recommendation in {}", case.file(sentence.at));
    match recommendation.decision {
        GoWord::Go => {
            out.pass(subject, "The test evaluation recommends GO.").at([sentence.at]);
        }
        GoWord::NoGo => {
            let message = format!("The test evaluation recommends NO-GO: {}.", code(&clip(&sentence.value, 120)));
            out.fail(
                subject,
                message,
                "Resolve what the evaluation names, test again, and record the new recommendation.",
            )
            .at([sentence.at]);
        }
        GoWord::Conditional => conditional(subject, recommendation, out),
    }
}

fn conditional(subject: String, recommendation: &Recommendation, out: &mut Findings) {
    let sentence = recommendation.sentence.at;
    let open: Vec<&Phrase> =
        recommendation.conditions.iter().filter(|(_, closed)| !closed).map(|(condition, _)| condition).collect();
    if recommendation.conditions.is_empty() {
        let remedy = "List the conditions below the recommendation as a checklist, and tick those that are met.";
        out.none(
            subject,
            "The test evaluation recommends CONDITIONAL GO, and no list says on which conditions.",
            remedy,
        )
        .at([sentence]);
    } else if open.is_empty() {
        let met = recommendation.conditions.len();
        out.pass(
            subject,
            format!("The test evaluation recommends CONDITIONAL GO, and its {} met.", conditions_are(met)),
        )
        .at([sentence])
        .at(few(recommendation.conditions.iter().map(|(condition, _)| condition.at)));
    } else {
        let names: Vec<String> = open.iter().map(|condition| code(&clip(&condition.value, 60))).collect();
        let message = format!(
            "The test evaluation recommends CONDITIONAL GO, and its {} still open: {}.",
            conditions_are(open.len()),
            list(&names)
        );
        out.fail(subject, message, "Meet each condition, then tick it in the test evaluation.")
            .at([sentence])
            .at(few(open.iter().map(|condition| condition.at)));
    }
}

fn conditions_are(amount: usize) -> String {
    format!("{} {}", count(amount, "condition"), crate::rules::support::are(amount))
}
