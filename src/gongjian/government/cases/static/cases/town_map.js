// A Leaflet map of the town: area outlines, and tiles where the town has a tile server.

const AREA = { color: "#0b5c63", weight: 1, fillColor: "#e5f0f0", fillOpacity: 0.6 };
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
  const named = [];
  const layer = L.geoJSON(shapes, {
    interactive: false,
    pane: "areas",
    style: (feature) => ({
      ...(tiles ? OVER_TILES : AREA),
      ...(feature.properties.deepest ? {} : { weight: 2.5, fillOpacity: 0 }),
    }),
    onEachFeature: (feature, shape) => {
      if (!feature.properties.deepest || tiles) return;
      named.push(shape);
      shape.bindTooltip(feature.properties.name, {
        permanent: true, direction: "center", className: "gj-map__name", pane: "names",
      });
    },
  });
  if (shapes.features.length) map.fitBounds(layer.getBounds(), { padding: [12, 12] });
  else map.setView([30, 110], 4);
  layer.addTo(map);
  hideNamesWithoutRoom(map, named);
  return map;
}

// A name stands in its area where it fits into it; closer in there is room for the others.
function hideNamesWithoutRoom(map, shapes) {
  const update = () => {
    for (const shape of shapes) {
      const name = shape.getTooltip().getElement();
      const bounds = shape.getBounds();
      const [a, b] = [bounds.getSouthWest(), bounds.getNorthEast()].map((place) => map.latLngToLayerPoint(place));
      const fits = name.offsetWidth < b.x - a.x && name.offsetHeight < a.y - b.y;
      name.classList.toggle("gj-map__name--crowded", !fits);
    }
  };
  map.on("zoomend resize", update);
  update();
}
