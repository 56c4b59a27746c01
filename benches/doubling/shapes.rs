//! The shapes that make a careless reader quadratic: much of one thing.

use super::{File, Input};

pub(super) fn all() -> Vec<Input> {
    vec![
        lines("one long line of words", 200_000 / 29, "# Deployment plan\n## Steps\n", |index| {
            format!("restart web {index} at the night ")
        }),
        lines("one long word", 200_000, "# Deployment plan\n## Steps\n", |_| "a".to_owned()),
        lines("one long line of numbers", 30_000, "# Deployment plan\n## Steps\n", |index| format!("{index} min ")),
        lines("one long line of labels", 10_000, "# Deployment plan\n## Steps\n", |index| {
            format!("Owner {index}: A. Ito; ")
        }),
        lines("one long line of dates", 10_000, "# Deployment plan\n## Steps\n", |_| {
            "2026-12-01 02:00 UTC ".to_owned()
        }),
        lines("one long line of brackets", 100_000, "# Deployment plan\n## Steps\n", |_| "[(<{".to_owned()),
        lines("one long line of marks", 100_000, "# Deployment plan\n## Steps\n", |_| "*_`~".to_owned()),
        lines("one long line of mails and links", 8_000, "# Deployment plan\n## Steps\n", |index| {
            format!("a{index}@b.org http://c.org ")
        }),
        lines(
            "one long line without spaces, Japanese",
            10_000,
            "# リリース計画書\n## 切り戻し計画\n",
            |_| "切り戻し計画を確認".to_owned(),
        ),
        lines("one long paragraph", 8_000, "# Deployment plan\n## Steps\n", |index| {
            format!("Restart web {index} at 02:00.\n")
        }),
        Input::new("one deep list", 200_000, |bytes| {
            let depth = (bytes as f64).sqrt() as usize;
            file("plan.md", "# Deployment plan\n## Steps\n", depth, |level| {
                format!("{}- item {level}\n", "  ".repeat(level))
            })
        }),
        Input::new("digests of one name", 20_000, |count| {
            file("SHA256SUMS", "", count, |index| format!("{index:064x}  dist/{index}/app.jar\n"))
        }),
        lines(
            "findings of a scan",
            20_000,
            "# Security scan report\n\n| Severity | Findings |\n|---|---|\n",
            |index| format!("| Critical | {index} |\n"),
        ),
        lines("critical modules", 10_000, "# Test evaluation summary\n\n", |index| {
            format!("The critical modules (orders {index}, payments) were reviewed.\n")
        }),
        lines("one deep quotation", 100_000, "# Deployment plan\n## Steps\n", |_| ">".to_owned()),
        lines("headings", 5_000, "# Deployment plan\n", |index| format!("## Part {index}\n\nText.\n\n")),
        lines("headings, all alike", 5_000, "# Deployment plan\n", |_| "## Rollback\n\nRun it again.\n\n".to_owned()),
        lines("headings, nested", 5_000, "# Deployment plan\n", |index| {
            format!("{} Part {index}\n\nText.\n\n", "#".repeat(2 + index % 5))
        }),
        lines("links to missing anchors", 5_000, "# Runbook\n", |index| format!("See [part](#part-{index}).\n\n")),
        lines("links to anchors", 5_000, "# Runbook\n", |index| {
            format!("## Part {index}\n\nSee [part](#part-{index}).\n\n")
        }),
        lines("links to missing files", 5_000, "# Runbook\n", |index| format!("See [part](docs/part-{index}.md).\n\n")),
        lines("ids", 5_000, "# Runbook\n", |index| format!("See DEF-{index}, ADM-{index} and UC-{index}.\n\n")),
        lines("table rows", 20_000, "# Deployment plan\n## Steps\n\n| A | B |\n|---|---|\n", |index| {
            format!("| a{index} | b |\n")
        }),
        lines("tables", 5_000, "# Deployment plan\n## Steps\n\n", |index| {
            format!("| Step | Owner |\n|---|---|\n| a{index} | b |\n\n")
        }),
        lines("columns", 5_000, "# Deployment plan\n## Steps\n\n", |_| "| a ".to_owned()),
        lines("boxes", 20_000, "# Deployment plan\n## Prerequisites\n", |index| format!("- [ ] box {index}\n")),
        lines("placeholders", 20_000, "# Deployment plan\n", |index| format!("Owner {index}: <owner>\n\n")),
        lines("placeholders in one line", 20_000, "# Deployment plan\n", |_| "{owner} TBD <name> ".to_owned()),
        Input::new("variables and their mentions", 5_000, |count| {
            let head = "# Environment definition\n## Environment variables\n| Variable | Required | Production |\n|---|---|---|\n";
            let catalog = file("environment.md", head, count, |index| format!("| `VARIABLE_{index}` | yes | set |\n"));
            let mentions =
                file("compose.yaml", "services:\n  web:\n    image: a:1\n    environment:\n", count, |index| {
                    format!("      VARIABLE_{index}: ${{VARIABLE_{index}}}\n")
                });
            let told = file("runbook.md", "# Support runbook\n", count, |index| format!("Set `VARIABLE_{index}`.\n\n"));
            let example = file(".env.example", "", count, |index| format!("VARIABLE_{index}=\n"));
            [catalog, mentions, told, example].concat()
        }),
        lines(
            "steps in a table",
            5_000,
            "# Deployment plan\n## Steps\n| Step | Action | Owner | Duration | Rollback |\n|---|---|---|---|---|\n",
            |index| format!("| {index} | Restart web {index} | A. Ito | 5 min | start it again |\n"),
        ),
        lines("steps in a list", 5_000, "# Deployment plan\n## Steps\n", |index| {
            format!("{index}. Restart web {index} (A. Ito, 5 min)\n")
        }),
        lines("steps as headings", 2_000, "# Deployment plan\n## Steps\n", |index| {
            format!("### Step {index}: restart web\n\nOwner: A. Ito\n\n```\nsystemctl restart web\n```\n\n")
        }),
        lines("approvals", 5_000, "# Approvals\n| Role | Name | Decision | Date |\n|---|---|---|---|\n", |index| {
            format!("| Role {index} | A. Ito | approved | 2026-12-01 |\n")
        }),
        lines("sentences of GO", 5_000, "# Gate report\n", |index| {
            format!("The gate {index} is a GO on 2026-12-01.\n\n")
        }),
        lines("sentences of operations", 5_000, "# Deployment plan\n## Steps\n", |index| {
            format!("Run the database migration ADM-{index} and the backfill.\n\n")
        }),
        lines("admin tasks", 5_000, "# Admin processes\n| Task | Command | Rollback |\n|---|---|---|\n", |index| {
            format!("| ADM-{index} | migrate {index} | undo |\n")
        }),
        lines("triggers", 5_000, "# Deployment plan\n## Rollback triggers\n", |index| {
            format!("- Error rate over {index} % for 5 min\n")
        }),
        lines(
            "communications",
            5_000,
            "# Communication plan\n| Audience | When | Channel | Owner |\n|---|---|---|---|\n",
            |index| format!("| Users {index} | before | mail | A. Ito |\n"),
        ),
        Input::new("defects and known issues", 5_000, |count| {
            let head = "# Defect list\n| Defect | Title | Severity | Status |\n|---|---|---|---|\n";
            let defects =
                file("defects.md", head, count, |index| format!("| DEF-{index} | Export stops | P2 | open |\n"));
            let head = "# Release notes 2.4.0\n## Known issues\n";
            let notes = file("release-notes.md", head, count, |index| {
                format!("- DEF-{index}: export stops; workaround: none\n")
            });
            [defects, notes].concat()
        }),
        lines(
            "risks",
            5_000,
            "# Risk list\n| ID | Risk | Impact | Mitigation | Owner |\n|---|---|---|---|---|\n",
            |index| format!("| R-{index} | It fails | high | test it | A. Ito |\n"),
        ),
        lines("criteria", 5_000, "# Product acceptance plan\n| ID | Criterion | Result |\n|---|---|---|\n", |index| {
            format!("| AC-{index} | It works | passed |\n")
        }),
        lines("contacts", 5_000, "# Support runbook\n## On-call\n| Role | Name | Phone |\n|---|---|---|\n", |index| {
            format!("| L{index} | A. Ito | +1 555 0100 |\n")
        }),
        lines(
            "test runs",
            5_000,
            "# Test evaluation summary\n| Suite | Total | Passed | Failed |\n|---|---|---|---|\n",
            |index| format!("| Integration {index} | 10 | 10 | 0 |\n"),
        ),
        lines(
            "processes",
            5_000,
            "# Software architecture document\n## Processes\n| Process | Replicas | Grace period |\n|---|---|---|\n",
            |index| format!("| web{index} | 2 | 30 s |\n"),
        ),
        lines("versions", 5_000, "# Changelog\n", |index| {
            format!("## 2.{index}.0 - 2026-12-01\n\n- Mended the export\n\n")
        }),
        lines("secrets", 5_000, "# Support runbook\n", |index| format!("password: Xk9{index}vQ7z!p2\n\n")),
        lines("code blocks", 5_000, "# Runbook\n", |index| format!("```bash\nkubectl delete pod web-{index}\n```\n\n")),
        lines("sections of checks", 3_000, "# Deployment plan\n", |index| {
            format!("## Verification {index}\n\n| Check | Expected |\n|---|---|\n| Page {index} opens | 200 |\n\n")
        }),
        lines("sections of approvals", 3_000, "# Approvals\n", |index| {
            format!("## Approvals {index}\n\n- Product owner: A. Ito, approved 2026-12-01\n\n")
        }),
        lines("boxes of approvals", 5_000, "# Approvals\n## Approvals\n", |index| {
            format!("- [x] Role {index}: A. Ito, 2026-12-01\n")
        }),
        lines("approvals below a caption", 5_000, "# Deployment plan\n## End\n**Approvals:**\n", |index| {
            format!("- Role {index}: A. Ito, approved\n")
        }),
        lines(
            "windows",
            5_000,
            "# Deployment plan\n## Change windows\n| Window | Begin | End |\n|---|---|---|\n",
            |index| {
                let (year, month, day) = (2000 + index / 336, index / 28 % 12 + 1, index % 28 + 1);
                format!(
                    "| Change window {index} | {year}-{month:02}-{day:02} 02:00 UTC | {year}-{month:02}-{day:02} 04:00 UTC |\n"
                )
            },
        ),
        lines("freezes", 5_000, "# Deployment plan\n## Schedule\n", |index| {
            let (year, month, day) = (2000 + index / 336, index / 28 % 12 + 1, index % 28 + 1);
            format!("Change freeze: {year}-{month:02}-{day:02} to {year}-{month:02}-{day:02} UTC\n\n")
        }),
        Input::new("steps and their admin tasks", 3_000, |count| {
            let head = "# Deployment plan\n## Steps\n| Step | Action | Owner | Rollback |\n|---|---|---|---|\n| 0 | look | A. Ito | none |\n";
            let plan = file("plan.md", head, count, |index| format!("| {index} | Run ADM-{index} | A. Ito | |\n"));
            let head = "# Admin task catalog\n| Task ID | Name | Rollback |\n|---|---|---|\n";
            let tasks =
                file("admin-tasks.md", head, count, |index| format!("| ADM-{index} | Fill the index | empty it |\n"));
            [plan, tasks].concat()
        }),
        lines(
            "parity",
            5_000,
            "# Environment definition\n## Tech stack parity\n| Component | Development | Production |\n|---|---|---|\n",
            |index| format!("| Store {index} | MinIO | S3 ADR-{index} |\n"),
        ),
        Input::new("state, and decisions that allow it", 2_000, |count| {
            let head = "# Software architecture\n## State\n| Process | Storage location |\n|---|---|\n";
            let rows =
                file("architecture.md", head, count, |index| format!("| web {index} | local disk (ADR-{index}) |\n"));
            let decisions = (0..count).flat_map(|index| {
                let text = format!("# ADR-{index}: a decision\n- **Status**: Accepted\n");
                file(&format!("adr/ADR-{index}.md"), &text, 0, |_| String::new())
            });
            rows.into_iter().chain(decisions).collect()
        }),
        Input::new("packages", 5_000, |count| {
            let asked = file("requirements.txt", "", count, |index| format!("package-{index}>=1.{index}\n"));
            let gems = file("Gemfile", "", count, |index| format!("gem \"gem-{index}\", \">= 1.{index}\"\n"));
            [asked, gems].concat()
        }),
        Input::new("release notes, one for each file", 1_000, |count| {
            (0..count)
                .map(|index| {
                    let text = format!("# Release notes 2.{index}.0\n\n## Known issues\n\n- DEF-{index}: stops\n");
                    (format!("notes/release-notes-{index}.md"), text.into_bytes())
                })
                .collect()
        }),
        Input::new("files of one fact", 2_000, |count| {
            (0..count)
                .map(|index| {
                    (format!("docs/{index}.md"), format!("# Gate report {index}\n\nGO: 2026-12-01\n").into_bytes())
                })
                .collect()
        }),
        Input::new("files that link to each other", 2_000, |count| {
            (0..count)
                .map(|index| {
                    (
                        format!("docs/{index}.md"),
                        format!("# Part {index}\n\nSee [next]({}.md#part).\n", index + 1).into_bytes(),
                    )
                })
                .collect()
        }),
        Input::new("workloads, one for each file", 1_000, |count| {
            (0..count).map(|index| (format!("k8s/{index}.yaml"), workload(index).into_bytes())).collect()
        }),
    ]
}

/// One document of numbered pieces.
pub(super) fn lines(name: &'static str, count: usize, head: &'static str, piece: fn(usize) -> String) -> Input {
    Input::new(name, count, move |count| file("docs/document.md", head, count, piece))
}

pub(super) fn file(path: &str, head: &str, count: usize, piece: impl Fn(usize) -> String) -> Vec<File> {
    let text = (0..count).fold(head.to_owned(), |text, index| text + &piece(index));
    vec![(path.to_owned(), text.into_bytes())]
}

pub(super) fn workload(index: usize) -> String {
    format!(
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {{ name: web-{index} }}\nspec:\n  template:\n    spec:\n      containers: [{{ name: web, image: a:1 }}]\n"
    )
}
