//! Sentences that speak of an admin operation, and those that say that none is needed.

use super::document::Doc;
use super::label::begins_labelled;
use super::{Facts, Kind, Phrase, Said};
use crate::facts::{ChangeKind, NotNeeded, Operation};
use crate::outline::{Block, Row, Section as Part};
use crate::vocabulary::{self, Column, Hit, Meaning, OperationClass, Section, Terms, Word};

/// Tasks of its section that an operation keeps: each operation has them all.
const TASKS: usize = 16;

pub(super) fn read(doc: &Doc<'_>, facts: &mut Facts) {
    for (index, section) in doc.outline.sections.iter().enumerate() {
        // What is known to be missing or wrong is nothing that is done, unless an order says so.
        let gaps = matches!(doc.topic(index), Some(Section::KnownIssues | Section::Defects));
        let ordered = |terms: Terms<'_>| terms.begins(Word::Act) || terms.begins(Word::Imperative);
        // `Migrations: B. Novak` among the approvers says nothing of one.
        let people = matches!(doc.topic(index), Some(Section::Approvals | Section::SignOff));
        if doc.topic(index) == Some(Section::Documentation) || tells_of_features(doc, index, section) {
            continue;
        }
        let from = facts.operations.len();
        let checked = matches!(doc.topic(index), Some(Section::Verification | Section::Checklist | Section::Criteria));
        let concerns = |terms: Terms<'_>| names_one(terms) && (!gaps || ordered(terms)) && !(people && is_label(terms));
        each_statement(doc, section, concerns, |said, terms| {
            if concerns(terms) {
                statement(said, terms, checked, facts);
            }
        });
        // What undoes an operation is none of the release.
        if doc.topic(index) == Some(Section::Rollback) {
            facts.operations.truncate(from);
        }
        if facts.operations.len() > from {
            let around = doc.outline.branch(index).iter().map(|part| doc.source.slice(part.span)).collect::<String>();
            let mut tasks = vocabulary::ids(&around, &doc.ids.admin_task);
            tasks.truncate(TASKS);
            facts.operations[from..].iter_mut().for_each(|operation| operation.admin_tasks.clone_from(&tasks));
        }
    }
}

/// Whether an operation stands there, or admin tasks as such.
fn names_one(terms: Terms<'_>) -> bool {
    terms.has_any(OperationClass::ALL) || terms.has(Word::AdminTask)
}

/// Below a heading about checks "no pending migration" is what to look for, no word about this release.
fn statement(said: &dyn Fn() -> Phrase, terms: Terms<'_>, checked: bool, facts: &mut Facts) {
    if !names_one(terms) {
        return;
    }
    // `Owner: Migration Factory` names a team; `Criterion: the migration ran without error` is what must hold.
    if begins_labelled(terms, &[Column::Owner]) || is_demand(terms) {
        return;
    }
    let Spoken { affirmed, mut denied, mut no_task } = spoken(terms);
    // "They do not run automatically" says that somebody runs them.
    if checked || is_conditional(terms) || terms.has(Word::Automatic) {
        denied.clear();
        no_task = false;
    }
    // What undoes an operation is none of the release.
    let undoes = terms.of(Word::GoBack).any(|hit| terms.begins_at(hit));
    let new = affirmed.into_iter().filter(|_| !undoes).map(|class| Operation {
        class,
        sentence: said(),
        admin_tasks: Vec::new(),
    });
    facts.operations.extend(new);
    let classes = denied.into_iter().map(Some).chain(no_task.then_some(None));
    facts.not_needed.extend(classes.map(|class| NotNeeded { class, sentence: said() }));
}

/// Whether operations stand in no more than the label of a text.
fn is_label(terms: Terms<'_>) -> bool {
    let colon = terms.text().find([':', '：']);
    colon.is_some_and(|at| !names_one(terms.part(at..terms.text().len())))
}

