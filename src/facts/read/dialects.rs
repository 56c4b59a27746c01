//! What the readers make of one thing said in many dialects and languages.

use super::testing::{dossier, facts};
use super::{Facts, Kind, Phrase};
use crate::facts::{ChangeKind, OnCall, Phase, Process, RiskLevel, StateKind};

fn text(phrase: Option<&Phrase>) -> &str {
    phrase.map_or("-", |phrase| phrase.value.as_str())
}

/// `worker 45 s / 30 s, starts in 4 s`
fn show(process: &Process) -> String {
    let seconds = |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value} s"));
    let of = |said: &Option<super::Said<f64>>| seconds(said.as_ref().map(|said| said.value));
    let startup = process.startup_measured.as_ref().and_then(|said| said.seconds);
    format!(
        "{} {} / {}, starts in {}",
        process.name.value,
        of(&process.grace),
        of(&process.kill_timeout),
        seconds(startup)
    )
}

fn processes(facts: &Facts) -> Vec<String> {
    facts.processes.iter().map(show).collect()
}

#[test]
fn process_types_stand_in_rows_columns_lines_and_sentences() {
    for body in [
        "| Process type | Grace period | SIGKILL timeout | Startup measured |\n|---|---|---|---|\n| worker | 45 s | 30 s | 4 s |",
        "| Aspect | worker |\n|---|---|\n| Grace period | 45 s |\n| SIGKILL timeout | 30 s |\n| Startup measured | 4 s |",
        "The worker needs 45 seconds to finish its jobs; Kubernetes kills it after 30.\n\nThe worker starts in 4 s.",
    ] {
        let facts = facts(Kind::DeploymentPlan, &format!("# Plan\n## Rolling restart\n{body}\n"));
        assert_eq!(processes(&facts), ["worker 45 s / 30 s, starts in 4 s"], "{body}");
    }
    let lines =
        facts(Kind::DeploymentPlan, "# Plan\n## Rolling restart\n- worker: grace period 45 s, SIGKILL after 30 s\n");
    assert_eq!(processes(&lines), ["worker 45 s / 30 s, starts in -"]);
}

#[test]
fn a_startup_time_that_nobody_measured_is_none() {
    for cell in [
        "not measured, do not claim <10s",
        "< 10 s (estimate)",
        "nicht gemessen",
        "non mesuré (< 10 s)",
        "未計測（10 s）",
    ] {
        let table =
            format!("# Plan\n## Rolling restart\n| Process type | Startup measured |\n|---|---|\n| web | {cell} |\n");
        let facts = facts(Kind::DeploymentPlan, &table);
        let said = facts.processes[0].startup_measured.as_ref().unwrap();
        assert_eq!(said.seconds, None, "{cell}");
    }
}

#[test]
fn what_else_a_table_says_of_a_process() {
    let table = "# Plan\n## Rolling restart\n| Process type | Update strategy | State handling | Crash recovery | Scaling | LB drain |\n\
                 |---|---|---|---|---|---|\n| web | maxUnavailable 0 | stateless | restarted by the kubelet | by CPU | 10 s |\n";
    let facts = facts(Kind::DeploymentPlan, table);
    let web = &facts.processes[0];
    assert_eq!(text(web.restart.as_ref()), "maxUnavailable 0");
    assert_eq!(web.state.as_ref().map(|state| state.value), Some(StateKind::Stateless));
    assert_eq!(text(web.crash.as_ref()), "restarted by the kubelet");
    assert_eq!((text(web.scaling.as_ref()), web.drain.as_ref().map(|drain| drain.value)), ("by CPU", Some(10.0)));
}

#[test]
fn a_library_says_that_it_runs_no_process() {
    for sentence in [
        "Ledger is a library with no long-running process.",
        "Ledger ist eine Bibliothek; es gibt keine dauerhaft laufenden Prozesse.",
        "Ledger est une bibliothèque.",
        "Ledger es una biblioteca, no tiene procesos.",
        "Ledger é uma biblioteca.",
        "Ledgerはライブラリです。",
        "Ledger 是一个库，没有常驻进程。",
    ] {
        let facts = facts(Kind::Architecture, &format!("# Architecture\n{sentence}\n"));
        assert!(!facts.no_processes.is_empty(), "{sentence}");
    }
    let other = facts(Kind::Architecture, "# Architecture\n## Logging\nPino is a library for logs.\n");
    assert!(other.no_processes.is_empty());
}

