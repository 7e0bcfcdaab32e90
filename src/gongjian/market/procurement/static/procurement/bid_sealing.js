// Sealing bids in the browser, byte for byte as methods/sealed_parts.py and bid_envelopes.py do.
// A plain script: the page names it with its hash. It needs window.sodium and talks to nobody.
(() => {
  "use strict";
  const STEPS = { technical: 16384, price: 4096, secret: 16384 };
  const MAX = { technical: 262144, price: 65536, secret: 262144 };
  const encoder = new TextEncoder();
  const LONE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

  const bytes = (text) => encoder.encode(text);
  const join = (...parts) => {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  };
  const same = (one, other) =>
    one.length === other.length && one.every((value, place) => value === other[place]);
  const base64 = (data) => sodium.to_base64(data, sodium.base64_variants.ORIGINAL);
  const unbase64 = (text) => sodium.from_base64(text, sodium.base64_variants.ORIGINAL);
  const sha256 = (data) => sodium.crypto_hash_sha256(data);

  // JSON in its one spelling: keys sorted, no spaces, no fractions.
  const sorted = (value) => {
    if (Array.isArray(value)) return value.map(sorted);
    if (value && typeof value === "object") {
      return Object.fromEntries(
        Object.keys(value)
          .sort()
          .map((key) => [key, sorted(value[key])]),
      );
    }
    if (typeof value === "number" && !Number.isSafeInteger(value)) throw new Error("fraction");
    if (typeof value === "string" && LONE.test(value)) throw new Error("half of a character");
    return value;
  };
  const canonical = (value) => bytes(JSON.stringify(sorted(value)));

  const derive = (secret, purpose, ...details) =>
    sodium.crypto_generichash(32, join(bytes(`gongjian-1 ${purpose}\n`), ...details), secret);
  const hashAt = (place, purpose, ...details) =>
    sha256(
      join(bytes(`gongjian-1 ${purpose} ${place.part}\n`), place.context, place.bidder, ...details),
    );
  const number16 = (number) => new Uint8Array([number >> 8, number & 255]);

  const groupsOf = (people, threshold) => {
    const found = [];
    const walk = (begin, group) => {
      if (group.length === threshold) {
        found.push(group);
        return;
      }
      for (let one = begin; one < people; one += 1) walk(one + 1, [...group, one]);
    };
    walk(0, []);
    return found;
  };
  const xor = (values) =>
    values.reduce((sum, value) => sum.map((byte, at) => byte ^ value[at]), new Uint8Array(32));

  const pad = (data, step) => {
    const padded = new Uint8Array(Math.ceil((data.length + 1) / step) * step);
    padded.set(data);
    padded[data.length] = 0x80;
    return padded;
  };
  const associatedOf = (place, commitment) =>
    join(bytes(`gongjian-1 part ${place.part}\n`), place.context, place.bidder, commitment);

  const sealBox = (message, publicKey, seed) => {
    const pair = sodium.crypto_box_seed_keypair(seed);
    const nonce = sodium.crypto_generichash(24, join(pair.publicKey, publicKey));
    return join(
      pair.publicKey,
      sodium.crypto_box_easy(message, nonce, publicKey, pair.privateKey),
    );
  };

  const sealPart = (plaintext, place, secret) => {
    if (plaintext.length > MAX[place.part]) throw new Error(`too long: ${place.part}`);
    const groups = groupsOf(place.trustees.length, place.threshold);
    const shares = groups.map((group, index) => {
      const drawn = group
        .slice(0, -1)
        .map((one) => derive(secret, "share", number16(index), new Uint8Array([one])));
      return [...drawn, xor([secret, ...drawn])];
    });
    const commitment = hashAt(place, "secret", secret);
    const binding = hashAt(place, "box", commitment);
    const padded = pad(plaintext, STEPS[place.part]);
    const associated = associatedOf(place, commitment);
    const nonce = derive(secret, "nonce", associated, sha256(padded)).slice(0, 24);
    const ciphertext = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
      padded,
      associated,
      null,
      nonce,
      derive(secret, "key"),
    );
    const boxes = place.trustees.map((key, one) => {
      const given = groups.flatMap((group, index) =>
        group.includes(one) ? [shares[index][group.indexOf(one)]] : [],
      );
      return sealBox(join(binding, ...given), key, derive(secret, "ephemeral", new Uint8Array([one])));
    });
    const commitments = groups.flatMap((group, index) =>
      group.map((one, at) =>
        sha256(
          join(
            bytes("gongjian-1 share\n"),
            binding,
            number16(index),
            new Uint8Array([one]),
            shares[index][at],
          ),
        ),
      ),
    );
    return {
      boxes: boxes.map(base64),
      ciphertext: base64(ciphertext),
      commitment: base64(commitment),
      nonce: base64(nonce),
      shares: base64(join(...commitments)),
    };
  };

  // With the secret of a part: what stands in it, if it is sealed as it should be.
  const openPart = (sealed, place, secret) => {
    const padded = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      unbase64(sealed.ciphertext),
      associatedOf(place, unbase64(sealed.commitment)),
      unbase64(sealed.nonce),
      derive(secret, "key"),
    );
    const plaintext = padded.slice(0, padded.lastIndexOf(0x80));
    if (!same(canonical(sealPart(plaintext, place, secret)), canonical(sealed))) {
      throw new Error("sealed again, the part is another one");
    }
    return plaintext;
  };

  // From what trustees released, by trustee: the secret of a part.
  const combine = (given, people, threshold) => {
    const groups = groupsOf(people, threshold);
    const complete = groups.find((group) => group.every((one) => given[one]));
    if (!complete) return null;
    return xor(
      complete.map((one) => {
        const place = groups.filter((group) => group.includes(one)).indexOf(complete);
        return given[one].slice(place * 32, place * 32 + 32);
      }),
    );
  };

  const placeOf = (context, bidder, part) => ({
    context: sha256(canonical(context)),
    bidder,
    part,
    trustees: context.trustees.map((trustee) => unbase64(trustee.key).slice(0, 32)),
    threshold: context.threshold,
  });

  const bidderKey = (seed) => sodium.crypto_sign_seed_keypair(seed);
  const keyFile = (seed) =>
    join(
      canonical({ call: "", format: "gongjian-bidder-key-1", seed: base64(seed) }),
      bytes("\n"),
    );
  const readKeyFile = (text) => {
    const found = JSON.parse(text);
    if (found.format !== "gongjian-bidder-key-1") throw new Error("not a bidder's key file");
    const seed = unbase64(found.seed);
    if (seed.length !== 32) throw new Error("not a bidder's key file");
    return seed;
  };

  const signed = (purpose, value, pair) =>
    base64(
      sodium.crypto_sign_detached(
        join(bytes(`gongjian-1 ${purpose}\n`), canonical(value)),
        pair.privateKey,
      ),
    );

  // contents: by part, the JSON value of it. Every part is opened again before it is trusted.
  // company: its official number, as the town has it.
  const sealBid = (
    contents,
    context,
    company,
    seed,
    sequence,
    draw = (count) => sodium.randombytes_buf(count),
  ) => {
    const pair = bidderKey(seed);
    const parts = {};
    const digests = {};
    for (const [part, content] of Object.entries(contents)) {
      const place = placeOf(context, pair.publicKey, part);
      const secret = draw(32);
      const plaintext = canonical(content);
      parts[part] = sealPart(plaintext, place, secret);
      if (!same(openPart(parts[part], place, secret), plaintext)) throw new Error("cannot be opened");
      digests[part] = base64(sha256(canonical(parts[part])));
    }
    const head = {
      bidder: base64(pair.publicKey),
      company,
      context: base64(sha256(canonical(context))),
      digests,
      format: "gongjian-envelope-1",
      sequence,
    };
    const signature = signed("envelope", head, pair);
    const digest = base64(sha256(canonical({ ...head, signature })));
    return { envelope: canonical({ ...head, parts, signature }), digest };
  };

  // As methods/bid_withdrawals.py: the digest is that of the envelope to take back.
  const withdrawBid = (digest, context, seed) => {
    const pair = bidderKey(seed);
    const value = {
      bidder: base64(pair.publicKey),
      context: base64(sha256(canonical(context))),
      envelope: digest,
      format: "gongjian-withdrawal-1",
    };
    return canonical({ ...value, signature: signed("withdrawal", value, pair) });
  };

  const digestOfFile = async (file) =>
    sodium.to_hex(sha256(new Uint8Array(await file.arrayBuffer())));

  window.bidSealing = Object.freeze({
    base64,
    bidderKey,
    canonical,
    combine,
    digestOfFile,
    keyFile,
    openPart,
    placeOf,
    readKeyFile,
    sealBid,
    unbase64,
    withdrawBid,
  });
})();
