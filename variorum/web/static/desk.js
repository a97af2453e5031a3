"use strict";
// Pages are complete without this file. With it: j and k walk along a list, o opens, / searches, ? helps.
(() => {
  const items = () => Array.from(document.querySelectorAll("[data-item], .difference, .said")).filter((e) => e.checkVisibility());
  const typing = (e) => e.target.closest("input, textarea, select, [contenteditable]");
  let here = null;

  const go = (step) => {
    const all = items();
    if (!all.length) return;
    const at = all.indexOf(here);
    const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
    here?.classList.remove("here");
    here = next;
    here.classList.add("here");
    const link = here.querySelector("h2 a, h3 a");
    if (link) link.focus({ preventScroll: true });
    else { here.tabIndex = -1; here.focus({ preventScroll: true }); }
    here.scrollIntoView({ block: "center", behavior: "auto" });
  };

  const press = (selector) => {
    const button = here?.isConnected && here.querySelector(selector);
    if (button) button.click();
  };

  const help = () => {
    const dialog = document.getElementById("keys") ?? document.body.appendChild(document.createElement("dialog"));
    if (!dialog.id) {
      dialog.id = "keys";
      dialog.setAttribute("aria-label", "Keys");
      const list = document.createElement("dl");
      for (const [key, what] of [["j k", "next, previous"], ["o", "open"], ["c x", "confirm, reject the discrepancy"], ["u", "undo its judgement"], ["/", "search"], ["?", "these keys"]]) {
        const term = document.createElement("dt");
        for (const each of key.split(" ")) term.append(Object.assign(document.createElement("kbd"), { textContent: each }), " ");
        list.append(term, Object.assign(document.createElement("dd"), { textContent: what }));
      }
      const close = Object.assign(document.createElement("button"), { textContent: "Close", type: "button" });
      close.addEventListener("click", () => dialog.close());
      dialog.append(list, close);
    }
    dialog.showModal();
  };

  const keys = {
    j: () => go(1),
    k: () => go(-1),
    o: () => here?.querySelector("h2 a, h3 a")?.click(),
    c: () => press("button[value=confirmed]"),
    x: () => press("button[value=rejected]"),
    u: () => press("button[data-undo]"),
    "/": () => document.querySelector("input[type=search]")?.focus(),
    "?": help,
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event)) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // A fragment that came in for a judgement takes the place of the old one: walking goes on from there.
  document.addEventListener("htmx:afterSwap", (event) => {
    const fresh = here && !here.isConnected && here.id && document.getElementById(here.id);
    if (fresh) { here = fresh; here.classList.add("here"); here.tabIndex = -1; here.focus({ preventScroll: true }); }
  });
  // The statement at hand stands on the bench until it is closed.
  const bench = document.getElementById("bench");
  const leave = () => {
    if (!bench?.childElementCount) return;
    bench.replaceChildren();
    opener?.focus();
  };
  let opener = null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.target === bench) opener = event.detail.elt;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target !== bench) return;
    const close = bench.querySelector("[data-close]");
    if (close) { close.hidden = false; close.focus(); }
  });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-close]")) leave(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") leave(); });
  // What the server refuses is shown where the form stands, not lost.
  document.addEventListener("htmx:responseError", (event) => {
    const form = event.detail.elt.closest("form") ?? event.detail.elt;
    let note = form.parentElement.querySelector(".notice.bad");
    if (!note) {
      note = Object.assign(document.createElement("p"), { className: "notice bad" });
      note.setAttribute("role", "alert");
      form.after(note);
    }
    note.textContent = event.detail.xhr.getResponseHeader("X-Reason") || `The server answered ${event.detail.xhr.status}.`;
  });
})();