#[test]
fn admin_tasks_keep_what_a_row_says() {
    let table = "# Admin processes\n| Task ID | Name | Category | Invoked by | Approval | Run order | Duration | Command | Rollback |\n\
                 |---|---|---|---|---|---|---|---|---|\n\
                 | ADM-021 | Migrate orders | migration | A. Ito | Approved by B. Novak, 2026-12-01 | before the rollout | 10 min | `bin/migrate` | `bin/migrate down` |\n";
    let facts = facts(Kind::AdminCatalog, table);
    let task = &facts.admin_tasks[0];
    assert_eq!((text(task.category.as_ref()), text(task.invoked_by.as_ref())), ("migration", "A. Ito"));
    let approval = task.approval.as_ref().unwrap();
    assert_eq!(approval.by.as_deref(), Some("B. Novak"));
    assert_eq!(approval.on.map(|day| day.to_string()).as_deref(), Some("2026-12-01"));
    assert_eq!(task.ordering.as_ref().map(|said| said.value), Some(Phase::Before));
    assert_eq!(task.duration.as_ref().map(|said| said.value), Some(10.0));
    assert_eq!((text(task.command.as_ref()), text(task.rollback.as_ref())), ("bin/migrate", "bin/migrate down"));
}

#[test]
fn people_on_call_are_read_from_tables_lines_and_items() {
    for body in [
        "| Role | Name | Phone |\n|---|---|---|\n| Primary on-call | A. Ito | +81 3 5550 0100 |\n| Escalation | B. Novak | #ops |",
        "- Primary on-call: A. Ito, +81 3 5550 0100\n- Escalation: B. Novak, #ops",
        "1. A. Ito (primary), +81 3 5550 0100\n2. B. Novak (escalation), #ops",
        "- Rufbereitschaft (Erste Stufe): A. Ito, +81 3 5550 0100\n- Eskalation: B. Novak, #ops",
        "- Astreinte niveau 1: A. Ito, +81 3 5550 0100\n- Escalade: B. Novak, #ops",
        "- Guardia principal: A. Ito, +81 3 5550 0100\n- Escalamiento: B. Novak, #ops",
        "- Plantão primário: A. Ito, +81 3 5550 0100\n- Escalonamento: B. Novak, #ops",
        "- 一次対応: A. Ito、+81 3 5550 0100\n- エスカレーション: B. Novak、#ops",
        "- 主值班：A. Ito，+81 3 5550 0100\n- 升级：B. Novak，#ops",
    ] {
        let facts = facts(Kind::SupportRunbook, &format!("# Runbook\n## On-call\n{body}\n"));
        let found: Vec<_> = facts
            .contacts
            .iter()
            .map(|contact| (contact.on_call, text(contact.name.as_ref()), contact.ways.len()))
            .collect();
        let wanted = [(Some(OnCall::Primary), "A. Ito", 1), (Some(OnCall::Escalation), "B. Novak", 1)];
        assert_eq!(found, wanted, "{body}");
    }
}

#[test]
fn health_is_a_word_in_any_language() {
    for (cell, good) in [
        ("HEALTHY", Some(true)),
        ("not ready", Some(false)),
        ("DEGRADED: queue depth", Some(false)),
        ("Missing: none", None),
        ("in Ordnung", Some(true)),
        ("ausgefallen", Some(false)),
        ("opérationnel", Some(true)),
        ("dégradé", Some(false)),
        ("operativo", Some(true)),
        ("fora do ar", Some(false)),
        ("正常", Some(true)),
        ("異常なし", Some(true)),
        ("不可用", Some(false)),
    ] {
        let table = format!("# Environment health report\n| Part | State |\n|---|---|\n| Database | {cell} |\n");
        let facts = facts(Kind::HealthReport, &table);
        assert_eq!(facts.health.first().map(|said| said.good), good, "{cell}");
    }
}

