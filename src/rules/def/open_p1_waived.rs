//! DEF-02: no P1 is open without a waiver that names who allowed it, until when, and what helps meanwhile.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::facts::{Defect, DefectSeverity, Kind, Place, Waiver, is_stated};
use crate::policy::{Profile, Stage};
use crate::review::Severity;
use crate::rules::support::{clip, code, count, few, id_key, list};
use crate::rules::{Case, Findings, Rule};

pub(super) static RULE: Rule = Rule {
    id: "DEF-02",
    name: "open-p1-waived",
    severity: Severity::Error,
    stage: Some(Stage::Readiness),
    needs: &[],
    checks: "Each open defect of severity P1 (high, major) has a workaround and a waiver, in its row or as one whose \
             rule is the defect's id; the waiver names who allowed it and a last day that is not past. In the profile \
             `generic` a P1 with a workaround and no waiver, or with a waiver that lacks a part, is a condition and \
             no stop; an expired waiver is a stop everywhere.",
    why: "A grave fault can be lived with for a while, by somebody's decision. Without that decision it is only \
          overlooked.",
    settings: &["profile", "waivers"],
    source: "S17; GC:393, HC:125; FX:701",
    judge,
};

const REMEDY: &str = "Close the defect with a verified fix, or write its waiver: `<!-- holdpoint:allow DEF-ID \"subject\" \
                      until=YYYY-MM-DD by=\"Name\" : reason -->`, and a workaround in the defect list.";

fn judge(case: &Case<'_>, out: &mut Findings) {
    let (defects, counts) = (&case.facts.defects, &case.facts.defect_counts);
    if defects.is_empty() && counts.is_empty() {
        if case.facts.has(Kind::DefectList) || case.facts.has(Kind::TestEvaluation) {
            let places = case.start_of(Kind::DefectList).or_else(|| case.start_of(Kind::TestEvaluation));
            let remedy = "Add the open defects, or their counts by severity.";
            out.none("open P1 defects", "No document lists or counts the open defects.", remedy).at(places);
        } else {
            out.missing(Kind::DefectList);
        }
        return;
    }
    let grave = |defect: &&Defect| {
        defect.open && defect.severity.as_ref().is_some_and(|severity| severity.value == DefectSeverity::P1)
    };
    let open: Vec<&Defect> = defects.iter().filter(grave).collect();
    if !open.is_empty() {
        let known = Known::of(case);
        for defect in &open {
            judge_one(case, &known, defect, out);
        }
    }
    if !open.is_empty() {
        return;
    }
    if let Some(some) = counts.iter().find(|count| count.severity == DefectSeverity::P1 && count.open.value > 0) {
        let message = format!(
            "The defect summary counts {} open, and no list says which and who allowed it.",
            count(some.open.value as usize, "P1 defect")
        );
        out.fail("open P1 defects", message, REMEDY).severity(case.by_profile()).at([some.open.at]);
        return;
    }
    let zero = counts.iter().filter(|count| count.severity == DefectSeverity::P1);
    let places: Vec<Place> = zero.map(|count| count.open.at).chain(defects.iter().map(|defect| defect.id.at)).collect();
    let unrated: Vec<Place> =
        defects.iter().filter(|defect| defect.open && defect.severity.is_none()).map(|defect| defect.id.at).collect();
    if !unrated.is_empty() {
        let message = format!("{} without a severity may be a P1.", count(unrated.len(), "open defect"));
        out.none("open P1 defects", message, "Give each open defect a severity, P0 to P4.").at(few(unrated));
    } else if places.is_empty() {
        out.none("open P1 defects", "The defect summary has no count of open P1 defects.", "Add the row for P1.")
            .at(few(counts.iter().map(|count| count.open.at)));
    } else {
        out.pass("open P1 defects", "No P1 defect is open.").at(few(places));
    }
}

impl Case<'_> {
    /// How grave it is that a form of the templates is not kept: elsewhere it is a condition.
    fn by_profile(&self) -> Severity {
        if self.policy.profile == Profile::Aiwg { Severity::Error } else { Severity::Warn }
    }
}

/// What lets a defect stand.
struct Leave {
    by: Option<String>,
    until: Option<Date>,
    /// What the waiver lacks beside approver and last day.
    missing: Vec<&'static str>,
    at: Place,
}