/// A text that its own label calls a criterion.
fn is_demand(terms: Terms<'_>) -> bool {
    /// Letters of a label.
    const SHORT: usize = 48;
    let Some((label, _)) = terms.text().split_once([':', '：']) else { return false };
    label.chars().count() <= SHORT && terms.part(0..label.len()).begins(Column::Criterion)
}

/// "If there are no migrations, skip to step 4", "When only the code changed (no new migrations)", "Rollback without
/// migration": of a case, not of this release.
fn is_conditional(terms: Terms<'_>) -> bool {
    let opens = |hit: &Hit| terms.begins_at(hit);
    terms.of(Word::If).any(opens) || terms.of(Word::GoBack).any(opens)
}

/// What a sentence says of operations.
#[derive(Default)]
struct Spoken {
    affirmed: Vec<OperationClass>,
    denied: Vec<OperationClass>,
    /// No admin task is needed.
    no_task: bool,
}

/// Bytes between an operation and the words behind it that deny it.
const NEAR: usize = 48;

fn spoken(terms: Terms<'_>) -> Spoken {
    let mut named: Vec<Named<'_>> = Vec::new();
    // The word up to which "no", or what may stand between it and the operation, has reached.
    let mut reach = None;
    let mut lookalike = 0;
    for hit in terms.hits() {
        let within = reach.is_some_and(|reach| hit.word <= reach);
        let end = hit.word + hit.words;
        let class = OperationClass::of(hit.concept);
        if class.is_some() || is(hit, Word::AdminTask) {
            named.push(Named { class, hit, denied: within, harmless: false });
        }
        if is(hit, Word::NotADenial) {
            lookalike = lookalike.max(end);
            reach = None;
        } else if is(hit, Word::Denial) && hit.word >= lookalike && !is_option(terms, hit) {
            reach = Some(reach.unwrap_or(0).max(end));
        } else if within && (class.is_some() || is(hit, Word::Filler) || is(hit, Word::AdminTask)) {
            reach = reach.map(|reach| reach.max(end));
        } else if is(hit, Word::Harmless) {
            // A guide to a migration is none; a cache may be emptied.
            let recent = named.iter_mut().rev().take(4);
            recent.for_each(|own| own.harmless |= own.hit.end > hit.start || own.class == Some(OperationClass::Purge));
        }
        if is(hit, Word::DeniedBehind) && hit.word >= lookalike && !is_option(terms, hit) {
            let recent = named.iter_mut().rev().take(4);
            recent.for_each(|own| own.denied |= own.is_denied_by(hit, terms));
        }
    }
    // "No migrations without approval" is a rule, and says of none whether it is needed.
    let rule = |own: &Named<'_>| own.denied && own.is_but(terms);
    // "Migrations (if any)" is no operation that is certain.
    let perhaps = |own: &Named<'_>| terms.of(Word::IfAny).take(16).any(|hit| own.is_beside(hit, terms));
    let inside =
        |own: &Named<'_>| terms.of(Word::Harmless).any(|hit| hit.start <= own.hit.start && own.hit.end <= hit.end);
    let mut spoken = Spoken::default();
    for own in named
        .iter()
        .take(64)
        .filter(|own| !own.harmless && !inside(own) && !rule(own) && !perhaps(own) && !own.is_in_a_name(terms))
        .filter(|own| !(own.is_a_part(terms) || (own.denied && own.is_of_one_thing(terms))))
    {
        match (own.class, own.denied) {
            (Some(class), true) if !spoken.denied.contains(&class) => spoken.denied.push(class),
            (Some(class), false) if !spoken.affirmed.contains(&class) => spoken.affirmed.push(class),
            (None, true) => spoken.no_task = true,
            _ => {}
        }
    }
    spoken
}

/// `--no-interaction` denies nothing.
fn is_option(terms: Terms<'_>, hit: &Hit) -> bool {
    terms.before(hit).ends_with("--")
}

