//! Whether code is a command: a branch, a state, a file, the text of a button or settings are none.

use crate::outline::Code;

/// Programs that people run with a plain word behind them.
const PROGRAMS: &[&str] = &[
    "ansible",
    "ansible-playbook",
    "apt",
    "apt-get",
    "argocd",
    "aws",
    "az",
    "bash",
    "brew",
    "bun",
    "bundle",
    "cap",
    "cargo",
    "cat",
    "cd",
    "certbot",
    "chmod",
    "chown",
    "composer",
    "cp",
    "curl",
    "deploy",
    "dig",
    "dnf",
    "docker",
    "docker-compose",
    "dotnet",
    "echo",
    "eas",
    "eb",
    "eksctl",
    "env",
    "export",
    "firebase",
    "flux",
    "fly",
    "flyctl",
    "gcloud",
    "gh",
    "git",
    "glab",
    "go",
    "gradle",
    "grep",
    "helm",
    "helmfile",
    "heroku",
    "java",
    "journalctl",
    "kubectl",
    "kustomize",
    "ls",
    "make",
    "mkdir",
    "mv",
    "mvn",
    "mysql",
    "netlify",
    "nginx",
    "node",
    "nomad",
    "npm",
    "npx",
    "oc",
    "php",
    "ping",
    "pip",
    "pm2",
    "pnpm",
    "podman",
    "psql",
    "pulumi",
    "python",
    "python3",
    "railway",
    "rails",
    "rake",
    "rclone",
    "redis-cli",
    "rm",
    "rsync",
    "ruby",
    "scp",
    "service",
    "sh",
    "skaffold",
    "ssh",
    "sudo",
    "supervisorctl",
    "systemctl",
    "tar",
    "terraform",
    "ufw",
    "uv",
    "vercel",
    "wrangler",
    "yarn",
];

/// Languages of code blocks that hold no commands.
const DATA: &[&str] = &[
    "ini",
    "env",
    "dotenv",
    "json",
    "json5",
    "jsonc",
    "yaml",
    "yml",
    "toml",
    "properties",
    "xml",
    "html",
    "css",
    "diff",
    "nginx",
    "conf",
    "config",
    "markdown",
    "md",
    "mermaid",
    "csv",
    "http",
    "log",
    "plantuml",
    "tree",
    "output",
    "apache",
    "dockerfile",
    "hcl",
    "tf",
    "js",
    "ts",
    "javascript",
    "typescript",
    "java",
    "go",
];

/// Whether inline code of several words is a command.
pub(super) fn is_command(code: &str) -> bool {
    let Some((program, rest)) = code.split_once(' ') else { return false };
    let rest = rest.trim();
    if rest.is_empty() || ["→", "⇒", "->", "=>", "⟶"].iter().any(|arrow| code.contains(arrow)) {
        return false;
    }
    // `name = value`, `Release tag: v1`.
    if rest.starts_with(['=', ':']) || program.ends_with([':', ',', ';', '：']) {
        return false;
    }
    let name = program.rsplit(['/', '\\']).next().unwrap_or_default();
    if program.starts_with('-') {
        return false;
    }
    if PROGRAMS.contains(&name) || program.starts_with(['.', '/', '~', '$']) || program.contains('=') {
        return true;
    }
    // `Draft a new release` is the text of a button; `Get-Service web` is not.
    let written =
        program.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.:".contains(&byte));
    let cmdlet = program.contains('-') && program.is_ascii();
    let argued = |word: &str| {
        word.starts_with(['-', '<', '$', '{', '"', '\''])
            || word.trim_end_matches(['.', ',']).contains(['/', '=', '.', ':', '_', '-'])
    };
    (written || cmdlet) && rest.split(' ').any(argued)
}

