// The coding screen by keyboard. Keys do nothing while somebody types, and can be turned off (WCAG 2.1.4).
import { goOnInPlace } from "./desk_next.js";

const STORE = "desk-keys";
const TYPING = "textarea, select, input:not([type=checkbox]):not([type=radio])";
const OWN_ENTER = "button, a, summary";

/** Whether the person has turned the keys off before, in this browser. */
function turnedOff() {
  try {
    return window.localStorage.getItem(STORE) === "off";
  } catch {
    return false;
  }
}

function remember(on) {
  try {
    window.localStorage.setItem(STORE, on ? "on" : "off");
  } catch {
    // Without storage the choice holds for this page.
  }
}

/** Binds the keys to the screen `desk`: themes by data-theme-key, everything else by data-desk-key. What it returns
 * takes them off again. */
function codeByKeyboard(desk) {
  const keys = desk.querySelector("[data-desk-keys]");
  const status = desk.querySelector("[data-desk-status]");
  const words = desk.querySelector("[data-desk-answer]");
  const evidence = desk.querySelector("#id_evidence");
  let on = !turnedOff();
  let last = null;

  const box = (row, name) => row.querySelector(`input[name=${name}]`);
  const title = (row) => row.dataset.theme;

  function showState() {
    const toggle = keys.querySelector("[data-desk-toggle]");
    toggle.setAttribute("aria-pressed", String(on));
    keys.querySelector("[data-desk-toggle-text]").textContent = on ? "on" : "off";
  }

  function chosenWords() {
    const selection = window.getSelection();
    if (selection.isCollapsed || !words.contains(selection.anchorNode) || !words.contains(selection.focusNode)) return "";
    return selection.toString().split(/\s+/).filter(Boolean).join(" ");
  }

  function addEvidence(row, denied) {
    const chosen = chosenWords();
    if (!chosen || !evidence) return;
    const line = `${title(row)}${denied ? " denied" : ""}: ${chosen}`;
    evidence.value = evidence.value.trim() ? `${evidence.value.trim()}\n${line}` : line;
    evidence.closest("details").open = true;
    window.getSelection().removeAllRanges();
  }

  function say(row) {
    const said = ["affirmed", "denied"].filter((name) => box(row, name).checked);
    status.textContent = `${title(row)} ${said.join(" and ") || "not chosen"}`;
  }

  function choose(row) {
    last = row;
    const marking = chosenWords() !== "";
    if (box(row, "denied").checked) {
      if (!marking) box(row, "denied").checked = false;
    } else if (marking) {
      box(row, "affirmed").checked = true;
    } else {
      box(row, "affirmed").checked = !box(row, "affirmed").checked;
    }
    addEvidence(row, box(row, "denied").checked);
    say(row);
  }

  function turn(denied) {
    if (!last) return;
    box(last, "denied").checked = denied;
    box(last, "affirmed").checked = !denied;
    say(last);
  }

  function press(event) {
    if (!on || "sending" in desk.dataset || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.target.closest(TYPING) || (event.key === "Enter" && event.target.closest(OWN_ENTER))) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const row = [...desk.querySelectorAll("[data-theme-key]")].find((each) => each.dataset.themeKey === key);
    const button = document.querySelector(`[data-desk-key="${CSS.escape(key)}"]`);
    if (row) choose(row);
    else if (key === "a" || key === "d") turn(key === "d");
    else if (button) button.click();
    else return;
    event.preventDefault();
  }

  keys.hidden = false;
  showState();
  keys.querySelector("[data-desk-toggle]").addEventListener("click", () => {
    on = !on;
    remember(on);
    showState();
  });
  document.addEventListener("keydown", press);
  return () => document.removeEventListener("keydown", press);
}

/** Opens the screen `desk`: its keys, and the next answer in its place where its form says so. */
export function openDesk(desk) {
  goOnInPlace(desk, { left: codeByKeyboard(desk), opened: openDesk });
}
