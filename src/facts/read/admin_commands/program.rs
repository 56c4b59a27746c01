//! Programs of admin work, by their names and arguments: migrations, consoles of frameworks, backups, commands inside a running
//! container, lines of a crontab.

/// Programs that do nothing else.
const OWN: &[&str] = &[
    "pg_dump",
    "pg_dumpall",
    "pg_restore",
    "mysqldump",
    "mongodump",
    "mongorestore",
    "restic",
    "velero",
    "flyway",
    "liquibase",
    "alembic",
    "dbmate",
];
/// What such a console does beside admin work.
const OF_BUILD: &[&str] = &[
    "serve",
    "server",
    "s",
    "runserver",
    "runserver_plus",
    "test",
    "spec",
    "shell",
    "new",
    "generate",
    "g",
    "list",
    "routes",
    "about",
    "check",
    "makemigrations",
    "showmigrations",
    "collectstatic",
    "compilemessages",
    "optimize",
    "optimize:clear",
    "key:generate",
    "config:cache",
    "config:clear",
    "route:cache",
    "route:list",
    "view:cache",
    "event:cache",
    "cache:clear",
    "cache:warmup",
    "storage:link",
    "assets:install",
    "assets:precompile",
    "queue:work",
    "queue:restart",
    "queue:listen",
    "messenger:consume",
    "schedule:run",
    "schedule:work",
    "migrate:status",
    "schedule:list",
    "queue:monitor",
];
/// Words in the name of a script that does admin work.
const SCRIPTS: &[&str] = &[
    "migrate",
    "migration",
    "migrations",
    "restore",
    "backup",
    "backups",
    "seed",
    "seeds",
    "seeders",
    "backfill",
    "reindex",
    "rotate",
    "purge",
    "cleanup",
    "archive",
    "db",
    "sauvegarde",
    "respaldo",
];
/// Words in the name of a script that works on what is built, not on what runs.
const OF_CODE: &[&str] = &[
    "dev", "create", "generate", "new", "make", "test", "tests", "lint", "studio", "status", "diff", "check", "format",
    "docs", "init", "local",
];
/// What runs a script whose name stands behind it.
const RUNNERS: [&str; 14] =
    ["npm", "pnpm", "yarn", "bun", "python", "python3", "node", "php", "ruby", "bash", "sh", "tsx", "ts-node", "make"];
/// What may stand before a program.
const BEFORE: &[&str] = &["sudo", "env", "exec", "nohup", "time", "npx", "bunx", "bundle", "poetry"];

/// Whether a line runs a command of admin work.
pub(in crate::facts::read) fn is_admin(line: &str) -> bool {
    const MOST: usize = 16;
    // A pattern, which nobody runs.
    if line.ends_with("...") || line.ends_with('…') {
        return false;
    }
    line.split(['&', ';', '|']).take(MOST).any(|part| {
        let words = part.split_whitespace().map(|word| word.trim_matches(['"', '\'', '`', '$', '(', ')']));
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).take(MOST).collect();
        (0..words.len().min(8)).any(|at| begins(&words, at) && runs(words.get(at..).unwrap_or_default()))
    })
}

/// Whether a program may stand here: at the begin, or behind what only prepares it.
fn begins(words: &[&str], at: usize) -> bool {
    words.get(..at).unwrap_or_default().iter().all(|word| {
        BEFORE.contains(word)
            || word.contains('=')
            || word.starts_with('-')
            || matches!(*word, "run" | "www-data" | "root" | "php" | "python" | "python3")
    })
}

