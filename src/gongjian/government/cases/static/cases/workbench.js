// The workbench by keyboard: a step that is opened can be written in at once, Ctrl and Enter sends
// it, and a ready answer is put into the text with its first blank marked.

document.querySelectorAll(".gj-step > summary").forEach((summary) => {
  summary.addEventListener("click", () => {
    const step = summary.parentElement;
    if (step.open) return;
    step.addEventListener("toggle", () => {
      step.querySelector("form :is(textarea, select, input:not([type=hidden]))")?.focus();
    }, { once: true });
  });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest("form[data-step]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("[type=submit]"));
});

for (const form of document.querySelectorAll("form[data-step]")) {
  const answer = form.querySelector("textarea[name=text]");
  for (const button of form.querySelectorAll("[data-ready] button")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const written = answer.value.trim();
      const start = written ? written.length + 2 : 0;
      answer.value = written ? `${written}\n\n${button.dataset.text}` : button.dataset.text;
      const cited = form.elements.provision_id;
      if (cited && button.dataset.provision) {
        cited.value = button.dataset.provision;
        cited.dispatchEvent(new Event("change", { bubbles: true }));
      }
      const blank = answer.value.slice(start).match(/\[[^\]]*\]/);
      answer.focus();
      if (blank) answer.setSelectionRange(start + blank.index, start + blank.index + blank[0].length);
    });
  }
}
