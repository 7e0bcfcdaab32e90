// The telephone desk: Ctrl+Enter sends; long selects become fields to type into.

const form = document.querySelector("[data-phone-desk]");
if (form) {
  const fields = [...form.querySelectorAll("select[data-typeahead]")].map(typeahead);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    fields.forEach((settle) => settle());
    form.requestSubmit(form.querySelector("[data-send]"));
  });
  // Enter alone ends a line or takes a choice; a call is not to be sent by it half told.
  form.addEventListener("keydown", (event) => {
    const ends = event.key === "Enter" && !event.isComposing;
    if (ends && event.target.matches("input, select")) event.preventDefault();
  });
  const words = form.elements.text;
  if (document.querySelector("[data-last-call]")) words.setAttribute("aria-describedby", "last-call");
}

/** Any part of a name finds an option; what finds none falls back to what was chosen before. */
function typeahead(select) {
  const options = [...select.options].filter((option) => option.value);
  const names = new Map(options.map((option) => [nameOf(option), option]));
  const list = document.createElement("datalist");
  list.id = `${select.id}_names`;
  list.append(...[...names.keys()].map((name) => new Option(name, name)));
  const input = document.createElement("input");
  input.className = "usa-input";
  input.autocomplete = "off";
  input.id = select.id;
  input.accessKey = select.accessKey;
  input.placeholder = select.options[0].text;
  input.setAttribute("list", list.id);
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  }
  select.id = `${select.id}_value`;
  select.accessKey = "";
  select.hidden = true;
  select.after(input, list);
  show();

  function show() {
    const option = select.selectedOptions[0];
    input.value = option?.value ? nameOf(option) : "";
  }
  function settle() {
    const typed = input.value.trim().toLowerCase();
    const found = names.get(input.value)
      ?? options.find((option) => option.text.toLowerCase() === typed)
      ?? options.find((option) => option.text.toLowerCase().startsWith(typed))
      ?? options.find((option) => nameOf(option).toLowerCase().includes(typed));
    if (!typed) select.value = "";
    else if (found) select.value = found.value;
    show();
  }
  input.addEventListener("change", settle);
  return settle;
}

function nameOf(option) {
  const group = option.parentElement;
  return group.label ? `${option.text} (${group.label})` : option.text;
}
