//! Files of platforms in JSON or YAML, each known by what stands in it.

use crate::facts::Kind;
use crate::outline::Node;

/// The lists of a `DigitalOcean` app.
pub(in crate::facts) const LISTS: [&str; 5] = ["services", "workers", "jobs", "functions", "static_sites"];

/// The kind of such a file, and why.
pub(super) fn platform(name: &str, first: &Node) -> Option<(Kind, String)> {
    let task = first.get("taskDefinition").unwrap_or(first);
    if task.get("containerDefinitions").is_some_and(|list| !list.items().is_empty()) {
        return Some((Kind::EcsTask, "a list of `containerDefinitions`".to_owned()));
    }
    let has = |key: &str| first.get(key).is_some();
    // A program for phones has an `app.json`, too, with `expo` in it.
    let heroku = ["buildpacks", "env", "formation", "addons"].iter().any(|key| has(key)) && !has("expo");
    let app = name.starts_with("app.") || name.starts_with("app-");
    let what = match name {
        "app.json" if heroku => "Heroku's `app.json`",
        "vercel.json" | "now.json" => "Vercel's settings",
        _ if app && has("runtime") => "App Engine's `runtime`",
        _ if is_render(first) => "services of Render, each with its `type`,",
        _ if is_digital_ocean(first) => "components of a DigitalOcean app",
        _ => return None,
    };
    Some((Kind::PlatformFile, format!("{what} in a file named `{name}`")))
}

/// Whether a map lists services as one of these platforms does.
pub(in crate::facts) fn is_apps(top: &Node) -> bool {
    is_render(top) || is_digital_ocean(top)
}

/// `services` is a list, and each has a `type`.
pub(in crate::facts) fn is_render(top: &Node) -> bool {
    const TYPES: [&str; 8] = ["web", "worker", "pserv", "cron", "static", "redis", "keyvalue", "private"];
    let services = top.get("services").map_or(&[][..], Node::items);
    services.iter().any(|service| service.text(&["type"]).is_some_and(|kind| TYPES.contains(&kind)))
        && services.iter().any(|service| service.get("name").is_some())
}

/// A `name` beside lists whose members say where they come from.
fn is_digital_ocean(top: &Node) -> bool {
    const FROM: [&str; 9] = [
        "github",
        "gitlab",
        "git",
        "image",
        "source_dir",
        "run_command",
        "http_port",
        "instance_size_slug",
        "environment_slug",
    ];
    let members = LISTS.iter().filter_map(|list| top.get(list)).flat_map(Node::items);
    let top_named = top.get("name").is_some();
    top_named && members.into_iter().any(|member| FROM.iter().any(|key| member.get(key).is_some()))
}
