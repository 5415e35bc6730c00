/* reportqa: the assistant on a portal's page. One file, no framework, nothing loaded from elsewhere.
   <script src="https://HOST/widget.js" data-lang="zh" defer></script>   or the element <reportqa-chat>.
   Runs under a strict Content-Security-Policy: the page's policy needs this host in script-src and connect-src. */
(() => {
  const NAME = "reportqa-chat";
  if (customElements.get(NAME)) return;
  const script = document.currentScript;
  const home = new URL(".", script ? script.src : location.href).href;
  const KEPT = 12, PATIENCE_MS = 40000, ATTRIBUTES = ["lang", "mode", "theme", "size", "position", "label"];

  const WORDS = {
    zh: {
      open: "年报问答", close: "关闭", clear: "清空对话", large: "A+ 大字", ask: "提问", place: "输入问题，例如：2018年收到几件申请？",
      you: "您问", wait: "正在查阅年报…", hello: "用一句话提问，得到年报中的数字、原文和出处。", try: "可以这样问",
      choose: "请选择其一", next: "还可以问", quote: "原文", nearest: "最接近的章节", link: "在年报中查看", page: "第 {n} 页", sample: "样例",
      newTab: "（新窗口）", computed: "计算", check: "核对不符", scan: "由扫描识别，可信度 {n}%", assumed: "默认", carried: "沿用上文",
      right: "回答正确", wrong: "回答有误", what: "哪里有误？", thanks: "已记录，谢谢。", unkept: "没有记录成功，请稍后再试。",
      reasons: { figure: "数字不对", quote: "引文不支持回答", report: "年报或年份不对", understood: "问题理解有误", other: "其他" },
      retry: "重试", offline: "网络已断开。连接恢复后请重试。", failed: "没有收到回答。请检查网络后重试；若一直如此，可能是本页面未获准使用此服务。",
      slow: "等候太久，已停止。请重试，或写明机关和年份。", quota: "提问太频繁，请 {n} 秒后再试。", more: "另有 {n} 处原文",
      status: { answered: "年报载明", stated_none: "年报载明没有", not_stated: "年报未载", no_report: "未收录该年报", ambiguous: "请选择", out_of_scope: "不在年报范围内" },
      approx: { about: "约", over: "多于", under: "接近" }, foot: "只引用已发布的年报原文，不作推测。",
    },
    en: {
      open: "Ask the reports", close: "Close", clear: "Clear the conversation", large: "A+ Large text", ask: "Ask", place: "e.g. How many requests in 2018?",
      you: "You asked", wait: "Reading the reports…", hello: "Ask in a sentence; get the figure, the quote and its place in the report.", try: "Try asking",
      choose: "Choose one", next: "You can also ask", quote: "Quote", nearest: "Nearest section", link: "Open in the report", page: "page {n}", sample: "Sample",
      newTab: " (new window)", computed: "Computation", check: "Check failed", scan: "Read from a scan, confidence {n}%", assumed: "assumed", carried: "from before",
      right: "Right", wrong: "Wrong", what: "What is wrong?", thanks: "Recorded, thank you.", unkept: "Not recorded; please try again later.",
      reasons: { figure: "The figure", quote: "The quote does not support it", report: "The report or year", understood: "The question was misunderstood", other: "Something else" },
      retry: "Try again", offline: "You are offline. Try again when the connection is back.", failed: "No answer arrived. Check the connection and try again; if it stays so, this page may not be allowed to use the service.",
      slow: "This took too long and was stopped. Try again, or name the agency and year.", quota: "Too many questions; please try again in {n} s.", more: "More quotes: {n}",
      status: { answered: "Stated in the report", stated_none: "The report states none", not_stated: "Not stated in the report", no_report: "No such report here", ambiguous: "Please choose", out_of_scope: "Not a question for these reports" },
      approx: { about: "about ", over: "more than ", under: "nearly " }, foot: "Quotes published reports only; nothing is guessed.",
    },
  };

  /* !important on the host wins over any rule of the page; lengths are px, since the page owns rem */
  const CSS = `
:host{all:initial!important;display:inline!important;--a:var(--reportqa-accent,#1d5a8f);--on:var(--reportqa-on-accent,#fff);--bg:var(--reportqa-bg,#fff);--fg:var(--reportqa-text,#1b2733);--mute:#52606d;--line:#c9d2da;--soft:#eef2f6;--mark:#ffe9a8;--bad:#a3282a;--link:var(--reportqa-accent,#1a5590);--f:15px}
:host([mode=inline]){display:block!important}
:host([size=large]){--f:19px}
:host([theme=dark]){--a:var(--reportqa-accent,#8cc0ee);--on:var(--reportqa-on-accent,#0d1a26);--bg:var(--reportqa-bg,#18212b);--fg:var(--reportqa-text,#e6ebf0);--mute:#a5b2bf;--line:#4a5a69;--soft:#212c38;--mark:#6b5514;--bad:#f29b9b;--link:#8cc0ee}
@media(prefers-color-scheme:dark){:host([theme=auto]){--a:var(--reportqa-accent,#8cc0ee);--on:var(--reportqa-on-accent,#0d1a26);--bg:var(--reportqa-bg,#18212b);--fg:var(--reportqa-text,#e6ebf0);--mute:#a5b2bf;--line:#4a5a69;--soft:#212c38;--mark:#6b5514;--bad:#f29b9b;--link:#8cc0ee}}
*{box-sizing:border-box;font:inherit;letter-spacing:inherit}
[hidden]{display:none!important}
.root{font:var(--f)/1.6 var(--reportqa-font,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",system-ui,sans-serif);color:var(--fg);text-align:start;direction:ltr;visibility:visible;cursor:auto}
button{min-height:36px;padding:4px 12px;border:1px solid var(--line);border-radius:8px;background:var(--bg);color:var(--fg);cursor:pointer;text-align:start}
button:hover{background:var(--soft)}
:focus-visible{outline:3px solid #c05a00;outline-offset:2px}
.main{background:var(--a);border-color:var(--a);color:var(--on)}
.main:hover{background:var(--a);filter:brightness(1.1)}
.launch{position:fixed;z-index:var(--reportqa-z,2147483000);inset:auto var(--reportqa-offset-x,20px) var(--reportqa-offset-y,20px) auto;min-height:48px;padding:8px 20px;border-radius:24px;font-weight:600;box-shadow:0 4px 16px #0004}
:host([position=left]) .launch{inset:auto auto var(--reportqa-offset-y,20px) var(--reportqa-offset-x,20px)}
.panel{position:relative;display:flex;flex-direction:column;width:100%;height:var(--reportqa-height,560px);margin:0;padding:0;border:1px solid var(--line);border-radius:var(--reportqa-radius,12px);background:var(--bg);color:var(--fg);overflow:clip}
dialog.panel{position:fixed;inset:auto var(--reportqa-offset-x,20px) var(--reportqa-offset-y,20px) auto;width:var(--reportqa-width,400px);max-width:calc(100vw - 16px);max-height:calc(100vh - 16px);box-shadow:0 8px 32px #0005}
:host([position=left]) dialog.panel{inset:auto auto var(--reportqa-offset-y,20px) var(--reportqa-offset-x,20px)}
dialog:not([open]){display:none}
dialog::backdrop{background:#0003}
@media(max-width:480px){dialog.panel,:host([position=left]) dialog.panel{inset:0;width:100%;height:100%;max-width:none;max-height:none;border:0;border-radius:0}}
header{display:flex;align-items:center;gap:4px;padding:8px 8px 8px 16px;border-bottom:1px solid var(--line)}
h2{flex:1;min-width:0;margin:0;font-weight:600;overflow-wrap:anywhere}
header button{min-width:36px;padding:4px 8px;border-color:transparent;text-align:center}
.log{flex:1;min-height:0;padding:12px 16px;overflow-y:auto;overflow-wrap:anywhere}
.asked{margin:12px 0 8px auto;padding:6px 12px;width:fit-content;max-width:90%;border-radius:12px;background:var(--soft);white-space:pre-wrap}
.card{margin:0 0 12px;padding:12px;border:1px solid var(--line);border-radius:12px}
.state{display:inline-block;margin-inline-end:6px;padding:0 8px;border:1px solid currentColor;border-radius:10px;color:var(--link);font-size:.85em}
.answered .state{font-weight:600}
.chip{display:inline-block;margin:0 6px 4px 0;padding:0 8px;border-radius:10px;background:var(--soft);font-size:.85em}
.number{margin:6px 0 0;font-size:2.2em;line-height:1.2;font-weight:600}
.number small{margin-inline-start:4px;font-size:.45em;font-weight:400}
p{margin:6px 0}
figure{margin:0}
.mute{color:var(--mute);font-size:.87em}
.bad{color:var(--bad)}
blockquote{margin:8px 0 0;padding:4px 0 4px 10px;border-inline-start:3px solid var(--a);white-space:pre-wrap;tab-size:4}
mark{background:var(--mark);color:inherit}
a{color:var(--link)}
ul{margin:6px 0 0;padding:0;list-style:none}
li{margin:0 0 6px}
li button,.retry{width:100%}
summary{padding:6px 0;cursor:pointer}
form{display:flex;gap:8px;padding:8px 12px;border-top:1px solid var(--line)}
input{flex:1;min-width:0;min-height:44px;padding:4px 10px;border:1px solid var(--mute);border-radius:8px;background:var(--bg);color:var(--fg)}
input::placeholder{color:var(--mute);opacity:1}
form button{min-height:44px}
button:disabled,input:disabled{opacity:.6;cursor:default}
.row{display:flex;flex-wrap:wrap;gap:6px;margin-top:8px}
.row button{font-size:.87em}
.foot{margin:0;padding:0 12px 8px}
.said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media(forced-colors:active){mark{background:Mark;color:MarkText}}
@media print{:host{display:none!important}}`;

  const fill = (text, n) => text.replace("{n}", n);
  const make = (tag, props, ...inside) => {
    const e = document.createElement(tag);
    for (const [key, value] of Object.entries(props || {})) {
      if (key.startsWith("on")) e.addEventListener(key.slice(2), value);
      else if (key in e && key !== "role") e[key] = value;
      else e.setAttribute(key, value);
    }
    e.append(...inside.filter(Boolean));
    return e;
  };

  /* SHA-256 by hand: crypto.subtle is missing on pages without TLS, and slow for many short texts */
  const K = [], H = [];
  for (let n = 2; K.length < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (!prime) continue;
    const bits = (root) => ((root - Math.floor(root)) * 4294967296) | 0;
    if (H.length < 8) H.push(bits(n ** 0.5));
    K.push(bits(n ** (1 / 3)));
  }
  const sha256 = (text) => {
    const bytes = new TextEncoder().encode(text), words = new Int32Array((((bytes.length + 8) >> 6) + 1) * 16);
    bytes.forEach((b, i) => (words[i >> 2] |= b << (24 - (i % 4) * 8)));
    words[bytes.length >> 2] |= 0x80 << (24 - (bytes.length % 4) * 8);
    words[words.length - 1] = bytes.length * 8;
    const h = H.slice(), w = new Int32Array(64), r = (x, n) => (x >>> n) | (x << (32 - n));
    for (let at = 0; at < words.length; at += 16) {
      let [a, b, c, d, e, f, g, k] = h;
      for (let i = 0; i < 64; i++) {
        const x = w[i - 15], y = w[i - 2];
        w[i] = i < 16 ? words[at + i] : (w[i - 16] + (r(x, 7) ^ r(x, 18) ^ (x >>> 3)) + w[i - 7] + (r(y, 17) ^ r(y, 19) ^ (y >>> 10))) | 0;
        const s = (k + (r(e, 6) ^ r(e, 11) ^ r(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
        const t = ((r(a, 2) ^ r(a, 13) ^ r(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        k = g; g = f; f = e; e = (d + s) | 0; d = c; c = b; b = a; a = (s + t) | 0;
      }
      [a, b, c, d, e, f, g, k].forEach((v, i) => (h[i] = (h[i] + v) | 0));
    }
    return h.map((v) => (v >>> 0).toString(16).padStart(8, "0")).join("");
  };
  const solve = async (task) => {
    for (let number = 0; number <= task.maxnumber; number++) {
      if (sha256(task.salt + number) === task.challenge) {
        const { algorithm, challenge, salt, signature } = task;
        return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
      }
      if (number % 2000 === 1999) await new Promise((go) => setTimeout(go)); // the page stays alive
    }
    return undefined;
  };

  let sheet;
  const dress = (root) => {
    try {
      if (!sheet) { sheet = new CSSStyleSheet(); sheet.replaceSync(CSS); }
      root.adoptedStyleSheets = [sheet];
    } catch { root.append(make("style", { textContent: CSS })); } // browsers of before 2019
  };

  class Chat extends HTMLElement {
    static observedAttributes = ATTRIBUTES;

    connectedCallback() {
      if (!this.shadowRoot) { dress(this.attachShadow({ mode: "open" })); this.turns = null; }
      if (!this.hasAttribute("theme")) this.setAttribute("theme", "auto");
      this.base = new URL((this.getAttribute("src") || home).replace(/\/?$/, "/"), document.baseURI).href;
      this.key = `reportqa ${this.base} ${this.id || [...document.querySelectorAll(NAME)].indexOf(this)}`;
      this.turns = this.turns || this.recall();
      this.draw();
    }

    disconnectedCallback() { this.cancel(); this.box = null; }

    attributeChangedCallback(name, before, now) {
      if (this.box && before !== now && name !== "size" && name !== "theme" && name !== "position") this.draw();
    }

    get words() { return WORDS[this.language]; }
    get language() {
      const tag = this.getAttribute("lang") || document.documentElement.lang || navigator.language || "zh";
      return /^en/i.test(tag) || !/^zh/i.test(tag) && !/^zh/i.test(navigator.language || "zh") ? "en" : "zh";
    }
    get inline() { return this.getAttribute("mode") === "inline"; }

    /* ---- what this tab remembers */
    recall() {
      try { return JSON.parse(sessionStorage.getItem(this.key)) || []; } catch { return []; }
    }
    remember() {
      try { sessionStorage.setItem(this.key, JSON.stringify(this.turns.slice(-KEPT))); } catch { /* storage is full or closed: only this view remembers */ }
    }

    /* ---- the frame */
    draw() {
      const w = this.words, root = this.shadowRoot, wasOpen = this.box?.open;
      this.cancel();
      root.querySelector(".root")?.remove();
      this.log = make("div", { className: "log", tabIndex: 0, role: "region", "aria-label": this.getAttribute("label") || w.open });
      this.said = make("div", { className: "said", role: "status" });
      this.input = make("input", { type: "text", autocomplete: "off", enterKeyHint: "send", maxLength: 500, placeholder: w.place, "aria-label": w.ask });
      this.send = make("button", { className: "main", type: "submit" }, w.ask);
      this.title_ = make("h2", { id: "t" }, this.getAttribute("label") || w.open);
      const tool = (name, sign, act) => make("button", { type: "button", title: name, "aria-label": name, onclick: act }, sign);
      const inside = [
        make("header", {}, this.title_,
          tool(w.large, "A+", () => this.setAttribute("size", this.getAttribute("size") === "large" ? "" : "large")),
          tool(w.clear, "↺", () => { this.cancel(); this.turns = []; this.remember(); this.fill(); this.input.focus(); }),
          this.inline ? null : tool(w.close, "✕", () => this.box.close())),
        this.log,
        make("form", { onsubmit: (e) => { e.preventDefault(); this.ask(this.input.value); } }, this.input, this.send),
        make("p", { className: "foot mute" }, w.foot), this.said,
      ];
      if (this.inline) this.box = make("section", { className: "panel", "aria-labelledby": "t" }, ...inside);
      else {
        this.box = make("dialog", { className: "panel", "aria-labelledby": "t", onkeydown: (e) => this.trap(e), onclose: () => this.launch.focus() }, ...inside);
        this.launch = make("button", { className: "launch main", type: "button", "aria-haspopup": "dialog", onclick: () => this.open() }, this.getAttribute("label") || w.open);
      }
      root.append(make("div", { className: "root", lang: this.language === "zh" ? "zh-CN" : "en" }, this.inline ? "" : this.launch, this.box));
      if (this.inline) this.fill();
      else if (wasOpen) this.open();
    }

    open() { this.box.showModal(); if (!this.stop) this.fill(); this.input.focus(); }

    /* scroll the talk alone: scrollIntoView would move the portal's page too */
    show(part) { this.log.scrollTop = part.offsetTop - this.log.offsetTop - 8; }

    /* drop the question under way: its answer, if one comes, belongs nowhere any more */
    cancel() { this.stop?.abort(); this.stop = null; if (this.send) this.send.disabled = false; }

    trap(e) {
      if (e.key !== "Tab") return;
      const stops = [...this.box.querySelectorAll("button:enabled,input:enabled,a[href],summary,.log")].filter((s) => s.offsetParent);
      const at = this.shadowRoot.activeElement, edge = e.shiftKey ? stops[0] : stops[stops.length - 1];
      if (at === edge) { e.preventDefault(); (e.shiftKey ? stops[stops.length - 1] : stops[0]).focus(); }
    }

    /* ---- the talk */
    async fill() {
      this.log.replaceChildren();
      for (const turn of this.turns) this.turn(turn.q, turn.a);
      if (!this.turns.length) this.log.append(make("p", { className: "hello" }, this.words.hello));
      this.log.scrollTop = this.log.scrollHeight;
      const log = this.log, got = await this.call(`widget?lang=${this.language}`).catch(() => null);
      if (!got?.ok || log !== this.log) return;
      const facts = this.facts = got.data;
      this.input.maxLength = facts.longest;
      if (!this.hasAttribute("label")) this.title_.textContent = facts.title;
      if (facts.notice && !log.querySelector(".notice")) log.prepend(make("p", { className: "notice mute" }, facts.notice));
      if (facts.paused) this.pause(facts.paused);
      else this.input.disabled = false, this.send.disabled = !!this.stop;
      if (!facts.paused && !this.stop && !this.turns.length && !log.querySelector("ul")) log.append(this.offers(this.words.try, facts.examples.map((q) => ({ text: q, question: q }))));
    }

    pause(notice) {
      this.input.disabled = this.send.disabled = true;
      this.log.append(make("p", { className: "card" }, notice));
      this.said.textContent = notice;
    }

    turn(question, answer) {
      this.log.append(make("div", { className: "asked" }, make("span", { className: "said" }, this.words.you + " "), question));
      if (answer) this.log.append(this.card(answer));
    }

    async call(path, body, signal) {
      const response = await fetch(`${this.base}api/v1/${path}`, {
        method: body ? "POST" : "GET", body: body && JSON.stringify(body), signal, credentials: "omit", referrerPolicy: "origin",
        headers: { "Accept-Language": this.language, Accept: "application/json", ...(body && { "Content-Type": "application/json" }) },
      });
      return { ok: response.ok, data: await response.json() };
    }

    async ask(question) {
      question = question.trim();
      if (!question || this.send.disabled) return;
      const w = this.words;
      this.log.querySelectorAll(".hello,.hello~*,.trouble").forEach((e) => e.remove());
      this.turn(question);
      const waiting = make("p", { className: "mute" }, w.wait);
      this.log.append(waiting);
      this.show(waiting);
      this.said.textContent = w.wait;
      this.input.value = "";
      this.send.disabled = true;
      const stop = (this.stop = new AbortController());
      const timer = setTimeout(() => stop.abort("slow"), PATIENCE_MS);
      let got, trouble;
      try {
        got = await this.post(question, stop.signal);
        trouble = got.ok ? null : got.data.error;
      } catch {
        trouble = { message: stop.signal.reason === "slow" ? w.slow : navigator.onLine ? w.failed : w.offline };
      }
      clearTimeout(timer);
      if (stop !== this.stop) return;
      this.stop = null;
      waiting.remove();
      this.send.disabled = false;
      if (trouble) this.trouble(question, trouble);
      else this.answered(question, got.data);
      if (this.shadowRoot.activeElement === null) this.input.focus();
    }

    async post(question, signal) {
      const body = { question, after: this.turns[this.turns.length - 1]?.a.after || null };
      if (!/[\u3400-\u9fff]|[a-z]{2}/i.test(question)) body.language = this.language;
      const proof = async () => { body.altcha = await solve((await this.call("challenge", null, signal)).data); };
      if (this.facts?.proof) await proof();
      let got = await this.call("ask", body, signal);
      for (let tries = 0; tries < 2 && !got.ok; tries++) {
        const code = got.data.error.code;
        if (code.startsWith("after_")) body.after = null; // the talk is too old to go on from: ask afresh
        else if (!code.startsWith("proof_")) break;
        if (this.facts?.proof || code.startsWith("proof_")) await proof();
        got = await this.call("ask", body, signal);
      }
      return got;
    }

    answered(question, answer) {
      this.turns.push({ q: question, a: answer });
      this.turns = this.turns.slice(-KEPT);
      this.remember();
      const card = this.card(answer), n = answer.citations.length;
      this.log.append(card);
      this.show(card.previousSibling);
      this.said.textContent = `${this.words.status[answer.status]}: ${answer.text} ${n ? `${this.words.quote}: ${answer.citations[0].quote}` : ""}`;
    }

    trouble(question, error) {
      const w = this.words, text = error.code === "quota_reached" ? fill(w.quota, error.retry_after) : error.message || w.failed;
      this.said.textContent = text;
      if (error.code === "paused") return this.pause(text);
      const card = make("div", { className: "card trouble" }, make("p", { className: "bad" }, text),
        make("button", { className: "retry", type: "button", onclick: () => { card.previousSibling.remove(); card.remove(); this.input.focus(); this.ask(question); } }, w.retry));
      this.log.append(card);
      this.show(card);
    }

    offers(title, list) {
      return make("div", { className: "offers" }, make("p", { className: "mute" }, title),
        make("ul", {}, ...list.map((s) => make("li", {}, make("button", { type: "button", onclick: () => this.ask(s.question) }, s.text)))));
    }

    /* ---- an answer */
    card(a) {
      const w = this.words, q = a.question, hint = (part) => (q.assumed.includes(part) ? ` (${w.assumed})` : q.carried.includes(part) ? ` (${w.carried})` : "");
      const chip = (text, part) => make("span", { className: "chip" }, text + hint(part));
      const main = a.figures.filter((f) => f.role === "" || f.role === "sum" || f.role === "change");
      const quotes = a.citations.map((c) => this.quote(c)), shown = Math.max(1, a.citations.filter((c) => c.role === "evidence").length);
      const choices = a.suggestions.filter((s) => s.choice), next = a.suggestions.filter((s) => !s.choice);
      return make("article", { className: `card ${a.status}`, lang: a.language === "zh" ? "zh-CN" : "en" },
        make("span", { className: "state" }, w.status[a.status]),
        ...q.agencies.slice(0, 3).map((name) => chip(name, "agency")), ...q.years.slice(0, 5).map((year) => chip(year, "year")),
        ...(main.length === 1 ? [this.number(main[0]), make("p", { className: "mute" }, main[0].label)] : []),
        make("p", {}, a.text),
        a.computation && make("p", { className: "mute" }, `${w.computed}: ${a.computation}`),
        ...a.notes.map((note) => make("p", { className: "mute" }, note)),
        ...this.doubts(a),
        ...quotes.slice(0, shown),
        quotes.length > shown && make("details", {}, make("summary", { className: "mute" }, fill(w.more, quotes.length - shown)), ...quotes.slice(shown)),
        choices.length && this.offers(w.choose, choices), next.length && this.offers(w.next, next),
        (this.facts?.feedback ?? true) && this.verdict(a));
    }

    number(f) {
      return make("p", { className: "number" }, (this.words.approx[f.approx] || "") + f.value.toLocaleString("en", { maximumFractionDigits: 6 }), make("small", {}, f.unit));
    }

    doubts(a) {
      const w = this.words, zh = this.language === "zh", seen = new Set();
      for (const f of a.figures) {
        for (const c of f.checks) if (c.result === "FAIL") seen.add(`${w.check}: ${zh ? c.text_zh : c.text_en}`);
        if (f.confidence !== null) seen.add(fill(w.scan, Math.round(f.confidence * 100)));
      }
      return [...seen].map((text) => make("p", { className: "bad mute" }, text));
    }

    quote(c) {
      const w = this.words, [from, to] = c.mark || [0, 0];
      const place = [c.title, ...c.section, c.page && fill(w.page, c.page)].filter(Boolean).join(" › ");
      return make("figure", {},
        make("blockquote", { lang: "zh-CN" }, c.quote.slice(0, from), c.mark ? make("mark", {}, c.quote.slice(from, to)) : "", c.quote.slice(to)),
        make("figcaption", { className: "mute" }, c.sample ? make("span", { className: "chip" }, w.sample) : "", c.role === "nearest" ? `${w.nearest}: ` : "", `${place} `,
          make("a", { href: new URL(c.url, this.base).href, target: "_blank", rel: "noopener" }, w.link, make("span", { className: "said" }, w.newTab))));
    }

    verdict(a) {
      const w = this.words, row = make("div", { className: "row" });
      const tell = async (verdict, reason) => {
        const f = a.figures[0], c = a.citations[0];
        const about = { question: a.question.subject, status: a.status, value: f ? f.value : null, report: c ? c.report : null, span: c ? [c.start, c.end] : null, index: a.index };
        const got = await this.call("feedback", { verdict, reason, about }).catch(() => null);
        row.replaceChildren(make("span", { className: "mute" }, (this.said.textContent = got?.ok ? w.thanks : w.unkept)));
      };
      const button = (text, act) => make("button", { type: "button", onclick: act }, text);
      row.append(button(w.right, () => tell("right", null)), button(w.wrong, () => {
        row.replaceChildren(make("span", { className: "mute" }, w.what), ...Object.entries(w.reasons).map(([key, text]) => button(text, () => tell("wrong", key))));
        row.querySelector("button").focus();
      }));
      return row;
    }
  }

  customElements.define(NAME, Chat);

  /* the script alone adds the floating button, unless the page has the element */
  const start = () => {
    if (!script || document.querySelector(NAME)) return;
    const chat = document.createElement(NAME);
    for (const name of ATTRIBUTES) if (script.dataset[name]) chat.setAttribute(name, script.dataset[name]);
    document.body.append(chat);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
