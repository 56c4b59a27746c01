//! The release notes: what they collect, and what they do not tell outside.

use crate::{document, files, pack};

const PLAN: &str = "# Deployment Plan: Shop 2.1.0\n\nRelease: 2.1.0\n\n## Deployment Steps\n\n\
| No | Step | Owner | Start | Duration | Rollback |\n|---|---|---|---|---|---|\n\
| 1 | Run ADM-001 | Ada Byron (DBA) | 02:00 | 10 min | Not possible |\n\
| 2 | Roll `deploy/web.yaml` | Ada Byron (DBA) | 02:10 | 5 min | Roll back to 2.0.0 |\n";

const CHANGELOG: &str = "# Changelog\n\n## [2.1.0] - 2026-12-08\n\n### Added\n\n- [US-7] Wish lists\n\n\
### Fixed\n\n- [US-9] Prices are rounded\n\n## [2.0.0] - 2026-10-01\n\n### Added\n\n- [US-1] A shop\n";

const NOTES: &str = "# Release Notes: Shop 2.1.0\n\n## Changes\n\n### Features\n\n\
- [US-7] Customers keep wish lists. Ada Byron switched `WISHLIST_ENABLED` on.\n\n\
## Breaking Changes\n\nThe old address of the catalogue is gone. Ask #shop-ops about db01.internal.\n\n\
## Upgrade Instructions\n\nFor those who run it:\n\n1. Set `WISHLIST_ENABLED` to `true`\n2. Restart\n\n\
Customers sign in again.\n";

const LOG: &str = "commit 1111111111111111111111111111111111111111 (HEAD -> main)\nAuthor: A <a@x.example>\n\
Date:   Tue Dec 1 10:00:00 2026 +0000\n\n    feat(search): find by colour (#41)\n\n\
commit 2222222222222222222222222222222222222222\nAuthor: A <a@x.example>\n\
Date:   Mon Nov 30 10:00:00 2026 +0000\n\n    test: more cases\n\n\
commit 3333333333333333333333333333333333333333 (tag: v2.0.0)\nAuthor: A <a@x.example>\n\
Date:   Thu Oct 1 10:00:00 2026 +0000\n\n    feat: the shop (#1)\n";

fn shop() -> Vec<holdpoint::Deliverable> {
    pack(&files(&[
        ("shop/deployment-plan.md", PLAN),
        ("shop/CHANGELOG.md", CHANGELOG),
        ("shop/release-notes.md", NOTES),
        ("shop/git.log", LOG),
    ]))
}

#[test]
fn a_change_is_listed_once_wherever_it_is_told() {
    let pack = shop();
    let notes = document(&pack, "release-notes.md");
    for told in [
        "- [US-7] Customers keep wish lists.",
        "- [US-9] Prices are rounded (CHANGELOG.md:11)",
        "- search: find by colour (#41) (1111111111) (git.log:1)",
        "1 further commit of the log is not listed.",
        "> **Warning:** Step 1 (Run ADM-001) has no way back: Not possible (deployment-plan.md:9)",
        "| WISHLIST_ENABLED |",
    ] {
        assert!(notes.contains(told), "{told}\n{notes}");
    }
    for other in ["Wish lists (", "A shop", "the shop", "more cases"] {
        assert!(!notes.contains(other), "{other}\n{notes}");
    }
}

#[test]
fn customers_read_nothing_internal() {
    let pack = shop();
    let notes = document(&pack, "release-notes-customers.md");
    for told in [
        "Draft.",
        "- Customers keep wish lists.",
        "- Prices are rounded",
        "The old address of the catalogue is gone.",
        "Customers sign in again.",
    ] {
        assert!(notes.contains(told), "{told}\n{notes}");
    }
    for internal in ["Ada", "WISHLIST", "#shop-ops", "internal", "ADM-", "shop/", "US-7", "COM-", "Restart", "colour"] {
        assert!(!notes.contains(internal), "{internal}\n{notes}");
    }
}

#[test]
fn a_catalog_among_old_files_tells_what_changed_in_the_configuration() {
    let catalog = |rows: &str| {
        format!(
            "# Deployment Environment: Shop\n\n## Environment Variable Catalog\n\n| Variable | Purpose | Required | Production |\n|---|---|---|---|\n{rows}"
        )
    };
    let before =
        catalog("| APP_LIMIT | Rows | no | 100 |\n| APP_OLD | Unused | no | x |\n| APP_PORT | Port | yes | 8080 |\n");
    let now = catalog(
        "| APP_LIMIT | Rows | yes | 200 |\n| APP_NEW | Mode | yes | fast |\n| APP_PORT | Port | yes | 8080 |\n",
    );
    let pack = pack(&files(&[
        ("shop/archive/deployment-environment.md", &before),
        ("shop/deployment-environment.md", &now),
        ("shop/release-notes.md", "# Release Notes: Shop 2.0.0\n\n## Fixed\n\n- Exports\n"),
    ]));
    let notes = document(&pack, "release-notes.md");
    for row in [
        "| APP_LIMIT | changed: it was 100; it must be set now | Rows | yes | 200 |",
        "| APP_NEW | added | Mode | yes | fast |",
        "| APP_OLD | removed: the catalog of now does not have it | – | – | – |",
    ] {
        assert!(notes.replace('\\', "").contains(row), "{row}\n{notes}");
    }
    assert!(!notes.contains("| APP\\_PORT"), "{notes}");
}

#[test]
fn commands_of_the_way_back_are_steps() {
    let plan = "# Deployment Plan: Shop 2.1.0\n\n## Rollback\n\n```bash\n# 1. Stop the rollout\ngit revert v2.1.0\n\n# 2. Bring the old version back\ngit checkout v2.0.0\nnpm run deploy\n\n# 3. Tell the team\n# in the channel\n```\n";
    let pack = pack(&files(&[("shop/deployment-plan.md", plan)]));
    let notes = document(&pack, "release-notes-operators.md");
    for step in [
        "1. Stop the rollout: git revert v2.1.0 (deployment-plan.md:6)",
        "2. Bring the old version back: git checkout v2.0.0; npm run deploy (deployment-plan.md:9)",
        "3. Tell the team in the channel (deployment-plan.md:13)",
    ] {
        assert!(notes.contains(step), "{step}\n{notes}");
    }
}
