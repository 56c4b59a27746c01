//! The tables that the engine asks for, from the browser, which has them in any case.

use holdpoint::dossier::{Encoding, Platform};
use js_sys::Intl::DateTimeFormat;
use js_sys::{Array, Date, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{TextDecoder, TextDecoderOptions};

/// The browser's tables.
#[derive(Debug)]
pub(super) struct Browser;

impl Platform for Browser {
    fn decode(&self, encoding: Encoding, bytes: &[u8]) -> Option<String> {
        let options = TextDecoderOptions::new();
        options.set_fatal(true);
        let decoder = TextDecoder::new_with_label_and_options(encoding.name(), &options).ok()?;
        decoder.decode_with_u8_array(bytes).ok()
    }

    fn utc_offset_seconds(&self, zone: &str, utc_seconds: i64) -> Option<i32> {
        let milliseconds = utc_seconds.checked_mul(1000)?;
        // Whole and far below 2^53 for every date that a browser knows; beyond, its date is not valid.
        #[expect(clippy::cast_precision_loss, reason = "see above")]
        let date = Date::new(&JsValue::from_f64(milliseconds as f64));
        if date.get_time().is_nan() {
            return None;
        }
        let local = local(&clock(zone)?.format_to_parts(&date))?;
        i32::try_from(local - utc_seconds).ok()
    }
}

/// Shows dates and times of a zone in numbers. `None` for a zone that the browser does not know.
fn clock(zone: &str) -> Option<DateTimeFormat> {
    let set = |options: &Object, name: &str, value: &str| Reflect::set(options, &name.into(), &value.into()).ok();
    let options = Object::new();
    set(&options, "timeZone", zone)?;
    set(&options, "hourCycle", "h23")?;
    for part in ["year", "month", "day", "hour", "minute", "second"] {
        set(&options, part, "numeric")?;
    }
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
    // Called by reflection, because it throws for an unknown zone.
    let made = Reflect::construct(&class, &Array::of2(&"en-US-u-ca-gregory-nu-latn".into(), &options)).ok()?;
    Some(made.unchecked_into())
}

/// What the clock shows, as seconds since 1970 of a clock that is never set.
fn local(parts: &Array) -> Option<i64> {
    let part = |wanted: &str| {
        let text = |part: &JsValue, name: &str| Reflect::get(part, &name.into()).ok()?.as_string();
        let part = parts.iter().find(|part| text(part, "type").as_deref() == Some(wanted))?;
        text(&part, "value")?.parse::<i16>().ok()
    };
    let small = |wanted: &str| i8::try_from(part(wanted)?).ok();
    let date = jiff::civil::Date::new(part("year")?, small("month")?, small("day")?).ok()?;
    let shown = date.at(small("hour")?, small("minute")?, small("second")?, 0);
    Some(jiff::tz::Offset::UTC.to_timestamp(shown).ok()?.as_second())
}
