//! Names of env files.

/// What the name of an env file says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnvName {
    /// Holds what a process really gets.
    Real,
    /// Shows which variables there are.
    Example,
}

const EXAMPLES: [&str; 7] = ["example", "sample", "template", "dist", "tmpl", "tpl", "defaults"];

/// Endings of what begins like an env file and is something else: `.env.md`, `env.ts`.
const OTHERS: [&str; 16] =
    ["md", "yaml", "yml", "json", "toml", "js", "mjs", "cjs", "ts", "tsx", "py", "rb", "rs", "sh", "go", "j2"];

/// Whether a file of this name, in lower case, holds `KEY=value` lines of environment variables: `.env`, `.env.production`,
/// `prod.env`, `env.example`, `.env-sample`, `dotenv.template`.
pub fn env_name(name: &str) -> Option<EnvName> {
    let words: Vec<&str> = name.split(['.', '-', '_']).filter(|word| !word.is_empty()).collect();
    let names_it = |word: &&str| matches!(*word, "env" | "dotenv");
    let example = words.iter().any(|word| EXAMPLES.contains(word));
    let hidden = name.strip_prefix(".env").is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-', '_']));
    let plain_example = example && words.first().into_iter().chain(words.last()).any(names_it);
    let other = words.last().is_some_and(|last| words.len() > 1 && OTHERS.contains(last));
    let known = !other && (hidden || name.ends_with(".env") || plain_example);
    known.then_some(if example { EnvName::Example } else { EnvName::Real })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn env_files_are_known_by_their_names() {
        for name in [
            ".env.example",
            ".env.sample",
            "env.example",
            ".env.template",
            ".env.dist",
            "example.env",
            ".env.production.example",
            ".env-example",
            "env_sample",
            "dotenv.example",
            "prod.example.env",
        ] {
            assert_eq!(env_name(name), Some(EnvName::Example), "{name}");
        }
        for name in [".env", ".env.production", "prod.env", ".env.local"] {
            assert_eq!(env_name(name), Some(EnvName::Real), "{name}");
        }
        for name in
            ["env.ts", ".env.md", ".envrc", "environment.md", "env", "example.md", "env.production", "event.example"]
        {
            assert_eq!(env_name(name), None, "{name}");
        }
    }
}
