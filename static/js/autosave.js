// Keeps a page of the feedback form on the server while somebody types: every twenty seconds, and on leaving the page.
const PAUSE = 20000;
const NOT_KEPT = "Not saved yet. What you typed is still here: press “Save and continue” to see what stands against it.";

/** A form's controls as they would be sent: for comparing, and as the body of a request. */
function contents(form) {
  return new URLSearchParams(new FormData(form)).toString();
}

/** Posts the form to its `data-autosave-url` whenever it has changed, and says so beside it. */
export function keepAnswers(form) {
  const url = form.dataset.autosaveUrl;
  const status = document.querySelector("[data-autosave-status]");
  let kept = contents(form);
  let sending = false;

  async function keep() {
    const now = contents(form);
    if (sending || now === kept) return;
    sending = true;
    try {
      const answer = await fetch(url, { method: "POST", body: new URLSearchParams(now), keepalive: now.length < 60000 });
      const reply = answer.ok ? await answer.json() : { kept: false };
      if (reply.kept) {
        kept = now;
      }
      if (status) status.textContent = reply.kept ? `Saved at ${reply.at}.` : NOT_KEPT;
    } catch {
      if (status) status.textContent = "Not saved: there is no connection. What you typed is still here.";
    } finally {
      sending = false;
    }
  }

  const timer = window.setInterval(keep, PAUSE);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep());
  form.addEventListener("submit", () => window.clearInterval(timer));
}
