//! Facts as lines that people can compare.

use holdpoint::Reading;
use holdpoint::facts::{Party, Phase, Phrase, Place, StrategyKind};

type Family = (&'static str, fn(&Reading) -> Vec<String>);

/// The families, in the order in which a block has them.
pub(super) const FAMILIES: [Family; 15] = [
    ("documents", documents),
    ("steps", steps),
    ("rollback", rollbacks),
    ("triggers", triggers),
    ("communication", communications),
    ("windows", windows),
    ("approvals", approvals),
    ("go", go),
    ("checks", checks),
    ("boxes", boxes),
    ("strategy", strategy),
    ("change", changes),
    ("operations", operations),
    ("admin", admin),
    ("downtime", downtimes),
];

fn line(reading: &Reading, at: Place) -> usize {
    let source = reading.source(at.source);
    source.text.get(..at.span.start as usize).unwrap_or_default().matches('\n').count() + 1
}

/// A line from a fact's place and its parts; those that say nothing are left out.
fn fact(reading: &Reading, at: Place, parts: &[(&str, Option<String>)]) -> String {
    let said = parts.iter().filter_map(|(name, value)| {
        let value = value.as_ref().filter(|value| !value.is_empty())?;
        Some(if name.is_empty() { value.clone() } else { format!("{name} {value}") })
    });
    format!("{} {}", line(reading, at), said.collect::<Vec<_>>().join("; "))
}

#[expect(clippy::unnecessary_wraps, reason = "each part of a line may be missing")]
fn text(phrase: &Phrase) -> Option<String> {
    Some(phrase.value.replace('\n', " ⏎ "))
}

fn maybe(phrase: Option<&Phrase>) -> Option<String> {
    phrase.and_then(text)
}

#[expect(clippy::unnecessary_wraps, reason = "each part of a line may be missing")]
fn minutes(value: f64) -> Option<String> {
    Some(format!("{} min", (value * 100.0).round() / 100.0))
}

fn party(party: &Party) -> Option<String> {
    let pairs = [("", &party.name), ("as ", &party.role), ("at ", &party.reach)];
    let said: Vec<String> =
        pairs.iter().filter_map(|(joint, value)| Some(format!("{joint}{}", value.as_ref()?))).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

fn phase(phase: Option<Phase>) -> Option<String> {
    phase.map(|phase| phase.word().to_owned())
}

fn yes(word: &str, is: bool) -> Option<String> {
    is.then(|| word.to_owned())
}

fn documents(reading: &Reading) -> Vec<String> {
    let all = reading.facts.documents.iter();
    all.map(|document| format!("{} is a {}", document.path, document.kind.title())).collect()
}

fn steps(reading: &Reading) -> Vec<String> {
    let all = reading.facts.steps.iter().map(|step| {
        fact(
            reading,
            step.at,
            &[
                ("step", Some(step.number.clone())),
                ("", text(&step.action)),
                ("by", party(&step.party)),
                ("start", maybe(step.start.as_ref())),
                ("offset", step.offset.and_then(minutes)),
                ("end", maybe(step.end.as_ref())),
                ("takes", step.duration.as_ref().and_then(|duration| minutes(duration.value))),
                ("undo", maybe(step.rollback.as_ref())),
                ("phase", maybe(step.phase.as_ref())),
                (
                    "runs",
                    (!step.commands.is_empty())
                        .then(|| step.commands.iter().filter_map(text).collect::<Vec<_>>().join(" && ")),
                ),
                ("tasks", (!step.admin_tasks.is_empty()).then(|| step.admin_tasks.join(" "))),
                ("", yes("observes", step.observes)),
                ("", yes("loose", step.loose)),
            ],
        )
    });
    all.collect()
}

fn rollbacks(reading: &Reading) -> Vec<String> {
    let places = |places: &[Place]| {
        let lines: Vec<String> = places.iter().map(|place| line(reading, *place).to_string()).collect();
        (!lines.is_empty()).then(|| lines.join(","))
    };
    let all = reading.facts.rollbacks.iter().map(|rollback| {
        fact(
            reading,
            rollback.title.at,
            &[
                ("rollback", text(&rollback.title)),
                ("", yes("separate", rollback.separate)),
                ("triggers", places(&rollback.triggers)),
                ("procedure", places(&rollback.procedure)),
                ("decided by", party(&rollback.decider)),
                ("within", rollback.objective.as_ref().and_then(|objective| minutes(objective.value))),
                ("no return", maybe(rollback.no_return.as_ref())),
                ("data", maybe(rollback.data.as_ref())),
                ("refused", maybe(rollback.refusal.as_ref())),
                ("same version", maybe(rollback.same_version.as_ref())),
            ],
        )
    });
    all.collect()
}

fn triggers(reading: &Reading) -> Vec<String> {
    let all = reading.facts.triggers.iter().map(|trigger| {
        let limit = trigger.limit.as_ref();
        fact(
            reading,
            trigger.text.at,
            &[
                ("trigger", trigger.metric.clone().or_else(|| text(&trigger.text))),
                (
                    "",
                    limit.map(|limit| {
                        format!("{} {} {}", limit.comparator.sign(), limit.number, limit.unit).trim().to_owned()
                    }),
                ),
                ("for", trigger.window.as_ref().and_then(|window| minutes(window.value))),
                ("then", maybe(trigger.action.as_ref())),
                ("", yes("not measurable", !trigger.measurable)),
            ],
        )
    });
    all.collect()
}

fn communications(reading: &Reading) -> Vec<String> {
    let all = reading.facts.communications.iter().map(|entry| {
        fact(
            reading,
            entry.at,
            &[
                ("tell", maybe(entry.audience.as_ref())),
                ("", phase(entry.phase)),
                ("when", maybe(entry.when.as_ref())),
                ("by", maybe(entry.channel.as_ref())),
                ("from", maybe(entry.owner.as_ref())),
                ("saying", maybe(entry.message.as_ref())),
                ("next", maybe(entry.next_update.as_ref())),
            ],
        )
    });
    all.collect()
}

fn windows(reading: &Reading) -> Vec<String> {
    let facts = &reading.facts;
    let all = facts.windows.iter().map(|window| ("window", window));
    let all = all.chain(facts.freezes.iter().map(|window| ("freeze", window)));
    let show = |moment: Option<jiff::civil::DateTime>| {
        moment.map_or("?".to_owned(), |moment| moment.strftime("%Y-%m-%d %H:%M").to_string())
    };
    let stamp = |second: i64| jiff::Timestamp::from_second(second).map_or_else(|_| "?".to_owned(), |at| at.to_string());
    all.map(|(name, window)| {
        let zone = window.zone.clone().unwrap_or_else(|| "?".to_owned());
        let span = format!("{} to {} {zone}", show(window.start), show(window.end));
        let utc = window.utc.map(|(start, end)| format!("{} to {}", stamp(start), stamp(end)));
        fact(reading, window.text.at, &[(name, Some(span)), ("utc", utc)])
    })
    .collect()
}

fn approvals(reading: &Reading) -> Vec<String> {
    let facts = &reading.facts;
    let all = facts.approvals.iter().map(|approval| ("approval", approval));
    let all = all.chain(facts.sign_offs.iter().map(|approval| ("sign-off", approval)));
    all.map(|(name, approval)| {
        let conditions: Vec<&str> = approval.conditions.iter().map(|condition| condition.value.as_str()).collect();
        fact(
            reading,
            approval.at,
            &[
                (
                    name,
                    Some(approval.decided.map_or("open".to_owned(), |decided| format!("{decided:?}").to_lowercase())),
                ),
                ("role", maybe(approval.role.as_ref())),
                ("name", maybe(approval.name.as_ref())),
                ("says", maybe(approval.decision.as_ref())),
                ("day", approval.day.map(|day| day.to_string())),
                ("of", maybe(approval.about.as_ref())),
                ("if", (!conditions.is_empty()).then(|| conditions.join(" & "))),
            ],
        )
    })
    .collect()
}

fn go(reading: &Reading) -> Vec<String> {
    let all = reading.facts.go_statements.iter().map(|statement| {
        fact(
            reading,
            statement.text.at,
            &[
                ("", Some(format!("{:?}", statement.word))),
                ("about", Some(format!("{:?}", statement.topic))),
                ("version", statement.version.clone()),
                ("day", statement.day.map(|day| day.to_string())),
                ("", yes("not current", !statement.current)),
            ],
        )
    });
    all.collect()
}

fn checks(reading: &Reading) -> Vec<String> {
    let all = reading.facts.checks.iter().map(|check| {
        fact(
            reading,
            check.at,
            &[
                ("check", text(&check.what)),
                ("how", maybe(check.how.as_ref())),
                ("expected", maybe(check.expected.as_ref())),
                ("by", maybe(check.owner.as_ref())),
                ("", phase(check.phase)),
            ],
        )
    });
    all.collect()
}

fn operations(reading: &Reading) -> Vec<String> {
    let facts = &reading.facts;
    let said = facts.operations.iter().map(|one| (format!("{:?}", one.class), "operation", &one.sentence));
    let denied = facts.not_needed.iter().map(|one| {
        let class = one.class.map_or("admin tasks".to_owned(), |class| format!("{class:?}"));
        (class, "not needed", &one.sentence)
    });
    let all = said.chain(denied);
    all.map(|(class, name, said)| fact(reading, said.at, &[(name, Some(class)), ("", text(said))])).collect()
}

fn admin(reading: &Reading) -> Vec<String> {
    let facts = &reading.facts;
    let commands = facts.admin_commands.iter().map(|one| ("command", &one.command, one.runs.as_ref()));
    let by_hand = facts.ad_hoc.iter().map(|one| ("by hand", &one.command, None));
    let all = commands.chain(by_hand);
    all.map(|(name, said, runs)| fact(reading, said.at, &[(name, text(said)), ("runs", maybe(runs))])).collect()
}

fn boxes(reading: &Reading) -> Vec<String> {
    let all = reading.facts.check_items.iter().map(|item| {
        let mark = match item.ticked {
            Some(true) => "[x]",
            Some(false) => "[ ]",
            None => "[-]",
        };
        fact(
            reading,
            item.text.at,
            &[
                (mark, text(&item.text)),
                ("by", maybe(item.owner.as_ref())),
                ("in", text(&item.section)),
                ("", phase(item.phase)),
                ("", yes("prerequisite", item.prerequisite)),
            ],
        )
    });
    all.collect()
}

fn strategy(reading: &Reading) -> Vec<String> {
    let kind = |kind: StrategyKind| Some(kind.word().to_owned());
    let stages = |stages: &[f64]| {
        let shown: Vec<String> = stages.iter().map(f64::to_string).collect();
        (!shown.is_empty()).then(|| shown.join(" "))
    };
    let all = reading.facts.strategies.iter();
    let named = all.map(|strategy| {
        fact(reading, strategy.text.at, &[("strategy", kind(strategy.kind)), ("stages", stages(&strategy.stages))])
    });
    let watched = reading.facts.observations.iter();
    named.chain(watched.map(|time| fact(reading, time.at, &[("observed", minutes(time.value))]))).collect()
}

fn downtimes(reading: &Reading) -> Vec<String> {
    reading.facts.downtimes.iter().map(|said| fact(reading, said.at, &[("", text(said))])).collect()
}

fn changes(reading: &Reading) -> Vec<String> {
    let all = reading.facts.change_requests.iter().map(|change| {
        fact(
            reading,
            change.id.at,
            &[
                ("change", text(&change.id)),
                ("type", change.class.map(|class| format!("{class:?}").to_lowercase())),
                ("priority", maybe(change.priority.as_ref())),
                ("status", maybe(change.status.as_ref())),
                ("risk", maybe(change.risk.as_ref())),
                ("links", (!change.links.is_empty()).then(|| change.links.len().to_string())),
            ],
        )
    });
    all.collect()
}
