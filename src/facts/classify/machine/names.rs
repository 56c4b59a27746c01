//! Names that only one kind of file has, each with a look at what stands in it.

use super::{Recognised, Schema};

pub(super) fn recognise(path: &str, name: &str, text: &str) -> Option<Recognised> {
    let stem = name.split('.').next().unwrap_or_default();
    let schema = match name {
        "yarn.lock" => Schema::YarnLock,
        "cargo.lock" | "poetry.lock" | "uv.lock" | "pdm.lock" if text.contains("[[package]]") => Schema::TomlLock,
        "go.sum" | "go.work.sum" => Schema::GoSum,
        "gemfile.lock" | "gems.locked" => Schema::GemfileLock,
        "gradle.lockfile" | "buildscript-gradle.lockfile" => Schema::GradleLock,
        "mix.lock" => Schema::MixLock,
        "pubspec.lock" => Schema::PubLock,
        "codeowners" => Schema::Owners,
        "jenkinsfile" => Schema::Jenkins,
        "makefile" | "gnumakefile" | "justfile" | "rakefile" => Schema::Make,
        _ if is_requirements(name) => Schema::Requirements,
        _ if name.ends_with(".jenkinsfile") => Schema::Jenkins,
        _ if name.ends_with(".mk") => Schema::Make,
        _ if matches!(stem, "dockerfile" | "containerfile") || name.ends_with(".dockerfile") => Schema::Image,
        _ if matches!(stem, "license" | "licence" | "copying" | "notice" | "unlicense")
            || stem.starts_with("license-") =>
        {
            Schema::Licence
        }
        _ if is_migration(path, name, text) => return Some((Schema::Migrate, "its name and its folder".to_owned())),
        _ if is_script(name) => Schema::Script,
        _ => return None,
    };
    Some((schema, format!("its name is `{name}`")))
}

/// `requirements.txt`, `requirements-dev.txt`, `requirements/base.txt` are lists of packages; so is what pip-compile writes.
fn is_requirements(name: &str) -> bool {
    name.ends_with(".txt") && (name.starts_with("requirements") || name == "constraints.txt")
}

fn is_script(name: &str) -> bool {
    [".sh", ".bash", ".zsh", ".ps1", ".bat", ".cmd"].iter().any(|ending| name.ends_with(ending))
}

/// A file of a folder for migrations, or one with the name that Flyway wants.
fn is_migration(path: &str, name: &str, text: &str) -> bool {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    if matches!(stem, "__init__" | "env" | "schema" | "seeds" | "index") {
        return false;
    }
    let folders: Vec<&str> = path.split('/').rev().skip(1).collect();
    let folder = folders.iter().any(|folder| {
        matches!(*folder, "migrations" | "migration" | "migrate" | "changelogs" | "db-migrations" | "flyway")
    }) || folders.first() == Some(&"versions") && folders.contains(&"alembic");
    match extension {
        "sql" => folder || is_flyway(stem) || text.trim_start().starts_with("--liquibase"),
        "rb" => folder && text.contains("Migration"),
        "py" => folder && (text.contains("def upgrade") || text.contains("migrations.Migration")),
        "js" | "ts" | "mjs" | "cjs" => folder && ["up", "down", "change"].iter().any(|word| text.contains(word)),
        "php" => folder && text.contains("function up"),
        _ => false,
    }
}

/// `V1_2__add_orders`, `U1_2__add_orders`, `R__views`.
fn is_flyway(stem: &str) -> bool {
    let Some((version, _)) = stem.split_once("__") else { return false };
    let number = version.trim_start_matches(['v', 'u', 'b']);
    version == "r"
        || number.len() + 1 == version.len()
            && number.starts_with(|character: char| character.is_ascii_digit())
            && number.chars().all(|character| character.is_ascii_digit() || "._".contains(character))
}
