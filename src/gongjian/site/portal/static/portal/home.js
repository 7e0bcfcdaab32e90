// "Near me": the browser's place, sent once, becomes an area: to about a hundred metres, and not kept.

const button = document.querySelector("[data-near-me]");
if (button && navigator.geolocation) {
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      window.location.search = `?at=${coords.longitude.toFixed(3)},${coords.latitude.toFixed(3)}`;
    });
  });
}
