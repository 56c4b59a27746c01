//! Much of what reports, plans and records state, each kind of it.

use super::shapes::{file, lines};
use super::{File, Input};

pub(super) fn all() -> Vec<Input> {
    let mut inputs = reports();
    inputs.extend(plans());
    inputs.extend(services());
    inputs.extend(rollout());
    inputs
}

/// What is written before a release.
fn reports() -> Vec<Input> {
    vec![
        lines(
            "vitals, a row for each",
            5_000,
            "# Environment health report\n| Check | Measured | Limit | Result |\n|---|---|---|---|\n",
            |index| format!("| CPU of node {index} | {} % | < 80 % | PASS |\n", index % 90),
        ),
        lines("vitals in lines", 5_000, "# Environment health report\n", |index| {
            format!("- Error rate {index}: 0.04 %\n")
        }),
        lines(
            "vitals, a column for each",
            5_000,
            "# Environment health report\n| Node | CPU | Memory | Replication lag |\n|---|---|---|---|\n",
            |index| format!("| k{index} | 46 % | 61 % | 850 ms |\n"),
        ),
        Input::new("gate reports", 1_000, |count| {
            each(count, |index| {
                (
                    format!("gates/gate-{index}-report.md"),
                    format!("# Gate {index} report\n- Overall Status: PASS\n- Decision: GO\n"),
                )
            })
        }),
        lines("statements of one gate", 5_000, "# Security gate report\n", |index| {
            format!("- Overall Status {index}: PASS\n- Decision: GO\n")
        }),
        lines("reports of builds", 2_000, "# Build report\n", |index| {
            format!(
                "## Build report {index}\n| Item | Value |\n|---|---|\n| Exit code | 0 |\n| Lint warnings | {index} |\n\n"
            )
        }),
        lines("regression gates", 2_000, "# Regression gate\n", |index| {
            format!("## Regression gate {index}\n- Baseline pass: {index}\n- Candidate pass: {index}\n\n")
        }),
        lines("scans", 2_000, "# Security scan report\n", |index| {
            format!(
                "## Security scan {index}\n| Severity | Open |\n|---|---|\n| Critical | 0 |\n| High | {index} |\n\n"
            )
        }),
        Input::new("files and their digests", 1_000, |count| {
            let sums = file("SHA256SUMS", "", count, |index| format!("{index:064x}  dist/{index}.txt\n"));
            let files = each(count, |index| (format!("dist/{index}.txt"), format!("text {index}\n")));
            [sums, files].concat()
        }),
        lines("comments that waive", 5_000, "# Deployment plan\n", |index| {
            format!(
                "<!-- holdpoint:allow IX-03 \"worker {index}\" until=2026-12-31 by=\"A. Novak\" : it is known -->\n\n"
            )
        }),
        lines(
            "waivers in a table",
            5_000,
            "# Deployment plan\n## Waivers\n| Rule | Subject | Reason | Approved by | Valid until |\n|---|---|---|---|---|\n",
            |index| format!("| IX-03 | worker {index} | it is known | A. Novak | 2026-12-31 |\n"),
        ),
        lines(
            "actions",
            5_000,
            "# Retrospective\n## Action items\n| Action | Owner | Due Date | Success Criteria | Priority |\n|---|---|---|---|---|\n",
            |index| format!("| Rehearse the way back {index} | A. Ito | 2026-12-20 | under 5 min | P1 |\n"),
        ),
        lines(
            "rows of a history",
            5_000,
            "# Deployment plan\n## Revision history\n| Version | Date | Change |\n|---|---|---|\n",
            |index| format!("| 1.{index} | 2026-12-{:02} | Step {index} added |\n", index % 28 + 1),
        ),
    ]
}

