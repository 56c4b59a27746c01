//! Documents: known by title, sections and columns.

use crate::dossier::Source;
use crate::facts::Kind;
use crate::facts::sense::Sense;
use crate::outline::{Format, Outline};
use crate::vocabulary::{self, Column, Found, Section, Terms, Title, Word};

/// What is known of how a kind of document looks.
struct Look {
    kind: Kind,
    /// What it calls itself, in its title and its file name.
    title: Title,
    /// Sections that such a document has.
    sections: &'static [Section],
    /// Columns that stand together in one of its tables.
    columns: &'static [Column],
}

const LOOKS: [Look; 22] = [
    Look {
        kind: Kind::DeploymentPlan,
        title: Title::DeploymentPlan,

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
        title: Title::Environment,

        sections: &[Section::Parity, Section::Variables],
        columns: &[Column::Variable, Column::Required],
    },
    Look {
        kind: Kind::Architecture,
        title: Title::Architecture,

        sections: &[Section::Processes, Section::Disposability],
        columns: &[Column::ProcessType, Column::ScalingAxis],
    },
    Look {
        kind: Kind::TestEvaluation,
        title: Title::TestEvaluation,

        sections: &[Section::TestResults, Section::Defects, Section::Recommendation],
        columns: &[Column::Level, Column::Passed, Column::Failed],
    },
    Look {
        kind: Kind::ReleaseNotes,
        title: Title::ReleaseNotes,

        sections: &[Section::Highlights, Section::KnownIssues, Section::Breaking, Section::Upgrade],
        columns: &[],
    },
    Look {
        kind: Kind::AcceptancePlan,
        title: Title::AcceptancePlan,

        sections: &[Section::Criteria, Section::SignOff],
        columns: &[Column::CriterionId],
    },
    Look { kind: Kind::SupportRunbook, title: Title::SupportRunbook, sections: &[Section::OnCall], columns: &[] },
    Look { kind: Kind::BillOfMaterials, title: Title::BillOfMaterials, sections: &[], columns: &[] },
    Look { kind: Kind::ReadinessReview, title: Title::ReadinessReview, sections: &[Section::Checklist], columns: &[] },
    Look { kind: Kind::RiskList, title: Title::RiskList, sections: &[], columns: &[Column::RiskId] },
    Look { kind: Kind::Approvals, title: Title::Approvals, sections: &[Section::Approvals], columns: &[] },
    Look { kind: Kind::Decision, title: Title::Decision, sections: &[], columns: &[] },
    Look {
        kind: Kind::AdminCatalog,
        title: Title::AdminCatalog,

        sections: &[],
        columns: &[Column::TaskId, Column::Category, Column::Rollback],
    },
    Look { kind: Kind::AdminTask, title: Title::AdminTask, sections: &[], columns: &[] },
    Look {
        kind: Kind::DefectList,
        title: Title::DefectList,

        sections: &[],
        columns: &[Column::DefectId, Column::Severity, Column::Status],
    },
    Look { kind: Kind::ChangeRequest, title: Title::ChangeRequest, sections: &[], columns: &[] },
    Look { kind: Kind::GateReport, title: Title::GateReport, sections: &[], columns: &[] },
    Look { kind: Kind::HealthReport, title: Title::HealthReport, sections: &[], columns: &[] },
    Look { kind: Kind::RollbackValidation, title: Title::RollbackValidation, sections: &[], columns: &[] },
    Look { kind: Kind::SupportBriefing, title: Title::SupportBriefing, sections: &[], columns: &[] },
    Look { kind: Kind::Faq, title: Title::Faq, sections: &[], columns: &[] },
    Look { kind: Kind::Changelog, title: Title::Changelog, sections: &[], columns: &[] },
];

/// Points that a document must reach to count as of a kind.
const ENOUGH: usize = 4;

pub(super) fn document(source: &Source, outline: &Outline, sense: &Sense) -> (Kind, String) {
    let stem = source.name().rsplit_once('.').map_or(source.name(), |(stem, _)| stem);
    let folder = source.path.rsplit('/').nth(1).unwrap_or_default();
    let names = Names {
        title: title(outline).map_or(Name::of(""), |title| Name::of(&title.plain)),
        stem: Name::of(stem),
        folder: Name::of(folder),
    };
    let subjects: Vec<Section> = sense.subjects.iter().copied().flatten().collect();
    let mut best: Option<(usize, Kind, String)> = None;
    for look in &LOOKS {
        let (points, why) = score(look, &names, &subjects, sense);
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

/// A name, and what its words mean.
struct Name<'a> {
    text: &'a str,
    found: Found,
}

impl<'a> Name<'a> {
    fn of(text: &'a str) -> Self {
        let text = vocabulary::bare(text);
        Self { text, found: vocabulary::find(text) }
    }

    fn terms(&self) -> Terms<'_> {
        self.found.of(self.text)
    }

    /// The longest phrase for a document's title, how much it says, and whether the name begins with it.
    fn says(&self, title: Title) -> Option<(&'a str, usize, bool)> {
        let hit = self.terms().of(title).max_by_key(|hit| hit.length())?;
        let phrase = self.text.get(hit.start as usize..hit.end as usize)?;
        Some((phrase, weight(hit.length()), self.terms().begins_at(hit)))
    }
}

/// The names of a document: its title, its file, its folder.
struct Names<'a> {
    title: Name<'a>,
    stem: Name<'a>,
    folder: Name<'a>,
}

fn score(look: &Look, names: &Names<'_>, subjects: &[Section], sense: &Sense) -> (usize, String) {
    let mut points = 0;
    let mut why = Vec::new();
    if let Some((phrase, weight, begins)) = names.title.says(look.title) {
        // A title that begins with the phrase says it of the whole document.
        points += weight + 1 + usize::from(begins);
        why.push(format!("its title speaks of “{}”", phrase.to_lowercase()));
    }
    if let Some((phrase, weight, begins)) = names.stem.says(look.title) {
        points += weight + usize::from(begins);
        why.push(format!("its name speaks of “{phrase}”"));
    } else if let Some((phrase, ..)) =
        names.folder.says(look.title).filter(|_| matches!(look.kind, Kind::Decision | Kind::GateReport))
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
        && sense.columns.iter().any(|columns| look.columns.iter().all(|column| columns.contains(&Some(*column))));
    if table {
        points += 3;
        why.push("it has the table of one".to_owned());
    }
    (points, why.join("; "))
}

/// A longer phrase says more; a single word ("deployment") needs a second witness.
fn weight(words: usize) -> usize {
    if words <= 1 { 1 } else { 3 + words }
}

/// Whether the document is a template that nobody has filled: it says what to write. `open` counts its placeholders.
pub(in crate::facts) fn is_template(source: &Source, outline: &Outline, sense: &Sense, open: usize) -> bool {
    let named = Name::of(source.name()).terms().has(Word::Template);
    let titled = title(outline).is_some_and(|title| Name::of(&title.plain).terms().ends(Word::Template));
    let instructions = sense.subjects.iter().filter(|subject| **subject == Some(Section::Template)).count();
    let document = matches!(outline.format, Format::Markdown | Format::Html | Format::Rst | Format::Asciidoc);
    document && (named || titled || instructions >= 2 || (instructions == 1 && open >= 3))
}
