// Saving cells of the register at once, and seeing what others saved meanwhile.
"use strict";
(() => {
  const R = window.Register;
  if (!R || !R.table) return;
  const EVERY = 15000;
  R.waiting = new Map();
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;
  const address = () => location.pathname + location.search;
  let mark = Number(R.table.dataset.mark);

  const ask = async (url, body) => {
    const answer = await fetch(url, {
      method: body ? "POST" : "GET", body, credentials: "same-origin",
      headers: { "X-Register": address(), ...(body ? { "X-CSRFToken": token() } : {}) },
    });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };

  // Puts the rows, counts and messages of an answer in their places. A row that is being edited waits.
  R.take = (page, { fresh = false } = {}) => {
    page.querySelectorAll("tbody tr[data-pk]").forEach((row) => {
      const old = document.getElementById(row.id);
      const taken = document.adoptNode(row);
      if (old?.querySelector(".cell-editor")) { R.waiting.set(old.id, taken); return; }
      if (old) { R.replace(old, taken); } else if (fresh) { R.table.tBodies[0].append(taken); R.ready(taken); }
    });
    const overview = page.getElementById("overview");
    if (overview) document.getElementById("overview").replaceWith(document.adoptNode(overview));
    (page.querySelector("[data-gone]")?.dataset.gone || "").split(",").filter(Boolean).forEach((pk) => R.drop(pk));
    page.querySelectorAll("[data-toasts] > *").forEach((toast) => {
      document.getElementById("messages").append(document.adoptNode(toast));
      document.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
    });
  };

  R.send = async (url, values, more) => {
    const body = new FormData();
    Object.entries(values).forEach(([name, value]) => body.append(name, value));
    try {
      const page = await ask(url, body);
      R.take(page, more);
      return page;
    } catch (error) {
      R.say(R.words.failed);
      throw error;
    }
  };

  const cellUrl = (row) => row.dataset.save || row.querySelector("td:last-child a").getAttribute("href");
  R.save = (cell, value) => {
    const row = cell.parentElement;
    row.classList.add("saving");
    return R.send(cellUrl(row), { revision: row.dataset.revision, [cell.dataset.f]: value }).finally(() => row.classList.remove("saving"));
  };

  R.undo = () => {
    const form = document.querySelector("form[data-undo]");
    return R.send(form.action, {});
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-cell-form], [data-undo], [data-add]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const values = Object.fromEntries(new FormData(form));
    const after = (page) => {
      if (!form.matches("[data-add]")) { R.focusLast(); return; }
      form.reset();
      const row = page && R.table.tBodies[0].lastElementChild;
      if (row) R.focusCell(row.querySelector("[data-f=current_likelihood]") || row.querySelector("[data-f=category]") || row.cells[1]);
    };
    R.send(form.action, values, { fresh: form.matches("[data-add]") }).then(after, () => {});
  }, true);
  document.addEventListener("click", (event) => {
    const keep = event.target.closest("[data-keep-theirs]");
    if (!keep) return;
    event.preventDefault();
    const form = keep.closest("form");
    const note = keep.closest(".note");
    form.remove();
    if (!note.querySelector("form")) note.remove();
    R.focusLast();
  });

  const news = async () => {
    if (document.hidden) return;
    try {
      const page = await ask(`${R.table.dataset.news}?since=${mark}`);
      mark = Number(page.querySelector("[data-mark]").dataset.mark);
      const codes = [...page.querySelectorAll("tbody tr[data-pk]")].filter((row) => document.getElementById(row.id)).map((row) => row.querySelector("th").textContent.trim());
      R.take(page);
      if (codes.length) R.say(`${R.words.meanwhile}: ${codes.join(", ")}`);
    } catch (error) { /* The next round asks again. */ }
  };
  R.news = news;
  if (R.table.dataset.news) setInterval(news, EVERY);
})();
