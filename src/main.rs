//! The page and its worker, which are one WebAssembly module. `src/app/boot.js` starts both.

#[cfg(target_arch = "wasm32")]
mod app;

#[cfg(target_arch = "wasm32")]
fn main() {
    use wasm_bindgen::JsCast;

    let global: js_sys::Object = js_sys::global();
    if global.is_instance_of::<web_sys::DedicatedWorkerGlobalScope>() {
        app::worker::start();
    } else {
        app::start();
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
