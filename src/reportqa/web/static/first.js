// Runs before Gradio: hands it its configuration, which the page carries as data, not as a script.
"use strict";
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  window.gradio_config = read("gradio-config");
  window.gradio_api_info = read("gradio-api");
  window.__gradio_mode__ = "app";
  // Gradio sets the page's language from the browser and its theme from the device; ours stand.
  const root = document.documentElement;
  const language = root.lang;
  new MutationObserver(() => {
    if (root.lang !== language) root.lang = language;
  }).observe(root, { attributes: true, attributeFilter: ["lang"] });
})();
