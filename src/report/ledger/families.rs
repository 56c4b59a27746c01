//! The families, each declared once.

use std::collections::BTreeMap;

use super::card::Card;
use super::{Family, Ledger, SCHEMA_VERSION, Shown};
use crate::facts::{Facts, Reading};
use crate::policy::Limits;

/// The ledger of what was read.
pub fn ledger(reading: &Reading) -> Ledger {
    Ledger { schema_version: SCHEMA_VERSION.to_owned(), families: told(reading) }
}

/// Ids and titles of every family.
pub fn families() -> BTreeMap<String, String> {
    let nothing = Reading {
        sources: Vec::new(),
        facts: Facts::default(),
        limits: Limits::default(),
        unread: Vec::new(),
        notices: Vec::new(),
    };
    told(&nothing).into_iter().map(|family| (family.id, family.title)).collect()
}

fn told(reading: &Reading) -> Vec<Family> {
    // Without `..`: what is added to the facts must be shown here.
    let Facts {
        documents,
        releases,
        version_mentions,
        environments,
        health_endpoints,
        deployments,
        artifacts,
        steps,
        strategies,
        checks,
        check_items,
        processes,
        no_processes,
        workloads,
        disruption_budgets,
        autoscalers,
        services,
        routes,
        kustomizations,
        images,
        charts,
        orchestrators,
        variables,
        examples,
        settings,
        variable_sources,
        variable_uses,
        secrets,
        secret_references,
        admin_tasks,
        not_needed,
        operations,
        admin_commands,
        ad_hoc,
        parity,
        substitutions,
        decisions,
        approvals,
        sign_offs,
        change_requests,
        go_statements,
        windows,
        freezes,
        defects,
        defect_counts,
        test_runs,
        test_cases,
        coverage,
        analyses,
        boms,
        materials,
        checksums,
        measurements,
        commits,
        migrations,
        code_owners,
        recommendations,
        health,
        communications,
        rollbacks,
        triggers,
        observations,
        contacts,
        outputs,
        placeholders,
        risks,
        changes,
        known_issues,
        notes,
        criteria,
        waivers,
        lessons,
        references,
    } = &reading.facts;
    let book = Book { reading };
    vec![
        book.family("documents", "Documents", "What each file was taken for, and its sections.", documents),
        book.family("releases", "Release identifiers", "Where the release is named.", releases),
        book.family("version-mentions", "Mentions of versions", "Versions that documents name.", version_mentions),
        book.family("environments", "Environments", "Environments that documents tell of.", environments),
        book.family(
            "health-endpoints",
            "Health endpoints",
            "Paths that answer whether a process is well.",
            health_endpoints,
        ),
        book.family("deployments", "Deployments", "What is deployed to which environment.", deployments),
        book.family("artifacts", "Artifacts", "What documents name as an image or with a digest.", artifacts),
        book.family("steps", "Steps", "The steps of the plan, in order.", steps),
        book.family("strategies", "Strategies", "How the release is brought to its users.", strategies),
        book.family("checks", "Checks", "Smoke tests and other verifications.", checks),
        book.family("check-items", "Check lists", "Boxes and prerequisites.", check_items),
        book.family("processes", "Processes", "What a document says of a process type.", processes),
        book.family("no-processes", "No processes", "Statements that nothing runs until stopped.", no_processes),
        book.family("workloads", "Workloads", "Workloads of manifests and services of Compose files.", workloads),
        book.family("disruption-budgets", "Disruption budgets", "How many instances may be away.", disruption_budgets),
        book.family("autoscalers", "Autoscalers", "Between which numbers a workload is scaled.", autoscalers),
        book.family("services", "Services", "Kubernetes Services and the workloads behind them.", services),
        book.family("routes", "Routes", "What lets requests from outside reach a Service.", routes),
        book.family("kustomizations", "Kustomizations", "What kustomize changes, and where.", kustomizations),
        book.family("images", "Images built", "What Dockerfiles build.", images),
        book.family("charts", "Charts", "Helm charts.", charts),
        book.family("orchestrators", "Orchestrators", "What starts and stops the processes.", orchestrators),
        book.family("variables", "Variables", "Rows of the environment variable catalog.", variables),
        book.family("example-variables", "Example variables", "Keys of example env files.", examples),
        book.family("settings", "Settings", "Where variables are set, and to what kind of value.", settings),
        book.family("variable-sources", "Sources of variables", "Sets that a workload takes in.", variable_sources),
        book.family("variable-uses", "Uses of variables", "Where variables are used.", variable_uses),
        book.family("secret-references", "Secret references", "Secrets that are kept elsewhere.", secret_references),
        book.family("secrets", "Secrets", "Literal secrets, masked.", secrets),
        book.family("admin-tasks", "Admin tasks", "Admin tasks, wherever they are named.", admin_tasks),
        book.family("not-needed", "Not needed", "Operations that a document says are not needed.", not_needed),
        book.family("operations", "Operations", "Sentences that speak of an admin operation.", operations),
        book.family(
            "admin-commands",
            "Admin commands",
            "Commands of admin work, and what runs by a schedule.",
            admin_commands,
        ),
        book.family("ad-hoc", "Work by hand", "Commands and phrases that act on an environment by hand.", ad_hoc),
        book.family("parity", "Parity", "Rows of the parity matrix.", parity),
        book.family("substitutions", "Substitutions", "Recorded substitutions of a technology.", substitutions),
        book.family("decisions", "Decisions", "Architecture decision records.", decisions),
        book.family("approvals", "Approvals", "Approvals of the release.", approvals),
        book.family("sign-offs", "Sign-offs", "Sign-offs of the acceptance.", sign_offs),
        book.family("change-requests", "Change requests", "Requests for the change.", change_requests),
        book.family("go-statements", "GO statements", "GO and NO-GO, and what they are about.", go_statements),
        book.family("windows", "Change windows", "When the change may be made.", windows),
        book.family("freezes", "Freezes", "When nothing may be changed.", freezes),
        book.family("defects", "Defects", "Defects and whether they are open.", defects),
        book.family("defect-counts", "Defect counts", "Open defects by severity, from a summary.", defect_counts),
        book.family("test-runs", "Test runs", "Rows of result tables, and machine reports.", test_runs),
        book.family("test-cases", "Test cases", "Cases of machine test reports.", test_cases),
        book.family("coverage", "Coverage", "How much of the code the tests ran.", coverage),
        book.family("analyses", "Static analysis", "What tools found in the code.", analyses),
        book.family("boms", "Bills of materials", "Machine-written bills of materials.", boms),
        book.family("materials", "Materials", "Components of bills of materials and packages of lockfiles.", materials),
        book.family("checksums", "Checksums", "Lines of checksum files.", checksums),
        book.family("measurements", "Measurements", "Results of load tests, queries and time series.", measurements),
        book.family("commits", "Commits", "Commits of a log.", commits),
        book.family("migrations", "Migrations", "Changes of a database's schema, and how they are undone.", migrations),
        book.family("code-owners", "Code owners", "Who answers for which paths.", code_owners),
        book.family("recommendations", "Recommendations", "Go or no-go, as recommended.", recommendations),
        book.family("health", "Environment health", "Statements of environment health reports.", health),
        book.family("communications", "Communications", "Who is told what, and when.", communications),
        book.family("rollbacks", "Rollback plans", "What a document says of going back.", rollbacks),
        book.family("triggers", "Rollback triggers", "On what the release is rolled back.", triggers),
        book.family("observations", "Observation", "How long a rollout is watched.", observations),
        book.family("contacts", "Contacts", "On-call people and escalation contacts.", contacts),
        book.family("outputs", "Declared outputs", "Files that a document says it produces.", outputs),
        book.family("placeholders", "Placeholders", "Text that was left to be filled in.", placeholders),
        book.family("risks", "Risks", "Risks and what is done about them.", risks),
        book.family("changes", "Changes", "What the release brings.", changes),
        book.family(
            "known-issues",
            "Known issues",
            "Known issues, as the release notes or a report tell them.",
            known_issues,
        ),
        book.family("notes", "Versions in notes", "Versions that notes and changelogs speak of.", notes),
        book.family("criteria", "Acceptance criteria", "What must hold for the release to be accepted.", criteria),
        book.family("waivers", "Waivers", "Findings that are allowed to stand.", waivers),
        book.family("lessons", "Lessons", "What was learned, and what is done about it.", lessons),
        book.family("references", "References", "Ids and links, and where they lead.", references),
    ]
}

struct Book<'a> {
    reading: &'a Reading,
}

impl Book<'_> {
    fn family<T: Shown>(&self, id: &str, title: &str, about: &str, facts: &[T]) -> Family {
        Family {
            id: id.to_owned(),
            title: title.to_owned(),
            about: about.to_owned(),
            facts: facts.iter().map(|fact| Card::of(self.reading, fact)).collect(),
        }
    }
}
