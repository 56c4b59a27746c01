//! Documents: known by title, sections and columns.

use crate::dossier::Source;
use crate::facts::Kind;
use crate::outline::{Format, Outline};
use crate::vocabulary::{self, Column, Section};

/// What is known of how a kind of document looks.
struct Look {
    kind: Kind,
    /// Phrases of titles and file names.
    names: &'static [&'static str],
    /// Sections that such a document has.
    sections: &'static [Section],
    /// Columns that stand together in one of its tables.
    columns: &'static [Column],
}

const LOOKS: [Look; 22] = [
    Look {
        kind: Kind::DeploymentPlan,
        names: &[
            "deployment plan",
            "release plan",
            "rollout plan",
            "deployment guide",
            "deployment procedure",
            "deployment checklist",
            "release checklist",
            "deployment runbook",
            "cutover plan",
            "go live plan",
            "implementation plan",
            "deployment",
            "deploy",
            "rollout",
            "release process",
            "release procedure",
            "deployment instructions",
            "how to deploy",
            "deploying",
        ],
        sections: &[
            Section::Steps,
            Section::Rollback,
            Section::Schedule,
            Section::Communication,
            Section::Strategy,
            Section::Deployments,
        ],
        columns: &[Column::Step, Column::Owner],
    },
    Look {
        kind: Kind::Environment,
        names: &[
            "deployment environment",
            "environment definition",
            "environments",
            "environment definitions",
            "environment",
            "production definition",
            "staging definition",
            "environment overview",
        ],
        sections: &[Section::Parity, Section::Variables],
        columns: &[Column::Variable, Column::Required],
    },
    Look {
        kind: Kind::Architecture,
        names: &[
            "software architecture document",
            "software architecture",
            "architecture document",
            "architecture",
            "sad",
            "software architecture doc",
        ],
        sections: &[Section::Processes, Section::Disposability],
        columns: &[Column::ProcessType, Column::ScalingAxis],
    },
    Look {
        kind: Kind::TestEvaluation,
        names: &[
            "test evaluation summary",
            "test evaluation",
            "test execution report",
            "test summary",
            "test report",
            "test results",
            "test summary report",
        ],
        sections: &[Section::TestResults, Section::Defects, Section::Recommendation],
        columns: &[Column::Level, Column::Passed, Column::Failed],
    },
    Look {
        kind: Kind::ReleaseNotes,
        names: &["release notes", "release note", "what s new"],
        sections: &[Section::Highlights, Section::KnownIssues, Section::Breaking, Section::Upgrade],
        columns: &[],
    },
    Look {
        kind: Kind::AcceptancePlan,
        names: &["product acceptance plan", "acceptance plan", "acceptance test plan", "uat plan", "acceptance"],
        sections: &[Section::Criteria, Section::SignOff],
        columns: &[Column::CriterionId],
    },
    Look {
        kind: Kind::SupportRunbook,
        names: &[
            "support runbook",
            "runbook",
            "operations runbook",
            "runbook updates",
            "operations manual",
            "operations handbook",
        ],
        sections: &[Section::OnCall],
        columns: &[],
    },
    Look {
        kind: Kind::BillOfMaterials,
        names: &["bill of materials", "bom", "software bill of materials", "sbom"],
        sections: &[],
        columns: &[],
    },
    Look {
        kind: Kind::ReadinessReview,
        names: &[
            "operational readiness review",
            "operational readiness",
            "production readiness review",
            "readiness review",
            "orr",
            "production readiness checklist",
            "operational readiness checklist",
            "production readiness",
        ],
        sections: &[Section::Checklist],
        columns: &[],
    },
    Look {
        kind: Kind::RiskList,
        names: &["risk list", "risk register", "risk log", "risks"],
        sections: &[],
        columns: &[Column::RiskId],
    },
    Look {
        kind: Kind::Approvals,
        names: &[
            "approvals",
            "approval record",
            "sign off sheet",
            "go no go record",
            "release approval",
            "release approvals",
            "go no go decision",
        ],
        sections: &[Section::Approvals],
        columns: &[],
    },
    Look {
        kind: Kind::Decision,
        names: &["adr", "architecture decision record", "decision record"],
        sections: &[],
        columns: &[],
    },
    Look {
        kind: Kind::AdminCatalog,
        names: &[
            "admin processes",
            "admin task catalog",
            "admin task catalogue",
            "admin tasks",
            "administrative tasks",
        ],
        sections: &[],
        columns: &[Column::TaskId, Column::Category, Column::Rollback],
    },
    Look { kind: Kind::AdminTask, names: &["adm"], sections: &[], columns: &[] },
    Look {
        kind: Kind::DefectList,
        names: &["defects", "defect list", "defect log", "open defects", "known defects", "bug list", "defect card"],
        sections: &[],
        columns: &[Column::DefectId, Column::Severity, Column::Status],
    },
    Look {
        kind: Kind::ChangeRequest,
        names: &["change request", "cr", "ccb", "change control record", "request for change", "rfc"],
        sections: &[],
        columns: &[],
    },
    Look {
        kind: Kind::GateReport,
        names: &["gate report", "gate", "gates", "quality gate", "gate check", "gate validation report"],
        sections: &[],
        columns: &[],
    },
    Look {
        kind: Kind::HealthReport,
        names: &["environment health report", "health report", "environment health", "infrastructure health report"],
        sections: &[],
        columns: &[],
    },
    Look {
        kind: Kind::RollbackValidation,
        names: &["rollback validation report", "rollback validation", "rollback rehearsal", "rollback test report"],
        sections: &[],
        columns: &[],
    },
    Look {
        kind: Kind::SupportBriefing,
        names: &["support briefing", "support brief", "briefing for support"],
        sections: &[],
        columns: &[],
    },
    Look { kind: Kind::Faq, names: &["faq", "support faq", "frequently asked questions"], sections: &[], columns: &[] },
    Look { kind: Kind::Changelog, names: &["changelog", "change log", "release history"], sections: &[], columns: &[] },
];