/// Whether a code block holds commands: by its language, else by its lines.
pub(in crate::facts::read) fn is_of_commands(code: &Code) -> bool {
    let text = code.text.trim();
    let language = code.language.to_ascii_lowercase();
    if text.is_empty() || DATA.contains(&language.as_str()) {
        return false;
    }
    match language.as_str() {
        "text" | "txt" | "plaintext" | "plain" => !is_drawing(text) && text.lines().any(is_line_of_command),
        "" => !is_drawing(text) && !text.lines().filter(|line| !line.trim().is_empty()).all(is_setting),
        _ => true,
    }
}

/// Whether a block without a language shows what is typed or seen, no drawing.
pub(super) fn is_shown(code: &Code) -> bool {
    matches!(code.language.as_str(), "" | "text" | "txt") && !is_drawing(&code.text)
}

/// Boxes and arrows: `web --http--> api`, `│`, `↓`; no line of it is run.
fn is_drawing(text: &str) -> bool {
    const SIGNS: [&str; 9] = ["-->", "──", "═", "│", "┌", "├", "↓", "▼", "|--"];
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let drawn = lines().filter(|line| SIGNS.iter().any(|sign| line.contains(sign))).count();
    let run =
        |line: &str| PROGRAMS.contains(&line.trim_start_matches(['$', '>', ' ']).split(' ').next().unwrap_or_default());
    drawn >= 2 && drawn * 3 >= lines().count() && !lines().any(|line| run(line.trim()))
}

fn is_line_of_command(line: &str) -> bool {
    let line = line.trim().trim_start_matches(['$', '>', ' ']);
    is_command(line) || PROGRAMS.contains(&line)
}

/// `KEY = value`, `key: value`, a line of a tree of files, `A → B`.
fn is_setting(line: &str) -> bool {
    let line = line.trim();
    let key = |name: &str| {
        let name = name.trim();
        !name.is_empty()
            && !name.contains(' ')
            && name.chars().all(|letter| letter.is_alphanumeric() || "_-.".contains(letter))
    };
    let pair = line.split_once('=').or_else(|| line.split_once(": ")).is_some_and(|(name, _)| key(name));
    pair || line.starts_with(['├', '└', '│']) || line.contains('→') || line.starts_with(['{', '}'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_told_from_other_code() {
        for code in [
            "kubectl apply -f web.yaml",
            "make image",
            "./deploy.sh production",
            "FOO=1 npm start",
            "mytool release --tag v1",
            "gh release create v1 --target main",
            "Get-Service -Name web",
            "systemctl restart web",
        ] {
            assert!(is_command(code), "{code}");
        }
        for code in [
            "develop → main",
            "Draft a new release",
            "Release tag: v0.2.0",
            "ready for review",
            "in progress",
            "NODE_ENV = production",
            "main",
            "Video Notes v0.2.0",
        ] {
            assert!(!is_command(code), "{code}");
        }
    }

    #[test]
    fn blocks_of_settings_hold_no_commands() {
        let code = |language: &str, text: &str| Code {
            language: language.to_owned(),
            text: text.to_owned(),
            span: crate::outline::Span::default(),
        };
        assert!(is_of_commands(&code("bash", "A=1\nnpm start")));
        assert!(is_of_commands(&code("", "npm ci\nnpm run build")));
        assert!(is_of_commands(&code("text", "npm ci")));
        assert!(!is_of_commands(&code("text", "Release tag: v0.2.0\nversion: 0.2.0")));
        assert!(!is_of_commands(&code("", "NODE_ENV = production\nURL = https://a.example")));
        assert!(!is_of_commands(&code("", "web(:80) --/api--> api(:8080)\n  |--JDBC--> MySQL")));
        assert!(!is_of_commands(&code("", "Code\n ↓\nTests (vitest)\n ↓\nprisma migrate dev")));
        assert!(is_of_commands(&code("", "docker compose up\n# web --> api\n# api --> db")));
        assert!(!is_of_commands(&code("ini", "memory_limit = 256M")));
    }
}