#[test]
fn changes_are_sorted_by_their_headings() {
    use ChangeKind::{Added, Breaking, Fixed, Removed};
    for (heading, kind) in [
        ("New features", Added),
        ("🐛 Bug fixes", Fixed),
        ("⚠ BREAKING CHANGES", Breaking),
        ("Removed", Removed),
        ("新機能", Added),
        ("不具合修正", Fixed),
        ("Corrections", Fixed),
        ("Fehlerbehebungen", Fixed),
        ("Correcciones", Fixed),
        ("Correções", Fixed),
        ("修复", Fixed),
        ("新增", Added),
    ] {
        let notes = format!("# Release notes: Ledger 3.1.0\n## {heading}\n- Exports keep their names (DEF-7)\n");
        let facts = facts(Kind::ReleaseNotes, &notes);
        let change = facts.changes.first().unwrap_or_else(|| panic!("{heading}"));
        assert_eq!((change.kind, change.version.as_deref()), (kind, Some("3.1.0")), "{heading}");
        assert_eq!(change.ids, ["DEF-7"]);
    }
}

#[test]
fn a_changelog_has_versions_and_what_is_not_released() {
    let log = "# Changelog\n## [Unreleased]\n### Added\n- Soon\n## [3.1.0] - 2026-12-08\n### Fixed\n- Exports\n## 3.0.0\n### Added\n- Old\n";
    let facts = facts(Kind::Changelog, log);
    let versions: Vec<_> =
        facts.notes.iter().map(|notes| (notes.version.as_deref(), notes.unreleased, notes.date.is_some())).collect();
    assert_eq!(versions, [(None, true, false), (Some("3.1.0"), false, true), (Some("3.0.0"), false, false)]);
    let changes: Vec<_> = facts.changes.iter().map(|change| change.text.value.as_str()).collect();
    assert_eq!(changes, ["Exports"]);
}

#[test]
fn known_issues_that_are_none_are_no_issues() {
    for none in
        ["None.", "Keine bekannten Probleme.", "Aucun problème connu.", "既知の問題はありません。", "无", "Ninguno"]
    {
        let facts = facts(Kind::ReleaseNotes, &format!("# Release notes 3.1.0\n## Known issues\n- {none}\n"));
        assert!(facts.known_issues.is_empty(), "{none}");
    }
}

#[test]
fn decisions_give_status_and_successor() {
    for record in [
        "# ADR-007: Use Valkey\n## Status\nSuperseded by ADR-009\n",
        "# ADR-007: Use Valkey\n- Status: Superseded by [ADR-009](9.md)\n",
        "# ADR-007: Use Valkey\n| Status | Superseded by ADR-009 |\n|---|---|\n| Date | 2026-01-01 |\n",
    ] {
        let facts = facts(Kind::Decision, record);
        let decision = &facts.decisions[0];
        assert_eq!((decision.id.as_str(), decision.superseded_by.as_deref()), ("ADR-007", Some("ADR-009")), "{record}");
        assert!(!decision.accepted());
    }
    let numbered = facts(Kind::Decision, "# 7. Use Valkey\n## Status\nAccepted\n");
    assert_eq!(numbered.decisions[0].id, "ADR-007");
}

#[test]
fn lessons_waivers_components_and_digests_are_rows() {
    let lessons = "# Review\n| Action | Owner | Due date | Success criterion |\n|---|---|---|---|\n| Add an alert | A. Ito | 2026-12-20 | It fired in the drill |\n";
    let found = facts(Kind::OtherDocument, lessons);
    assert_eq!(text(found.lessons[0].success.as_ref()), "It fired in the drill");
    let waivers = "# Waivers\n| Rule | Component | Reason for the waiver | Approved by | Expires |\n|---|---|---|---|---|\n| IX-03 | worker | long jobs | A. Novak | 2026-12-31 |\n| IX-08 | web | later | | |\n";
    let found = facts(Kind::OtherDocument, waivers);
    assert_eq!(found.waivers[0].by.as_deref(), Some("A. Novak"));
    assert!(found.waivers[0].missing.is_empty());
    assert_eq!(found.waivers[1].missing, ["approver", "expiry"]);
    let digest = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    let bom = format!(
        "# Bill of materials\n| Component | Version | Licence | SHA256 |\n|---|---|---|---|\n| ledger.tar.gz | 3.1.0 | MIT | sha256:{digest} |\n"
    );
    let found = facts(Kind::BillOfMaterials, &bom);
    assert_eq!(
        (found.materials[0].licences[0].as_str(), found.materials[0].digests[0].value.as_str()),
        ("MIT", digest)
    );
    assert_eq!(found.artifacts[0].name.as_deref(), Some("ledger.tar.gz"));
}

