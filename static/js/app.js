// Starts the design system's own behaviours and ours. Every page works without this file.
import { initAll } from "../vendor/govuk-frontend.min.js";
import { openDesk } from "./desk.js";
import { keepAnswers } from "./autosave.js";
import { followFigures } from "./live.js";
import { watchProgress } from "./progress.js";
import { dragToWeeks } from "./weeks.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
document.querySelectorAll("[data-progress-url]").forEach(watchProgress);
document.querySelectorAll("[data-desk]").forEach(openDesk);
document.querySelectorAll("[data-autosave-url]").forEach(keepAnswers);
document.querySelectorAll("[data-live-url]").forEach(followFigures);
document.querySelectorAll("[data-weeks]").forEach(dragToWeeks);
// The skip link leaves its mark in the address. A form would take it along, and on the next page the browser would move
// the focus from the list of errors to it.
document.addEventListener("submit", () => window.location.hash && window.history.replaceState(null, "", window.location.pathname + window.location.search));
