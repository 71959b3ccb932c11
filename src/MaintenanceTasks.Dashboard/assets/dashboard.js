"use strict";
// Keeps the live parts of a page up to date. Without it the page works by reload.
(() => {
  // A page from the back-forward cache holds a form that was sent already.
  addEventListener("pageshow", event => { if (event.persisted) location.reload(); });

  // Says before a file is sent what the server would say after it.
  for (const input of document.querySelectorAll("input[type=file][data-most]")) {
    input.addEventListener("change", () => {
      input.setCustomValidity(input.files[0]?.size > Number(input.dataset.most) ? input.dataset.tooLarge : "");
      input.reportValidity();
    });
  }

  const address = document.querySelector("[data-live]")?.dataset.live;
  if (!address || !window.EventSource) return;
  const connection = document.getElementById("connection");
  let source = null;
  let retry = 0;

  const say = text => { if (connection.textContent !== text) connection.textContent = text; };

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

  const show = html => {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    for (const part of parsed.body.children) {
      const shown = document.getElementById(part.id);
      if (shown) morph(shown, part);
    }
  };

  const close = () => { source?.close(); source = null; clearTimeout(retry); };
  const open = () => {
    if (source || document.hidden) return;
    source = new EventSource(address);
    source.addEventListener("open", () => say(""));
    source.addEventListener("fragment", event => { show(event.data); say(""); });
    source.addEventListener("trouble", event => say(event.data));
    source.addEventListener("error", () => {
      say("The connection was lost; trying again.");
      if (source?.readyState !== EventSource.CLOSED) return;
      close();
      retry = setTimeout(open, 3000);
    });
  };

  document.addEventListener("visibilitychange", () => document.hidden ? close() : open());
  addEventListener("pagehide", close);
  open();
})();
