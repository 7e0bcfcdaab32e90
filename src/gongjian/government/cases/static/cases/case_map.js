// The picture made by the server becomes a map to move and zoom; its dots carry what is needed.

import { hideCoveredNames, townMap } from "./town_map.js";

const NEAR_PX = 34;
const CLOSEST_ZOOM = 18;
const MOST_TOLD = 12;
// From so many on, the whole town shows one dot for each area; closer in, the places.
const BY_AREA = 40;

for (const figure of document.querySelectorAll("[data-case-map]")) enliven(figure);

async function enliven(figure) {
  const picture = figure.querySelector("svg");
  const canvas = document.createElement("div");
  canvas.className = "gj-map__canvas";
  picture.before(canvas);
  picture.classList.add("gj-hidden");
  try {
    const map = await townMap(canvas, figure.dataset);
    const dots = [...picture.querySelectorAll("circle")].map(readDot);
    const layer = window.L.layerGroup().addTo(map);
    const { zoom, tiles } = figure.dataset;
    const wholeTown = map.getZoom();
    const draw = () => {
      const isWhole = dots.length >= BY_AREA && map.areas.size > 1 && map.getZoom() <= wholeTown;
      const [byArea, rest] = isWhole ? areaGroups(map, dots) : [[], dots];
      layer.clearLayers();
      canvas.classList.toggle("gj-map__canvas--by-area", byArea.length > 0);
      for (const group of byArea) layer.addLayer(areaMarker(map, group, figure.dataset));
      for (const group of groups(map, rest)) layer.addLayer(marker(map, group, figure.dataset));
      hideCoveredNames(canvas);
    };
    map.on("zoomend", draw);
    draw();
    figure.querySelector("[data-several-key]")?.removeAttribute("hidden");
    // Without tiles only the whole town tells where a dot is.
    if (zoom && tiles && dots.length) map.setView(dots[0].place, Number(zoom));
  } catch (error) {
    canvas.remove();
    picture.classList.remove("gj-hidden");
    console.error(error);
  }
}

function readDot(dot) {
  return {
    place: window.L.latLng(Number(dot.dataset.latitude), Number(dot.dataset.longitude)),
    isDone: dot.classList.contains("gj-dot--done"),
    href: dot.closest("a").getAttribute("href"),
    title: dot.querySelector("title").textContent,
    area: dot.dataset.area,
  };
}

// Dots that would stand on each other are one, with their number; a finger can tell the rest apart.
function groups(map, dots) {
  const found = [];
  for (const dot of dots) {
    const point = map.latLngToLayerPoint(dot.place);
    const near = found.find((group) => group.point.distanceTo(point) < NEAR_PX);
    if (near) near.dots.push(dot);
    else found.push({ point, dots: [dot] });
  }
  return found.map((group) => group.dots);
}

function areaGroups(map, dots) {
  const found = new Map();
  for (const dot of dots) {
    if (map.areas.has(dot.area)) found.set(dot.area, [...(found.get(dot.area) ?? []), dot]);
  }
  const rest = dots.filter((dot) => !map.areas.has(dot.area));
  return [[...found].map(([id, within]) => ({ ...map.areas.get(id), dots: within })), rest];
}

function areaMarker(map, { name, place, bounds, dots }, { ofArea }) {
  const words = document.createElement("span");
  words.className = "gj-point__name";
  words.textContent = name;
  const title = told(ofArea, dots).replace("{area}", name);
  const closer = Math.max(map.getBoundsZoom(bounds), map.getZoom() + 1);
  const made = window.L.marker(place, { icon: icon(dots, words), title });
  return pressable(made, map, title, () => map.setView(bounds.getCenter(), closer));
}

function told(sentence, dots) {
  const open = dots.filter((dot) => !dot.isDone).length;
  return (sentence ?? "{cases}").replace("{cases}", dots.length).replace("{open}", open);
}

function icon(dots, words) {
  const many = dots.length > 1 || words;
  const size = many ? 28 + 4 * String(dots.length).length : 28;
  const html = document.createElement("span");
  // The name first, as in the label: who speaks to the computer says what is seen.
  if (words) html.append(words, " ");
  html.append(many ? String(dots.length) : "");
  const isDone = dots.every((dot) => dot.isDone);
  return window.L.divIcon({
    className: `gj-point${isDone ? " gj-point--done" : ""}${many ? " gj-point--many" : ""}`,
    html, iconSize: [size, size],
  });
}

function pressable(made, map, title, comeCloser) {
  made.on("add", () => made.getElement().setAttribute("aria-label", title));
  const go = () => {
    comeCloser();
    // The dot with the focus is gone then; the next one is a step away.
    map.getContainer().focus({ preventScroll: true });
  };
  return made.on("click", go).on("keydown", ({ originalEvent }) => {
    if (isPress(originalEvent)) go();
  });
}

function marker(map, dots, { several }) {
  const many = dots.length > 1;
  const title = many ? told(several, dots) : dots[0].title;
  const bounds = window.L.latLngBounds(dots.map((dot) => dot.place));
  const isHere = !many && new URL(dots[0].href, location.href).pathname === location.pathname;
  const made = window.L.marker(many ? bounds.getCenter() : dots[0].place, {
    icon: icon(dots),
    title: isHere ? "" : title, interactive: !isHere, keyboard: !isHere,
  });
  if (isHere) return made;
  if (many && !isOnePlace(map, bounds)) {
    return pressable(made, map, title, () =>
      map.fitBounds(bounds, { padding: [40, 40], maxZoom: CLOSEST_ZOOM }));
  }
  made.on("add", () => made.getElement().setAttribute("aria-label", title));
  return made.bindPopup(list(dots)).on("keydown", ({ originalEvent }) => {
    if (isPress(originalEvent)) made.togglePopup();
  });
}

// A button answers both keys; Leaflet knows Enter only, and Space would move the page.
function isPress(event) {
  if (event.key !== "Enter" && event.key !== " ") return false;
  event.preventDefault();
  return true;
}

// However near the map comes, these stay together.
function isOnePlace(map, bounds) {
  const corner = (place) => map.project(place, CLOSEST_ZOOM);
  return corner(bounds.getSouthWest()).distanceTo(corner(bounds.getNorthEast())) < NEAR_PX
    || map.getZoom() >= CLOSEST_ZOOM;
}

function list(dots) {
  const made = document.createElement("ul");
  made.className = "gj-point__told";
  for (const dot of dots.slice(0, MOST_TOLD)) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = dot.href;
    link.textContent = dot.title;
    item.append(link);
    made.append(item);
  }
  return made;
}
