// Puts a ready-made answer into the text; without JavaScript it is there to be copied.
for (const form of document.querySelectorAll("[data-ready-answers]")) {
  const answer = form.querySelector("textarea[name=text]");
  for (const button of form.querySelectorAll("[data-use-ready]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const ready = button.parentElement.querySelector("[data-ready-text]").innerText;
      answer.value = answer.value.trim() ? `${answer.value.trim()}\n\n${ready}` : ready;
      answer.focus();
    });
  }
}
