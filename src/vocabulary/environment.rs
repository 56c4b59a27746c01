//! Names of environments.

/// The normal name of an environment, from a column name or a cell: `Prod (EU)` is `production`.
pub fn environment(text: &str) -> Option<&'static str> {
    let words = super::heading(text);
    if words.len() > 4 {
        return None;
    }
    let pre = words.windows(2).any(|pair| pair[0] == "pre" && pair[1].starts_with("prod"));
    if pre {
        return Some("staging");
    }
    words.iter().find_map(|word| {
        Some(match word.as_str() {
            "prod" | "production" | "live" | "prd" => "production",
            "staging" | "stage" | "stg" | "preprod" | "preproduction" => "staging",
            "dev" | "development" | "local" => "development",
            "test" | "testing" | "qa" => "test",
            "uat" | "acceptance" => "acceptance",
            "ci" => "ci",
            "dr" => "disaster-recovery",
            "demo" => "demo",
            "sandbox" => "sandbox",
            _ => return None,
        })
    })
}
