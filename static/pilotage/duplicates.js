// Keys for the review of duplicates: a key presses the button or follows the link that names it. Off inside fields; can be turned off.
(() => {
  "use strict";
  const box = document.querySelector("[data-keys-box]");
  const choice = document.querySelector("[data-keys]");
  if (!box || !choice) return;
  const NAME = "pilotage-duplicate-keys";
  box.hidden = false;
  choice.checked = localStorage.getItem(NAME) !== "off";
  choice.addEventListener("change", () => localStorage.setItem(NAME, choice.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (!choice.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    if (event.target.closest(".scroll-x") && event.key.startsWith("Arrow")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const target = [...document.querySelectorAll("[data-key]")].find((item) => item.dataset.key === key);
    if (!target) return;
    event.preventDefault();
    target.click();
  });
})();