fn is(hit: &Hit, word: Word) -> bool {
    hit.concept == word.concept()
}

/// An operation, or admin tasks as such, in a sentence.
struct Named<'t> {
    class: Option<OperationClass>,
    hit: &'t Hit,
    denied: bool,
    harmless: bool,
}

impl Named<'_> {
    /// Whether "without" or "unless" stands behind it in the same clause.
    fn is_but(&self, terms: Terms<'_>) -> bool {
        let behind = terms.behind(self.hit);
        terms.of(Word::Unless).take(16).any(|hit| {
            let gap = hit.start.checked_sub(self.hit.end).and_then(|gap| behind.get(..gap as usize));
            gap.is_some_and(|between| !between.contains([',', '、', '，', ';', '；', '(', '（', '|']))
        })
    }

    /// "No migration runner", "no down migrations": a thing is missing, which does not say that the operation is not needed.
    fn is_a_part(&self, terms: Terms<'_>) -> bool {
        let near = |first: &Hit, second: &Hit| {
            let gap = second.start.checked_sub(first.end).and_then(|gap| terms.behind(first).get(..gap as usize));
            gap.is_some_and(|between| {
                !between.contains(char::is_alphanumeric) && !between.contains([',', ';', '.', ':'])
            })
        };
        let no = self.denied || terms.of(Word::Denial).any(|no| no.start < self.hit.start && !is_option(terms, no));
        let inside = |part: &Hit| self.hit.start <= part.start && part.end <= self.hit.end;
        no && terms.of(Word::OperationPart).any(|part| near(self.hit, part) || near(part, self.hit) || inside(part))
    }

    /// "No migration of credentials": of one thing only.
    fn is_of_one_thing(&self, terms: Terms<'_>) -> bool {
        const OF: [&str; 9] = ["of ", "de ", "des ", "der ", "von ", "do ", "da ", "dos ", "del "];
        let behind = terms.behind(self.hit).trim_start();
        let Some(rest) = OF.iter().find_map(|of| behind.strip_prefix(of)) else { return false };
        let word = rest.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
        !word.is_empty() && !vocabulary::find(word).of(word).has(Word::Filler)
    }

    /// `0022_tenant_backfill`, `db-migration-evidence`: a part of a name.
    fn is_in_a_name(&self, terms: Terms<'_>) -> bool {
        let (before, behind) = (terms.before(self.hit), terms.behind(self.hit));
        let inside = before.ends_with('-') && behind.starts_with('-');
        // `migration-plan.md`
        let file = || {
            let rest = behind.split(|letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.')));
            let rest = rest.into_iter().next().unwrap_or_default().trim_end_matches('.');
            [".md", ".html", ".pdf", ".docx", ".txt"].iter().any(|end| rest.ends_with(end))
        };
        let named = behind.starts_with('-') && file();
        before.ends_with('_') || behind.starts_with('_') || inside || named || self.is_in_a_path(terms)
    }

    /// `see the runbook in db/migrations/0042.sql`: a path, and nobody is told to do anything with what lies there.
    fn is_in_a_path(&self, terms: Terms<'_>) -> bool {
        if !terms.behind(self.hit).starts_with('/') || !terms.before(self.hit).ends_with(['/', '`', ' ', '(']) {
            return false;
        }
        let before = terms.before(self.hit);
        let begin = before.rfind([':', ';', '。', '；']).or_else(|| before.rfind(". ")).unwrap_or(0);
        let behind = terms.behind(self.hit);
        let end = terms.text().len() - behind.len() + behind.find([';', '。', '；']).unwrap_or(behind.len());
        let near = |hit: &Hit| (begin..end).contains(&terms.before(hit).len());
        ![Word::Act, Word::Imperative].into_iter().any(|word| terms.of(word).any(near))
    }

    /// Whether words stand so near that they speak of the operation: `migrations (if any)`, 必要に応じてマイグレーション.
    fn is_beside(&self, other: &Hit, terms: Terms<'_>) -> bool {
        let (first, second) = if other.start < self.hit.start { (other, self.hit) } else { (self.hit, other) };
        let gap = second.start.checked_sub(first.end).and_then(|gap| terms.behind(first).get(..gap as usize));
        gap.is_some_and(|gap| {
            // "Migrations of the database (if any)": what stands in brackets is about the whole before it.
            let (words, bytes) = if gap.trim_end().ends_with(['(', '（']) { (5, 40) } else { (2, 24) };
            let few = gap.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count() <= words;
            few && gap.len() <= bytes && !gap.contains(['.', ';', '。', '；', '、', '，'])
        })
    }

    /// "Key rotation is not required", "Migrations: none", データ移行は行わない: near, and in the same clause.
    fn is_denied_by(&self, denial: &Hit, terms: Terms<'_>) -> bool {
        let behind = terms.behind(self.hit);
        let gap = denial.start.checked_sub(self.hit.end).map(|gap| gap as usize);
        let short = denial.words == 1;
        gap.and_then(|gap| behind.get(..gap)).is_some_and(|between| {
            between.len() <= NEAR
                && !between.contains([',', '、', '，', ';', '；', '(', '（'])
                // A bare "no", "none" or 無 must be the answer, not a word of what follows.
                && (!short || is_answer(between, terms.behind(denial)))
        })
    }
}

