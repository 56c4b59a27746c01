// Starts Holdpoint. One WebAssembly module is both the page and its worker: it is compiled here once, and each side starts
// its own instance of it. The same code runs in the hosted page, where the module is a file beside it, and in
// holdpoint.html, where the module is text in the page.
"use strict";

(async () => {
  const glue = document.getElementById("holdpoint-glue");

  // The worker: the glue's text, then this. Messages may come before the module runs; they wait.
  const startWorkerSide = `
    onmessage = (first) => {
      const waiting = [];
      const wait = (event) => waiting.push(event.data);
      onmessage = wait;
      wasm_bindgen({ module_or_path: first.data }).then(
        () => {
          if (onmessage === wait) onmessage = null;
          for (const data of waiting) dispatchEvent(new MessageEvent("message", { data }));
        },
        (error) => setTimeout(() => { throw error; }),
      );
    };`;

  // Says in the page, in plain words, why it does not work.
  function fail(sentence, error) {
    if (error) console.error(error);
    document.documentElement.dataset.boot = "failed";
    document.getElementById("starting")?.remove();
    let alert = document.getElementById("holdpoint-failure");
    if (!alert) {
      alert = document.createElement("p");
      alert.id = "holdpoint-failure";
      alert.setAttribute("role", "alert");
      document.body.prepend(alert);
    }
    alert.textContent = error ? `${sentence} (${error.message || error})` : sentence;
  }

  // holdpoint.html: the module as raw deflate in base64, a third of its size.
  function inlineModule(text) {
    const packed = atob(text);
    const bytes = new Uint8Array(packed.length);
    for (let i = 0; i < packed.length; i += 1) bytes[i] = packed.charCodeAt(i);
    const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const headers = { "Content-Type": "application/wasm" };
    return WebAssembly.compileStreaming(new Response(inflated, { headers }));
  }

  async function ownFile(address) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status} ${response.statusText}`);
    return response;
  }

  // Some hosts send .wasm with another type than application/wasm, which compileStreaming refuses.
  async function fetchModule(address) {
    const response = await ownFile(address);
    const type = response.headers.get("Content-Type") ?? "";
    if (type.startsWith("application/wasm")) return WebAssembly.compileStreaming(response);
    return WebAssembly.compile(await response.arrayBuffer());
  }

  async function load() {
    const inline = document.getElementById("holdpoint-wasm");
    if (inline) {
      inline.remove();
      return [await inlineModule(inline.textContent), glue.textContent];
    }
    const text = ownFile(glue.src).then((response) => response.text());
    return Promise.all([fetchModule(glue.dataset.wasm), text]);
  }

  if (typeof WebAssembly !== "object") {
    fail("Holdpoint needs WebAssembly, which this browser does not have or does not allow.");
    return;
  }
  let module, glueText;
  try {
    [module, glueText] = await load();
  } catch (error) {
    fail(
      location.protocol === "file:" && glue.src
        ? "This page must come from a web server. To open Holdpoint from disk, open holdpoint.html, which is beside this file."
        : "Holdpoint could not load its own program. Reload the page to try again.",
      error,
    );
    return;
  }

  const workerUrl = URL.createObjectURL(new Blob([glueText, startWorkerSide], { type: "text/javascript" }));
  // What the page's Rust takes from here. A worker that hangs can be terminated and another started.
  globalThis.holdpoint = {
    startWorker() {
      const worker = new Worker(workerUrl);
      worker.postMessage(module);
      return worker;
    },
  };
  // A panic ends the module for good: say so instead of showing a page that no longer answers.
  const stopped = (error) => {
    if (error instanceof WebAssembly.RuntimeError) {
      fail("Holdpoint has met a fault of its own and stopped. Reload the page to go on.", error);
    }
  };
  addEventListener("error", (event) => stopped(event.error));
  addEventListener("unhandledrejection", (event) => stopped(event.reason));
  try {
    await wasm_bindgen({ module_or_path: module });
    document.documentElement.dataset.boot = "started";
  } catch (error) {
    fail("Holdpoint could not start in this browser.", error);
  }
})();
