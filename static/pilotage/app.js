// Small help for pages that work without it: toasts that leave, forms that are sent once, keys.
"use strict";
(() => {
  const leave = (toast) => {
    let timer;
    const start = () => { timer = setTimeout(() => toast.remove(), 6000); };
    const stay = () => clearTimeout(timer);
    toast.addEventListener("mouseenter", stay);
    toast.addEventListener("mouseleave", start);
    toast.addEventListener("focusin", stay);
    toast.addEventListener("focusout", start);
    toast.querySelector("[data-close]")?.addEventListener("click", () => toast.remove());
    start();
  };
  const ready = (root) => root.querySelectorAll("[data-toast]:not([data-seen])").forEach((toast) => {
    toast.dataset.seen = "1";
    leave(toast);
  });
  document.addEventListener("DOMContentLoaded", () => ready(document));
  document.addEventListener("htmx:load", (event) => ready(event.target.parentNode || document));

  // A second press of the same button sends nothing.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.hasAttribute("hx-post") || form.method === "get" || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

  // A form that saves by itself when a filter changes.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-submit-on-change]");
    if (form) form.requestSubmit();
  });

  // The dock leaves while the form it leads to is in view.
  document.addEventListener("DOMContentLoaded", () => {
    const dock = document.querySelector(".dock");
    const form = document.querySelector("#decide");
    if (!dock || !form) return;
    new IntersectionObserver(([entry]) => { dock.hidden = entry.isIntersecting; dock.classList.toggle("d-none", entry.isIntersecting); }).observe(form);
  });
})();