/// What plans and notes say.
fn plans() -> Vec<Input> {
    vec![
        lines("tests of the way back", 5_000, "# Deployment plan\n## Rollback\n", |index| {
            format!("The rollback of web {index} was rehearsed on 2026-12-{:02}.\n\n", index % 28 + 1)
        }),
        Input::new("reports of tests of the way back", 1_000, |count| {
            each(count, |index| {
                (
                    format!("readiness/{index}/rollback-validation-report.md"),
                    format!(
                        "# Rollback validation report {index}\n- Date: 2026-12-03\n- Status: READY\n- Data loss: none\n"
                    ),
                )
            })
        }),
        lines("migrations of a plan", 5_000, "# Deployment plan\n## Data migration\n", |index| {
            format!(
                "- Scripts: `{index:04}.up.sql`\n- Backout: `{index:04}.down.sql`\n- Backup verified on 2026-12-03\n"
            )
        }),
        lines("sections of migrations", 3_000, "# Deployment plan\n", |index| {
            format!("## Data migration {index}\n\nThe backup was verified. Validation: count the rows.\n\n")
        }),
        lines("sections that are declared", 5_000, "# Deployment plan\n", |index| {
            format!("Automation Outputs: `part-{index}.md` covering sections 1–3\n\n")
        }),
        Input::new("outputs, and the documents that they declare", 1_000, |count| {
            let plan = file("deployment-plan.md", "# Deployment plan\n", count, |index| {
                format!("Automation Outputs: `part-{index}.md` covering sections 1–3\n\n")
            });
            let parts = each(count, |index| {
                (format!("part-{index}.md"), format!("# Part {index}\n## 1. One\nText.\n## 2. Two\nText.\n"))
            });
            [plan, parts].concat()
        }),
        Input::new("names in the notes and in the runbook", 5_000, |count| {
            let notes = file("release-notes.md", "# Release notes 3.1.0\n## Upgrade\n", count, |index| {
                format!("Set `FEATURE_{index}`.\n\n")
            });
            let runbook = file("support-runbook.md", "# Support runbook\nRelease: 3.1.0\n## Flags\n", count, |index| {
                format!("- `FEATURE_{index}` switches it off.\n")
            });
            [notes, runbook].concat()
        }),
        lines(
            "probes in a table",
            5_000,
            "# Deployment plan\n## Verification\n| Probe | Process type | Endpoint | Interval | Timeout | Expected |\n|---|---|---|---|---|---|\n",
            |index| format!("| Readiness | web {index} | GET /readyz/{index} | 5 s | 2 s | 200 |\n"),
        ),
        lines("probes in a list", 5_000, "# Deployment plan\n## Verification\n", |index| {
            format!("- Liveness: /livez/{index} every 10 s, timeout 2 s, 200\n")
        }),
        Input::new("packages of every kind", 3_000, |count| {
            let npm = file("package.json", "{\"name\": \"ledger\", \"dependencies\": {\n", count, |index| {
                format!("\"p{index}\": \"^{index}.1.0\",\n")
            });
            let npm = npm
                .into_iter()
                .map(|(path, text)| (path, [text, b"\"end\": \"1.0.0\"}}\n".to_vec()].concat()))
                .collect::<Vec<File>>();
            let python = file(
                "pyproject.toml",
                "[tool.poetry]\nname = \"books\"\n[tool.poetry.dependencies]\n",
                count,
                |index| format!("p{index} = \"^{index}.1\"\n"),
            );
            let go = file("go.mod", "module acme.example/ledger\nrequire (\n", count, |index| {
                format!("\tacme.example/p{index} v1.{index}.0\n")
            });
            let rust = file("Cargo.toml", "[package]\nname = \"ledger\"\n[dependencies]\n", count, |index| {
                format!("p{index} = \">= 1.{index}\"\n")
            });
            [npm, python, go, rust].concat()
        }),
        Input::new("ids of the policy's own prefixes", 5_000, |count| {
            let policy =
                vec![("holdpoint.yaml".to_owned(), b"ids: {admin_task: [OPS-TASK, TASK], decision: [DEC]}\n".to_vec())];
            let plan = file("deployment-plan.md", "# Deployment plan\n## Steps\n", count, |index| {
                format!("{index}. Run OPS-TASK-{index} as DEC-{index} says, with `psql`\n")
            });
            [policy, plan].concat()
        }),
        lines("hyphens", 200_000 / 18, "# Deployment plan\n## Steps\n", |index| format!("OPS-TASK-a-{index}- r-e--")),
    ]
}

