// A Leaflet map of the town: area outlines, and tiles where the town has a tile server.

const AREA = { color: "#0b5c63", weight: 1, fillColor: "#e5f0f0", fillOpacity: 0.6 };
const SIDES = ["below", "above", "left", "right"];
// How far from a border a name stays, in pixels.
const CLEARANCE = 1;
const OVER_TILES = { color: "#0b5c63", weight: 1.5, fillOpacity: 0 };

/** Make a map in an element; resolves when the outlines are drawn. */
export async function townMap(element, { outlines, tiles, attribution, zoomIn, zoomOut, close }) {
  const L = window.L;
  const moves = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(element, {
    // Fine steps: a small map then uses nearly all of its room.
    zoomSnap: 0.05, attributionControl: Boolean(attribution), zoomControl: false,
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
      if (deepest) {
        areas.set(id, { name, place: L.latLng(latitude, longitude), bounds: shape.getBounds(), shape });
      }
    },
  });
  if (shapes.features.length) map.fitBounds(layer.getBounds(), { padding: [12, 12] });
  else map.setView([30, 110], 4);
  layer.addTo(map);
  if (!tiles) for (const area of areas.values()) nameTooltip(map, area).addTo(map);
  map.areas = areas;
  map.on("moveend resize", () => hideCoveredNames(element));
  hideCoveredNames(element);
  return map;
}

function nameTooltip(map, { name, place, shape }) {
  const words = document.createElement("span");
  words.textContent = name;
  const tooltip = window.L.tooltip({
    permanent: true, direction: "center", className: "gj-map__name", pane: "names",
  }).setLatLng(place).setContent(words);
  named.set(words, { tooltip, isOnBorder: (here) => isOnBorder(map, shape, here) });
  return tooltip;
}

/** For the words of each area's name: what holds them, and whether a box touches a border. */
const named = new WeakMap();
// One line; two; two small ones.
const SHAPES = [[], ["broken"], ["broken", "tiny"]];
// Where the middle may go, in pixels, the nearest first.
const STEPS = [0, -8, 8, -16, 16, -24, 24];
const SHIFTS = STEPS.flatMap((x) => STEPS.map((y) => [x, y]))
  .sort((one, other) => Math.hypot(...one) - Math.hypot(...other));

/** Put a name within the borders of its area; false where there is no room for it. */
function placeWithinArea(name, isFree) {
  const { tooltip, isOnBorder } = named.get(name.firstElementChild);
  const moveTo = (shift) => {
    tooltip.options.offset = window.L.point(shift);
    tooltip.update();
  };
  return SHAPES.some((classes) => {
    for (const each of ["broken", "tiny"]) {
      name.classList.toggle(`gj-map__name--${each}`, classes.includes(each));
    }
    moveTo([0, 0]);
    const here = boundsOf(name);
    const found = SHIFTS.find((shift) => {
      const there = moved(here, shift);
      return isFree(there) && !isOnBorder(there) && !isOnBorder(between(here, there));
    });
    if (found) moveTo(found);
    return Boolean(found);
  });
}

function moved({ left, right, top, bottom }, [x, y]) {
  return { left: left + x, right: right + x, top: top + y, bottom: bottom + y };
}

// Where no border lies between both middles, a name that was moved has not left its area.
function between(here, there) {
  const [x, y] = [(here.left + here.right) / 2, (here.top + here.bottom) / 2];
  const [toX, toY] = [(there.left + there.right) / 2, (there.top + there.bottom) / 2];
  return {
    left: Math.min(x, toX), right: Math.max(x, toX), top: Math.min(y, toY), bottom: Math.max(y, toY),
  };
}

function isOnBorder(map, shape, here) {
  const L = window.L;
  const { left, top } = map.getContainer().getBoundingClientRect();
  const box = L.bounds(
    [here.left - left - CLEARANCE, here.top - top - CLEARANCE],
    [here.right - left + CLEARANCE, here.bottom - top + CLEARANCE],
  );
  return rings(shape.getLatLngs()).some((ring) => {
    const points = ring.map((corner) => map.latLngToContainerPoint(corner));
    return points.some((point, at) => L.LineUtil.clipSegment(point, points.at(at - 1), box));
  });
}

function rings(shapes) {
  return Array.isArray(shapes[0]) ? shapes.flatMap(rings) : [shapes];
}

// Half a name under a dot, a button or another name, or beyond the edge, reads as another one.
export function hideCoveredNames(element) {
  const taken = element.querySelectorAll(".gj-point, .leaflet-control");
  const shown = [...taken].map((other) => [other, other.getBoundingClientRect()]);
  const edge = element.getBoundingClientRect();
  const isFree = (here, name) =>
    isWithin(here, edge) && !shown.some(([other, there]) => !other.contains(name) && isOver(there, here));
  const ofDots = element.querySelectorAll(".gj-point__name");
  for (const name of ofDots.length ? ofDots : element.querySelectorAll(".gj-map__name")) {
    const isPlaced = ofDots.length
      ? placeBesideDot(name, isFree)
      : placeWithinArea(name, (here) => isFree(here, name));
    name.classList.toggle("gj-map__name--covered", !isPlaced);
    if (isPlaced) shown.push([name, boundsOf(name)]);
  }
}

// Below its dot or, where that is taken, at another side of it.
function placeBesideDot(name, isFree) {
  return SIDES.some((side) => {
    for (const each of SIDES) name.classList.toggle(`gj-point__name--${each}`, side === each);
    return isFree(boundsOf(name), name);
  });
}

// Of the words: a box whose lines are broken is wider than they are.
function boundsOf(name) {
  const words = document.createRange();
  words.selectNodeContents(name.firstElementChild ?? name);
  return words.getBoundingClientRect();
}

function isOver(one, other) {
  return one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;
}

function isWithin(one, other) {
  return one.left >= other.left && one.right <= other.right && one.top >= other.top && one.bottom <= other.bottom;
}
