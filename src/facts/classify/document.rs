//! Documents: known by title, sections and columns.

use super::check_list;
use crate::dossier::Source;
use crate::facts::Kind;
use crate::facts::sense::Sense;
use crate::outline::{Block, Format, Outline, Text};
use crate::policy::IdPrefixes;
use crate::vocabulary::{self, Column, Found, Hit, Section, Terms, Title, Word};

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

const LOOKS: [Look; 26] = [
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
    Look { kind: Kind::SmokeResults, title: Title::SmokeResults, sections: &[], columns: &[] },
    Look { kind: Kind::MonitoringReport, title: Title::MonitoringReport, sections: &[], columns: &[] },
    Look { kind: Kind::RollbackRecord, title: Title::RollbackRecord, sections: &[], columns: &[] },
    Look { kind: Kind::ExecutionLog, title: Title::ExecutionLog, sections: &[], columns: &[] },
];

/// The kinds of documents that a text names.
pub(in crate::facts) fn kinds_named(terms: Terms<'_>) -> Vec<Kind> {
    LOOKS.iter().filter(|look| terms.has(look.title)).map(|look| look.kind).collect()
}

/// Points that a document must reach to count as of a kind.
const ENOUGH: usize = 4;

pub(super) fn document(source: &Source, outline: &Outline, sense: &Sense, ids: &IdPrefixes) -> (Kind, String) {
    let stem = source.name().rsplit_once('.').map_or(source.name(), |(stem, _)| stem);
    let folder = source.path.rsplit('/').nth(1).unwrap_or_default();
    let titles = [title(outline), matter(outline, &MATTER_TITLE), matter(outline, &MATTER_KIND)];
    let names = Names {
        titles: titles.into_iter().flatten().map(|title| Name::of(&title.plain)).collect(),
        stem: Name::of(stem),
        folder: Name::of(folder),
    };
    let subjects: Vec<Section> = sense.subjects.iter().copied().flatten().collect();
    let mut best: Option<(usize, Kind, String)> = None;
    let other = names.is_about_going_back() || names.is_policy();
    for look in LOOKS.iter().filter(|look| look.kind != Kind::DeploymentPlan || !other) {
        let (points, why) = score(look, &names, &subjects, sense, ids);
        if points >= ENOUGH && best.as_ref().is_none_or(|(most, ..)| points > *most) {
            best = Some((points, look.kind, why));
        }
    }
    match best {
        Some((_, Kind::DeploymentPlan, why)) if check_list::is_one(&names.titles, outline, sense) => {
            (Kind::ReadinessReview, format!("{why}; but it has no steps, only what to check"))
        }
        Some((_, kind, why)) => (kind, why),
        None => {
            (Kind::OtherDocument, "a document whose title, sections and tables are of no kind that is known".to_owned())
        }
    }
}

/// Keys of front matter that give a document's title, and its kind.
const MATTER_TITLE: [&str; 1] = ["title"];
const MATTER_KIND: [&str; 3] = ["doc_type", "doctype", "document_type"];

/// The first heading of the highest level; one below the first level stands behind the title of the front matter. A
/// document without headings may begin with a short line that ends in a colon.
pub(in crate::facts) fn title(outline: &Outline) -> Option<&Text> {
    let level = outline.sections.iter().map(|section| section.level).filter(|level| *level > 0).min();
    let heading = outline.sections.iter().find(|section| Some(section.level) == level).map(|section| &section.title);
    match level {
        // Where each chapter has a heading of the first level, none of them is the title.
        Some(1) if is_of_chapters(outline) => matter(outline, &MATTER_TITLE).or(heading),
        Some(1) => heading,
        Some(_) => matter(outline, &MATTER_TITLE).or(heading),
        None => matter(outline, &MATTER_TITLE).or_else(|| lead(outline)),
    }
}

/// Headings of the first level that make chapters.
const CHAPTERS: usize = 3;

fn is_of_chapters(outline: &Outline) -> bool {
    outline.sections.iter().filter(|section| section.level == 1).take(CHAPTERS).count() == CHAPTERS
}

/// The value of the first of these keys above all headings.
fn matter<'a>(outline: &'a Outline, keys: &[&str]) -> Option<&'a Text> {
    let fields = &outline.sections.first().filter(|section| section.level == 0)?.fields;
    let found = fields.iter().find(|field| keys.iter().any(|key| field.key.plain.eq_ignore_ascii_case(key)))?;
    Some(&found.value).filter(|value| !value.plain.is_empty())
}

/// `Deployment steps:` as the first line.
fn lead(outline: &Outline) -> Option<&Text> {
    match outline.sections.first()?.blocks.first()? {
        Block::Paragraph(first) => {
            Some(&first.text).filter(|text| text.plain.len() <= 80 && text.plain.ends_with([':', '：']))
        }
        _ => None,
    }
}

/// A name, and what its words mean.
pub(super) struct Name<'a> {
    text: &'a str,
    found: Found,
}

impl<'a> Name<'a> {
    fn of(text: &'a str) -> Self {
        let text = vocabulary::bare(text);
        Self { text, found: vocabulary::find(text) }
    }

