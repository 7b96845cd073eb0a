// Editors for the cells of the register: a line of text, a date, or a list that narrows while somebody types.
"use strict";
window.Register = {
  table: document.getElementById("register"),
  options: JSON.parse(document.getElementById("register-options")?.textContent || "{}"),
  words: document.getElementById("register-words")?.dataset || {},
  say(text) { document.getElementById("register-said").textContent = text; },
};
(() => {
  const R = window.Register;
  if (!R.table) return;
  const fold = (text) => text.toLocaleLowerCase();

  R.choices = (cell) => {
    if (cell.dataset.f !== "step") return R.options[cell.dataset.list || cell.dataset.f] || [];
    return JSON.parse(cell.dataset.steps || "[]");
  };
  R.isList = (cell) => "list" in cell.dataset || ["step", "owner", "category", "confidence", "proximity"].includes(cell.dataset.f) || /_(likelihood|impact)$/.test(cell.dataset.f);

  // A typed “4”, “lik” or “4 Lik” finds “4 Likely”; words that begin with it come before those that hold it.
  const fitting = (choices, typed) => {
    const wanted = fold(typed.trim());
    if (!wanted) return choices;
    const begins = ([value, label]) => fold(label).startsWith(wanted) || fold(label).replace(/^\d+ /, "").startsWith(wanted);
    const first = choices.filter(begins);
    return [...first, ...choices.filter((one) => !first.includes(one) && fold(one[1]).includes(wanted))];
  };

  const field = (cell, type) => {
    const input = document.createElement("input");
    input.className = "cell-editor";
    input.type = type;
    input.autocomplete = "off";
    const head = R.table.tHead.rows[0].cells[cell.cellIndex].textContent.trim();
    input.setAttribute("aria-label", `${head}, ${cell.parentElement.querySelector("th").textContent.trim()}`);
    return input;
  };

  const plain = (cell, typed) => {
    const input = field(cell, cell.dataset.f.endsWith("_due") ? "date" : "text");
    input.value = typed === null || input.type === "date" ? cell.dataset.v : typed;
    return { root: input, input, value: () => (input.value === cell.dataset.v ? null : input.value) };
  };

  const list = (cell, typed) => {
    const root = document.createElement("div");
    const input = field(cell, "text");
    const box = document.createElement("ul");
    const all = R.choices(cell);
    let shown = [];
    let at = -1;
    const below = R.table.tBodies[0].rows.length - cell.parentElement.sectionRowIndex;
    root.className = below < 6 && cell.parentElement.sectionRowIndex > 5 ? "cell-list up" : "cell-list";
    box.setAttribute("role", "listbox");
    box.id = "cell-choices";
    box.setAttribute("aria-label", input.getAttribute("aria-label"));
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-controls", box.id);
    input.setAttribute("aria-expanded", "true");
    input.setAttribute("aria-autocomplete", "list");
    root.append(input, box);
    const mark = (place) => {
      at = place;
      [...box.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === at)));
      if (at < 0) { input.removeAttribute("aria-activedescendant"); return; }
      input.setAttribute("aria-activedescendant", box.children[at].id);
      box.children[at].scrollIntoView({ block: "nearest" });
    };
    const offer = () => {
      shown = fitting(all, input.value);
      box.replaceChildren(...shown.map(([value, label], number) => {
        const item = document.createElement("li");
        item.id = `cell-choice-${number}`;
        item.setAttribute("role", "option");
        item.textContent = label;
        item.addEventListener("mousedown", (event) => { event.preventDefault(); mark(number); root.dispatchEvent(new CustomEvent("taken")); });
        return item;
      }));
      const now = shown.findIndex(([value]) => value === cell.dataset.v);
      mark(input.value.trim() ? (shown.length ? 0 : -1) : now);
    };
    input.value = typed || "";
    input.addEventListener("input", offer);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
      event.preventDefault();
      if (shown.length) mark((at + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % shown.length);
    });
    offer();
    return {
      root, input,
      // undefined: what was typed is no choice. null: nothing changes.
      value: () => {
        if (at < 0) return input.value.trim() ? undefined : null;
        return shown[at][0] === cell.dataset.v ? null : shown[at][0];
      },
    };
  };

  R.editor = (cell, typed) => (R.isList(cell) ? list(cell, typed) : plain(cell, typed));
})();
