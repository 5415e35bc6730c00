// Changes theme and text size in place (without this script the same links do it by a round trip), saves charts.
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

  // folded on small screens, where it would stand before the text
  const outline = document.querySelector(".rq-outline details");
  if (outline && window.matchMedia("(min-width: 60rem)").matches) outline.open = true;

  // the chart is an SVG in the page's address space, so the canvas may be read back
  const saveChart = (button) => {
    const around = button.closest(".rq-card, .rq-charted");
    const chart = [...around.querySelectorAll(".rq-chart img")].find((image) => image.offsetParent !== null);
    const title = 34;
    const canvas = document.createElement("canvas");
    canvas.width = chart.naturalWidth * 3;
    canvas.height = (chart.naturalHeight + title) * 3;
    const pen = canvas.getContext("2d");
    const style = getComputedStyle(button);
    const colour = getComputedStyle(root);
    pen.scale(3, 3);
    pen.fillStyle = colour.getPropertyValue("--rq-surface");
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = colour.getPropertyValue("--rq-text");
    pen.font = `600 13px ${style.fontFamily}`;
    pen.fillText(button.value, 8, 22, chart.naturalWidth - 16);
    pen.drawImage(chart, 0, title, chart.naturalWidth, chart.naturalHeight);
    canvas.toBlob((blob) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = "chart.png";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }, "image/png");
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.rq-png");
    if (button) saveChart(button);
  });
})();
