// Keeps figures on a page up to date without loading it again: asks for them every ten seconds while it is looked at.
const PAUSE = 10000;

/** Writes each figure of the reply into the part of `panel` that is marked with its name. */
function show(panel, figures) {
  for (const [name, text] of Object.entries(figures)) {
    const part = panel.querySelector(`[data-figure="${CSS.escape(name)}"]`);
    if (part && part.textContent !== String(text)) part.textContent = String(text);
  }
}

/** Follows the JSON object at the panel's `data-live-url`. */
export function followFigures(panel) {
  async function ask() {
    if (document.visibilityState === "hidden") return;
    try {
      const answer = await fetch(panel.dataset.liveUrl, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (answer.ok && !answer.redirected) show(panel, await answer.json());
    } catch {
      // The next turn asks again.
    }
  }

  window.setInterval(ask, PAUSE);
}