/// Waivers and workarounds that stand elsewhere, by the ids of their defects.
struct Known<'a> {
    waivers: BTreeMap<String, &'a Waiver>,
    workarounds: BTreeMap<String, Place>,
}

impl<'a> Known<'a> {
    fn of(case: &Case<'a>) -> Self {
        let mut waivers: Vec<&Waiver> = case.facts.waivers.iter().collect();
        // Of several the one that lasts longest counts.
        waivers.sort_by_key(|waiver| waiver.until);
        let issues = case.facts.known_issues.iter().filter(|issue| issue.workaround);
        Self {
            waivers: waivers.into_iter().map(|waiver| (id_key(&waiver.rule), waiver)).collect(),
            workarounds: issues.flat_map(|issue| issue.ids.iter().map(|id| (id_key(id), issue.text.at))).collect(),
        }
    }
}

impl Leave {
    fn of(known: &Known<'_>, defect: &Defect) -> Option<Self> {
        let in_list = known.waivers.get(&id_key(&defect.id.value)).map(|waiver| Self {
            by: waiver.by.clone(),
            until: waiver.until,
            missing: waiver.reason.is_none().then_some("reason").into_iter().collect(),
            at: waiver.at,
        });
        let in_row = || {
            let at = defect.waiver.as_ref()?.at;
            Some(Self { by: defect.waived_by.clone(), until: defect.waived_until, missing: Vec::new(), at })
        };
        in_list.or_else(in_row)
    }

    fn lacks(&self) -> Vec<&'static str> {
        let mut lacks = self.missing.clone();
        lacks.extend(self.by.is_none().then_some("approver"));
        lacks.extend(self.until.is_none().then_some("last day"));
        lacks
    }
}

fn judge_one(case: &Case<'_>, known: &Known<'_>, defect: &Defect, out: &mut Findings) {
    let id = code(&clip(&defect.id.value, 60));
    let subject = format!("defect {id}");
    let title = defect.title.as_ref().map_or(String::new(), |title| format!(" ({})", clip(&title.value, 80)));
    let places = [Some(defect.id.at), defect.severity.as_ref().map(|said| said.at)].into_iter().flatten();
    let helped = workaround(known, defect);
    let Some(leave) = Leave::of(known, defect) else {
        let (severity, tail) = match helped {
            Some(_) => (case.by_profile(), "it has a workaround, but no waiver says who accepted it and until when"),
            None => (Severity::Error, "it has neither a workaround nor a waiver"),
        };
        out.fail(subject, format!("{id}{title} is a P1 and open: {tail}."), REMEDY)
            .severity(severity)
            .at(places)
            .at(defect.status.as_ref().map(|status| status.at))
            .at(helped);
        return;
    };
    let lacks = leave.lacks();
    if let Some(last) = leave.until.filter(|last| *last < case.today()) {
        let message = format!("{id}{title} is a P1 and open; its waiver ended on {last}, before {}.", case.today());
        let remedy = "Fix the defect, or have the waiver renewed with a later last day.";
        out.fail(subject, message, remedy).at(places).at([leave.at]);
    } else if !lacks.is_empty() {
        let message = format!("{id}{title} is a P1 and open; its waiver does not name its {}.", list(&lacks));
        let remedy =
            "Write into the waiver who allowed it and until which day, for instance \"A. Novak, until 2026-12-31\".";
        out.fail(subject, message, remedy).severity(case.by_profile()).at(places).at([leave.at]);
    } else if helped.is_none() {
        let message = format!("{id}{title} is a P1 and waived, and nothing says what helps until it is mended.");
        out.fail(subject, message, "Write the workaround into the row of the defect.")
            .severity(case.by_profile())
            .at(places)
            .at([leave.at]);
    } else {
        let (by, until) = (leave.by.unwrap_or_default(), leave.until.map(|day| day.to_string()).unwrap_or_default());
        out.pass(subject, format!("{id} is a P1 and open; {} allowed that until {until}.", clip(&by, 60)))
            .at(places)
            .at([leave.at])
            .at(helped);
    }
}

/// Where the workaround stands: in the row, or in a known issue of the same id.
fn workaround(known: &Known<'_>, defect: &Defect) -> Option<Place> {
    let row = defect.workaround.as_ref().filter(|_| is_stated(defect.workaround.as_ref())).map(|cell| cell.at);
    row.or_else(|| known.workarounds.get(&id_key(&defect.id.value)).copied())
}
