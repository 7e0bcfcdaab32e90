// A machine's draft is put into the answer that is being written, behind what stands there already.

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-put-draft]");
  const form = document.querySelector("#step-answer form[data-step]");
  const answer = form?.querySelector("textarea[name=text]");
  if (!link || !answer || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const written = answer.value.trim();
  const start = written ? written.length + 2 : 0;
  answer.value = written ? `${written}\n\n${link.dataset.text}` : link.dataset.text;
  const named = form.querySelector("[data-draft-id]");
  if (named) named.value = link.dataset.putDraft;
  const blank = answer.value.slice(start).match(/\[[^\]]*\]/);
  answer.focus();
  if (blank) answer.setSelectionRange(start + blank.index, start + blank.index + blank[0].length);
  answer.dispatchEvent(new Event("input", { bubbles: true }));
});