/// What the processes rest on.
fn services() -> Vec<Input> {
    vec![
        lines(
            "backing services",
            5_000,
            "# Software architecture\n## Backing Services\n| Resource | Env Variable | Format | Used by | Swap Criteria |\n|---|---|---|---|---|\n",
            |index| format!("| Cache {index} | `REDIS_{index}_URL` | `redis://10.2.0.14:6379` | web | restart |\n"),
        ),
        lines("sections about ports", 3_000, "# Software architecture\n", |index| {
            format!(
                "## 9.{index} Port Binding\n- [x] Yes: every service binds its own port\n- [ ] No: see ADR-{index}\n\n"
            )
        }),
        lines("boxes about ports", 5_000, "# Software architecture\n## Port Binding\n", |index| {
            format!("- [x] Yes: service {index} binds its own port, see ADR-{index}\n")
        }),
        lines("logs", 5_000, "# Software architecture\n## Logging\n", |index| {
            format!("The job {index} writes its log to `/var/log/ledger/{index}.log` (ADR-{index}).\n\n")
        }),
        lines(
            "types of processes",
            5_000,
            "# Software architecture\n## Process Types\n| Process Type | Purpose | Scaling Axis | Concurrency Limit | Entry Point |\n|---|---|---|---|---|\n",
            |index| format!("| web{index} | HTTP | horizontal | 200 requests | `ledger web` |\n"),
        ),
        lines("balancers that drain", 3_000, "", |index| {
            format!(
                "apiVersion: v1\nkind: Service\nmetadata:\n  name: web-{index}\n  annotations:\n    service.beta.kubernetes.io/aws-load-balancer-target-group-attributes: deregistration_delay.timeout_seconds=15\n---\n"
            )
        }),
        Input::new("records of admin tasks", 1_000, |count| {
            each(count, |index| (format!("admin-tasks/ADM-{index}.md"), task(index)))
        }),
    ]
}

/// What is recorded while a release goes out.
fn rollout() -> Vec<Input> {
    vec![
        lines("smoke tests", 5_000, "# Smoke test results\nStatus: PASS\n\n| Test | Result |\n|---|---|\n", |index| {
            format!("| Login {index} | PASS |\n")
        }),
        lines(
            "samples by time",
            5_000,
            "# SLO monitoring report\n| Time | Error rate | p99 (ms) | Decision |\n|---|---|---|---|\n| Baseline | 0.1 % | 300 | |\n",
            |index| format!("| {:02}:{:02} | 0.2 % | {index} | CONTINUE |\n", index / 60 % 24, index % 60),
        ),
        lines(
            "samples by metric",
            5_000,
            "# SLO monitoring report\n| Metric | Baseline | Measured |\n|---|---|---|\n",
            |index| format!("| Latency p95 of {index} | 200 ms | 260 ms |\n"),
        ),
        Input::new("samples and triggers", 1_000, |count| {
            let plan = file("deployment-plan.md", "# Deployment plan\n## Rollback triggers\n", count, |index| {
                format!("- Error rate over {} % for 5 min\n", index % 90 + 1)
            });
            let report = file(
                "slo-monitoring-report.md",
                "# SLO monitoring report\n| Time | Error rate | Decision |\n|---|---|---|\n",
                count,
                |index| format!("| {:02}:{:02} | {} % | CONTINUE |\n", index / 60 % 24, index % 60, index % 90),
            );
            [plan, report].concat()
        }),
        lines("checks after a rollback", 5_000, "# Rollback log\n| Check | Result |\n|---|---|\n", |index| {
            format!("| Traffic on version 3.0.{index} | 100 % |\n")
        }),
    ]
}

/// A file for each number.
pub(super) fn each(count: usize, one: impl Fn(usize) -> (String, String)) -> Vec<File> {
    (0..count).map(one).map(|(path, text)| (path, text.into_bytes())).collect()
}

pub(super) fn task(index: usize) -> String {
    format!(
        "# ADM-{index}: Fill the index\n**Status**: executed\n\n## Approval\n- Reviewer: Helena Brandt\n- Approved at: 2026-12-03\n\n\
         ## Execution\n- Invoked at: 2026-12-08T02:25:00Z\n- Exit code: 0\n\n## Rollback\nEmpty the index.\n"
    )
}
