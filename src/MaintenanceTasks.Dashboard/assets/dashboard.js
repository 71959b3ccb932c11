"use strict";
// Keeps the live parts of a page up to date, and helps with forms. Without it the pages work by reload.
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  // A page from the back-forward cache holds a form that was sent already.
  addEventListener("pageshow", event => { if (event.persisted) location.reload(); });

  // Colours: as the system prefers, light, dark.
  const theme = document.getElementById("theme");
  const themes = ["", "light", "dark"];
  const label = () => { theme.textContent = "Colours: " + (root.dataset.theme || "system"); };
  theme.hidden = false;
  label();
  theme.addEventListener("click", () => {
    const next = themes[(themes.indexOf(root.dataset.theme ?? "") + 1) % themes.length];
    if (next) root.dataset.theme = next; else delete root.dataset.theme;
    document.querySelector("meta[name=color-scheme]").content = next || "light dark";
    document.cookie = `${theme.dataset.cookie}=${next}; path=${theme.dataset.path}; max-age=${next ? 31536000 : 0}; samesite=lax`;
    label();
  });

  document.addEventListener("click", async event => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const place = document.getElementById(button.dataset.copy);
    for (const details of place.querySelectorAll("details")) details.open = true;
    try {
      await navigator.clipboard.writeText(place.innerText);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(place);
      button.textContent = "Selected";
    }
  });

  // Forms: what will be started, and the first rows of a file, before anything is sent.
  for (const details of document.querySelectorAll("details.confirm")) {
    const form = details.closest("form");
    details.addEventListener("toggle", () => {
      if (!details.open) return;
      const list = details.querySelector("[data-summary]");
      list.replaceChildren();
      for (const field of form.querySelectorAll(".field [name]:not([type=hidden])")) {
        const term = document.createElement("dt");
        const value = document.createElement("dd");
        term.textContent = field.labels[0]?.firstChild.textContent.trim() || field.name;
        value.textContent = field.type === "file" ? (field.files[0]?.name ?? "none chosen")
          : field.type === "password" ? (field.value ? "••••••" : "empty")
          : field.type === "checkbox" ? String(field.checked)
          : field.tagName === "SELECT" ? (field.value && [...field.selectedOptions].map(option => option.label).join(", ")) || "not set"
          : field.value || "empty";
        value.className = "wrap";
        list.append(term, value);
      }
    });
  }

  const size = bytes => {
    const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
    let unit = 0;
    for (; bytes >= 1024 && unit < 4; unit++) bytes /= 1024;
    return `${Math.round(bytes * 10) / 10} ${units[unit]}`;
  };

  // The first rows of a text with quoted cells, as far as they are complete.
  const rowsOf = (text, separator, most) => {
    const rows = [[]];
    let cell = "", quoted = false;
    for (let at = 0; at < text.length && rows.length <= most; at++) {
      const sign = text[at];
      if (quoted) {
        if (sign !== '"') cell += sign;
        else if (text[at + 1] === '"') { cell += '"'; at++; }
        else quoted = false;
      } else if (sign === '"' && cell === "") quoted = true;
      else if (sign === separator) { rows.at(-1).push(cell); cell = ""; }
      else if (sign === "\n") { rows.at(-1).push(cell.replace(/\r$/, "")); cell = ""; rows.push([]); }
      else cell += sign;
    }
    if (rows.length <= most && (cell || rows.at(-1).length)) rows.at(-1).push(cell);
    return rows.filter(row => row.length).slice(0, most);
  };

  const preview = async (place, file) => {
    place.replaceChildren();
    if (!file) return;
    const words = document.createElement("p");
    words.className = "quiet";
    words.textContent = `${file.name}, ${size(file.size)}`;
    place.append(words);
    const text = (await file.slice(0, 65536).text()).replace(/^\uFEFF/, "");
    if (text.includes("\0")) return;
    const first = text.split("\n", 1)[0];
    const separator = [",", ";", "\t", "|"].map(sign => [first.split(sign).length, sign]).sort((a, b) => b[0] - a[0])[0][1];
    const table = document.createElement("table");
    for (const [number, row] of rowsOf(text, separator, 6).entries()) {
      const line = table.insertRow();
      for (const cell of row.slice(0, 20)) {
        const place = document.createElement(number ? "td" : "th");
        place.textContent = cell;
        line.append(place);
      }
    }
    words.textContent += "; it begins so:";
    table.setAttribute("aria-label", "The first rows of the file");
    place.append(table);
  };

  for (const drop of document.querySelectorAll("[data-drop]")) {
    const input = drop.querySelector("input[type=file]");
    input.addEventListener("change", () => {
      const file = input.files[0];
      input.setCustomValidity(file?.size > Number(input.dataset.most) ? input.dataset.tooLarge : "");
      input.reportValidity();
      preview(drop.querySelector("[data-preview]"), file);
    });
    for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, event => { event.preventDefault(); drop.classList.add("over"); });
    for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
    drop.addEventListener("drop", event => {
      event.preventDefault();
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change"));
    });
  }

  // Changes only what differs, so that focus, selection, scroll position and opened details stay.
  const morph = (from, to) => {
    if (from.nodeType !== to.nodeType || from.nodeName !== to.nodeName || from.id !== to.id) {
      from.replaceWith(to.cloneNode(true));
      return;
    }
    if (from.nodeType !== Node.ELEMENT_NODE) {
      if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
      return;
    }
    for (const { name } of [...from.attributes]) if (name !== "open" && !to.hasAttribute(name)) from.removeAttribute(name);
    for (const { name, value } of to.attributes) if (from.getAttribute(name) !== value) from.setAttribute(name, value);
    const wanted = [...to.childNodes];
    [...from.childNodes].forEach((child, index) => wanted[index] ? morph(child, wanted[index]) : child.remove());
    for (const child of wanted.slice(from.childNodes.length)) from.append(child.cloneNode(true));
  };

  const show = parts => {
    for (const part of parts) {
      const shown = document.getElementById(part.id);
      if (shown) morph(shown, part);
    }
  };

  const live = document.querySelector("[data-live]");
  const connection = document.getElementById("connection");
  if (!live || !connection) return;
  const say = text => { if (connection.textContent !== text) connection.textContent = text; };
  const lost = "The connection was lost; trying again.";
  const parse = html => new DOMParser().parseFromString(html, "text/html");
  let stop = () => {};

  // A browser has six connections to a server for all its tabs together. A few tabs have a stream, the others ask now and then.
  const slot = async use => {
    if (!navigator.locks) return use(null);
    for (const name of ["1", "2", "3"]) {
      const used = await navigator.locks.request("maintenance-tasks-stream-" + name, { ifAvailable: true }, lock => lock ? use(name).then(() => true) : false);
      if (used) return true;
    }
    return use(null);
  };

  const stream = (address, stopped) => new Promise(end => {
    let source = null, retry = 0;
    const open = () => {
      source = new EventSource(address);
      source.addEventListener("open", () => say(""));
      source.addEventListener("fragment", event => { show(parse(event.data).body.children); say(""); });
      source.addEventListener("trouble", event => say(event.data));
      source.addEventListener("error", () => {
        if (stopped.aborted) return;
        say(lost);
        if (source.readyState !== EventSource.CLOSED) return;
        retry = setTimeout(open, 3000);
      });
    };
    stopped.addEventListener("abort", () => { clearTimeout(retry); source.close(); end(); });
    open();
  });

  const ask = async (address, stopped) => {
    // What was read before this page was would take it back in time.
    let once = address + (address.includes("?") ? "&" : "?") + "once=fresh";
    while (!stopped.aborted) {
      try {
        const answer = await fetch(once, { signal: stopped, cache: "no-store" });
        const text = await answer.text();
        if (answer.ok) { show(parse(text).body.children); say(""); once = once.replace("=fresh", ""); } else say(lost);
      } catch {
        if (!stopped.aborted) say(lost);
      }
      await new Promise(next => { setTimeout(next, 2000); stopped.addEventListener("abort", next); });
    }
  };

  const open = () => {
    stop();
    if (document.hidden) return;
    const stopping = new AbortController();
    stop = () => stopping.abort();
    const address = live.dataset.live;
    slot(async name => {
      if (stopping.signal.aborted) return;
      await (name ? stream : ask)(address, stopping.signal);
    });
  };

  // The list follows what is typed, without a reload.
  const filter = document.querySelector("[data-filter]");
  let typed = 0;
  const choose = async () => {
    const fields = new URLSearchParams([...new FormData(filter)].filter(([, value]) => value));
    const query = fields.size ? "?" + fields : "";
    const answer = await fetch(filter.action + query, { cache: "no-store" });
    if (!answer.ok) return filter.submit();
    const page = parse(await answer.text());
    show([page.getElementById("tasks")]);
    history.replaceState(null, "", filter.action + query);
    live.dataset.live = page.querySelector("[data-live]").dataset.live;
    open();
  };
  filter?.addEventListener("input", () => { clearTimeout(typed); typed = setTimeout(choose, 250); });
  filter?.addEventListener("submit", event => { event.preventDefault(); clearTimeout(typed); choose(); });

  document.addEventListener("visibilitychange", () => document.hidden ? stop() : open());
  addEventListener("pagehide", () => stop());
  open();
})();
