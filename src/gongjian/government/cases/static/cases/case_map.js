// The picture made by the server becomes a map to move and zoom; its dots carry what is needed.

import { townMap } from "./town_map.js";

const NEAR_PX = 34;
const CLOSEST_ZOOM = 18;
const MOST_TOLD = 12;

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
    const draw = () => {
      layer.clearLayers();
      for (const group of groups(map, dots)) layer.addLayer(marker(map, group, figure.dataset));
      hideCoveredNames(canvas);
    };
    map.on("zoomend", draw);
    draw();
    figure.querySelector("[data-several-key]")?.removeAttribute("hidden");
    // Without tiles only the whole town tells where a dot is.
    const { zoom, tiles } = figure.dataset;
    if (zoom && tiles && dots.length) map.setView(dots[0].place, Number(zoom));
  } catch (error) {
    canvas.remove();
    picture.classList.remove("gj-hidden");
    console.error(error);
  }
}

// Half a name under a dot reads as another one.
function hideCoveredNames(canvas) {
  const dots = [...canvas.querySelectorAll(".gj-point")].map((dot) => dot.getBoundingClientRect());
  for (const name of canvas.querySelectorAll(".gj-map__name")) {
    const { left, right, top, bottom } = name.getBoundingClientRect();
    const isCovered = dots.some(
      (dot) => dot.left < right && dot.right > left && dot.top < bottom && dot.bottom > top,
    );
    name.classList.toggle("gj-map__name--covered", isCovered);
  }
}

function readDot(dot) {
  return {
    place: window.L.latLng(Number(dot.dataset.latitude), Number(dot.dataset.longitude)),
    isDone: dot.classList.contains("gj-dot--done"),
    href: dot.closest("a").getAttribute("href"),
    title: dot.querySelector("title").textContent,
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

function marker(map, dots, { several }) {
  const open = dots.filter((dot) => !dot.isDone).length;
  const many = dots.length > 1;
  const title = many
    ? (several ?? "{cases}").replace("{cases}", dots.length).replace("{open}", open)
    : dots[0].title;
  const size = many ? 28 + 4 * String(dots.length).length : 28;
  const bounds = window.L.latLngBounds(dots.map((dot) => dot.place));
  const isHere = !many && new URL(dots[0].href, location.href).pathname === location.pathname;
  const made = window.L.marker(many ? bounds.getCenter() : dots[0].place, {
    icon: window.L.divIcon({
      className: `gj-point${open ? "" : " gj-point--done"}${many ? " gj-point--many" : ""}`,
      html: many ? String(dots.length) : "",
      iconSize: [size, size],
    }),
    title: isHere ? "" : title, interactive: !isHere, keyboard: !isHere,
  });
  if (isHere) return made;
  made.on("add", () => made.getElement().setAttribute("aria-label", title));
  if (many && !isOnePlace(map, bounds)) {
    const comeCloser = () => {
      map.fitBounds(bounds, { padding: [40, 40], maxZoom: CLOSEST_ZOOM });
      // The dot with the focus is gone then; the next one is a step away.
      map.getContainer().focus({ preventScroll: true });
    };
    return made.on("click", comeCloser).on("keypress", ({ originalEvent }) => {
      if (originalEvent.key === "Enter") comeCloser();
    });
  }
  return made.bindPopup(told(dots));
}

// However near the map comes, these stay together.
function isOnePlace(map, bounds) {
  const corner = (place) => map.project(place, CLOSEST_ZOOM);
  return corner(bounds.getSouthWest()).distanceTo(corner(bounds.getNorthEast())) < NEAR_PX
    || map.getZoom() >= CLOSEST_ZOOM;
}

function told(dots) {
  const list = document.createElement("ul");
  list.className = "gj-point__told";
  for (const dot of dots.slice(0, MOST_TOLD)) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = dot.href;
    link.textContent = dot.title;
    item.append(link);
    list.append(item);
  }
  return list;
}
