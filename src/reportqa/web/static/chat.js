// The chat's own behaviour around Gradio: buttons inside answers, the address, copying, verdicts.
"use strict";
(() => {
  const words = document.getElementById("rq-words").dataset;
  const toast = document.getElementById("rq-toast");
  const intro = document.getElementById("rq-intro");
  const dialog = document.getElementById("rq-feedback");
  let pending = null;
  let waiting = null; // a question asked before Gradio was ready
  let timer = 0;
  let toastTimer = 0;
  let cards = 0;
  let lastText = "";

  const box = () => document.querySelector("#rq-question textarea");
  const send = () => document.getElementById("rq-send");
  const log = () => document.getElementById("rq-log");

  const say = (text) => {
    clearTimeout(toastTimer);
    toast.textContent = text;
    toastTimer = setTimeout(() => (toast.textContent = ""), 5000);
  };

  const ask = (question) => {
    const input = box();
    if (!input || !send()) {
      waiting = question;
      return;
    }
    input.value = question;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => send().click(), 30); // Gradio takes the value over first
  };

  const showPending = (question) => {
    if (!pending) {
      pending = document.createElement("div");
      pending.id = "rq-pending";
      pending.setAttribute("role", "status");
      log().after(pending);
    }
    const asked = document.createElement("div");
    asked.className = "rq-asked";
    asked.textContent = question;
    const card = document.createElement("div");
    card.className = "rq-card";
    card.textContent = words.pending;
    pending.replaceChildren(asked, card);
    pending.hidden = false;
    intro.classList.add("rq-done");
    pending.scrollIntoView({ block: "start" });
    clearTimeout(timer);
    timer = setTimeout(failed, (Number(words.seconds) + 10) * 1000);
  };

  const failed = () => {
    if (!pending || pending.hidden) return;
    const card = pending.querySelector(".rq-card");
    if (card.classList.contains("rq-problem")) return; // this very change is observed, too
    card.classList.add("rq-problem");
    card.textContent = words.failed;
  };

  const started = () => {
    const input = box();
    const question = input ? input.value.trim() : "";
    if (!question) return;
    showPending(question);
    const here = new URL(window.location.href);
    here.search = new URLSearchParams({ q: question, lang: words.language }).toString();
    history.replaceState(null, "", here);
    const link = document.getElementById("rq-lang");
    const to = new URL(link.href);
    to.searchParams.set("next", "/?" + new URLSearchParams({ q: question }));
    link.href = to;
  };

  const arrived = () => {
    clearTimeout(timer);
    if (pending) pending.hidden = true;
    // Gradio names each message by its HTML; a screen reader should hear who speaks
    for (const message of log().querySelectorAll("[data-testid='user'], [data-testid='bot']")) {
      message.setAttribute("aria-label", message.dataset.testid === "user" ? words.asked : words.answer);
    }
    log().querySelector("[role='log']").setAttribute("aria-label", words.log);
    const asked = [...log().querySelectorAll(".rq-asked")].pop();
    if (asked) asked.scrollIntoView({ block: "start" });
  };

  const copy = async (text) => {
    const full = text.replace("@/", `${window.location.origin}/`);
    try {
      await navigator.clipboard.writeText(full);
      say(words.copied);
    } catch {
      const area = document.createElement("textarea"); // an address without https has no clipboard
      area.value = full;
      area.className = "rq-hidden";
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      say(done ? words.copied : words.copyFailed + full);
    }
  };

  const download = (value) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff", JSON.parse(value)], { type: "text/csv" }));
    link.download = "figures.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  const verdict = async (body) => {
    try {
      const answer = await fetch(words.feedback, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
      say(answer.ok ? words.thanks : words.feedbackFailed);
    } catch {
      say(words.feedbackFailed);
    }
  };

  const wrong = (about) => {
    const form = dialog.querySelector("form");
    form.reset();
    dialog.returnValue = "";
    dialog.onclose = () => {
      if (dialog.returnValue !== "send") return;
      const given = new FormData(form);
      verdict({ verdict: "wrong", reason: given.get("reason"), words: given.get("words"), about });
    };
    dialog.showModal();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.id === "rq-send") started();
    else if (button.classList.contains("rq-ask")) ask(button.value);
    else if (button.classList.contains("rq-copy")) copy(button.value);
    else if (button.classList.contains("rq-csv")) download(button.value);
    else if (button.classList.contains("rq-right")) verdict({ verdict: "right", about: JSON.parse(button.value) });
    else if (button.classList.contains("rq-wrong")) wrong(JSON.parse(button.value));
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target === box()) started();
  }, true);

  const ready = () => {
    new MutationObserver(() => {
      const found = [...log().querySelectorAll(".rq-card")];
      const last = found[found.length - 1];
      if (last && (found.length > cards || last.textContent !== lastText)) arrived();
      cards = found.length;
      lastText = last ? last.textContent : "";
    }).observe(log(), { childList: true, subtree: true });
    new MutationObserver(() => {
      if (document.querySelector(".toast-body.error")) failed();
    }).observe(document.body, { childList: true, subtree: true });
    const first = waiting || words.q;
    if (first) ask(first);
  };
  const look = new MutationObserver(() => {
    if (box() && send() && log()) {
      look.disconnect();
      ready();
    }
  });
  look.observe(document.body, { childList: true, subtree: true });
})();
