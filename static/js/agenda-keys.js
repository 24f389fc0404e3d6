// The keys of the agenda's editor. Each does what a button does, at once; "?" lists them.
import { board, entryOf, FINE_STEP, sheet, STEP, tell } from "./agenda-page.js";

const dialog = document.getElementById("agenda-keys");

document.addEventListener("click", (event) => {
  if (event.target.closest("#agenda-help")) dialog.showModal();
});

document.addEventListener("keydown", (event) => {
  // Single letters are keys of the editor alone, not of the page around it.
  if (!board()?.contains(event.target)) return;
  if (event.target.matches("input, textarea, select") || document.querySelector("dialog[open]")) return;
  if (event.ctrlKey || event.metaKey) return;
  const opener = event.target.closest(".entry .open");
  const act = (opener && keyOf(event, entryOf(opener))) || (!event.altKey && ANYWHERE[event.key]);
  if (!act) return;
  event.preventDefault();
  act();
});

const ANYWHERE = {
  "?": () => dialog.showModal(),
  n: () => document.getElementById("agenda-add")?.click(),
  z: () => document.getElementById("agenda-undo")?.click(),
};

function keyOf(event, entry) {
  const placed = entry.dataset.start !== undefined;
  const step = event.altKey ? FINE_STEP : STEP;
  const name = (event.shiftKey && event.key.startsWith("Arrow") ? "Shift" : "") + event.key;
  if (placed && PLACING[name]) return () => tell("agenda:place", { entry, where: PLACING[name](whereIs(entry), step) });
  const move = MOVES[name];
  if (event.altKey || !move) return null;
  return () => document.getElementById(`bar-${move(placed)}`).click();
}

function whereIs(entry) {
  const { start, minutes, column } = entry.dataset;
  const last = sheet().dataset.columns.split(",").length - 1;
  return { start: Number(start), minutes: Number(minutes), column: column === "all" ? null : Number(column), last };
}

const longer = (at, step) => ({ minutes: at.minutes < STEP && step === STEP ? STEP : at.minutes + step });
const shorter = (at, step) => ({ minutes: at.minutes - step });

const PLACING = {
  ArrowUp: (at, step) => ({ start: at.start - step }),
  ArrowDown: (at, step) => ({ start: at.start + step }),
  ArrowLeft: (at) => ({ column: String(at.column === null ? at.last : Math.max(0, at.column - 1)) }),
  ArrowRight: (at) => ({ column: String(at.column === null ? 0 : Math.min(at.last, at.column + 1)) }),
  ShiftArrowDown: longer,
  ShiftArrowRight: longer,
  ShiftArrowUp: shorter,
  ShiftArrowLeft: shorter,
  "+": longer,
  "=": longer,
  "-": shorter,
};

const MOVES = {
  ArrowUp: () => "put",
  ArrowDown: () => "put",
  ArrowLeft: () => "put",
  ArrowRight: () => "put",
  "+": () => "longer",
  "-": () => "shorter",
  PageUp: () => "day-before",
  PageDown: () => "day-after",
  a: () => "everywhere",
  t: (placed) => (placed ? "tray" : "put"),
  Delete: () => "remove",
  Backspace: () => "remove",
};