fn runs(words: &[&str]) -> bool {
    let Some((program, rest)) = words.split_first() else { return false };
    let name = program.rsplit('/').next().unwrap_or_default();
    let arguments = || rest.iter().copied().filter(|word| !word.starts_with('-'));
    let first = arguments().next().unwrap_or_default();
    let second = arguments().nth(1).unwrap_or_default();
    let says = |wanted: &[&str]| wanted.contains(&first);
    // Consoles of frameworks: what they run is admin work, but for what only builds or serves.
    if matches!(name, "artisan" | "manage.py" | "rake" | "rails" | "drush") || program.ends_with("bin/console") {
        return !first.is_empty() && !OF_BUILD.contains(&first);
    }
    match name {
        _ if OWN.contains(&name) => {
            ends_alone(name) || !says(&["revision", "history", "current", "init", "new", "info", "status", ""])
        }
        "prisma" => {
            (first == "db" && matches!(second, "seed" | "push" | "execute"))
                || (first == "migrate" && matches!(second, "deploy" | "resolve" | "reset"))
        }
        "knex" | "knex.js" | "sequelize" | "sequelize-cli" | "typeorm" => {
            let of_code = ["make", "generate", "create", "status", "list"].iter().any(|word| first.contains(word));
            !of_code && (first.contains("migrat") || first.contains("seed:"))
        }
        "drizzle-kit" => says(&["migrate", "push"]),
        "goose" | "tern" | "migrate" => arguments().any(|word| matches!(word, "up" | "down" | "migrate")),
        "sqlx" | "diesel" => says(&["migrate", "migration"]) && matches!(second, "run" | "revert" | "redo"),
        "dotnet" => first == "ef" && second == "database",
        "mix" => first.starts_with("ecto.migrate") || first.starts_with("ecto.rollback") || first == "run",
        "flask" => first == "db" && matches!(second, "upgrade" | "downgrade"),
        "gradle" | "gradlew" | "mvn" | "mvnw" => arguments().any(|word| {
            ["flywayMigrate", "flyway:migrate", "liquibaseUpdate", "liquibase:update"]
                .iter()
                .any(|goal| word.ends_with(goal))
        }),
        "fly" | "flyctl" => says(&["ssh", "postgres", "proxy"]),
        "wp" => says(&["db", "search-replace", "user", "option", "cron"]),
        "kubectl" | "oc" => first == "exec" || (first == "create" && second == "job"),
        "docker" => {
            first == "exec"
                || (first == "compose" && arguments().skip(1).take(8).any(|word| matches!(word, "exec" | "run")))
        }
        "docker-compose" => arguments().take(8).any(|word| matches!(word, "exec" | "run")),
        "podman" => first == "exec",
        "heroku" => says(&["run", "pg:backups", "pg:backups:capture", "pg:backups:restore"]),
        _ if RUNNERS.contains(&name) => {
            let script = if matches!(first, "run" | "exec") { second } else { first };
            is_script(script, name)
        }
        _ => is_file(program) && is_script(program, name),
    }
}

/// Programs that need no argument.
fn ends_alone(name: &str) -> bool {
    name.starts_with("pg_") || name.ends_with("dump") || name.ends_with("restore")
}

/// `db:migrate`, `tools/restore_db.py`, `backup-db.ps1`.
fn is_script(script: &str, runner: &str) -> bool {
    let name = script.rsplit(['/', '\\']).next().unwrap_or_default();
    // A program of an interpreter is a file.
    let file = matches!(runner, "python" | "python3" | "node" | "php" | "ruby" | "bash" | "sh" | "tsx" | "ts-node");
    if file && !is_file(script) {
        return false;
    }
    let words = || name.split(['-', '_', ':', '.']).filter(|word| !word.is_empty());
    words().any(|word| SCRIPTS.contains(&word)) && !words().any(|word| OF_CODE.contains(&word))
}

fn is_file(program: &str) -> bool {
    let Some((stem, end)) = program.rsplit_once('.') else { return false };
    !stem.is_empty() && matches!(end, "sh" | "py" | "js" | "ts" | "mjs" | "rb" | "php" | "ps1" | "bat" | "pl")
}

/// Whether a text is the times of a line of a crontab and nothing else.
pub(super) fn is_schedule(text: &str) -> bool {
    let known = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_digit() || first == '*')
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'*' | b',' | b'-' | b'/' | b'?'))
    };
    // Most texts are known not to be by their first word.
    text.split_whitespace().all(known)
        && text.contains('*')
        && (5..=6).contains(&text.split_whitespace().take(8).count())
}