/// `: none`, `| なし`, `は不要`: nothing but a mark, a particle or a verb before it, and the end or a mark behind it.
fn is_answer(between: &str, behind: &str) -> bool {
    let near = between.chars().filter(|letter| letter.is_alphanumeric()).count() <= 24;
    let ends = behind.trim_start().chars().next().is_none_or(|next| !next.is_alphanumeric());
    near && ends
}

/// Hands over each sentence and cell of a section. `Data migration | none`: two cells are one statement, looked at where one of
/// them is of concern.
pub(super) fn each_statement(
    doc: &Doc<'_>,
    section: &Part,
    concerns: impl Fn(Terms<'_>) -> bool,
    mut take: impl FnMut(&dyn Fn() -> Phrase, Terms<'_>),
) {
    for block in &section.blocks {
        let Block::Table(table) = block else { continue };
        for row in &table.rows {
            if row.cells.len() == 2 {
                if !row.cells.iter().any(|cell| concerns(doc.terms(cell))) {
                    continue;
                }
                let whole = plain(row);
                let found = vocabulary::find(&whole);
                take(&|| Said { value: whole.clone(), at: doc.place(row.span) }, found.of(&whole));
            } else {
                row.cells.iter().for_each(|cell| take(&|| doc.phrase(cell), doc.terms(cell)));
            }
        }
    }
    for sentence in doc.told(section) {
        take(&|| sentence.phrase(), sentence.terms);
    }
}

fn plain(row: &Row) -> String {
    row.cells.iter().map(|cell| cell.plain.as_str()).collect::<Vec<_>>().join(" | ")
}

/// Release notes praise what the product can do: "refresh token rotation" is a feature there.
fn tells_of_features(doc: &Doc<'_>, index: usize, section: &Part) -> bool {
    let added = || super::notes::change_kind(doc, index, section) == Some(ChangeKind::Added);
    let topics = [Section::Highlights, Section::KnownIssues, Section::Documentation, Section::Security];
    doc.kind == Kind::ReleaseNotes && (doc.topic(index).is_some_and(|topic| topics.contains(&topic)) || added())
}

#[cfg(test)]
mod unit {
    use super::*;

    fn said(text: &str) -> (Vec<OperationClass>, Vec<OperationClass>, bool) {
        let found = vocabulary::find(text);
        let spoken = spoken(found.of(text));
        (spoken.affirmed, spoken.denied, spoken.no_task)
    }

    #[test]
    fn operations_are_told_from_their_denial() {
        use OperationClass::{Backfill, Migration, Reindex, Rotation};
        for (text, affirmed, denied) in [
            ("Run the schema migration without downtime; it takes no longer than 5 minutes.", vec![Migration], vec![]),
            (
                "No schema or data migration is part of this release, and nothing has to be backfilled.",
                vec![],
                vec![Migration, Backfill],
            ),
            ("Key rotation is not required", vec![], vec![Rotation]),
            ("Migrations: none", vec![], vec![Migration]),
            ("Keine Datenmigration erforderlich.", vec![], vec![Migration]),
            ("Die Datenmigration ist nicht erforderlich.", vec![], vec![Migration]),
            ("Vor dem Rollout wird die Tabelle migriert.", vec![Migration], vec![]),
            ("Aucune migration de données n'est nécessaire.", vec![], vec![Migration]),
            ("Déploiement sans migration", vec![], vec![Migration]),
            ("Lancer la réindexation après la migration.", vec![Reindex, Migration], vec![]),
            ("No se requiere migración de datos.", vec![], vec![Migration]),
            ("Ejecutar la migración antes del despliegue.", vec![Migration], vec![]),
            ("Nenhuma migração de dados é necessária.", vec![], vec![Migration]),
            ("Executar a migração no banco de produção.", vec![Migration], vec![]),
            ("データ移行は不要です。", vec![], vec![Migration]),
            ("マイグレーションなし", vec![], vec![Migration]),
            ("リリース前にデータ移行を実行する。", vec![Migration], vec![]),
            ("本次发布无需数据库迁移。", vec![], vec![Migration]),
            ("数据迁移：无", vec![], vec![Migration]),
            ("发布前执行数据库迁移。", vec![Migration], vec![]),
            ("Publish the migration guide for users", vec![], vec![]),
            ("No schema migrations during freeze without explicit approval", vec![], vec![]),
            ("Restaurar el backup si una migración de datos impide volver atrás.", vec![], vec![]),
            ("本次无 Alembic 迁移", vec![], vec![Migration]),
            ("为未来迁移预留字段", vec![], vec![]),
            ("php bin/console doctrine:migrations:migrate --no-interaction", vec![Migration], vec![]),
            ("Schema at 0022_tenant_backfill, see db-migration-evidence", vec![], vec![]),
            ("Run database migrations (if any)", vec![], vec![]),
            ("Migrations executadas (se necessário)", vec![], vec![]),
            ("必要に応じてマイグレーションを実行", vec![], vec![]),
            ("No rollback (down) migrations, no seed script, no migration runner in CI.", vec![], vec![]),
            ("There is no migration runner.", vec![], vec![]),
            ("No migration tests were run.", vec![], vec![]),
            ("Pas de migrations de retour arrière, pas de migration dans la CI", vec![], vec![]),
            ("no hay migración de credenciales", vec![], vec![]),
            ("Every migration is additive and safe.", vec![], vec![]),
            ("編集状態へ移行できる", vec![], vec![]),
            ("Historique de migrations à jour", vec![], vec![]),
            ("Run the migration and restart the workers if needed", vec![Migration], vec![]),
        ] {
            let (found, not, _) = said(text);
            assert_eq!((found, not), (affirmed, denied), "{text}");
        }
    }

    #[test]
    fn that_no_admin_task_is_needed_is_a_statement() {
        for text in [
            "No admin task is needed for this release.",
            "Für dieses Release sind keine Verwaltungsaufgaben nötig.",
            "Aucune tâche d'administration n'est nécessaire.",
            "No se requieren tareas administrativas.",
            "Não há tarefas administrativas nesta versão.",
            "管理作業は不要です。",
            "本次发布不涉及运维任务。",
        ] {
            assert!(said(text).2, "{text}");
        }
        assert!(!said("Admin tasks for this release").2);
    }
}
