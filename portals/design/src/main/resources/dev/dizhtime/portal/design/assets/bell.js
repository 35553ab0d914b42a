// What waits for an answer rings, and is counted in the tab's title. Nothing is loaded for it: the
// tone is made here. Who wants it quiet says so once for all pages of the portal.
(() => {
  "use strict";

  const AGAIN_MILLIS = 15000;
  const GAP_MILLIS = 3000;
  const NOTES = [880, 660, 880];
  const NOTE_SECONDS = 0.18;
  const LOUDNESS = 0.4;
  const KEPT_AS = "dizhtime.bell";

  const bell = document.querySelector("[data-bell]");
  if (!bell || !window.AudioContext) {
    return;
  }
  const button = bell.querySelector("button");
  const blocked = bell.querySelector("[data-bell-blocked]");
  const title = document.title;
  const sound = new AudioContext();
  let heard = new Set();
  let rangAt = 0;

  // A browser may keep no notes of a site at all.
  const remembered = () => {
    try {
      return localStorage.getItem(KEPT_AS);
    } catch {
      return null;
    }
  };
  let muted = remembered() === "muted";
  const remember = () => {
    try {
      localStorage.setItem(KEPT_AS, muted ? "muted" : "loud");
    } catch {
      // It is good for this page then.
    }
  };

  const ring = () => {
    rangAt = Date.now();
    const volume = new GainNode(sound, { gain: 0 });
    volume.connect(sound.destination);
    NOTES.forEach((frequency, index) => {
      const begin = sound.currentTime + index * NOTE_SECONDS;
      const note = new OscillatorNode(sound, { frequency });
      volume.gain.setValueAtTime(LOUDNESS, begin);
      // Not off at once: that is heard as a crack.
      volume.gain.linearRampToValueAtTime(0, begin + NOTE_SECONDS * 0.95);
      note.connect(volume);
      note.start(begin);
      note.stop(begin + NOTE_SECONDS);
    });
  };

  const waitingNow = () => [...document.querySelectorAll("[data-rings]")].map((each) => each.dataset.rings);

  const look = () => {
    const waiting = waitingNow();
    const counted = waiting.length > 0 ? `(${waiting.length}) ${title}` : title;
    if (document.title !== counted) {
      document.title = counted;
    }
    const fresh = waiting.some((each) => !heard.has(each));
    const due = Date.now() - rangAt >= (fresh ? GAP_MILLIS : AGAIN_MILLIS);
    if (waiting.length > 0 && due && !muted && sound.state === "running") {
      ring();
      heard = new Set(waiting);
    }
  };

  // Until somebody has pressed something on a page, browsers let it make no sound.
  const showBell = () => {
    button.textContent = muted ? button.dataset.unmute : button.dataset.mute;
    blocked.hidden = muted || sound.state === "running";
  };
  const wake = () => {
    if (sound.state !== "running") {
      sound.resume().then(look);
    }
  };
  // Not at "pointerdown": the hint that goes then would move what is being pressed away from under it.
  for (const gesture of ["pointerup", "keydown"]) {
    document.addEventListener(gesture, wake);
  }
  button.addEventListener("click", () => {
    muted = !muted;
    remember();
    showBell();
    if (!muted && sound.state === "running") {
      ring();
      heard = new Set(waitingNow());
    }
  });
  sound.addEventListener("statechange", showBell);

  document.addEventListener("htmx:afterSwap", look);
  // It may take a moment until the browser lets the sound begin: the hint comes with the first look.
  button.textContent = muted ? button.dataset.unmute : button.dataset.mute;
  bell.hidden = false;
  look();
  setInterval(() => {
    look();
    showBell();
  }, 1000);
})();
