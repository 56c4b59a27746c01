//! How secret values, references to them, and placeholders are written.

/// The form of a key that a known issuer gives out.
pub struct KeyFormat {
    /// What it is.
    pub what: &'static str,
    /// How it begins.
    pub prefix: &'static str,
    /// Characters that follow, at least.
    pub body: usize,
}

const fn format(what: &'static str, prefix: &'static str, body: usize) -> KeyFormat {
    KeyFormat { what, prefix, body }
}

/// Key formats, each from its issuer's documentation.
pub const KEY_FORMATS: [KeyFormat; 21] = [
    format("AWS access key id", "AKIA", 16),
    format("AWS access key id", "ASIA", 16),
    format("GitHub token", "ghp_", 30),
    format("GitHub token", "gho_", 30),
    format("GitHub token", "ghu_", 30),
    format("GitHub token", "ghs_", 30),
    format("GitHub token", "ghr_", 30),
    format("GitHub token", "github_pat_", 22),
    format("GitLab token", "glpat-", 20),
    format("Slack token", "xoxb-", 20),
    format("Slack token", "xoxp-", 20),
    format("Stripe key", "sk_live_", 16),
    format("Stripe key", "rk_live_", 16),
    format("Google API key", "AIza", 35),
    format("npm token", "npm_", 36),
    format("SendGrid key", "SG.", 40),
    format("Hugging Face token", "hf_", 30),
    format("DigitalOcean token", "dop_v1_", 60),
    format("API key", "sk-ant-", 20),
    format("API key", "sk-proj-", 20),
    format("API key", "sk-", 32),
];

const SECRET_ENDINGS: [&str; 13] = [
    "SECRET",
    "TOKEN",
    "PASSWORD",
    "PASSWD",
    "PASSPHRASE",
    "APIKEY",
    "API_KEY",
    "PRIVATE_KEY",
    "CREDENTIAL",
    "CREDENTIALS",
    "_KEY",
    "_PWD",
    "_PASS",
];

/// Names that end like a secret and are none.
const HARMLESS_ENDINGS: [&str; 14] = [
    "PUBLIC_KEY",
    "PRIMARY_KEY",
    "FOREIGN_KEY",
    "PARTITION_KEY",
    "SORT_KEY",
    "ROUTING_KEY",
    "CACHE_KEY",
    "EXISTINGSECRET",
    "EXISTING_SECRET",
    "PULLSECRET",
    "PULL_SECRET",
    "ACCOUNTTOKEN",
    "GROUP_KEY",
    "HASH_KEY",
];

/// Whether a variable or key of this name holds a secret (S59; `rules.md` III-06).
pub fn is_secret_name(name: &str) -> bool {
    if name.len() < 3 {
        return false;
    }
    let name = name.to_ascii_uppercase().replace(['-', '.'], "_");
    let name = name.trim_matches('_');
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    ends(&SECRET_ENDINGS) && !ends(&HARMLESS_ENDINGS)
}

/// Whether a variable of this name holds the locator of a backing service, which often carries a credential.
pub fn is_locator_name(name: &str) -> bool {
    let name = name.to_ascii_uppercase();
    ["_URL", "_URI", "_DSN", "_CONNECTION_STRING"].iter().any(|ending| name.ends_with(ending))
}

const REFERENCE_STARTS: [&str; 26] = [
    "ev[",
    "secret://",
    "secrets://",
    "vault:",
    "vault://",
    "arn:",
    "projects/",
    "ssm:",
    "ssm://",
    "op://",
    "doppler://",
    "sm://",
    "gcp-sm:",
    "awssm:",
    "akv:",
    "@microsoft.keyvault",
    "keyvault:",
    "file:",
    "/",
    "ej[",
    "enc[",
    "(",
    "{{",
    "<%",
    "$(",
    "secretkeyref",
];

/// Whether a value says where the secret is kept, or is encrypted.
pub fn is_reference(value: &str) -> bool {
    if is_sealed(value.trim()) || is_key_file(value.trim()) {
        return true;
    }
    let value = value.trim().trim_matches('`').to_ascii_lowercase();
    REFERENCE_STARTS.iter().any(|start| value.starts_with(start))
        || (value.starts_with("${") && !value.contains(":-"))
        // `state-$(POD_NAME)`: put together when it is used.
        || value.contains("$(")
        || [
            "from secret",
            "secret manager",
            "secrets manager",
            "key vault",
            "vault ",
            "sealed",
            "external secret",
            "from vault",
        ]
        .iter()
        .any(|phrase| value.contains(phrase))
}

/// Whether a text names what keeps secrets: "Secret Manager (`app-db`)", "GitHub Secret".
pub fn names_store(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    [
        "secret manager",
        "secrets manager",
        "key vault",
        "github secret",
        "gitlab secret",
        "kubernetes secret",
        "k8s secret",
    ]
    .iter()
    .any(|store| lower.contains(store))
}

