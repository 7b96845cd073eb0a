// Copying cells of the register, and pasting cells of a spreadsheet: the server shows what becomes of each row first.
"use strict";
(() => {
  const R = window.Register;
  if (!R || !R.table) return;
  const words = (cell) => {
    if (cell.dataset.f === "title" || (cell.dataset.v !== undefined && !R.isList(cell) && !("c" in cell.dataset))) return cell.dataset.v ?? cell.querySelector(".w").textContent;
    return cell.dataset.c ?? (cell.querySelector(".lv, .w") || cell).textContent.trim();
  };
  const quoted = (text) => (/["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const chosen = () => [...R.table.querySelectorAll("tbody tr[aria-selected=true]")];

  document.addEventListener("copy", (event) => {
    if (!R.here() || document.activeElement !== R.here() || String(getSelection())) return;
    const rows = chosen();
    const lines = rows.length ? rows.map((row) => [...row.querySelectorAll("[data-f]")]) : [[R.here()]];
    event.clipboardData.setData("text/plain", lines.map((cells) => cells.map((cell) => quoted(words(cell))).join("\t")).join("\n"));
    event.preventDefault();
  });

  document.addEventListener("paste", (event) => {
    const cell = R.here();
    if (!cell || document.activeElement !== cell) return;
    const text = event.clipboardData.getData("text/plain");
    if (!text) return;
    event.preventDefault();
    const form = document.createElement("form");
    form.method = "post";
    form.action = R.table.dataset.paste;
    const add = (name, value) => {
      const input = document.createElement("textarea");
      input.name = name;
      input.value = value;
      form.append(input);
    };
    const below = [...R.table.tBodies[0].rows].slice(cell.parentElement.sectionRowIndex);
    add("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    add("text", text);
    add("column", cell.dataset.f || "");
    add("rows", below.map((row) => row.dataset.pk).join(","));
    form.hidden = true;
    document.body.append(form);
    form.submit();
  });
})();
