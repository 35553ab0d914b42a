// What pages do beyond HTML and htmx. Every page also works without it.
(() => {
  "use strict";

  // Times come in UTC; show the reader's own.
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, {
    day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit",
  });
  const localise = (root) => {
    for (const time of root.querySelectorAll("time[datetime]")) {
      const at = new Date(time.dateTime);
      if (!Number.isNaN(at.getTime())) {
        time.textContent = clock.format(at);
      }
    }
  };

  // On a phone the row of pages may be longer than the screen: the present one is in sight.
  const here = document.querySelector(".top nav [aria-current]");
  if (here) {
    here.parentElement.scrollLeft = here.offsetLeft + here.offsetWidth - here.parentElement.clientWidth;
  }

  // How long there is left, minutes and seconds; nothing once it is over.
  const count = () => {
    for (const left of document.querySelectorAll("[data-until]")) {
      const seconds = Math.floor((new Date(left.dataset.until) - Date.now()) / 1000);
      left.hidden = !(seconds >= 0);
      left.textContent = `(${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")})`;
    }
  };

  document.addEventListener("htmx:afterSwap", () => {
    localise(document);
    count();
  });

  // Where the reader is, into the form's fields, when they ask for it.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-locate]");
    if (!button || !navigator.geolocation) {
      return;
    }
    navigator.geolocation.getCurrentPosition((position) => {
      const form = button.closest("form");
      form.elements.lat.value = position.coords.latitude.toFixed(6);
      form.elements.lon.value = position.coords.longitude.toFixed(6);
      form.elements.lat.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });

  document.addEventListener("DOMContentLoaded", () => {
    localise(document);
    count();
    setInterval(count, 1000);
    document.querySelectorAll("[data-locate]").forEach((button) => { button.hidden = false; });
  });
})();
