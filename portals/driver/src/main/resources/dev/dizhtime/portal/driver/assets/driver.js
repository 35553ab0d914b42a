(() => {
  "use strict";

  // While the driver is online and lets us, where they are, from time to time. The browser asks for
  // the consent when the driver presses the button; once given, it goes on with the next page.
  const EVERY_MILLIS = 20000;
  const OPTIONS = { enableHighAccuracy: true, maximumAge: 10000, timeout: 15000 };

  const track = () => document.querySelector("[data-track]");

  const say = (words) => {
    const line = track()?.querySelector("[data-track-status]");
    if (line) {
      line.textContent = words;
    }
  };

  const send = (position) => {
    const form = track();
    if (form) {
      form.elements.lat.value = position.coords.latitude.toFixed(6);
      form.elements.lon.value = position.coords.longitude.toFixed(6);
      form.requestSubmit();
    }
  };

  const locate = () => {
    const form = track();
    if (form && document.visibilityState === "visible") {
      navigator.geolocation.getCurrentPosition(send, () => say(form.dataset.failed), OPTIONS);
    }
  };

  let timer = null;
  const begin = () => {
    if (timer === null) {
      timer = setInterval(locate, EVERY_MILLIS);
    }
    locate();
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-share]")) {
      begin();
    }
  });

  document.addEventListener("DOMContentLoaded", async () => {
    const form = track();
    if (!form || !navigator.geolocation) {
      return;
    }
    form.querySelector("[data-share]").hidden = false;
    const permission = await navigator.permissions?.query({ name: "geolocation" });
    if (permission?.state === "granted") {
      begin();
    }
  });
})();
