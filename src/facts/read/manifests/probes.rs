//! Probes in normal form.

use std::collections::BTreeMap;

use super::node;
use crate::facts::{Port, Probe};
use crate::outline::Node;

/// The numbers of named ports.
pub(super) struct Ports<'a>(BTreeMap<&'a str, u16>);

impl<'a> Ports<'a> {
    pub(super) fn of(ports: &'a [Port]) -> Self {
        Self(ports.iter().filter_map(|port| Some((port.name.as_deref()?, port.number?))).collect())
    }

    /// The number of a port that may be named.
    fn resolve(&self, node: Option<&Node>) -> String {
        let written = node.and_then(Node::written).unwrap_or_default();
        self.0.get(written).map_or_else(|| written.to_owned(), ToString::to_string)
    }
}

/// A probe; Kubernetes' defaults where nothing is written, or nothing that makes sense.
pub(super) fn read(node: &Node, ports: &Ports<'_>) -> Option<Probe> {
    let number = |key: &str, default: f64| node.text(&[key]).and_then(node::amount).unwrap_or(default);
    // Zero is not allowed for these: Kubernetes takes it for the default.
    let positive = |key: &str, default: f64| Some(number(key, default)).filter(|value| *value > 0.0).unwrap_or(default);
    Some(Probe {
        handler: handler(node, ports)?,
        initial_delay: number("initialDelaySeconds", 0.0),
        period: positive("periodSeconds", 10.0),
        timeout: positive("timeoutSeconds", 1.0),
        success_threshold: positive("successThreshold", 1.0),
        failure_threshold: positive("failureThreshold", 3.0),
    })
}

/// What a probe or a hook asks or runs.
pub(super) fn handler(node: &Node, ports: &Ports<'_>) -> Option<String> {
    if let Some(http) = node.get("httpGet") {
        let scheme = http.text(&["scheme"]).unwrap_or("HTTP").to_ascii_lowercase();
        let host = http.text(&["host"]).unwrap_or_default();
        let path = http.text(&["path"]).unwrap_or("/");
        return Some(format!("GET {scheme}://{host}:{}{path}", ports.resolve(http.get("port"))));
    }
    if let Some(tcp) = node.get("tcpSocket") {
        return Some(format!("tcp :{}", ports.resolve(tcp.get("port"))));
    }
    if let Some(grpc) = node.get("grpc") {
        let service = grpc.text(&["service"]).unwrap_or_default();
        return Some(format!("grpc :{} {service}", ports.resolve(grpc.get("port"))).trim_end().to_owned());
    }
    let words = node::words(node.at(&["exec", "command"])?);
    (!words.is_empty()).then(|| format!("exec {}", words.join(" ")))
}
