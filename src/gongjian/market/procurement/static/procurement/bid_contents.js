// What is typed as the parts of a bid, within the limits of methods/bid_contents.py: what would be
// its company's fault when opened is not sealed. Nothing here touches the page.
(() => {
  "use strict";
  const refuse = (reason) => {
    throw new Error(reason);
  };

  // "1280.5" → 128050 of a currency with two decimals, exactly. A comma stands before three digits
  // or not at all: "1280,50" may mean 1280.50, and is refused rather than taken for 128050.
  const minor = (text, limits) => {
    const fraction = limits.decimals ? `(?:\\.(\\d{1,${limits.decimals}}))?` : "()";
    const amount = new RegExp(`^(\\d{1,16}|\\d{1,3}(?:,\\d{3})+)${fraction}$`);
    const found = amount.exec(text.trim()) || refuse("price");
    const digits = found[1].replace(/,/g, "") + (found[2] || "").padEnd(limits.decimals, "0");
    return bounded(Number(digits), limits);
  };
  // Up to here whole numbers are exact; what is beyond is refused however it was rounded.
  const bounded = (amount, limits) => (amount <= limits.amount_minor ? amount : refuse("price"));

  // 128050 → "1,280.50 CNY"
  const shown = (amount, limits, currency) => {
    const digits = String(amount).padStart(limits.decimals + 1, "0");
    const whole = digits.slice(0, digits.length - limits.decimals);
    const fraction = digits.slice(digits.length - limits.decimals);
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
    return `${grouped}${fraction && `.${fraction}`} ${currency}`;
  };

  const price = (total, items, limits, currency) => {
    const lines = items
      .split("\n")
      .filter((line) => line.trim())
      .map((line) => {
        const parts = line.split(/[;；]/).map((part) => part.trim());
        if (parts.length !== 3 || !/^[1-9]\d{0,8}$/.test(parts[1])) refuse("price");
        const unit = minor(parts[2], limits);
        const quantity = Number(parts[1]);
        const amount = bounded(unit * quantity, limits);
        return { amount_minor: amount, item: parts[0], quantity, unit_minor: unit };
      });
    const sum = lines.reduce((all, line) => bounded(all + line.amount_minor, limits), 0);
    if (lines.length && total && minor(total, limits) !== sum) refuse("price");
    const amount = lines.length ? sum : minor(total, limits);
    return { amount_minor: amount, currency, format: "gongjian-price-1", lines };
  };

  // Characters as Python counts them.
  const isShort = (text, limits) => [...text].length <= limits.short_text;

  const requireWithin = (contents, limits) => {
    const { answers, attachments, title } = contents.technical;
    const lines = contents.price ? contents.price.lines : [];
    const names = [
      title,
      ...answers.map((one) => one.criterion),
      ...attachments.map((one) => one.name),
      ...lines.map((one) => one.item),
    ];
    const isWithin =
      answers.length <= limits.answers &&
      attachments.length <= limits.attachments &&
      lines.length <= limits.lines &&
      names.every((name) => isShort(name, limits));
    return isWithin ? contents : refuse("tooMuch");
  };

  window.bidContents = Object.freeze({ minor, price, requireWithin, shown });
})();
