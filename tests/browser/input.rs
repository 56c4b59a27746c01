//! What a person does to a page. The browser takes each as real input, not as an event made by a script.

use crate::page::{Page, paths};
use serde_json::{Value, json};
use std::path::Path;

impl Page {
    /// Clicks the middle of the first element that the selector finds, which has to be what lies there.
    #[track_caller]
    pub(crate) fn click(&self, selector: &str) {
        let (x, y) = self.middle(selector);
        let on_top = format!("{}.contains(document.elementFromPoint({x}, {y}))", find(selector));
        assert_eq!(self.eval(&on_top), true, "something lies over {selector}");
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
            self.chromium.call("Input.dispatchMouseEvent", &event);
        }
    }

    /// Drags files and folders from outside the browser and drops them on an element. The paths have to be absolute.
    #[track_caller]
    pub(crate) fn drop_paths<P: AsRef<Path>>(&self, selector: &str, files: &[P]) {
        let (x, y) = self.middle(selector);
        let data = json!({ "items": [], "files": paths(files), "dragOperationsMask": 1 });
        for kind in ["dragEnter", "dragOver", "drop"] {
            self.chromium.call("Input.dispatchDragEvent", &json!({ "type": kind, "x": x, "y": y, "data": data }));
        }
    }

    /// Chooses files in `<input type=file>`, or a folder in one with `webkitdirectory`.
    #[track_caller]
    pub(crate) fn set_files<P: AsRef<Path>>(&self, selector: &str, files: &[P]) {
        let element = self.chromium.call("Runtime.evaluate", &json!({ "expression": find(selector) }));
        let id = &element["result"]["objectId"];
        assert!(id.is_string(), "no element is {selector}");
        self.chromium.call("DOM.setFileInputFiles", &json!({ "objectId": id, "files": paths(files) }));
    }

    /// Types text into the element that has the focus.
    pub(crate) fn type_text(&self, text: &str) {
        self.chromium.call("Input.insertText", &json!({ "text": text }));
    }

    /// Presses and releases a key: a character, or a name such as `Enter`, `Tab`, `Escape`, `ArrowDown`, with `Shift+`,
    /// `Control+`, `Alt+` or `Meta+` before it.
    #[track_caller]
    pub(crate) fn press(&self, keys: &str) {
        let (modifiers, key) = modifiers(keys);
        let mut event = key_event(key);
        event["modifiers"] = modifiers.into();
        // With Control, Alt or Meta held, a key writes nothing.
        if modifiers & 0b111 != 0 {
            event["text"] = "".into();
        }
        for kind in ["keyDown", "keyUp"] {
            event["type"] = kind.into();
            self.chromium.call("Input.dispatchKeyEvent", &event);
        }
    }

    /// The middle of an element, in the window, after scrolling there.
    #[track_caller]
    fn middle(&self, selector: &str) -> (f64, f64) {
        let js = format!(
            "(() => {{ const element = {}; if (!element) return null;
               element.scrollIntoView({{ block: 'center', inline: 'center', behavior: 'instant' }});
               const box = element.getBoundingClientRect();
               return [box.x + box.width / 2, Math.min(box.y + box.height / 2, innerHeight - 1)]; }})()",
            find(selector)
        );
        let point = self.eval(&js);
        let coordinate = |index: usize| point[index].as_f64().unwrap_or_else(|| panic!("no element is {selector}"));
        (coordinate(0), coordinate(1))
    }
}

fn find(selector: &str) -> String {
    format!("document.querySelector({})", Value::from(selector))
}

/// Splits `Shift+Tab` into the protocol's sum of modifiers and the key.
fn modifiers(keys: &str) -> (u8, &str) {
    let mut sum = 0;
    let mut rest = keys;
    for (name, bit) in [("Alt+", 1), ("Control+", 2), ("Meta+", 4), ("Shift+", 8)] {
        if let Some(after) = rest.strip_prefix(name) {
            sum |= bit;
            rest = after;
        }
    }
    (sum, rest)
}

#[track_caller]
fn key_event(key: &str) -> Value {
    const NAMED: [(&str, u32, &str); 15] = [
        ("Backspace", 8, ""),
        ("Tab", 9, ""),
        ("Enter", 13, "\r"),
        ("Escape", 27, ""),
        (" ", 32, " "),
        ("PageUp", 33, ""),
        ("PageDown", 34, ""),
        ("End", 35, ""),
        ("Home", 36, ""),
        ("ArrowLeft", 37, ""),
        ("ArrowUp", 38, ""),
        ("ArrowRight", 39, ""),
        ("ArrowDown", 40, ""),
        ("Delete", 46, ""),
        ("F1", 112, ""),
    ];
    if let Some((name, number, text)) = NAMED.iter().find(|(name, ..)| *name == key) {
        let code = if key == " " { "Space" } else { name };
        return json!({ "key": name, "code": code, "windowsVirtualKeyCode": number, "text": text });
    }
    let mut characters = key.chars();
    let (Some(character), None) = (characters.next(), characters.next()) else { panic!("no key is {key:?}") };
    let number = u32::from(character.to_ascii_uppercase());
    let code =
        if character.is_ascii_digit() { format!("Digit{key}") } else { format!("Key{}", key.to_ascii_uppercase()) };
    json!({ "key": key, "code": code, "windowsVirtualKeyCode": number, "text": key })
}
