// Pages that are kept up to date: a stream that says "look again", parts that ask for themselves
// again, and what is said when that fails. A press is another thing: its refusal is always seen.
(() => {
  "use strict";

  const RETRY_MILLIS = 5000;
  const TYPING_MILLIS = 10000;
  const PRESS_MILLIS = 1000;
  const TYPED_INTO = "input:not([type=hidden], [type=checkbox], [type=radio]), textarea, select";

  const alerts = document.getElementById("alerts");
  const stale = document.getElementById("stale");
  const told = document.getElementById("told");
  const status = document.querySelector("[data-live]");

  let streaming = false;
  let leaving = false;
  let typedAt = 0;
  let pressedAt = 0;
  /** What goes wrong with parts that ask for themselves: their ids, and what was said of it. */
  const trouble = new Map();
  /** Parts that must ask again as soon as they can, and those that are to be so soon. */
  const owed = new Set();
  const retrying = new Set();
  /** What has to outlast the swap of an answer, by its request. */
  const kept = new WeakMap();

  /** Whether a part or the position asks by itself: nobody has pressed anything. */
  const byItself = ({ elt, triggeringEvent, verb }) =>
    elt.matches("[data-track]") || (verb === "get" && (!triggeringEvent || triggeringEvent.type === "refresh"));

  const refresh = (part) => htmx.trigger(part, "refresh");
  const refreshAll = () => document.querySelectorAll("[data-refresh]").forEach(refresh);

  // Whether the page is up to date: its stream is there, and its parts get their answers.
  const showStatus = () => {
    if (status) {
      const on = streaming && trouble.size === 0;
      const words = on ? status.dataset.on : status.dataset.off;
      if (status.textContent !== words) {
        status.textContent = words;
      }
      status.classList.toggle("on", on);
    }
  };

  const sentence = (words, requestId) => {
    const box = document.createElement("div");
    box.className = "alert";
    const title = document.createElement("p");
    title.className = "alert-title";
    title.textContent = words;
    box.append(title);
    if (requestId) {
      const id = document.createElement("code");
      id.textContent = requestId;
      const line = document.createElement("p");
      line.className = "small";
      line.append(`${alerts.dataset.request} `, id);
      box.append(line);
    }
    return box;
  };

  /** Whether this trouble of a part is news, and not what stands there already. */
  const troubled = (part, what) => {
    const news = trouble.get(part.id) !== what;
    trouble.set(part.id, what);
    showStatus();
    if (part.matches("[data-refresh]") && !retrying.has(part.id)) {
      retrying.add(part.id);
      setTimeout(() => {
        retrying.delete(part.id);
        owed.add(part.id);
      }, RETRY_MILLIS);
    }
    return news;
  };

  const recovered = (part) => {
    trouble.delete(part.id);
    for (const id of trouble.keys()) {
      if (!document.getElementById(id)) {
        trouble.delete(id);
      }
    }
    if (trouble.size === 0) {
      stale.replaceChildren();
      showStatus();
    }
  };

  /** There was no answer, or none of the portal's own: what stands on the page stays there. */
  const unanswered = ({ xhr, requestConfig }) => {
    if (leaving) {
      return;
    }
    if (byItself(requestConfig)) {
      if (troubled(requestConfig.elt, "unanswered")) {
        stale.replaceChildren(sentence(stale.dataset.words));
      }
      return;
    }
    const { unanswered: unsure, tryAgain, tooMany } = alerts.dataset;
    // What only asked has done nothing; of the rest nobody knows.
    const words = xhr.status === 429 ? tooMany : requestConfig.verb === "get" ? tryAgain : unsure;
    const requestId = xhr.status === 0 ? null : xhr.getResponseHeader("x-request-id");
    alerts.replaceChildren(sentence(words, requestId));
  };

  // A part that is replaced must not take with it what is being typed or pressed, nor be gone when a
  // form's answer for it comes.
  const busy = (part) => {
    if (Date.now() - pressedAt < PRESS_MILLIS) {
      return true;
    }
    const active = document.activeElement;
    const typing = part.contains(active) && active.matches(TYPED_INTO) && Date.now() - typedAt < TYPING_MILLIS;
    return typing || [...document.querySelectorAll("form.htmx-request")].some(
      (form) => form !== part && (part.contains(form) || form.getAttribute("hx-target") === `#${part.id}`));
  };

  // A field's name is not enough: the same one may stand in the next step's form.
  const nameOf = (field) =>
    [field.form?.getAttribute("action"), field.id || field.name, field.matches("[type=checkbox], [type=radio]") ? field.value : ""].join("|");
  const changed = (field) => {
    if (field.matches("[type=hidden]")) {
      // Pressing again after an answer that never came has to stay the same act.
      return field.name === "idempotencyKey";
    }
    if (field.matches("[type=checkbox], [type=radio]")) {
      return field.checked !== field.defaultChecked;
    }
    return field.matches("select")
      ? [...field.options].some((each) => each.selected !== each.defaultSelected)
      : field.value !== field.defaultValue;
  };
  const fieldsOf = (part) => [...part.querySelectorAll("input, select, textarea")].filter((each) => each.type !== "submit");

  /** Where the reader is: the ids from there up to the part. */
  const placeIn = (part) => {
    const ids = [];
    for (let at = document.activeElement; at && part.contains(at); at = at.parentElement) {
      if (at.id) {
        ids.push(at.id);
      }
    }
    return ids;
  };

  /** What a part says of itself: what is marked so in it, as words. */
  const wordsOf = (part) =>
    [part, ...part.querySelectorAll("[data-told]")]
      .filter((each) => each.matches("[data-told]"))
      .map((each) => each.textContent.replace(/\s+/g, " ").trim())
      .join(", ");

  const keep = (part, asker, place) => ({
    id: part.id,
    words: wordsOf(part),
    place,
    typedAt,
    folds: new Map([...part.querySelectorAll("details[id]")].filter((each) => !each.contains(asker)).map((each) => [each.id, each.open])),
    fields: new Map(
      fieldsOf(part)
        .filter((each) => each.form !== asker && changed(each))
        .map((each) => [nameOf(each), each.matches("[type=checkbox], [type=radio]") ? each.checked : each.value])),
  });

  const restore = (part, was) => {
    for (const fold of part.querySelectorAll("details[id]")) {
      fold.open = was.folds.get(fold.id) ?? fold.open;
    }
    for (const field of fieldsOf(part)) {
      const value = was.fields.get(nameOf(field));
      if (typeof value === "boolean") {
        field.checked = value;
      } else if (value !== undefined && !(field.matches("select") && ![...field.options].some((each) => each.value === value))) {
        field.value = value;
      }
    }
    const words = wordsOf(part);
    if (words && words !== was.words) {
      told.textContent = words;
    }
    // What had the focus may be gone; what it stood in is the next best place.
    for (const id of document.activeElement === document.body ? was.place : []) {
      const next = document.getElementById(id);
      if (next) {
        if (next.tabIndex < 0) {
          next.tabIndex = -1;
        }
        next.focus({ preventScroll: true });
        if (document.activeElement === next) {
          break;
        }
      }
    }
  };

  document.addEventListener("htmx:beforeRequest", (event) => {
    const { xhr, requestConfig, target } = event.detail;
    const { elt } = requestConfig;
    if (byItself(requestConfig) && busy(elt)) {
      owed.add(elt.id);
      event.preventDefault();
      return;
    }
    // Before its button is disabled, which takes the focus away.
    kept.set(xhr, { place: target ? placeIn(target) : [] });
    if (elt.matches("form:not([data-track])")) {
      alerts.replaceChildren();
    }
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { detail } = event;
    const { xhr, requestConfig } = detail;
    if (!detail.shouldSwap) {
      return;
    }
    const alone = byItself(requestConfig);
    const refused = detail.target === alerts;
    const html = /^text\/html\b/i.test(xhr.getResponseHeader("content-type") ?? "");
    // What goes wrong in the portal itself always has its place among the alerts.
    if (!html || (xhr.status >= 500 && !refused)) {
      detail.shouldSwap = false;
      unanswered(detail);
    } else if (alone && refused) {
      detail.target = stale;
      detail.shouldSwap = troubled(requestConfig.elt, xhr.status);
    } else if (alone && busy(requestConfig.elt)) {
      detail.shouldSwap = false;
      owed.add(requestConfig.elt.id);
      recovered(requestConfig.elt);
    } else {
      if (alone) {
        recovered(requestConfig.elt);
      }
      const now = placeIn(detail.target);
      kept.set(xhr, keep(detail.target, requestConfig.elt, now.length > 0 ? now : kept.get(xhr)?.place ?? []));
    }
  });

  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    const was = detail.xhr && kept.get(detail.xhr);
    const part = was?.id && document.getElementById(was.id);
    if (part) {
      kept.delete(detail.xhr);
      restore(part, was);
      // That a field has the focus again is nobody's typing.
      typedAt = was.typedAt;
    }
  });

  document.addEventListener("htmx:sendError", (event) => unanswered(event.detail));
  document.addEventListener("htmx:timeout", (event) => unanswered(event.detail));
  for (const kind of ["input", "focusin"]) {
    document.addEventListener(kind, () => { typedAt = Date.now(); });
  }
  document.addEventListener("pointerdown", () => { pressedAt = Date.now(); }, { capture: true });
  for (const kind of ["pointerup", "pointercancel"]) {
    document.addEventListener(kind, () => { pressedAt = 0; }, { capture: true });
  }

  // An answer under way is of before this change, and what htmx would keep for later goes with the
  // part that the answer replaces. A part that was just swapped in does not listen yet.
  document.addEventListener("refresh", (event) => {
    if (event.target.matches(".htmx-request, .htmx-added")) {
      event.stopPropagation();
      owed.add(event.target.id);
    }
  }, { capture: true });

  setInterval(() => {
    for (const id of [...owed]) {
      const part = document.getElementById(id);
      if (!part || !busy(part)) {
        owed.delete(id);
        if (part) {
          refresh(part);
        }
      }
    }
  }, 1000);

  const follow = () => {
    const source = new EventSource(status.dataset.live);
    const say = (on) => {
      streaming = on;
      showStatus();
    };
    source.addEventListener("open", () => say(true));
    source.addEventListener("change", refreshAll);
    source.addEventListener("error", () => {
      say(false);
      // After an HTTP error the browser does not try again by itself. An ordinary request finds
      // out why: one whose session has ended is sent to the log-in and comes back.
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(() => {
          refreshAll();
          follow();
        }, RETRY_MILLIS);
      }
    });
    window.addEventListener("pagehide", () => source.close(), { once: true });
  };

  window.addEventListener("pagehide", () => { leaving = true; });
  // A page that a browser has kept as it was has lost its stream, and is old.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      location.reload();
    }
  });
  document.addEventListener("DOMContentLoaded", () => {
    if (status) {
      follow();
    }
  });
})();
