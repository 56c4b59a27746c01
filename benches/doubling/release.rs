//! One release with much of everything, so that every family of rules has much to judge.

use super::records::{each, task};
use super::shapes::{file, workload};
use super::{File, Input};

pub(super) fn all() -> Vec<Input> {
    vec![
        Input::new("a release with much of everything", 500, release),
        Input::new("a release whose documents disagree", 500, disagreeing),
    ]
}

/// A release with `count` of each kind of fact, all in order.
fn release(count: usize) -> Vec<File> {
    let plan = [
        (
            "## Steps\n| Step | Action | Owner | Duration | Rollback |\n|---|---|---|---|---|\n",
            "| # | Restart web # with ADM-# | A. Ito | 1 min | start it again |\n",
        ),
        (
            "## Deployments\n| Environment | Purpose | URL | Artifact | Scaling profile | Owner |\n|---|---|---|---|---|---|\n",
            "| production # | live | https://a.example | web:2.0.# | web 3 | A. Ito |\n",
        ),
        ("## Rollback triggers\n", "- Error rate over # % for 5 min\n"),
        (
            "## Rolling Restart Strategy\n| Process type | Grace | SIGKILL timeout |\n|---|---|---|\n",
            "| web# | 10 s | 30 s |\n",
        ),
        ("## Admin tasks\n| Task ID | Name | Rollback |\n|---|---|---|\n", "| ADM-# | Fill the index | empty it |\n"),
        (
            "## Approvals\n| Role | Name | Decision | Date |\n|---|---|---|---|\n",
            "| Role # | A. Ito | approved | 2026-12-01 |\n",
        ),
        ("## Contacts\n| Role | Name | Contact |\n|---|---|---|\n", "| Manager # | A. Ito | +81 3 5550 0100 |\n"),
        (
            "## Verification\n| Probe | Process type | Endpoint | Interval | Timeout | Expected |\n|---|---|---|---|---|---|\n",
            "| Readiness | web# | GET /readyz | 5 s | 2 s | 200 |\n",
        ),
        ("## Smoke tests\n", "- [ ] Login # works\n"),
        (
            "## Communication\n| Audience | When | Channel | Owner |\n|---|---|---|---|\n",
            "| Users # | before | mail | A. Ito |\n",
        ),
        ("## Waivers\n", "<!-- holdpoint:allow IX-03 \"web#\" until=2026-12-31 by=\"A. Novak\" : it is known -->\n\n"),
    ];
    let environment = [
        (
            "## Environment variables\n| Variable | Required | Default | Staging | Production |\n|---|---|---|---|---|\n",
            "| `VARIABLE_#` | yes | – | set | set |\n",
        ),
        (
            "## Tech stack parity\n| Component | Development | Staging | Production | ADR |\n|---|---|---|---|---|\n",
            "| Store # | MinIO | S3 | S3 | ADR-# |\n",
        ),
        (
            "## Substitutions\n| Component | Dev Uses | Prod Uses | Justification | ADR |\n|---|---|---|---|---|\n",
            "| Store # | MinIO | S3 | no account | ADR-# |\n",
        ),
    ];
    let architecture = [
        (
            "## Process Types\n| Process Type | Purpose | Scaling Axis | Concurrency Limit | Entry Point |\n|---|---|---|---|---|\n",
            "| web# | HTTP | horizontal | 200 requests | `web` |\n",
        ),
        ("## Disposability\n| Process Type | Grace period | Startup |\n|---|---|---|\n", "| web# | 10 s | 5 s |\n"),
        (
            "## Process State Model\n| Process Type | State Kind | Storage Location | Durability |\n|---|---|---|---|\n",
            "| web# | Session | local disk (ADR-#) | TTL 12 h |\n",
        ),
        (
            "## Backing Services\n| Resource | Env Variable | Format | Used by | Swap Criteria |\n|---|---|---|---|---|\n",
            "| Store # | `VARIABLE_#` | a URL | web# | restart |\n",
        ),
        ("## Logging\n", "The job # writes its log to `/var/log/ledger/#.log` (ADR-#).\n\n"),
    ];
    let notes = [
        ("## Known issues\n", "- DEF-#: export stops; workaround: print\n"),
        ("## Upgrade\n", "Set `VARIABLE_#`.\n\n"),
    ];
    let runbook = [
        ("## Flags\n", "- `VARIABLE_#` switches ADM-# off.\n"),
        ("## On-call\n| Role | Name | Phone |\n|---|---|---|\n", "| L# | A. Ito | +1 555 0100 |\n"),
    ];
    let tests = [
        ("## Results\n| Suite | Total | Passed | Failed |\n|---|---|---|---|\n", "| Integration # | 10 | 10 | 0 |\n"),
        (
            "## Defects\n| Defect | Title | Severity | Status | Workaround |\n|---|---|---|---|---|\n",
            "| DEF-# | Export stops | P1 | open | print |\n",
        ),
    ];
    let risks = [(
        "## Risks\n| ID | Risk | Impact | Mitigation | Owner |\n|---|---|---|---|---|\n",
        "| R-# | It fails | high | test it | A. Ito |\n",
    )];
    let criteria = [(
        "## Criteria\n| ID | Criterion | Result | Evidence |\n|---|---|---|---|\n",
        "| AC-# | It works | passed | test # |\n",
    )];
    let records = [(
        "## Action items\n| Action | Owner | Due Date | Success Criteria | Priority |\n|---|---|---|---|---|\n",
        "| Look at # | A. Ito | 2026-12-20 | seen | P1 |\n",
    )];
    let samples =
        [("## Samples\n| Metric | Baseline | Measured |\n|---|---|---|\n", "| Error rate of # | 0.1 % | 0.2 % |\n")];
    let documents = [
        document("deployment-plan.md", "# Deployment plan: Ledger 2.0.0\nRelease: 2.0.0\n", &plan, count),
        document("deployment-environment.md", "# Environment definition\n", &environment, count),
        document("software-architecture.md", "# Software architecture\n", &architecture, count),
        document("release-notes.md", "# Release notes 2.0.0\n", &notes, count),
        document("support-runbook.md", "# Support runbook\nRelease: 2.0.0\n", &runbook, count),
        document("test-evaluation.md", "# Test evaluation summary: Ledger 2.0.0\n", &tests, count),
        document("risk-list.md", "# Risk list\n", &risks, count),
        document("acceptance-plan.md", "# Product acceptance plan\n", &criteria, count),
        document("retrospective.md", "# Retrospective\n", &records, count),
        document("slo-monitoring-report.md", "# SLO monitoring report\n", &samples, count),
        document(
            "smoke-test-results.md",
            "# Smoke test results\n",
            &[("| Test | Result |\n|---|---|\n", "| Login # works | PASS |\n")],
            count,
        ),
        document(
            "environment-health-report.md",
            "# Environment health report\n",
            &[("| Check | Measured | Limit |\n|---|---|---|\n", "| CPU of # | 40 % | < 80 % |\n")],
            count,
        ),
    ];
    let listed = [
        file("SHA256SUMS", "", count, |index| format!("{index:064x}  dist/{index}.jar\n")),
        file("requirements.txt", "", count, |index| format!("package-{index}>=1.{index}\n")),
        file(".env.example", "", count, |index| format!("VARIABLE_{index}=\n")),
        each(count / 10, |index| {
            (format!("adr/ADR-{index}.md"), format!("# ADR-{index}: a decision\n- **Status**: Accepted\n"))
        }),
        each(count / 10, |index| (format!("admin-tasks/ADM-{index}.md"), task(index))),
        each(count / 10, |index| {
            (format!("gates/gate-{index}-report.md"), format!("# Gate {index} report\n- Overall Status: PASS\n"))
        }),
        file("k8s/all.yaml", "", count, workload),
    ];
    documents.into_iter().chain(listed).flatten().collect()
}

