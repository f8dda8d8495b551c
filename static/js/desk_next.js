// Sends what a coder decided and puts the next answer where the last one stood, without loading a page anew. Whatever
// else comes back is left to the browser, which sends the same form itself.
import { initAll } from "../vendor/govuk-frontend.min.js";

/** The part of a page that changes, and where a reader of it begins. */
const MAIN = "main-content";

function show(page, address) {
  const main = document.importNode(page.getElementById(MAIN), true);
  document.getElementById(MAIN).replaceWith(main);
  document.title = page.title;
  window.history.replaceState(null, "", address);
  window.scrollTo(0, 0);
  initAll({ scope: main });
  // A list of errors takes the focus itself.
  if (!main.querySelector(".govuk-error-summary")) {
    const heading = main.querySelector("h1");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  return main;
}

/** Binds the form of the screen `desk`. `opened(desk)` is told of the screen that takes its place; `left()` comes first. */
export function goOnInPlace(desk, { left, opened }) {
  const form = desk.querySelector("[data-desk-form]");
  const failed = desk.querySelector("[data-desk-failed]");
  if (!form) return;

  function byBrowser(button) {
    form.removeEventListener("submit", send);
    delete desk.dataset.sending;
    form.requestSubmit(button);
  }

  async function send(event) {
    event.preventDefault();
    if ("sending" in desk.dataset) return;
    desk.dataset.sending = "";
    failed.hidden = true;
    const button = event.submitter;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form, button), headers: { "X-In-Place": "1" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.querySelector(`#${MAIN} [data-desk]`);
      if (answer.ok && next) {
        left();
        opened(show(page, answer.url).querySelector("[data-desk]"));
      } else if (answer.ok) window.location.assign(answer.url);
      else byBrowser(button);
    } catch {
      delete desk.dataset.sending;
      failed.hidden = false;
    }
  }

  form.addEventListener("submit", send);
}
