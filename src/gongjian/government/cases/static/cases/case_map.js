// The picture made by the server becomes a map to move and zoom; its dots carry what is needed.

import { townMap } from "./town_map.js";

const MANY = 150;

for (const figure of document.querySelectorAll("[data-case-map]")) enliven(figure);

async function enliven(figure) {
  const picture = figure.querySelector("svg");
  const canvas = document.createElement("div");
  canvas.className = "gj-map__canvas";
  picture.before(canvas);
  picture.classList.add("gj-hidden");
  try {
    const map = await townMap(canvas, figure.dataset);
    const dots = [...picture.querySelectorAll("circle")];
    const radius = dots.length > MANY ? 6 : 8;
    const places = dots.map((dot) => addDot(map, dot, radius));
    // Without tiles only the whole town tells where a dot is.
    const { zoom, tiles } = figure.dataset;
    if (zoom && tiles && places.length) map.setView(places[0], Number(zoom));
  } catch (error) {
    canvas.remove();
    picture.classList.remove("gj-hidden");
    console.error(error);
  }
}

function addDot(map, dot, radius) {
  const place = [Number(dot.dataset.latitude), Number(dot.dataset.longitude)];
  const isDone = dot.classList.contains("gj-dot--done");
  const marker = window.L.circleMarker(place, {
    radius, weight: isDone ? 3 : 2, color: isDone ? "#14532a" : "#fff",
    fillColor: isDone ? "#fff" : "#b4471f", fillOpacity: 1,
  }).addTo(map);
  const link = dot.closest("a");
  const popup = document.createElement("p");
  const inner = document.createElement("a");
  inner.href = link.getAttribute("href");
  inner.textContent = dot.querySelector("title").textContent;
  popup.append(inner);
  if (inner.pathname !== window.location.pathname) marker.bindPopup(popup);
  return place;
}