/// `./service-account.json`, `certs/tls.key`: the file that holds the secret.
fn is_key_file(value: &str) -> bool {
    const FILES: [&str; 9] = [".json", ".pem", ".key", ".p12", ".pfx", ".jks", ".crt", ".cer", ".txt"];
    let value = value.trim_matches(['`', '"', '\'']);
    let path =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'/' | b'\\' | b'_' | b'-' | b':' | b'~');
    ["./", "../", "~/", ".\\"].iter().any(|start| value.starts_with(start))
        || (value.bytes().all(path) && FILES.iter().any(|end| value.len() > end.len() && value.ends_with(end)))
}

/// What `kubeseal` writes: an encrypted value in base 64, which always begins so and is long.
fn is_sealed(value: &str) -> bool {
    value.len() >= 200
        && value.starts_with("Ag")
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='))
}

const PLACEHOLDER_PARTS: [&str; 41] = [
    "reemplaz",
    "remplac",
    "sustitu",
    "substitu",
    "ersetz",
    "cambiar_",
    "cambiar-",
    "trocar_",
    "trocar-",
    "_aqui",
    "-aqui",
    "_hier",
    "-hier",
    "_ici",
    "-ici",
    "changethis",
    "change-this",
    "change_this",
    "change-in-prod",
    "change_in_prod",
    "add-your",
    "add_your",
    "goes-here",
    "goes_here",
    "changeme",
    "change_me",
    "change-me",
    "your_",
    "your-",
    "example",
    "placeholder",
    "redacted",
    "dummy",
    "replace",
    "insert",
    "xxxx",
    "todo",
    "masked",
    "not-a-secret",
    "local-only",
    "local_only",
];

/// `votre_clé`, `tu-clave`: how "your …" begins in other languages.
const PLACEHOLDER_STARTS: [&str; 20] = [
    "votre-", "votre_", "ton-", "ton_", "ta-", "ta_", "tu-", "tu_", "su-", "su_", "seu-", "seu_", "sua-", "sua_",
    "dein-", "dein_", "deine", "ihr-", "ihr_", "ihre",
];

const PLACEHOLDER_WORDS: [&str; 28] = [
    "true",
    "false",
    "yes",
    "no",
    "null",
    "none",
    "unset",
    "blank",
    "empty",
    "nil",
    "~",
    "-",
    "password",
    "secret",
    "token",
    "tbd",
    "n/a",
    "pass",
    "contraseña",
    "contrasena",
    "clave",
    "senha",
    "passwort",
    "kennwort",
    "motdepasse",
    "mot_de_passe",
    "mdp",
    "geheim",
];

