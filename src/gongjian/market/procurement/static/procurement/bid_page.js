// The page of a company's bid: what is typed stays here; only the sealed envelope is sent.
(() => {
  "use strict";
  const one = (name) => document.querySelector(`[${name}]`);
  const seal = one("data-seal");
  // The page says at first that this browser cannot seal, and is right until the end of this.
  if (!seal || !window.sodium || !window.bidSealing) return;
  const context = JSON.parse(document.getElementById("sealing-context").textContent);
  const registered = [...document.querySelectorAll("[data-registered] li")].map((item) =>
    item.textContent.trim(),
  );
  const status = one("data-seal-status");
  const words = (name) => {
    const field = one(name);
    return field ? field.value.replace(/\r\n/g, "\n").trim() : "";
  };

  const save = (data, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([data], { type: "application/json" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  // "1280.5" → 128050, exactly; anything else is refused.
  const minor = (text) => {
    const found = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(text.trim().replace(/,/g, ""));
    if (!found) throw new Error("price");
    return Number(found[1]) * 100 + Number((found[2] || "").padEnd(2, "0"));
  };
  const priced = () => {
    const lines = words("data-lines")
      .split("\n")
      .filter((line) => line.trim())
      .map((line) => {
        const parts = line.split(/[;；]/).map((part) => part.trim());
        if (parts.length !== 3 || !/^[1-9]\d{0,8}$/.test(parts[1])) throw new Error("price");
        const unit = minor(parts[2]);
        const quantity = Number(parts[1]);
        return { amount_minor: unit * quantity, item: parts[0], quantity, unit_minor: unit };
      });
    const sum = lines.reduce((total, line) => total + line.amount_minor, 0);
    const said = words("data-amount");
    if (lines.length && said && minor(said) !== sum) throw new Error("price");
    const amount = lines.length ? sum : minor(said);
    return {
      amount_minor: amount,
      currency: context.currency,
      format: "gongjian-price-1",
      lines,
    };
  };

  const contents = async () => {
    const files = [...one("data-attachments").files];
    const attachments = await Promise.all(
      files.map(async (file) => ({
        name: file.name,
        sha256: await bidSealing.digestOfFile(file),
        size_bytes: file.size,
      })),
    );
    const answers = [...document.querySelectorAll("[data-answer]")]
      .filter((field) => field.value.trim())
      .map((field) => ({
        criterion: field.dataset.answer,
        text: field.value.replace(/\r\n/g, "\n").trim(),
      }));
    const text = words("data-text");
    if (!text && !answers.length) throw new Error("empty");
    const found = {
      technical: {
        answers,
        attachments,
        format: "gongjian-technical-1",
        text,
        title: words("data-title"),
      },
    };
    if (context.parts.includes("price")) found.price = priced();
    const secret = words("data-secret");
    if (secret) found.secret = { format: "gongjian-secret-1", text: secret };
    return found;
  };

  const readKey = async () => {
    const file = one("data-key-file").files[0];
    if (!file) throw new Error("key");
    try {
      return bidSealing.readKeyFile(await file.text());
    } catch {
      throw new Error("key");
    }
  };

  const sealNow = async () => {
    status.textContent = "";
    try {
      const seed = await readKey();
      const key = bidSealing.base64(bidSealing.bidderKey(seed).publicKey);
      if (!registered.includes(key)) throw new Error("unknownKey");
      const sealed = bidSealing.sealBid(await contents(), context, seed, Date.now());
      const name = seal.dataset.fileName;
      const taken = new DataTransfer();
      taken.items.add(new File([sealed.envelope], name, { type: "application/json" }));
      one("data-envelope-form").querySelector("input[type=file]").files = taken.files;
      status.textContent = `${status.dataset.done} ${sealed.digest}`;
      save(sealed.envelope, name);
      one("data-envelope-form").querySelector("button").focus();
    } catch (error) {
      status.textContent = status.dataset[error.message] || `${status.dataset.failed} ${error.message}`;
    }
  };

  const makeKey = () => {
    const seed = sodium.randombytes_buf(32);
    save(bidSealing.keyFile(seed), "bidder-key.json");
    const field = one("data-key-form").querySelector("input[name=public_key]");
    field.value = bidSealing.base64(bidSealing.bidderKey(seed).publicKey);
    field.focus();
  };

  sodium.ready.then(() => {
    one("data-sealing-failed").hidden = true;
    for (const part of document.querySelectorAll("[data-needs-sealing]")) part.hidden = false;
    one("data-seal-now").addEventListener("click", sealNow);
    one("data-make-key").addEventListener("click", makeKey);
  });
})();
