// Follows a piece of work that goes on in the background: asks for its state every two seconds.
const PAUSE = 2000;
const LONGEST_PAUSE = 30000;

/** Writes a run's state into the panel's parts. `run` is { state, label, percent, message, finished }. */
function show(panel, run) {
  const bar = panel.querySelector("progress");
  const text = panel.querySelector("[data-progress-text]");
  if (bar && Number.isFinite(run.percent)) bar.value = run.percent;
  const sentence = run.message || run.label;
  if (text && sentence && text.textContent !== sentence) text.textContent = sentence;
}

/** Polls the run at the panel's `data-progress-url` until it has finished, then loads the page again. */
export function watchProgress(panel) {
  const url = panel.dataset.progressUrl;
  let pause = PAUSE;

  async function ask() {
    try {
      const answer = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return;
      const run = await answer.json();
      show(panel, run);
      if (run.finished) {
        window.location.reload();
        return;
      }
      pause = PAUSE;
    } catch {
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
    window.setTimeout(ask, pause);
  }

  window.setTimeout(ask, pause);
}