/// Schedule and command of a line of a crontab, also where the line is written into one: `echo '0 2 * * * root x.sh' | …`.
pub(super) fn cron(line: &str) -> Option<(&str, &str)> {
    let mut from = 0;
    if !line.contains('*') {
        return None;
    }
    for _ in 0..12 {
        let rest = line.get(from..)?;
        let lead = rest.len() - rest.trim_start_matches([' ', '\t', '\'', '"']).len();
        let begin = from + lead;
        if let Some((fields, command)) = fields(line.get(begin..)?) {
            let end = command.find(['\'', '"']).filter(|_| lead > 0).unwrap_or(command.len());
            let command = command.get(..end)?.trim();
            return (!command.is_empty()).then_some((fields, command));
        }
        from = begin + line.get(begin..)?.find([' ', '\t'])?;
    }
    None
}

/// Five fields, one of them a star, and what stands behind them.
fn fields(text: &str) -> Option<(&str, &str)> {
    let mut end = 0;
    for _ in 0..5 {
        let rest = text.get(end..)?;
        let lead = rest.len() - rest.trim_start().len();
        let length = rest.get(lead..)?.find(char::is_whitespace)?;
        let field = rest.get(lead..lead + length)?;
        let known = |letter: char| letter.is_ascii_digit() || matches!(letter, '*' | ',' | '-' | '/');
        if !field.chars().all(known) || !field.starts_with(|first: char| first.is_ascii_digit() || first == '*') {
            return None;
        }
        end += lead + length;
    }
    let (fields, command) = text.split_at_checked(end)?;
    fields.contains('*').then_some((fields, command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn admin_work_is_known_by_its_programs() {
        for line in [
            "npm run db:migrate",
            "npx prisma migrate deploy",
            "php artisan migrate --force",
            "sudo -u www-data php bin/console app:user:create admin@example.org",
            "python manage.py migrate",
            "bundle exec rake db:seed",
            "RAILS_ENV=production bin/rails db:migrate",
            "alembic upgrade head",
            "flyway migrate",
            "pg_dump -Fc shop > shop.dump",
            "kubectl exec -it deploy/web -- sh",
            "docker compose exec web ./manage.py migrate",
            "docker-compose -f compose.prod.yml run --rm app npx prisma migrate deploy",
            "cd /srv/app && python tools/restore_db.py latest.dump",
            "./scripts/backup.sh",
            ".\\backup-db.ps1",
            "dotnet ef database update",
            "heroku run rails db:migrate",
        ] {
            assert!(is_admin(line), "{line}");
        }
        for line in [
            "npm run build",
            "npm run db:generate",
            "npx prisma generate",
            "npx prisma migrate dev",
            "php artisan config:cache",
            "python manage.py runserver",
            "docker compose up -d",
            "docker compose build",
            "docker compose exec web ...",
            "kubectl apply -f web.yaml",
            "alembic history",
            "git restore .",
            "the migration of the database",
            "backup the database",
            "python restore",
            "make migrate-docs",
        ] {
            assert!(!is_admin(line), "{line}");
        }
    }

    #[test]
    fn lines_of_a_crontab_are_schedule_and_command() {
        for (line, wanted) in [
            ("0 2 * * * /opt/backup.sh", Some(("0 2 * * *", "/opt/backup.sh"))),
            ("*/5 * * * * root /opt/x >> /var/log/x 2>&1", Some(("*/5 * * * *", "root /opt/x >> /var/log/x 2>&1"))),
            ("echo '0 2 * * * root /opt/x.sh' | sudo tee /etc/cron.d/x", Some(("0 2 * * *", "root /opt/x.sh"))),
            ("1 2 3 4 5 numbers", None),
            ("* one * two * three", None),
            ("0 2 * * *", None),
        ] {
            assert_eq!(cron(line), wanted, "{line}");
        }
    }
}
