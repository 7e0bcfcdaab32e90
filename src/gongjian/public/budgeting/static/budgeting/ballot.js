// The running money and the number of choices, at once and not only after "Work it out".
const form = document.querySelector("[data-ballot]");
if (form) {
  const format = (minor, sign, places) => {
    const amount = minor / 10 ** places;
    const digits = Number.isInteger(amount) ? 0 : places;
    const text = Math.abs(amount).toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
    return `${amount < 0 ? "-" : ""}${sign}${text}`;
  };
  const work = () => {
    for (const row of form.querySelectorAll("[data-money]")) {
      const part = row.dataset.money;
      let cost = 0, chosen = 0, points = 0;
      for (const input of form.querySelectorAll(`[data-part="${part}"]`)) {
        const value = input.type === "checkbox" ? Number(input.checked) : Number(input.value) || 0;
        if (value > 0) { cost += Number(input.dataset.cost); chosen += 1; points += value; }
      }
      const budget = Number(row.dataset.budget), most = Number(row.dataset.most);
      const { sign, places, kind } = row.dataset;
      row.querySelector("[data-left]").textContent = format(budget - cost, sign, Number(places));
      row.querySelector("[data-chosen]").textContent = kind === "points" ? `${points} / ${most}` : most ? `${chosen} / ${most}` : String(chosen);
      row.querySelector("progress").value = Math.min(cost, budget);
      const over = (kind === "knapsack" && cost > budget) || (kind === "points" ? points > most : most > 0 && chosen > most);
      row.classList.toggle("gb-money__row--over", over);
    }
  };
  form.addEventListener("input", work);
  work();
  for (const button of form.querySelectorAll("[data-without-script]")) button.hidden = true;
}
