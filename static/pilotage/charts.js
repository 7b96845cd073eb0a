/* Makes the charts of a page answer to the pointer. Each is an SVG already; where Plotly is absent, fails, or has
   less room than the chart was laid out for, the SVG stays as it is. */
(function () {
  "use strict";

  // Colours in a figure are the light theme's; each is looked up again in the theme of the page.
  const TOKENS = {
    "#1a1f26": "--ink", "#4c5560": "--ink-2", "#ffffff": "--paper", "#f6f7f8": "--wash", "#e2e5e9": "--line",
    "#c8cdd4": "--line-2", "#a92a20": "--bad", "#1f4f8f": "--c1", "#4672ad": "--c2", "#9dbbdc": "--c3",
    "#d0d7df": "--c4", "#66707c": "--c5", "#eef0ee": "--lv0", "#f6ebcf": "--lv1", "#f3d692": "--lv2",
    "#eda77c": "--lv3", "#9c2218": "--lv4",
  };
  const LEAST_SHARE = 0.8; // of the width that the labels were laid out for
  const CONFIG = { responsive: true, displayModeBar: false, showTips: false, doubleClick: false };

  function inTheme(value, style) {
    if (Array.isArray(value)) return value.map((item) => inTheme(item, style));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inTheme(item, style)]));
    }
    return (typeof value === "string" && TOKENS[value] && style.getPropertyValue(TOKENS[value]).trim()) || value;
  }

  function show(chart, live) {
    chart.querySelector("[data-chart-still]").hidden = live;
    chart.querySelector("[data-chart-live]").hidden = !live;
  }

  async function draw(chart) {
    const place = chart.querySelector("[data-chart-live]");
    const figure = JSON.parse(chart.querySelector("[data-chart-figure]").textContent);
    if (chart.clientWidth < figure.layout.width * LEAST_SHARE) return show(chart, false);
    const style = getComputedStyle(chart);
    const { data, layout } = inTheme(figure, style);
    delete layout.width;
    layout.autosize = true;
    layout.font.family = style.fontFamily;
    show(chart, true);
    try {
      await window.Plotly.react(place, data, layout, CONFIG);
    } catch (error) {
      show(chart, false);
      console.error("The chart stays a still picture:", error);
    }
  }

  function drawIn(part) {
    if (!window.Plotly) return;
    if (part.matches && part.matches("[data-chart]")) draw(part);
    part.querySelectorAll("[data-chart]").forEach(draw);
  }

  function drawAll() {
    drawIn(document);
  }

  let waiting;
  window.addEventListener("resize", function () {
    clearTimeout(waiting);
    waiting = setTimeout(drawAll, 200);
  });
  document.addEventListener("htmx:load", (event) => drawIn(event.detail.elt));
  new MutationObserver(drawAll).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", drawAll);
  else drawAll();
})();
