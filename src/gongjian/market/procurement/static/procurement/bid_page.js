// The page of a company's bid: what is typed stays here; only the sealed envelope is sent.
(() => {
  "use strict";
  const one = (name) => document.querySelector(`[${name}]`);
  const seal = one("data-seal");
  const withdrawal = one("data-withdrawal-form");
  // The page says at first that this browser cannot seal, and is right until the end of this.
  if (!window.sodium || !window.bidSealing || !window.bidContents) return;
  if (!seal && !withdrawal) return;
  const context = JSON.parse(document.getElementById("sealing-context").textContent);
  const limits = JSON.parse(document.getElementById("bid-limits").textContent);
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

  const priced = () =>
    bidContents.price(words("data-amount"), words("data-lines"), limits, context.currency);

  // What would be sealed, before it is: nobody can correct it after the deadline.
  const showPrice = () => {
    const place = one("data-amount-shown");
    place.textContent = "";
    if (!words("data-amount") && !words("data-lines")) return;
    try {
      const amount = bidContents.shown(priced().amount_minor, limits, context.currency);
      place.textContent = `${place.dataset.words} ${amount}`;
    } catch (error) {
      place.textContent = status.dataset[error.message] || "";
    }
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
    return bidContents.requireWithin(found, limits);
  };

  // The seed in a key file whose public key the company has registered.
  const readKey = async (field) => {
    const file = field.files[0];
    if (!file) throw new Error("key");
    let seed;
    try {
      seed = bidSealing.readKeyFile(await file.text());
    } catch {
      throw new Error("key");
    }
    const key = bidSealing.base64(bidSealing.bidderKey(seed).publicKey);
    if (!registered.includes(key)) throw new Error("unknownKey");
    return seed;
  };

  // As if it had been chosen there by hand.
  const putInto = (form, data, name) => {
    const taken = new DataTransfer();
    taken.items.add(new File([data], name, { type: "application/json" }));
    form.querySelector("input[type=file]").files = taken.files;
    form.querySelector("button").focus();
  };

  const sealNow = async () => {
    status.textContent = "";
    try {
      const seed = await readKey(one("data-key-file"));
      const { company, fileName } = seal.dataset;
      const sealed = bidSealing.sealBid(await contents(), context, company, seed, Date.now());
      status.textContent = `${status.dataset.done} ${sealed.digest}`;
      save(sealed.envelope, fileName);
      putInto(one("data-envelope-form"), sealed.envelope, fileName);
    } catch (error) {
      status.textContent = status.dataset[error.message] || `${status.dataset.failed} ${error.message}`;
    }
  };

  const signWithdrawal = async () => {
    const told = one("data-withdraw-status");
    told.textContent = "";
    try {
      const seed = await readKey(one("data-withdraw-key"));
      const signed = bidSealing.withdrawBid(withdrawal.dataset.digest, context, seed);
      told.textContent = told.dataset.done;
      putInto(withdrawal, signed, "withdrawal.json");
    } catch (error) {
      told.textContent = told.dataset[error.message] || error.message;
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
    for (const part of document.querySelectorAll("[data-needs-sealing]")) part.hidden = false;
    if (withdrawal) one("data-sign-withdrawal").addEventListener("click", signWithdrawal);
    if (!seal) return;
    one("data-sealing-failed").hidden = true;
    one("data-seal-now").addEventListener("click", sealNow);
    // While it is typed, not when it is left: what moves then moves the button that was meant.
    for (const name of ["data-amount", "data-lines"]) one(name)?.addEventListener("input", showPrice);
    one("data-make-key").addEventListener("click", makeKey);
  });
})();