#[test]
fn ids_and_links_lead_to_what_the_dossier_holds() {
    let facts = dossier(&[
        (
            "docs/deployment-plan.md",
            "# Plan\nSee [the runbook](runbook.md#stop-it), [old](gone.md) and ADR-007, DEF-9.\n",
        ),
        ("docs/runbook.md", "# Support runbook\n## Stop it\nText\n"),
        ("docs/adr/007.md", "# ADR-007: Use Valkey\n## Status\nAccepted\n"),
    ]);
    let found: Vec<_> = facts.references.iter().filter(|reference| reference.at.source.0 == 1).collect();
    let of =
        |target: &str| found.iter().find(|reference| reference.target == target).map(|found| found.leads_to.is_some());
    assert_eq!(of("ADR-007"), Some(true));
    assert_eq!(of("DEF-9"), Some(false));
    assert_eq!(of("runbook.md#stop-it"), Some(true));
    assert_eq!(of("gone.md"), Some(false));
}

#[test]
fn what_holdpoint_wrote_is_no_statement_of_the_team() {
    let text = "# Release notes: Ledger 3.1.0\n## Fixed\n- Exports\n\nWritten by Holdpoint from 3 files of the dossier, as of today.\n";
    let facts = dossier(&[("release-notes.md", text)]);
    assert_eq!(facts.documents[0].kind, Kind::OtherDocument);
    assert!(facts.changes.is_empty() && facts.releases.is_empty());
}

#[test]
fn cells_refer_to_other_environments_in_any_language() {
    for same in [
        "same as production",
        "wie Produktion",
        "identique à la production",
        "igual que producción",
        "本番と同じ",
        "与生产相同",
    ] {
        let table = format!(
            "# Environments\n## Parity matrix\n| Component | Staging | Production |\n|---|---|---|\n| Cache | {same} | Valkey 8 |\n"
        );
        let facts = facts(Kind::Environment, &table);
        let names: Vec<_> = facts.parity[0].cells.iter().map(|(_, cell)| cell.value.names.join("/")).collect();
        assert_eq!(names, ["valkey", "valkey"], "{same}");
    }
}

#[test]
fn a_variable_is_required_in_any_language() {
    for (cell, wanted) in [
        ("yes", Some(true)),
        ("optional", Some(false)),
        ("ja", Some(true)),
        ("nein", Some(false)),
        ("oui", Some(true)),
        ("facultatif", Some(false)),
        ("sí", Some(true)),
        ("opcional", Some(false)),
        ("sim", Some(true)),
        ("必須", Some(true)),
        ("任意", Some(false)),
        ("必填", Some(true)),
        ("可选", Some(false)),
        ("○", Some(true)),
        ("see below", None),
    ] {
        let table = format!(
            "# Environments\n## Environment variables\n| Variable | Required | Production |\n|---|---|---|\n| PORT, `HOST_*` | {cell} | 80 |\n"
        );
        let facts = facts(Kind::Environment, &table);
        let found: Vec<_> = facts.variables.iter().map(|one| (one.name.value.as_str(), one.required)).collect();
        assert_eq!(found, [("PORT", wanted), ("HOST_*", wanted)], "{cell}");
    }
}

