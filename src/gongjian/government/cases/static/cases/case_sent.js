// After sending: the kept draft is done with; number and secret can be copied or printed.

try {
  localStorage.removeItem("gongjian-draft");
} catch {
  // Nothing was kept then.
}

const tools = document.querySelector("[data-secret-tools]");
if (tools) {
  tools.hidden = false;
  const copy = tools.querySelector("[data-copy]");
  copy.hidden = !navigator.clipboard;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(copy.dataset.copy);
    copy.querySelector("span").textContent = copy.dataset.copied;
  });
  tools.querySelector("[data-print]").addEventListener("click", () => window.print());
}