/// The same with everything written differently wherever it stands again, so that nothing is found where it is looked for.
fn disagreeing(count: usize) -> Vec<File> {
    let other = |(path, text): File| {
        let text = String::from_utf8_lossy(&text).into_owned();
        let text = if path.contains("plan") || path.contains("environment") {
            text
        } else {
            text.replace("ADM-", "ADM-9")
                .replace("VARIABLE_", "OTHER_")
                .replace("ADR-", "ADR-9")
                .replace("web", "job")
                .replace("Store", "Room")
        };
        let text = text
            .replace("PASS", "FAIL")
            .replace("passed", "failed")
            .replace("approved", "pending")
            .replace("2026-12-31", "2026-11-30");
        (path, text.into_bytes())
    };
    let policy = ("holdpoint.yaml".to_owned(), b"profile: aiwg\n".to_vec());
    release(count).into_iter().map(other).chain([policy]).collect()
}

/// A document of parts, each with its head and `count` pieces, in which `#` is the number.
fn document(path: &str, head: &str, parts: &[(&str, &str)], count: usize) -> Vec<File> {
    let part = |(head, piece): &(&str, &str)| {
        (0..count).fold(format!("\n{head}"), |text, index| text + &piece.replace('#', &index.to_string()))
    };
    let text: String = parts.iter().map(part).collect();
    vec![(path.to_owned(), format!("{head}{text}").into_bytes())]
}