#[test]
fn kinds_are_known_by_front_matter_tables_and_boxes() {
    let boxes = "- [ ] Backup taken\n- [ ] Tests green\n- [ ] Team told\n";
    let adr = "# 2. Docker for services\n## Status\nAccepted\n## Decision\nWe use Docker.\n";
    for (path, text, wanted) in [
        ("a/r.md", "---\ntitle: 単体テストレポート\n---\n## 指標\n- テスト数: 3\n".to_owned(), Kind::TestEvaluation),
        ("a/go.md", format!("# Go-Live Checklist\n## Before\n{boxes}"), Kind::ReadinessReview),
        ("a/go.md", format!("# Checklist de Release\n## Antes\n{boxes}"), Kind::ReadinessReview),
        ("a/go.md", format!("# Release checklist\n## Steps\n{boxes}"), Kind::DeploymentPlan),
        (
            "a/go.md",
            format!("# Release checklist\n## Before\n{boxes}\n## Then\n1. Build\n2. Deploy\n"),
            Kind::DeploymentPlan,
        ),
        (
            "a/x.md",
            "# Sorgen\n| Risiko | Wahrscheinlichkeit | Auswirkung |\n|---|---|---|\n| Ausfall | 2 | 9 |\n".to_owned(),
            Kind::RiskList,
        ),
        ("a/x.md", "# Plano de Gerenciamento de Riscos\nTexto.\n".to_owned(), Kind::RiskList),
        ("a/x.md", "# Go / No-Go Review Plan\nText.\n".to_owned(), Kind::ReadinessReview),
        ("doc/decisions/0002-docker.md", adr.to_owned(), Kind::Decision),
        ("a/x.md", "部署步骤：\n\n1. 构建\n2. 启动\n".to_owned(), Kind::DeploymentPlan),
    ] {
        let facts = dossier(&[(path, &text)]);
        assert_eq!(facts.documents[0].kind, wanted, "{text}");
    }
}

#[test]
fn risks_have_no_id_and_scales_of_their_own() {
    let facts = facts(
        Kind::RiskList,
        "# Risikoanalyse\n| Risiko | Wahrscheinlichkeit | Auswirkung | Risikowert | Maßnahmen |\n|---|---|---|---|---|\n| Bugs | 10 | 8 | 80 | Tests |\n| Puffer | 3 | 6 | 18 | Budget |\n",
    );
    let said: Vec<_> = facts
        .risks
        .iter()
        .map(|risk| {
            (risk.id.value.as_str(), risk.level.as_ref().map(|level| level.value), text(risk.mitigation.as_ref()))
        })
        .collect();
    let (high, low) = (Some(RiskLevel::Critical), Some(RiskLevel::Low));
    assert_eq!(said, [("Bugs", high, "Tests"), ("Puffer", low, "Budget")]);
}

#[test]
fn criteria_stand_below_gates_and_conditions() {
    let facts = facts(
        Kind::ReadinessReview,
        "# Review\n## Gates\n| Gate | Threshold | Measured | Result |\n|---|---|---|---|\n| Open P1 bugs | 0 | 0 | PASS |\n## Success criteria\n1. No new P1 bugs.\n2. Error rate below 1 %.\n",
    );
    let said: Vec<_> = facts.criteria.iter().map(|one| (one.id.value.as_str(), text(one.result.as_ref()))).collect();
    assert_eq!(said, [("Open P1 bugs", "PASS"), ("No new P1 bugs.", "-"), ("Error rate below 1 %.", "-")]);
}

#[test]
fn contacts_are_labels_with_a_way_to_reach_them() {
    let facts = facts(
        Kind::DeploymentPlan,
        "# Plan\n## Contacts\n- **DevOps**: devops@ledger.example\n- **Emergency**: +49 30 901820\n- **Note**: see the wiki\n",
    );
    let said: Vec<_> = facts.contacts.iter().map(|one| (one.role.value.as_str(), text(one.reach.as_ref()))).collect();
    assert_eq!(said, [("DevOps", "devops@ledger.example"), ("Emergency", "+49 30 901820")]);
    let table =
        "# Plan\n## Contacts\n| Rôle | Nom | Email | Slack |\n|---|---|---|---|\n| DevOps | A. Ito | - | @devops |\n";
    let said = self::facts(Kind::DeploymentPlan, table);
    assert_eq!(text(said.contacts[0].reach.as_ref()), "@devops");
    let boxes = self::facts(Kind::Environment, "# 環境変数チェックリスト\n## Supabase\n- [ ] `DATABASE_URL`\n");
    assert_eq!(boxes.check_items.len(), 1);
}

#[test]
fn a_pipeline_that_somebody_starts_is_no_work_by_hand() {
    for (text, wanted) in [
        ("Le CD est déclenché manuellement", 0),
        ("El pipeline se ejecuta de forma manual", 0),
        ("Corriger manuellement la table", 1),
        ("Ejecutar manualmente el script", 1),
    ] {
        let facts = facts(Kind::DeploymentPlan, &format!("# Plan\n## Steps\n1. {text}\n"));
        assert_eq!(facts.ad_hoc.len(), wanted, "{text}");
    }
}
