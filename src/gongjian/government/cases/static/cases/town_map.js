// A Leaflet map of the town: area outlines, and tiles where the town has a tile server.

const AREA = { color: "#0b5c63", weight: 1, fillColor: "#e5f0f0", fillOpacity: 0.6 };
const OVER_TILES = { color: "#0b5c63", weight: 1.5, fillOpacity: 0 };
const NARROW = 560;

/** Make a map in an element; resolves when the outlines are drawn. */
export async function townMap(element, { outlines, tiles, attribution }) {
  const L = window.L;
  const map = L.map(element, { zoomSnap: 0.25, attributionControl: Boolean(attribution) });
  map.attributionControl?.setPrefix(false);
  if (tiles) L.tileLayer(tiles, { attribution, maxZoom: 19 }).addTo(map);
  // Below the dots, so that no name hides one.
  for (const [name, height] of [["areas", 350], ["names", 360]]) {
    map.createPane(name).style.zIndex = height;
  }
  const response = await fetch(outlines);
  const shapes = response.ok ? await response.json() : { features: [] };
  const layer = L.geoJSON(shapes, {
    interactive: false,
    pane: "areas",
    style: (feature) => ({
      ...(tiles ? OVER_TILES : AREA),
      ...(feature.properties.deepest ? {} : { weight: 2.5, fillOpacity: 0 }),
    }),
    onEachFeature: (feature, shape) => {
      if (!feature.properties.deepest || tiles) return;
      shape.bindTooltip(feature.properties.name, {
        permanent: true, direction: "center", className: "gj-map__name", pane: "names",
      });
    },
  });
  if (shapes.features.length) map.fitBounds(layer.getBounds(), { padding: [12, 12] });
  else map.setView([30, 110], 4);
  layer.addTo(map);
  hideCrowdedNames(map);
  return map;
}

// On a small screen the names of the whole town stand on each other; closer in there is room.
function hideCrowdedNames(map) {
  const whole = map.getZoom();
  const update = () => {
    const isCrowded = map.getSize().x < NARROW && map.getZoom() < whole + 1;
    map.getContainer().classList.toggle("gj-map--narrow", isCrowded);
  };
  map.on("zoomend resize", update);
  update();
}
