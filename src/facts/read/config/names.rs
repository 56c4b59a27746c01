//! How the names of variables look.

use crate::facts::read::settings::is_variable_name;
use crate::vocabulary::secrets::{is_locator_name, is_secret_name};

/// Names without an underscore that variables have.
const PLAIN: [&str; 8] = ["ENVIRONMENT", "PORT", "HOST", "DEBUG", "TZ", "ENV", "DOMAIN", "PROFILE"];

/// How the names of variables begin; what begins otherwise may be the name of a state or of a constant.
const BEGINNINGS: [&str; 58] = [
    "NEXT_PUBLIC_",
    "VITE_",
    "REACT_APP_",
    "NUXT_",
    "EXPO_PUBLIC_",
    "PUBLIC_",
    "APP_",
    "API_",
    "NODE_",
    "DB_",
    "DATABASE_",
    "POSTGRES_",
    "PG_",
    "MYSQL_",
    "MARIADB_",
    "MONGO_",
    "MONGODB_",
    "REDIS_",
    "CACHE_",
    "RABBITMQ_",
    "KAFKA_",
    "AMQP_",
    "ELASTIC_",
    "AWS_",
    "AZURE_",
    "GCP_",
    "GOOGLE_",
    "S3_",
    "SMTP_",
    "MAIL_",
    "EMAIL_",
    "JWT_",
    "AUTH_",
    "OAUTH_",
    "OIDC_",
    "SESSION_",
    "COOKIE_",
    "CORS_",
    "SENTRY_",
    "OTEL_",
    "LOG_",
    "STRIPE_",
    "SUPABASE_",
    "VAULT_",
    "SPRING_",
    "DJANGO_",
    "FLASK_",
    "RAILS_",
    "JAVA_",
    "FEATURE_",
    "ENABLE_",
    "DISABLE_",
    "USE_",
    "MAX_",
    "MIN_",
    "E2E_",
    "DOCKER_",
    "KEYCLOAK_",
];

/// How they end.
const ENDINGS: [&str; 87] = [
    "_PUBLIC_KEY",
    "_MAX",
    "_MIN",
    "_HOSTS",
    "_URLS",
    "_KEYS",
    "_SECRETS",
    "_TOKENS",
    "_LIMITS",
    "_TLS",
    "_SSL",
    "_HOST",
    "_PORT",
    "_USER",
    "_USERNAME",
    "_ID",
    "_IDS",
    "_ENV",
    "_MODE",
    "_ENABLED",
    "_DISABLED",
    "_DEBUG",
    "_DIR",
    "_PATH",
    "_NAME",
    "_LEVEL",
    "_PROFILE",
    "_DOMAIN",
    "_DOMAINS",
    "_REGION",
    "_BUCKET",
    "_EMAIL",
    "_TIMEOUT",
    "_WEBHOOK",
    "_ORIGIN",
    "_ORIGINS",
    "_ENDPOINT",
    "_VERSION",
    "_MS",
    "_SECONDS",
    "_SECS",
    "_MINUTES",
    "_HOURS",
    "_DAYS",
    "_ADDR",
    "_ADDRESS",
    "_LIMIT",
    "_COUNT",
    "_SIZE",
    "_RETRIES",
    "_INTERVAL",
    "_TTL",
    "_RATE",
    "_FLAG",
    "_ROOT",
    "_FILE",
    "_FOLDER",
    "_BASE",
    "_PREFIX",
    "_ISSUER",
    "_AUDIENCE",
    "_SALT",
    "_PEM",
    "_CERT",
    "_PROVIDER",
    "_MODEL",
    "_DRIVER",
    "_BACKEND",
    "_SCHEME",
    "_CONFIG",
    "_OPTS",
    "_OPTIONS",
    "_ARGS",
    "_THRESHOLD",
    "_CONCURRENCY",
    "_WORKERS",
    "_THREADS",
    "_SCHEMA",
    "_DATABASE",
    "_DB",
    "_QUEUE",
    "_SENDER",
    "_LOCALE",
    "_TIMEZONE",
    "_NAMESPACE",
    "_PROJECT",
    "_REF",
];

/// Whether something of this name that is given a value is a variable.
pub(super) fn is_settable(name: &str) -> bool {
    // `VITE_` is how names begin.
    is_variable_name(name) && !name.ends_with('_') && (name.contains('_') || PLAIN.contains(&name))
}

/// Whether a name is a variable's even where no value and no heading says so.
pub(super) fn is_known(name: &str) -> bool {
    is_variable_name(name)
        && name.contains('_')
        && (ENDINGS.iter().any(|ending| name.ends_with(ending))
            || BEGINNINGS.iter().any(|beginning| name.starts_with(beginning))
            || is_secret_name(name)
            || is_locator_name(name))
}

/// The name that a mere ending stands for: `_SECRET` behind `APP_CLIENT_ID` is `APP_CLIENT_SECRET`.
pub(super) fn with_end(before: &str, ending: &str) -> Option<String> {
    let parts = ending.matches('_').count();
    let (at, _) = before.rmatch_indices('_').nth(parts.checked_sub(1)?)?;
    Some(before[..at].to_owned() + ending).filter(|_| at > 0 && ending.len() > 2)
}

/// The name that a text begins with.
pub(super) fn leading(text: &str) -> Option<&str> {
    let end = text.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_')).unwrap_or(text.len());
    Some(&text[..end]).filter(|name| is_variable_name(name))
}

/// Names with an underscore that stand in running text, as bytes of it, with a `*` behind them that stands for several.
pub(super) fn bare(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    let inside = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    while let Some(length) = text[at..].find(|letter: char| letter.is_ascii_uppercase()) {
        let from = at + length;
        let rest = &text[from..];
        let end = from + rest.find(|letter: char| !inside(letter)).unwrap_or(rest.len());
        let before = text[..from].chars().next_back();
        let fresh = before.is_none_or(|last| !inside(last) && !matches!(last, '$' | '{' | '<' | '/' | '.' | '-' | '['));
        let behind = text[end..].chars().next();
        let whole = behind.is_none_or(|next| !matches!(next, '-' | '/' | ']' | '>' | '}'));
        let several = behind == Some('*') && text[..end].ends_with('_');
        if fresh && whole && (several || is_settable(&text[from..end])) && text[from..end].contains('_') {
            found.push((from, end + usize::from(several)));
        }
        at = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_running_text() {
        for (text, wanted) in [
            ("Set API_URL and MAX_ITEMS_*.", &["API_URL", "MAX_ITEMS_*"][..]),
            ("環境変数A_KEY・B_KEYは", &["A_KEY", "B_KEY"]),
            ("see docs/A_B.md, $A_B, <A_B> and READY", &[]),
            ("VITE_ begins", &[]),
        ] {
            let found: Vec<&str> = bare(text).into_iter().map(|(from, to)| &text[from..to]).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn an_ending_stands_for_a_whole_name() {
        assert_eq!(with_end("SHOP_CLIENT_ID", "_SECRET").as_deref(), Some("SHOP_CLIENT_SECRET"));
        assert_eq!(with_end("SHOP_APP_ID", "_API_KEY").as_deref(), Some("SHOP_API_KEY"));
        assert_eq!(with_end("SHOP_ID", "_API_KEY"), None);
    }

    #[test]
    fn known_names_are_those_of_variables() {
        assert!(is_known("QUALITY_DEADLINE_MS") && is_known("MAX_RETRIES") && is_known("API_SECRET"));
        assert!(!is_known("IN_PROGRESS") && !is_known("PORT") && !is_known("NOT_STARTED"));
    }
}
