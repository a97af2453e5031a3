"use strict";
// The page is complete without this file: links lead from statements to their claims and back.
// With it, choosing a statement anywhere marks its claims in all texts, and the other way round.
(() => {
  const root = document.documentElement;
  const texts = document.getElementById("texts");
  const choice = document.getElementById("choice");
  const status = document.getElementById("status");
  const matrix = document.querySelector(".matrix");
  const all = (selector, inside = document) => Array.from(inside.querySelectorAll(selector));
  const of = (id) => all(`[data-s~="${CSS.escape(id)}"]`);
  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };
  root.classList.add("scripted");
  let chosen = "";

  const clear = () => {
    all(".on").forEach((element) => element.classList.remove("on"));
    choice.hidden = true;
    chosen = "";
  };

  const reveal = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  };

  const pane = () => getComputedStyle(texts).overflowY === "auto";

  const show = (claim) => {
    reveal(claim);
    const height = claim.getBoundingClientRect().top - texts.getBoundingClientRect().top;
    texts.scrollTo({ top: texts.scrollTop + height - texts.clientHeight / 3 });
  };

  const words = (home) => home?.querySelector(".statement")?.textContent ?? "";

  const describe = (id, claims) => {
    const home = document.getElementById(id);
    const where = make("p", "where");
    const seen = new Set();
    for (const claim of claims) {
      const article = claim.closest(".text");
      if (seen.has(article.id)) continue;
      seen.add(article.id);
      const badge = article.querySelector(".badge").cloneNode(true);
      const link = make("a", badge.className, badge.textContent);
      link.href = `#${claim.id}`;
      link.title = badge.title;
      where.append(link);
    }
    const close = make("button", "", "Close");
    close.type = "button";
    close.addEventListener("click", clear);
    const number = make("a", "num", `Statement ${id.slice(1)}`);
    number.href = `#${id}`;
    const text = make("p", "words", words(home));
    text.dir = "auto";
    choice.replaceChildren(number, close, text, where);
    choice.hidden = false;
    status.textContent = `Statement ${id.slice(1)} chosen, in ${seen.size} of ${all(".text").length} articles`;
  };

  const choose = (id, from) => {
    clear();
    chosen = id;
    of(id).forEach((element) => element.classList.add("on"));
    const claims = all(`.claim[data-s="${CSS.escape(id)}"][id]`, texts);
    describe(id, claims);
    if (pane() && from && !texts.contains(from) && claims.length) show(claims[0]);
    const row = document.getElementById(id);
    if (row && matrix && matrix.contains(row) && !matrix.contains(from)) {
      matrix.scrollTop = row.offsetTop - matrix.clientHeight / 2;
    }
  };

  document.addEventListener("click", (event) => {
    if (choice.contains(event.target)) return;
    const link = event.target.closest("a");
    const holder = event.target.closest("[data-s]");
    if (link) {
      const target = link.hash ? document.getElementById(decodeURIComponent(link.hash.slice(1))) : null;
      if (target) reveal(target);
      const id = target?.dataset.s?.split(" ")[0];
      if (id && !target.classList.contains("difference")) choose(id, target);
      else if (holder && target && texts.contains(target)) choose(holder.dataset.s.split(" ")[0], target);
      return;
    }
    if (!holder || holder.classList.contains("difference") || String(getSelection())) return;
    const ids = holder.dataset.s.split(" ").filter(Boolean);
    if (!ids.length) return;
    const next = ids[(ids.indexOf(chosen) + 1) % ids.length];
    if (next === chosen) clear();
    else choose(next, holder);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen) clear();
  });

  const rows = matrix ? all("tbody tr", matrix) : [];
  if (rows.length > 12) {
    const bar = make("div", "filter");
    const search = make("input");
    search.type = "search";
    search.placeholder = "Find a statement";
    search.setAttribute("aria-label", "Find a statement");
    const label = make("label", "", "");
    const differing = make("input");
    differing.type = "checkbox";
    label.append(differing, "only where they differ");
    const count = make("span", "support");
    const apply = () => {
      const wanted = search.value.toLocaleLowerCase();
      let shown = 0;
      for (const row of rows) {
        const fits = row.textContent.toLocaleLowerCase().includes(wanted) && (!differing.checked || row.querySelector(".flag"));
        row.hidden = !fits;
        shown += fits ? 1 : 0;
      }
      count.textContent = `${shown} of ${rows.length}`;
    };
    search.addEventListener("input", apply);
    differing.addEventListener("change", apply);
    bar.append(search, label, count);
    matrix.before(bar);
    apply();
  }

  let closed = [];
  addEventListener("beforeprint", () => {
    // What one article alone has stands, numbered, in its text, which is printed; its lists stay folded.
    closed = all(".notes:not([open]), .compatible:not([open]), .sides details:not([open])");
    closed.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => {
    closed.forEach((details) => { details.open = false; });
  });
})();