/// Points that a document must reach to count as of a kind.
const ENOUGH: usize = 4;

pub(super) fn document(source: &Source, outline: &Outline) -> (Kind, String) {
    let title = title(outline);
    let title_words = title.map(|title| vocabulary::heading(&title.plain)).unwrap_or_default();
    let stem = source.name().rsplit_once('.').map_or(source.name(), |(stem, _)| stem);
    let stem_words = vocabulary::words(stem);
    let folder_words = source.path.rsplit('/').nth(1).map(vocabulary::words).unwrap_or_default();
    let subjects: Vec<Section> =
        outline.sections.iter().filter_map(|section| vocabulary::section(&section.title.plain)).collect();
    let mut best: Option<(usize, Kind, String)> = None;
    for look in &LOOKS {
        let (points, why) = score(look, &title_words, &stem_words, &folder_words, &subjects, outline);
        if points >= ENOUGH && best.as_ref().is_none_or(|(most, ..)| points > *most) {
            best = Some((points, look.kind, why));
        }
    }
    match best {
        Some((_, kind, why)) => (kind, why),
        None => {
            (Kind::OtherDocument, "a document whose title, sections and tables are of no kind that is known".to_owned())
        }
    }
}

/// The first heading of the highest level.
pub(in crate::facts) fn title(outline: &Outline) -> Option<&crate::outline::Text> {
    let level = outline.sections.iter().map(|section| section.level).filter(|level| *level > 0).min()?;
    outline.sections.iter().find(|section| section.level == level).map(|section| &section.title)
}

fn score(
    look: &Look,
    title: &[String],
    stem: &[String],
    folder: &[String],
    subjects: &[Section],
    outline: &Outline,
) -> (usize, String) {
    let mut points = 0;
    let mut why = Vec::new();
    if let Some(phrase) = longest(look.names, title) {
        // A title that begins with the phrase says it of the whole document.
        points += weight(phrase) + 1 + usize::from(starts(title, phrase));
        why.push(format!("its title speaks of “{phrase}”"));
    }
    if let Some(phrase) = longest(look.names, stem) {
        points += weight(phrase) + usize::from(starts(stem, phrase));
        why.push(format!("its name speaks of “{phrase}”"));
    } else if let Some(phrase) =
        longest(look.names, folder).filter(|_| look.kind == Kind::Decision || look.kind == Kind::GateReport)
    {
        points += 4;
        why.push(format!("it lies in a folder named “{phrase}”"));
    }
    let mut own: Vec<Section> = look.sections.iter().copied().filter(|section| subjects.contains(section)).collect();
    own.dedup();
    if !own.is_empty() {
        points += (own.len() * 2).min(5);
        why.push(format!("it has {} of the sections of a {}", own.len(), look.kind.title().to_lowercase()));
    }
    let table = !look.columns.is_empty()
        && outline.tables().any(|(_, table)| {
            let columns: Vec<Column> = table.header.iter().filter_map(|cell| vocabulary::column(&cell.plain)).collect();
            look.columns.iter().all(|column| columns.contains(column))
        });
    if table {
        points += 3;
        why.push("it has the table of one".to_owned());
    }
    (points, why.join("; "))
}

/// A longer phrase says more; a single word ("deployment") needs a second witness.
fn weight(phrase: &str) -> usize {
    match phrase.split(' ').count() {
        1 => 1,
        words => 3 + words,
    }
}

fn longest(names: &[&'static str], words: &[String]) -> Option<&'static str> {
    let padded = format!(" {} ", words.join(" "));
    names.iter().copied().filter(|name| padded.contains(&format!(" {name} "))).max_by_key(|name| name.len())
}

fn starts(words: &[String], phrase: &str) -> bool {
    words.join(" ").starts_with(phrase)
}

/// Whether the document is a template that nobody has filled: it says what to write. `open` counts its placeholders.
pub(in crate::facts) fn is_template(source: &Source, outline: &Outline, open: usize) -> bool {
    let named = vocabulary::words(source.name()).iter().any(|word| word == "template");
    let titled = title(outline)
        .is_some_and(|title| vocabulary::words(&title.plain).last().is_some_and(|word| word == "template"));
    let instructions = outline
        .sections
        .iter()
        .filter(|section| vocabulary::section(&section.title.plain) == Some(Section::Template))
        .count();
    let document = matches!(outline.format, Format::Markdown | Format::Html | Format::Rst | Format::Asciidoc);
    document && (named || titled || instructions >= 2 || (instructions == 1 && open >= 3))
}
