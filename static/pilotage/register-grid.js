// The register as a grid: one cell has the focus, keys move it, Enter or typing edits.
"use strict";
(() => {
  const R = window.Register;
  if (!R || !R.table) return;
  const table = R.table;
  const body = table.tBodies[0];
  let here = null;
  let editing = null;
  let lastChosen = null;

  R.ready = (row) => {
    row.setAttribute("aria-rowindex", String(Number(table.dataset.first) + row.sectionRowIndex + 1));
    [...row.cells].forEach((cell, number) => {
      cell.tabIndex = -1;
      cell.setAttribute("role", cell.tagName === "TH" ? "rowheader" : "gridcell");
      cell.setAttribute("aria-colindex", String(number + 1));
      if (cell.dataset.f && !("v" in cell.dataset)) cell.setAttribute("aria-readonly", "true");
      cell.querySelectorAll("a:not([data-keep-theirs]), input").forEach((inner) => { inner.tabIndex = -1; });
    });
  };
  const start = () => {
    table.setAttribute("role", "grid");
    table.setAttribute("aria-rowcount", String(Number(table.dataset.total) + 1));
    table.setAttribute("aria-colcount", String(table.tHead.rows[0].cells.length));
    table.setAttribute("aria-multiselectable", "true");
    table.tHead.rows[0].setAttribute("aria-rowindex", "1");
    [...body.rows].forEach(R.ready);
    point(body.rows[0].cells[1]);
    document.querySelector("[data-keys]").hidden = false;
  };
  const point = (cell) => {
    if (here) here.tabIndex = -1;
    here = cell;
    here.tabIndex = 0;
  };
  R.focusCell = (cell) => { point(cell); cell.focus(); cell.scrollIntoView({ block: "nearest", inline: "nearest" }); };
  R.focusLast = () => { if (here?.isConnected) here.focus(); };
  R.here = () => here;

  R.replace = (old, fresh) => {
    const column = here?.parentElement === old ? here.cellIndex : null;
    const held = column !== null && old.contains(document.activeElement);
    const chosen = old.querySelector("input[name=risk]")?.checked;
    old.replaceWith(fresh);
    R.ready(fresh);
    if (chosen) { fresh.querySelector("input[name=risk]").checked = true; fresh.setAttribute("aria-selected", "true"); }
    if (column !== null) point(fresh.cells[column]);
    const answer = fresh.querySelector("[data-cell-form] button");
    if (answer && !editing) answer.focus();
    else if (held) here.focus();
  };
  R.drop = (pk) => {
    const row = document.getElementById(`row-${pk}`);
    if (!row) return;
    const next = row.nextElementSibling || row.previousElementSibling;
    const lost = row.contains(here);
    row.remove();
    if (lost && next) R.focusCell(next.cells[1]);
  };

  const move = (down, right) => {
    const row = body.rows[here.parentElement.sectionRowIndex + down];
    if (!row && down > 0) { document.getElementById("add-title").focus(); return; }
    const cell = (row || here.parentElement).cells[here.cellIndex + right];
    R.focusCell(cell || here);
  };

  const edit = (cell, typed = null) => {
    if (!("v" in cell.dataset)) { R.say(R.words.closed); return; }
    editing = { cell, kept: [...cell.childNodes], ...R.editor(cell, typed) };
    cell.replaceChildren(editing.root);
    cell.classList.add("editing");
    editing.input.focus();
    if (typed === null && editing.input.type === "text") editing.input.select();
    editing.root.addEventListener("taken", () => finish(0, 0));
    editing.input.addEventListener("blur", () => setTimeout(() => { if (editing?.cell === cell && !cell.contains(document.activeElement)) finish(0, 0, true); }));
  };
  R.edit = edit;
  const leave = () => {
    const { cell, kept } = editing;
    editing = null;
    cell.classList.remove("editing");
    cell.replaceChildren(...kept);
    const row = cell.parentElement;
    const fresh = R.waiting.get(row.id);
    if (!fresh) return cell;
    R.waiting.delete(row.id);
    R.replace(row, fresh);
    return fresh.cells[cell.cellIndex];
  };
  const finish = (down, right, blurred = false) => {
    const value = editing.value();
    if (value === undefined && !blurred) { R.say(R.words.nothing); editing.input.setAttribute("aria-invalid", "true"); return; }
    const cell = leave();
    if (!blurred) { here = cell; move(down, right); }
    if (value === null || value === undefined) return;
    const typed = R.isList(cell) ? R.choices(cell).find(([one]) => one === value)[1] : value;
    R.save(cell, value).catch(() => { if (cell.isConnected && !editing) { R.focusCell(cell); edit(cell, typed); } });
  };

  const choose = (row, upTo) => {
    const from = upTo && lastChosen?.isConnected ? lastChosen.sectionRowIndex : row.sectionRowIndex;
    const [low, high] = [Math.min(from, row.sectionRowIndex), Math.max(from, row.sectionRowIndex)];
    const on = upTo ? true : !row.querySelector("input[name=risk]")?.checked;
    for (let at = low; at <= high; at += 1) mark(body.rows[at], on);
    lastChosen = row;
  };
  const mark = (row, on) => {
    if (!row.querySelector("input[name=risk]")) return;
    row.querySelector("input[name=risk]").checked = on;
    row.setAttribute("aria-selected", String(on));
    const n = body.querySelectorAll("input[name=risk]:checked").length;
    document.querySelector("[data-chosen]").textContent = n ? `(${n})` : "";
  };

  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const whileEditing = (event) => {
    const down = event.shiftKey ? -1 : 1;
    if (event.key === "Escape") { event.preventDefault(); R.focusCell(leave()); }
    else if (event.key === "Enter") { event.preventDefault(); finish(down, 0); }
    else if (event.key === "Tab") { event.preventDefault(); finish(0, down); }
  };
  const inGrid = (event) => {
    const { key } = event;
    const row = here.parentElement;
    const inNumbers = here.tagName === "TH" || here.cellIndex === 0;
    const held = event.ctrlKey || event.metaKey;
    if (held && key.toLowerCase() === "z") { event.preventDefault(); R.undo().catch(() => {}); return; }
    if (held && (key === "Home" || key === "End")) {
      event.preventDefault();
      R.focusCell((key === "Home" ? body.rows[0] : body.rows[body.rows.length - 1]).cells[key === "Home" ? 1 : row.cells.length - 1]);
      return;
    }
    if (held || event.altKey) return;
    if (step[key]) { event.preventDefault(); move(...step[key]); }
    else if (key === "Home" || key === "End") { event.preventDefault(); R.focusCell(row.cells[key === "Home" ? 1 : row.cells.length - 1]); }
    else if (key === "PageDown" || key === "PageUp") {
      event.preventDefault();
      const to = row.sectionRowIndex + (key === "PageDown" ? 10 : -10);
      R.focusCell(body.rows[Math.max(0, Math.min(body.rows.length - 1, to))].cells[here.cellIndex]);
    }
    else if (key === " ") { event.preventDefault(); choose(row, event.shiftKey); }
    else if (key === "Enter" && !here.dataset.f) { event.preventDefault(); here.querySelector("a")?.click(); }
    else if (key === "Enter" || key === "F2") { event.preventDefault(); edit(here); }
    else if (key === "?") { event.preventDefault(); document.getElementById("keys").showModal(); }
    else if (key === "/") { event.preventDefault(); document.getElementById("q")?.focus(); }
    else if (inNumbers && "jkenJKEN".includes(key)) {
      event.preventDefault();
      const letter = key.toLowerCase();
      if (letter === "n") document.getElementById("add-title").focus();
      else if (letter === "e") { R.focusCell(row.querySelector("[data-f=title], td[data-v]")); edit(here); }
      else move(letter === "j" ? 1 : -1, 0);
    }
    else if ((key === "Delete" || key === "Backspace") && "v" in here.dataset) {
      event.preventDefault();
      const empties = R.isList(here) ? R.choices(here).some(([value]) => value === "") : here.dataset.f !== "title";
      if (empties && here.dataset.v !== "") R.save(here, "").catch(() => {});
      else R.say(R.words.closed);
    }
    else if (key.length === 1 && "v" in here.dataset) { event.preventDefault(); edit(here, key); }
  };

  table.addEventListener("keydown", (event) => {
    // Enter and the arrows choose a word of an input method (Chinese and others) before they are meant for the cell.
    if (event.isComposing) return;
    if (editing) { whileEditing(event); return; }
    if (event.target === here) inGrid(event);
    else if (event.key === "Escape" && here) here.focus();
  });
  table.addEventListener("mousedown", (event) => {
    const cell = event.target.closest("tbody td, tbody th");
    if (!cell || editing?.cell === cell || event.target.closest("a, button, input")) return;
    point(cell);
  });
  table.addEventListener("dblclick", (event) => {
    const cell = event.target.closest("tbody td[data-v]");
    if (cell && !editing) { R.focusCell(cell); edit(cell); }
  });
  table.addEventListener("focusin", (event) => { if (event.target.matches("tbody td, tbody th") && event.target !== here) point(event.target); });
  table.addEventListener("click", (event) => {
    const box = event.target.closest("input[name=risk]");
    if (box) { const row = box.closest("tr"); box.checked = !box.checked; setTimeout(() => choose(row, event.shiftKey)); event.preventDefault(); return; }
    const sort = event.target.closest("a[data-sort]");
    if (sort && event.shiftKey) { event.preventDefault(); also(sort.dataset.sort); return; }
    const cell = event.target.closest("tbody td[data-v]");
    if (cell && cell === document.activeElement && cell.classList.contains("again") && !editing) edit(cell);
    body.querySelectorAll(".again").forEach((other) => other.classList.remove("again"));
    cell?.classList.add("again");
  });
  // Shift and a click on a heading: order by it as well.
  const also = (name) => {
    const address = new URL(location.href);
    const sorts = (address.searchParams.get("sort") || "-level").split(",").filter((one) => one.replace("-", "") !== name);
    address.searchParams.set("sort", [...sorts, name].join(","));
    location.assign(address);
  };
  document.getElementById("add-title").addEventListener("keydown", (event) => {
    if (event.key === "Escape" || (event.key === "ArrowUp" && !event.target.value)) { event.preventDefault(); R.focusLast(); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.target.closest("input, textarea, select, table, dialog")) return;
    document.getElementById("keys").showModal();
  });
  document.querySelector("[data-keys]").addEventListener("click", () => document.getElementById("keys").showModal());
  document.getElementById("keys").addEventListener("close", R.focusLast);
  start();
})();
