//! How dates and times are written in the documents, and which local times they show.

use serde::{Deserialize, Serialize};

macro_rules! locales {
    ($($(#[$meta:meta])* $variant:ident = $tag:literal, $example:literal;)*) => {
        /// How dates and times are written. The language of the documents is English in all of them.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Locale {
            $($(#[$meta])* #[doc = $example] #[serde(rename = $tag)] $variant,)*
        }

        impl Locale {
            /// Every one.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its name in the policy file.
            pub fn tag(self) -> &'static str {
                match self { $(Self::$variant => $tag,)* }
            }
        }
    };
}

locales! {
    EnGb = "en-GB", "`8 December 2026, 22:00`";
    EnUs = "en-US", "`Dec 8, 2026, 10:00 PM`";
    De = "de", "`8.12.2026, 22:00`";
    Fr = "fr", "`08/12/2026 22:00`";
    Es = "es", "`8/12/2026, 22:00`";
    Pt = "pt", "`08/12/2026, 22:00`";
    Ja = "ja", "`2026/12/08 22:00`";
    Zh = "zh", "`2026/12/8 22:00`";
    #[default] Iso = "iso", "`2026-12-08 22:00`";
}

/// Letters of the longest name of a zone that is taken.
const LONG: usize = 64;

/// Whether a text has the form of an IANA time zone: `Europe/Berlin`, `America/Argentina/Buenos_Aires`, `UTC`. Whether there is
/// such a zone, the platform knows.
pub(super) fn is_zone(name: &str) -> bool {
    let part = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_uppercase())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+'))
    };
    name == "UTC" || (name.len() <= LONG && name.contains('/') && name.split('/').all(part))
}
