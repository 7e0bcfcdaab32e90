// A Leaflet map of the town: area outlines, and tiles where the town has a tile server.

const AREA = { color: "#0b5c63", weight: 1, fillColor: "#e5f0f0", fillOpacity: 0.6 };
const OVER_TILES = { color: "#0b5c63", weight: 1.5, fillOpacity: 0 };

/** Make a map in an element; resolves when the outlines are drawn. */
export async function townMap(element, { outlines, tiles, attribution }) {
  const L = window.L;
  const map = L.map(element, { zoomControl: true, attributionControl: Boolean(attribution) });
  map.attributionControl?.setPrefix(false);
  if (tiles) L.tileLayer(tiles, { attribution, maxZoom: 19 }).addTo(map);
  const response = await fetch(outlines);
  const shapes = response.ok ? await response.json() : { features: [] };
  const layer = L.geoJSON(shapes, {
    interactive: false,
    style: (feature) => ({
      ...(tiles ? OVER_TILES : AREA),
      ...(feature.properties.deepest ? {} : { weight: 2.5, fillOpacity: 0 }),
    }),
    onEachFeature: (feature, shape) => {
      if (!feature.properties.deepest || tiles) return;
      shape.bindTooltip(feature.properties.name, {
        permanent: true, direction: "center", className: "gj-map__name",
      });
    },
  }).addTo(map);
  if (shapes.features.length) map.fitBounds(layer.getBounds(), { padding: [8, 8] });
  else map.setView([30, 110], 4);
  return map;
}