/// Whether a value only stands for the secret that a person will put there.
pub fn is_placeholder(value: &str) -> bool {
    let original = value.trim().trim_matches(['"', '\'', '`']);
    let value = original.to_ascii_lowercase();
    let bare = value.trim_matches(['*', '.', '…', '•', 'x', '-', '_', '#', '?', '"', '\'', '`']);
    bare.is_empty()
        // `sk-proj-...`, `eyJhbGci…`: shortened, so that nobody can use it.
        || value.ends_with("...")
        || value.contains('…')
        || value.starts_with(['<', '‹', '«', '＜'])
        || (value.starts_with('%') && value.ends_with('%'))
        || PLACEHOLDER_WORDS.contains(&value.as_str())
        || CHANGE_ME.iter().any(|start| value.starts_with(start))
        || stands_in(&value)
        || PLACEHOLDER_STARTS.iter().any(|start| value.starts_with(start))
        // 秘密鍵: nobody types a password in such letters.
        || value.contains(|letter: char| matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'))
        || PLACEHOLDER_PARTS.iter().any(|part| value.contains(part))
        || (value.len() < 6 && value.parse::<f64>().is_ok())
        || is_name(original)
}

/// "Change me" in other languages, whatever is said behind it: `CHANGEZ_MOI_SECRET_32_CARACTERES`.
const CHANGE_ME: [&str; 19] = [
    "changez_moi",
    "changez-moi",
    "a_changer",
    "a-changer",
    "à_changer",
    "à-changer",
    "bitte_aendern",
    "bitte-aendern",
    "bitte_ändern",
    "bitte-ändern",
    "aendere_mich",
    "cambiame",
    "cámbiame",
    "cambiaresto",
    "mude_est",
    "mude-est",
    "mude_me",
    "altere_est",
    "alterar_",
];

/// Words that say which of several secrets is meant, and those that say whose.
const WHICH: [&str; 22] = [
    "previous", "old", "new", "current", "former", "next", "actual", "real", "ancien", "nouveau", "alt", "altes",
    "neu", "neues", "anterior", "nuevo", "nueva", "novo", "nova", "your", "votre", "tu",
];
/// What a secret is called in names, and the begins of known keys.
const CALLED: [&str; 36] = [
    "secret",
    "token",
    "password",
    "passwd",
    "pass",
    "key",
    "value",
    "api",
    "jwt",
    "access",
    "refresh",
    "private",
    "client",
    "webhook",
    "db",
    "database",
    "sk",
    "pk",
    "rk",
    "whsec",
    "test",
    "live",
    "gocspx",
    "cle",
    "clé",
    "clave",
    "chave",
    "senha",
    "passwort",
    "schluessel",
    "geheimnis",
    "mdp",
    "contrasena",
    "secreto",
    "segredo",
    "prod",
];

/// `previous-secret`, `new_password`, `sk_test_previous`, `GOCSPX-votre-secret`: words that say which secret belongs there.
fn stands_in(value: &str) -> bool {
    let parts = || value.split(['-', '_', '.']).filter(|part| !part.is_empty());
    let which = parts().any(|part| WHICH.contains(&part));
    which && parts().nth(1).is_some() && parts().all(|part| WHICH.contains(&part) || CALLED.contains(&part))
}

/// How a value begins that a person is told to change, with `_` for every sign between its words.
const TOLD: [&str; 46] = [
    "change_me",
    "changeme",
    "change_this",
    "changethis",
    "please_change",
    "to_be_changed",
    "to_be_replaced",
    "replace_me",
    "replaceme",
    "replace_this",
    "replace_with",
    "insert_your",
    "put_your",
    "enter_your",
    "add_your",
    "set_me",
    "fill_me",
    "fixme",
    "changez_moi",
    "a_changer",
    "à_changer",
    "a_remplacer",
    "à_remplacer",
    "remplacez_moi",
    "remplacer_par",
    "bitte_aendern",
    "bitte_ändern",
    "aendere_mich",
    "ändere_mich",
    "bitte_ersetzen",
    "ersetze_mich",
    "hier_eintragen",
    "cambiame",
    "cámbiame",
    "cambiar_esto",
    "cambiar_por",
    "reemplazar",
    "reemplazame",
    "mude_me",
    "mude_est",
    "altere_est",
    "alterar_est",
    "trocar_por",
    "troque_est",
    "substituir_por",
    "substitua_",
];

/// The same in letters that no value is written in.
const TOLD_WIDE: [&str; 13] = [
    "変更してください",
    "要変更",
    "差し替え",
    "置き換え",
    "に変更",
    "请修改",
    "請修改",
    "请替换",
    "請替換",
    "请更换",
    "改成你的",
    "替换为",
    "替換為",
];

/// "Your" and "my", with the sign behind it, before what a secret is called.
const WHOSE: [&str; 12] =
    ["votre_", "vos_", "dein_", "deine_", "ihr_", "ihre_", "tu_", "seu_", "sua_", "du_", "mi_", "my_"];

/// Whether a value of a variable only tells its reader to put another in its place: `CHANGE_ME`, `your-password-here`,
/// `amqp://app:change-me@queue`. Narrower than [`is_placeholder`]: it asks of any variable, not of a secret alone.
pub fn is_stand_in(name: &str, value: &str) -> bool {
    let value = value.trim().trim_matches(['"', '\'', '`']);
    if !value.is_ascii() && TOLD_WIDE.iter().any(|words| value.contains(words)) {
        return true;
    }
    if value.is_empty() || value.contains(char::is_whitespace) || is_reference(value) {
        return false;
    }
    let lower = value.to_lowercase().replace(['-', '.', ' '], "_");
    // `your-host.example`; `my-app` is a name as good as any, and "tu" begins many words.
    if begins_a_part(&lower, &TOLD) || begins_a_part(&lower, &["your_", "<your_"]) {
        return true;
    }
    let whose = || begins_a_part(&lower, &WHOSE) && lower.split('_').any(|part| CALLED.contains(&part));
    is_secret_name(name) && (stands_in(&lower) || whose() || lower == "example")
}

/// Whether one of these begins the value, or what stands behind `://`, `:`, `@` or `=` in it.
fn begins_a_part(value: &str, words: &[&str]) -> bool {
    const PARTS: usize = 16;
    let behind = value.match_indices([':', '/', '@', '=']).map(|(at, _)| &value[at + 1..]);
    std::iter::once(value).chain(behind.take(PARTS)).any(|part| words.iter().any(|word| part.starts_with(word)))
}

/// `GOOGLE_API_KEY_VAL`: the name of a value, put where the value belongs.
fn is_name(value: &str) -> bool {
    value.contains('_') && value.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
}