    pub(super) fn terms(&self) -> Terms<'_> {
        self.found.of(self.text)
    }

    /// The longest phrase for a document's title, how much it says, and whether the name begins with it.
    pub(super) fn says(&self, title: Title) -> Option<(&'a str, usize, bool)> {
        let hit = self.terms().of(title).max_by_key(|hit| hit.length())?;
        let phrase = self.text.get(hit.start as usize..hit.end as usize)?;
        let alone = self.terms().begins_at(hit) && is_compound(phrase) && is_nothing(self.terms().behind(hit));
        let weight = if alone { weight(2) } else { weight(hit.length()) };
        Some((phrase, weight, self.terms().begins_at(hit)))
    }

    /// Whether a phrase for a plan stands in the name that is not the manual for going back: 回滚操作手册.
    fn says_own_plan(&self) -> bool {
        let terms = self.terms();
        terms.of(Title::DeploymentPlan).any(|hit| {
            let joined = |back: &Hit| terms.behind(back).len() == self.text.len() - hit.start as usize;
            !terms.of(Word::GoBack).any(joined)
        })
    }

    /// The same for the prefix of an id that the name begins with: `TASK` of `TASK-007-rebuild-index`.
    fn begins_with_id(&self, prefixes: &[String]) -> Option<(&'a str, usize, bool)> {
        let behind = |prefix: &String| {
            let own = self.text.get(..prefix.len()).filter(|own| own.eq_ignore_ascii_case(prefix))?;
            let number = self.text.get(prefix.len()..)?.strip_prefix('-')?;
            number.starts_with(|first: char| first.is_ascii_digit()).then_some((own, weight(1), true))
        };
        prefixes.iter().find_map(behind)
    }

    /// The same for a plan whose title says apart from each other what it is and what for: `Runbook: deploy to production`.
    pub(super) fn says_plan(&self) -> Option<(&'a str, usize, bool)> {
        let terms = self.terms();
        if terms.has(Word::OtherMatter) {
            return None;
        }
        let live = terms.first(Word::GoingLive)?;
        let noun = terms.of(Word::PlanNoun).find(|noun| noun.end <= live.start || live.end <= noun.start)?;
        let phrase = self.text.get(noun.start.min(live.start) as usize..noun.end.max(live.end) as usize)?;
        Some((phrase, weight(2), terms.begins_at(noun) || terms.begins_at(live)))
    }
}

/// Whether what follows a title's phrase adds nothing to it: the name of the product behind a dash or a colon does not.
fn is_nothing(behind: &str) -> bool {
    let behind = behind.trim_start();
    behind.is_empty() || behind.starts_with([':', '–', '—', '-', '(', '·', '|', '/', ','])
}

/// What German compounds end with that name a document: `Bereitstellungsplan` says as much as "deployment plan".
const COMPOUND_ENDS: [&str; 17] = [
    "plan",
    "bericht",
    "report",
    "liste",
    "protokoll",
    "konzept",
    "handbuch",
    "anleitung",
    "hinweise",
    "register",
    "drehbuch",
    "dokument",
    "katalog",
    "antrag",
    "übersicht",
    "verzeichnis",
    "auswertung",
];

fn is_compound(word: &str) -> bool {
    let lower = word.to_lowercase();
    !lower.contains(' ') && COMPOUND_ENDS.iter().any(|end| lower.len() >= end.len() + 4 && lower.ends_with(end))
}

/// The names of a document: its title and what it says to be, its file, its folder.
struct Names<'a> {
    titles: Vec<Name<'a>>,
    stem: Name<'a>,
    folder: Name<'a>,
}

impl Names<'_> {
    /// Whether the title speaks of going back, and neither it nor the file's name of a deployment: `Rollback plan`.
    fn is_about_going_back(&self) -> bool {
        let back = |terms: Terms<'_>| {
            // "Runbook: restore the database".
            let restores = terms.has(Word::DataRollback) && !terms.has_any(&[Word::Release, Word::GoingLive]);
            terms.heading::<Section>() == Some(Section::Rollback) || restores
        };
        let back = self.titles.iter().any(|title| back(title.terms()));
        let plan = |name: &Name<'_>| name.says_own_plan() || name.says_plan().is_some();
        back && !self.titles.iter().chain([&self.stem]).any(plan)
    }

    /// Whether the title names the rules for all deployments and no plan of one: `Deployment policy`.
    fn is_policy(&self) -> bool {
        let mut titles = self.titles.iter().map(Name::terms);
        titles.any(|title| title.has(Word::PolicyNoun) && !title.has(Word::PlanNoun))
    }
}

fn score<'a>(look: &Look, names: &Names<'a>, subjects: &[Section], sense: &Sense, ids: &IdPrefixes) -> (usize, String) {
    let mut points = 0;
    let mut why = Vec::new();
    let plan = look.kind == Kind::DeploymentPlan;
    let prefixes: &[String] = match look.kind {
        Kind::AdminTask => &ids.admin_task,
        Kind::Decision => &ids.decision,
        _ => &[],
    };
    let strength = |(_, weight, begins): &(&str, usize, bool)| weight + usize::from(*begins);
    let says = |name: &Name<'a>| {
        let plan = name.says_plan().filter(|_| plan);
        let said = name.says(look.title).into_iter().chain(plan).max_by_key(strength);
        said.or_else(|| name.begins_with_id(prefixes))
    };
    let titled = names.titles.iter().filter_map(says);
    if let Some((phrase, weight, begins)) = titled.max_by_key(strength) {
        // A title that begins with the phrase says it of the whole document.
        points += weight + 1 + usize::from(begins);
        why.push(format!("its title speaks of “{}”", phrase.to_lowercase()));
    }
    if let Some((phrase, weight, begins)) = says(&names.stem) {
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
    // What may happen, how likely and how bad: nothing else has such a table.
    let risks = look.kind == Kind::RiskList
        && sense
            .columns
            .iter()
            .any(|columns| [Column::Likelihood, Column::Impact].iter().all(|column| columns.contains(&Some(*column))));
    if table || risks {
        points += if risks { 4 } else { 3 };
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
