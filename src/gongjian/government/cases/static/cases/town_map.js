// A Leaflet map of the town: area outlines, and tiles where the town has a tile server.

const AREA = { color: "#0b5c63", weight: 1, fillColor: "#e5f0f0", fillOpacity: 0.6 };
const SIDES = ["below", "above", "left", "right"];
const OVER_TILES = { color: "#0b5c63", weight: 1.5, fillOpacity: 0 };

/** Make a map in an element; resolves when the outlines are drawn. */
export async function townMap(element, { outlines, tiles, attribution, zoomIn, zoomOut, close }) {
  const L = window.L;
  const moves = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(element, {
    zoomSnap: 0.25, attributionControl: Boolean(attribution), zoomControl: false,
    zoomAnimation: moves, fadeAnimation: moves, markerZoomAnimation: moves,
  });
  map.attributionControl?.setPrefix(false);
  L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  map.on("popupopen", ({ popup }) =>
    popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", close),
  );
  if (tiles) L.tileLayer(tiles, { attribution, maxZoom: 19 }).addTo(map);
  // Below the dots, so that no name hides one.
  for (const [name, height] of [["areas", 350], ["names", 360]]) {
    map.createPane(name).style.zIndex = height;
  }
  const response = await fetch(outlines);
  const shapes = response.ok ? await response.json() : { features: [] };
  const areas = new Map();
  const layer = L.geoJSON(shapes, {
    interactive: false,
    pane: "areas",
    style: (feature) => ({
      ...(tiles ? OVER_TILES : AREA),
      ...(feature.properties.deepest ? {} : { weight: 2.5, fillOpacity: 0 }),
    }),
    onEachFeature: ({ id, properties: { name, deepest, name_at: [longitude, latitude] } }, shape) => {
      if (deepest) areas.set(id, { name, place: L.latLng(latitude, longitude), bounds: shape.getBounds() });
    },
  });
  if (shapes.features.length) map.fitBounds(layer.getBounds(), { padding: [12, 12] });
  else map.setView([30, 110], 4);
  layer.addTo(map);
  if (!tiles) for (const area of areas.values()) nameTooltip(area).addTo(map);
  map.areas = areas;
  map.on("moveend resize", () => hideCoveredNames(element));
  hideCoveredNames(element);
  return map;
}

function nameTooltip({ name, place }) {
  const words = document.createElement("span");
  words.textContent = name;
  return window.L.tooltip({
    permanent: true, direction: "center", className: "gj-map__name", pane: "names",
  }).setLatLng(place).setContent(words);
}

// Half a name under a dot, a button or another name, or beyond the edge, reads as another one.
export function hideCoveredNames(element) {
  const taken = element.querySelectorAll(".gj-point, .leaflet-control");
  const shown = [...taken].map((other) => [other, other.getBoundingClientRect()]);
  const edge = element.getBoundingClientRect();
  const isFree = (name) => {
    const here = boundsOf(name);
    return isWithin(here, edge) && !shown.some(([other, there]) => !other.contains(name) && isOver(there, here));
  };
  const ofDots = element.querySelectorAll(".gj-point__name");
  for (const name of ofDots.length ? ofDots : element.querySelectorAll(".gj-map__name")) {
    // Below its dot or, where that is taken, at another side of it.
    const isPlaced = (ofDots.length ? SIDES : ["here"]).some((side) => {
      for (const each of SIDES) name.classList.toggle(`gj-point__name--${each}`, side === each);
      return isFree(name);
    });
    name.classList.toggle("gj-map__name--covered", !isPlaced);
    if (isPlaced) shown.push([name, boundsOf(name)]);
  }
}

// Of the words: a box whose lines are broken is wider than they are.
function boundsOf(name) {
  const words = document.createRange();
  words.selectNodeContents(name);
  return words.getBoundingClientRect();
}

function isOver(one, other) {
  return one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;
}

function isWithin(one, other) {
  return one.left >= other.left && one.right <= other.right && one.top >= other.top && one.bottom <= other.bottom;
}
