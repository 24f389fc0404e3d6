// Dragging in the agenda's editor: to place, to stretch, onto a day, into the tray. It says what was done by events;
// agenda-editor.js saves it, and has a key and a button for each.
import { board, clock, FINE_STEP, sheet, STEP, tell } from "./agenda-page.js";

const FAR_ENOUGH = 5; // pixels from which on a press is a drag
const EDGE = 48; // pixels beside the rim of what scrolls
const SPEED = 14;

let drag = null;

document.addEventListener("dragstart", (event) => {
  if (event.target.closest?.("#agenda-board .entry")) event.preventDefault();
});

document.addEventListener("pointerdown", (event) => {
  const entry = event.target.closest?.(".agenda-board.live .entry");
  if (!entry || event.button || drag || getComputedStyle(sheet()).position !== "absolute") return;
  // A finger scrolls the page, unless it rests on the entry that it has chosen.
  if (event.pointerType === "touch" && !entry.classList.contains("chosen")) return;
  const box = entry.getBoundingClientRect();
  drag = {
    entry,
    pointer: event.pointerId,
    stretches: event.target.closest(".grip") !== null,
    from: { x: event.clientX, y: event.clientY },
    at: { x: event.clientX, y: event.clientY },
    grip: entry.dataset.start === undefined ? 0 : event.clientY - box.top,
    fine: event.altKey,
    begun: false,
  };
});

document.addEventListener("pointermove", (event) => {
  if (!drag || event.pointerId !== drag.pointer) return;
  drag.at = { x: event.clientX, y: event.clientY };
  drag.fine = event.altKey;
  if (!drag.begun) {
    if (Math.hypot(drag.at.x - drag.from.x, drag.at.y - drag.from.y) < FAR_ENOUGH) return;
    begin();
  }
  event.preventDefault();
  follow();
});

function begin() {
  drag.begun = true;
  drag.shadow = document.createElement("li");
  drag.shadow.className = "agenda-shadow";
  drag.shadow.setAttribute("aria-hidden", "true");
  drag.ghost = document.createElement("div");
  drag.ghost.className = "agenda-ghost";
  drag.ghost.textContent = drag.entry.querySelector(".open b").textContent;
  drag.entry.classList.add("lifted");
  try { drag.entry.setPointerCapture(drag.pointer); } catch { /* the pointer is gone already */ }
  tell("agenda:choose", drag.entry);
  tell("agenda:drag", true);
  drag.scrolling = requestAnimationFrame(scrollAtRim);
}

// Where it would go now: a place in the grid, a day, the tray, or nowhere.
function target() {
  const under = document.elementFromPoint(drag.at.x, drag.at.y);
  if (drag.stretches) return { where: stretched() };
  const tab = under?.closest(".agenda-tabs [data-day]");
  if (tab) return { day: tab.dataset.day, over: tab };
  const tray = under?.closest(".agenda-tray");
  if (tray) return { tray: true, over: tray };
  return under?.closest(".agenda-scroll") ? { where: placed() } : {};
}

const snap = (minutes) => {
  const step = drag.fine ? FINE_STEP : STEP;
  return Math.round(minutes / step) * step;
};

function axis() {
  const box = sheet().getBoundingClientRect();
  const first = Number(sheet().dataset.first);
  return { box, first, perPixel: (Number(sheet().dataset.last) - first) / box.height };
}

function placed() {
  const { box, first, perPixel } = axis();
  const columns = sheet().dataset.columns.split(",").length;
  const column = Math.floor(((drag.at.x - box.left) / box.width) * columns);
  const { column: before, minutes } = drag.entry.dataset;
  return {
    start: Math.max(first, snap(first + (drag.at.y - drag.grip - box.top) * perPixel)),
    column: before === "all" ? "all" : String(Math.max(0, Math.min(columns - 1, column))),
    minutes: Number(minutes),
  };
}

function stretched() {
  const { box, first, perPixel } = axis();
  const { start, column } = drag.entry.dataset;
  const end = snap(first + (drag.at.y - box.top) * perPixel);
  const least = drag.fine ? FINE_STEP : STEP;
  return { start: Number(start), column, minutes: Math.max(least, end - Number(start)) };
}

function follow() {
  const found = target();
  document.querySelector(".over")?.classList.remove("over");
  found.over?.classList.add("over");
  const { where } = found;
  drag.ghost.hidden = Boolean(where);
  if (where) {
    const { shadow } = drag;
    shadow.style.setProperty("--h", where.start / 60);
    shadow.style.setProperty("--f", where.minutes / 60);
    if (where.column !== "all") shadow.style.setProperty("--col", where.column);
    shadow.classList.toggle("everywhere", where.column === "all");
    shadow.textContent = `${clock(where.start)}–${clock(where.start + where.minutes)} ${drag.ghost.textContent}`;
    if (!shadow.isConnected) sheet().append(shadow);
  } else {
    drag.shadow.remove();
    drag.ghost.style.setProperty("left", `${drag.at.x + 12}px`);
    drag.ghost.style.setProperty("top", `${drag.at.y + 12}px`);
    if (!drag.ghost.isConnected) document.body.append(drag.ghost);
  }
}

function scrollAtRim() {
  if (!drag) return;
  const scroller = document.querySelector(".agenda-scroll");
  const box = scroller.getBoundingClientRect();
  const inside = drag.at.x > box.left && drag.at.x < box.right && drag.at.y > box.top && drag.at.y < box.bottom;
  if (inside) {
    const down = drag.at.y > Math.min(box.bottom, innerHeight) - EDGE ? 1 : drag.at.y < Math.max(box.top, 0) + EDGE ? -1 : 0;
    const right = drag.at.x > box.right - EDGE ? 1 : drag.at.x < box.left + EDGE ? -1 : 0;
    if (down || right) {
      scroller.scrollBy({ left: right * SPEED, top: down * SPEED, behavior: "instant" });
      follow();
    }
  }
  drag.scrolling = requestAnimationFrame(scrollAtRim);
}

function end(drops) {
  const done = drag;
  const found = drops && done.begun ? target() : {};
  drag = null;
  if (!done.begun) return;
  cancelAnimationFrame(done.scrolling);
  done.shadow.remove();
  done.ghost.remove();
  document.querySelector(".over")?.classList.remove("over");
  done.entry.classList.remove("lifted");
  // The click that follows a drag opens nothing.
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, { capture: true }), 0);
  tell("agenda:drag", false);
  if (found.where) tell("agenda:place", { entry: done.entry, where: found.where });
  else if (found.day || (found.tray && done.entry.dataset.start !== undefined)) tell("agenda:move", { entry: done.entry, day: found.day });
}

function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}

document.addEventListener("pointerup", (event) => { if (drag?.pointer === event.pointerId) end(true); });
document.addEventListener("pointercancel", (event) => { if (drag?.pointer === event.pointerId) end(false); });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drag?.begun) {
    event.preventDefault();
    end(false);
  }
});

// A double press on an empty place begins a session there.
document.addEventListener("dblclick", (event) => {
  if (event.target !== sheet() || !board().classList.contains("live")) return;
  const { box, first, perPixel } = axis();
  const keys = sheet().dataset.columns.split(",");
  const minute = first + (event.clientY - box.top) * perPixel;
  const column = Math.min(keys.length - 1, Math.floor(((event.clientX - box.left) / box.width) * keys.length));
  const query = new URLSearchParams({ day: board().dataset.day, start: Math.floor(minute / STEP) * STEP, room: keys[column] });
  location.assign(`${board().dataset.base}add/?${query}`);
});
