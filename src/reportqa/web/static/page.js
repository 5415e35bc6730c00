// Changes theme and text size in place; without this script the same links do it by a round trip.
"use strict";
(() => {
  const root = document.documentElement;
  const year = 365 * 24 * 3600;
  const remember = (name, value) => {
    const home = new URL(document.querySelector(".rq-brand").href).pathname;
    document.cookie = `rq_${name}=${value}; max-age=${year}; path=${home}; samesite=lax`;
  };
  for (const link of document.querySelectorAll(".rq-theme")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      root.dataset.theme = link.dataset.themeTo;
      remember("theme", link.dataset.themeTo);
      const other = document.querySelector(`.rq-theme:not([data-theme-to="${link.dataset.themeTo}"])`);
      if (other) other.focus();
    });
  }
  const size = document.getElementById("rq-size");
  if (size) {
    size.addEventListener("click", (event) => {
      event.preventDefault();
      const large = root.dataset.size !== "large";
      if (large) root.dataset.size = "large";
      else delete root.dataset.size;
      size.textContent = large ? size.dataset.on : size.dataset.off;
      remember("size", large ? "large" : "normal");
    });
  }
})();
