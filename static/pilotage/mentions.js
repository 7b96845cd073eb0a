// Names offered while somebody types @ in a remark. The names are those of the “Tell” list, so nothing more is known here.
"use strict";
(() => {
  const start = (field) => {
    const list = document.getElementById(field.dataset.mentions);
    if (!list) return;
    const names = [...list.options].filter((option) => option.value).map((option) => option.textContent);
    const box = document.createElement("ul");
    box.className = "mention-names";
    box.id = `${field.id}-names`;
    box.setAttribute("role", "listbox");
    box.setAttribute("aria-label", document.querySelector(`label[for="${list.id}"]`).firstChild.textContent.trim());
    box.hidden = true;
    field.after(box);
    field.setAttribute("aria-autocomplete", "list");
    let begun = -1;
    let at = 0;

    const close = () => { box.hidden = true; begun = -1; field.removeAttribute("aria-activedescendant"); field.removeAttribute("aria-controls"); };
    const mark = (place) => {
      at = (place + box.children.length) % box.children.length;
      [...box.children].forEach((item, number) => item.setAttribute("aria-selected", number === at));
      field.setAttribute("aria-activedescendant", box.children[at].id);
    };
    const take = (name) => {
      const end = field.selectionStart;
      field.setRangeText(`@${name} `, begun, end, "end");
      close();
      field.focus();
    };
    const offer = () => {
      const before = field.value.slice(0, field.selectionStart);
      const found = before.match(/(^|[^\w@/.])@([^@\n]{0,40})$/);
      const fitting = found ? names.filter((name) => name.toLowerCase().startsWith(found[2].toLowerCase())).slice(0, 6) : [];
      if (!fitting.length) { close(); return; }
      begun = before.length - found[2].length - 1;
      box.replaceChildren(...fitting.map((name, number) => {
        const item = document.createElement("li");
        item.id = `${box.id}-${number}`;
        item.setAttribute("role", "option");
        item.textContent = name;
        item.addEventListener("mousedown", (event) => { event.preventDefault(); take(name); });
        return item;
      }));
      box.hidden = false;
      field.setAttribute("aria-controls", box.id);
      mark(0);
    };

    field.addEventListener("input", offer);
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      if (box.hidden) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); mark(at + (event.key === "ArrowDown" ? 1 : -1)); }
      if (event.key === "Enter" || event.key === "Tab") { event.preventDefault(); take(box.children[at].textContent); }
      if (event.key === "Escape") { event.stopPropagation(); close(); }
    });
  };
  document.querySelectorAll("textarea[data-mentions]").forEach(start);
})();
