//! LES-02: every action item has an owner, a date, a sign of success and a priority.

use std::collections::BTreeMap;

use crate::dossier::SourceId;
use crate::facts::{Kind, Lesson, Phrase, is_stated};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{clip, code, count, few, list};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "LES-02",
    name: "actions-complete",
    severity: Severity::Warn,
    stage: Some(Stage::Acceptance),
    needs: &[],
    checks: "Every action of the lessons learned has an owner and a due date, a success criterion and a priority. In the \
             profile `generic` a field is asked for only where other actions of the same document have it. More than \
             five actions of one retrospective are reported in the profile `aiwg`: three to five get done. An action \
             that is done is asked for nothing.",
    why: "An action without an owner and a date is a wish; the next release meets the same fault.",
    settings: &["profile"],
    source: "sprint-retrospective:168-171, :367, :376",
    judge,
};

const TABLE: &str = "| Action | Owner | Due Date | Success Criteria | Priority |\n|---|---|---|---|---|\n\
                     | what is done | name | 2026-12-20 | how its success is known | P1 |";
const MOST: usize = 5;

type Field = (&'static str, fn(&Lesson) -> Option<&Phrase>);

const FIELDS: [Field; 4] = [
    ("an owner", |lesson| lesson.owner.as_ref()),
    ("a due date", |lesson| lesson.due.as_ref()),
    ("a success criterion", |lesson| lesson.success.as_ref()),
    ("a priority", |lesson| lesson.priority.as_ref()),
];

fn judge(case: &Case<'_>, out: &mut Findings) {
    let mut by_file: BTreeMap<SourceId, Vec<&Lesson>> = BTreeMap::new();
    for lesson in &case.facts.lessons {
        by_file.entry(lesson.at.source).or_default().push(lesson);
    }
    if by_file.is_empty() {
        out.none(
            "action items",
            "The dossier holds no lessons learned with actions.",
            format!("Write the actions into the retrospective:\n\n{TABLE}"),
        );
    }
    for (source, lessons) in &by_file {
        // The follow-up actions of a test evaluation have a form of their own.
        let templated =
            case.policy.profile == Profile::Aiwg && case.facts.document(*source).kind == Kind::OtherDocument;
        let asked: Vec<Field> = FIELDS
            .into_iter()
            .filter(|(_, of)| templated || lessons.iter().any(|lesson| is_stated(of(lesson))))
            .collect();
        let Some(first) = lessons.first() else { continue };
        let subject = format!("actions in {}", case.file(first.at));
        if asked.is_empty() {
            let message = "The actions have neither owners nor dates.";
            out.none(subject, message, format!("Give each action an owner and a date:\n\n{TABLE}"))
                .at(few(lessons.iter().map(|lesson| lesson.at)));
            continue;
        }
        judge_file(&subject, lessons, &asked, out);
        if templated && lessons.len() > MOST {
            let message = format!("{}; three to five get done.", count(lessons.len(), "action"));
            out.fail(
                format!("number of {subject}"),
                message,
                "Choose the three to five that matter most, and keep the others as \
                      tickets.",
            )
            .at(few(lessons.iter().map(|lesson| lesson.at)));
        }
    }
}

fn judge_file(subject: &str, lessons: &[&Lesson], asked: &[Field], out: &mut Findings) {
    let mut good = Vec::new();
    for lesson in lessons {
        let lacks: Vec<&str> = asked.iter().filter(|(_, of)| !is_stated(of(lesson))).map(|(name, _)| *name).collect();
        if lacks.is_empty() || lesson.done {
            good.push(lesson.at);
        } else {
            let action = code(&clip(&lesson.action.value, 80));
            let message = format!("The action {action} lacks {}.", list(&lacks));
            let remedy = format!("Write {} beside the action:\n\n{TABLE}", list(&lacks));
            out.fail(format!("action {action}"), message, remedy).at([lesson.at]);
        }
    }
    if !good.is_empty() {
        let names: Vec<&str> = asked.iter().map(|(name, _)| *name).collect();
        out.pass(subject, format!("{} with {}, or done.", count(good.len(), "action"), list(&names))).at(few(good));
    }
}
