// The form for telling something: a pin on a map, and words that survive a closed tab.

import { townMap } from "./town_map.js";

const pinBox = document.querySelector("[data-pin-map]");
if (pinBox && window.L) setUpPin(pinBox);
const form = document.querySelector("[data-draft-form]");
if (form) keepDraft(form);

async function setUpPin(box) {
  box.hidden = false;
  const longitude = document.getElementById("id_longitude");
  const latitude = document.getElementById("id_latitude");
  const status = box.querySelector("[data-pin-status]");
  const remove = box.querySelector("[data-pin-remove]");
  const map = await townMap(box.querySelector("[data-pin-canvas]"), box.dataset);
  const icon = window.L.icon({ iconUrl: box.dataset.icon, iconSize: [32, 44], iconAnchor: [16, 43] });
  let pin = null;

  function set(place) {
    if (!pin) {
      pin = window.L.marker(place, { icon, draggable: true, keyboard: false, alt: "" }).addTo(map);
      pin.on("dragend", () => set(pin.getLatLng()));
    }
    pin.setLatLng(place);
    const { lat, lng } = pin.getLatLng();
    latitude.value = lat.toFixed(6);
    longitude.value = lng.toFixed(6);
    remove.hidden = false;
    status.textContent = status.dataset.set;
    tell();
  }

  // What is like it depends on where it is: hidden fields say of themselves nothing.
  function tell() {
    longitude.dispatchEvent(new Event("change", { bubbles: true }));
  }

  map.on("click", (event) => set(event.latlng));
  box.querySelector("[data-pin-middle]").addEventListener("click", () => set(map.getCenter()));
  box.querySelector("[data-pin-here]").addEventListener("click", () => {
    if (!navigator.geolocation) return void (status.textContent = status.dataset.failed);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        map.setView([coords.latitude, coords.longitude], 16);
        set([coords.latitude, coords.longitude]);
      },
      () => (status.textContent = status.dataset.failed),
      { enableHighAccuracy: true, timeout: 10000 },
    );
  });
  remove.addEventListener("click", () => {
    pin?.remove();
    pin = null;
    latitude.value = longitude.value = "";
    remove.hidden = true;
    status.textContent = status.dataset.unset;
    tell();
  });
  if (latitude.value && longitude.value) {
    set([Number(latitude.value), Number(longitude.value)]);
    map.setView(pin.getLatLng(), 15);
  }
}

// What is typed stays in this browser for a week, but not who typed it.
function keepDraft(form) {
  const key = "gongjian-draft";
  const kept = ["text", "address", "category", "kind", "area", "longitude", "latitude"];
  const note = document.querySelector("[data-draft-note]");
  const week = 7 * 24 * 3600 * 1000;
  const draft = read();
  if (draft && Date.now() - draft.at < week && !form.elements.text.value) {
    for (const name of kept) if (form.elements[name]) form.elements[name].value = draft[name] ?? "";
  }
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, 500);
  });

  function read() {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }
  function save() {
    const values = { at: Date.now() };
    for (const name of kept) values[name] = form.elements[name]?.value ?? "";
    try {
      localStorage.setItem(key, JSON.stringify(values));
      note.hidden = !values.text;
    } catch {
      // A private window may refuse; the page works without.
    }
  }
}
