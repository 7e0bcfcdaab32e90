// Queues by keyboard: arrows move from case to case, space ticks, a digit presses the button that
// bears it. Only while the focus is on a case, so that no key of the page's is taken from anybody.

const rows = [...document.querySelectorAll("[data-row]")];
const link = (row) => row.querySelector("[data-row-link]");

document.addEventListener("keydown", (event) => {
  const row = event.target.closest("[data-row]");
  const isWriting = event.target.matches("input:not([type=checkbox]), select, textarea");
  if (!row || isWriting || event.altKey || event.ctrlKey || event.metaKey) return;
  const at = rows.indexOf(row);
  const to = { ArrowDown: rows[at + 1], ArrowUp: rows[at - 1], Home: rows[0], End: rows.at(-1) }[event.key];
  if (to) {
    event.preventDefault();
    link(to).focus();
  } else if (event.key === " " && event.target.matches("[data-row-link]")) {
    const tick = row.querySelector("[type=checkbox]");
    if (!tick) return;
    event.preventDefault();
    tick.click();
  } else if (/^[1-9]$/.test(event.key)) {
    row.querySelector(`[data-key="${event.key}"]`)?.click();
  }
});

// Ticked cases are counted beside what can be done with them, and all ticked at once.
const bar = document.querySelector("[data-bulk]");
if (bar) {
  const ticks = [...document.querySelectorAll("input[name=case_ids]")];
  const all = bar.querySelector("[data-tick-all]");
  const count = bar.querySelector("[data-ticked]");
  const show = () => {
    const ticked = ticks.filter((tick) => tick.checked).length;
    count.textContent = ticked ? count.dataset.words.replace("0", ticked) : "";
    all.checked = ticked > 0 && ticked === ticks.length;
    all.indeterminate = ticked > 0 && ticked < ticks.length;
    bar.classList.toggle("gj-bulk--on", ticked > 0);
  };
  bar.querySelectorAll("[hidden]").forEach((part) => { part.hidden = false; });
  all.addEventListener("change", () => {
    ticks.forEach((tick) => { tick.checked = all.checked; });
    show();
  });
  ticks.forEach((tick) => tick.addEventListener("change", show));
  show();
}
