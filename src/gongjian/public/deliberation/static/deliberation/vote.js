// Card after card without a new page; on a card 1, 2 and 3 answer and the arrows go from answer to
// answer. Without this, or where anything fails, the form is sent and the page comes anew.

const KEYS = { 1: "agree", 2: "disagree", 3: "pass" };
const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };
const said = document.querySelector("[data-vote-said]");

function showKeys() {
  document.querySelectorAll("#vote .gj-keys").forEach((line) => { line.hidden = false; });
}

async function send(form, button) {
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form, button) });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("#vote");
    document.querySelector("#vote").replaceWith(next);
    showKeys();
    next.querySelector("#card").focus();
    said.textContent = next.dataset.said;
  } catch {
    form.dataset.plain = "1";
    delete form.dataset.sent;
    // Later: while a form is still being sent, browsers pass over sending it again.
    setTimeout(() => form.requestSubmit(button));
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-answers]") || form.dataset.plain || event.defaultPrevented) return;
  event.preventDefault();
  send(form, event.submitter);
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest("#card")?.querySelector("[data-answers]");
  if (!form || event.ctrlKey || event.altKey || event.metaKey) return;
  const buttons = [...form.querySelectorAll("button[name=answer]")];
  if (KEYS[event.key]) {
    event.preventDefault();
    form.requestSubmit(buttons.find((button) => button.value === KEYS[event.key]));
  } else if (STEPS[event.key] && buttons.includes(event.target)) {
    event.preventDefault();
    const place = buttons.indexOf(event.target) + STEPS[event.key] + buttons.length;
    buttons[place % buttons.length].focus();
  }
});

showKeys();
