// Drags a planned visit to another week: the drop fills the form beneath and sends it. The form alone does the same.

/** Makes the visits of a board draggable and its weeks places to drop them. */
export function dragToWeeks(board) {
  const form = board.querySelector("form");
  board.querySelector("[data-weeks-hint]").hidden = false;
  for (const visit of board.querySelectorAll("[data-visit]")) {
    visit.draggable = true;
    visit.addEventListener("dragstart", (event) => {
      event.dataTransfer.setData("text/plain", visit.dataset.visit);
      event.dataTransfer.effectAllowed = "move";
    });
  }
  for (const week of board.querySelectorAll("[data-week]")) {
    week.addEventListener("dragover", (event) => {
      event.preventDefault();
      week.classList.add("app-week--over");
    });
    week.addEventListener("dragleave", () => week.classList.remove("app-week--over"));
    week.addEventListener("drop", (event) => {
      event.preventDefault();
      week.classList.remove("app-week--over");
      send(form, event.dataTransfer.getData("text/plain"), week.dataset.week);
    });
  }
}

/** Sends the move, unless what was dropped is no visit of this board or stands in that week already. */
function send(form, visit, week) {
  const there = document.querySelector(`[data-week="${CSS.escape(week)}"] [data-visit="${CSS.escape(visit)}"]`);
  form.elements.visit.value = visit;
  form.elements.week.value = week;
  if (form.elements.visit.value === visit && !there) form.requestSubmit();
}
