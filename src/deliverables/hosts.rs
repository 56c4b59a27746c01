//! Names and addresses of hosts that only an inner network knows.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::outline::Span;

/// Ends of names that are not known outside: RFC 6762, RFC 8375, ICANN's reservation of `.internal`, and those that name
/// resolution inside a cluster and common practice use.
const ENDS: [&str; 8] = ["internal", "local", "corp", "lan", "intranet", "localdomain", "svc", "home.arpa"];

/// Every internal host of a text.
pub(super) fn internal(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut before = "";
    let mut at = 0;
    while let Some(word) = next_word(text, &mut at) {
        let written = text.get(word.clone()).unwrap_or_default();
        if let Some((name, _)) = host(written).filter(|(name, schemed)| is_internal(name, *schemed, before)) {
            let start = word.start + written.rfind(name).unwrap_or_default();
            found.push(Span::of(start..start + name.len()));
        }
        before = written;
    }
    found
}

/// The next run of characters that an address can be written in.
fn next_word(text: &str, at: &mut usize) -> Option<std::ops::Range<usize>> {
    let ends = |sign: char| sign.is_whitespace() || "()<>[]{}\"'`|,;*\\".contains(sign);
    let start = *at + text.get(*at..)?.find(|sign| !ends(sign))?;
    let end = text[start..].find(ends).map_or(text.len(), |length| start + length);
    *at = end;
    Some(start..end)
}

/// The host that a word names, and whether it is the host of a locator.
fn host(word: &str) -> Option<(&str, bool)> {
    let (rest, schemed) = match word.split_once("://") {
        Some((scheme, rest)) => (rest, scheme.starts_with(|first: char| first.is_ascii_alphabetic())),
        None => (word, false),
    };
    let authority = rest.split(['/', '?', '#']).next()?;
    let authority = authority.rsplit('@').next()?.trim_end_matches(['.', ':', '!', '=']);
    let authority = authority.rsplit('=').next()?;
    if authority.matches(':').count() > 1 {
        return Some((authority.split('%').next()?, schemed));
    }
    let (name, port) = authority.split_once(':').unwrap_or((authority, ""));
    let plain = !name.is_empty() && port.bytes().all(|digit| digit.is_ascii_digit());
    plain.then_some((name, schemed))
}

fn is_internal(host: &str, schemed: bool, before: &str) -> bool {
    if let Ok(address) = host.parse::<Ipv4Addr>() {
        let shared = address.octets()[0] == 100 && (64..128).contains(&address.octets()[1]);
        let version = ["version", "release", "v", "build"].contains(&before.to_ascii_lowercase().as_str());
        return !version && (address.is_private() || address.is_loopback() || address.is_link_local() || shared);
    }
    if let Ok(address) = host.parse::<Ipv6Addr>() {
        return address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local();
    }
    let label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    if !host.split('.').all(label) || !host.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return false;
    }
    let lower = host.to_ascii_lowercase();
    let ends = |end: &&str| lower.strip_suffix(*end).is_some_and(|rest| rest.ends_with('.') && rest.len() > 1);
    if lower.contains('.') { ENDS.iter().any(ends) } else { schemed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_an_inner_network_are_found() {
        for (text, wanted) in [
            ("see https://wiki.corp/page.", "wiki.corp"),
            ("(db-1.prod.internal:5432)", "db-1.prod.internal"),
            ("redis://cache:6379/0", "cache"),
            ("http://localhost:8080", "localhost"),
            ("orders.shop.svc.cluster.local", "orders.shop.svc.cluster.local"),
            ("| `api.shop.svc` |", "api.shop.svc"),
            ("ops@mail.lan", "mail.lan"),
            ("HOST=10.4.0.17", "10.4.0.17"),
            ("192.168.1.0/24", "192.168.1.0"),
            ("http://[fd12:3456::1]:8080/x", "fd12:3456::1"),
            ("fe80::1%eth0", "fe80::1"),
            ("[wiki](http://intra/x)", "intra"),
        ] {
            let found: Vec<&str> = internal(text).iter().map(|span| &text[span.range()]).collect();
            assert_eq!(found, [wanted], "{text}");
        }
    }

    #[test]
    fn other_names_are_none() {
        for text in [
            "https://shop.example/orders",
            "docs/app.local.md:12 and .env.local, config/settings.local.yaml",
            "version 10.2.0.1",
            "8.8.8.8 and 172.32.0.1 and 2001:db8::1",
            "at 12:30:00 local time, internal only, corp.",
            "https://… and http://<host>/x and a://",
            "x.internal.example.com",
            "the /usr/local folder",
        ] {
            assert_eq!(internal(text), [], "{text}");
        }
    }
}
