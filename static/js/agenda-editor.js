// The agenda's editor: keys, saving, what others did meanwhile. Everything that it does, buttons and forms do without it.
// It sends one step after the other, and shows the board with which the server answers. Keys and dragging tell it by
// events what to do: agenda:place, agenda:move, agenda:choose, agenda:drag.
import { bar, board, clock, entryNamed, entryOf, sheet } from "./agenda-page.js";

const SHORTEST = 5;
const LONGEST = 1440;
const POLL_EVERY = 5000;
const SAVE_AFTER = 250; // milliseconds in which further keys join a step
const HEADERS = { "HX-Request": "true", ...JSON.parse(document.body.dataset.hxHeaders) };

const unsavedNote = document.getElementById("agenda-unsaved");
const pending = new Map(); // entry -> what is to be saved of it
let timer = 0;
let sending = false;
let dragging = false;

const chosen = () => document.querySelector(".entry.chosen");
const busy = () => sending || dragging || pending.size > 0;

// What is said aloud; the same words twice are said twice.
function say(text) {
  const said = document.getElementById("agenda-said");
  said.textContent = "";
  if (text) setTimeout(() => { said.textContent = text; }, 50);
}

// ---- The board that an answer brings

function show(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const fresh = template.content.querySelector("#agenda-board");
  if (!fresh) return;
  const before = { focus: document.activeElement?.id, scroll: scrollPositions(), open: openDetails() };
  board().replaceWith(fresh);
  enliven();
  for (const [selector, left, top] of before.scroll) document.querySelector(selector)?.scrollTo(left, top);
  for (const id of before.open) document.getElementById(id)?.setAttribute("open", "");
  restoreFocus(before.focus);
  remember();
  say(fresh.dataset.said);
}

const SCROLLING = [".agenda-scroll", ".agenda-loose", ".agenda-tabs", ".agenda-wrongs", ".agenda-side"];

function scrollPositions() {
  const found = SCROLLING.map((selector) => [selector, document.querySelector(selector)]);
  return found.filter(([, node]) => node).map(([selector, node]) => [selector, node.scrollLeft, node.scrollTop]);
}

function openDetails() {
  return [...board().querySelectorAll("details[open][id]")].map((node) => node.id);
}

// To where it was; what is gone hands it to the chosen entry.
function restoreFocus(id) {
  if (!id || document.activeElement?.id === id) return;
  const node = document.getElementById(id);
  const visible = node && !node.hidden && !node.closest("[hidden]") && !node.disabled;
  (visible ? node : chosen()?.querySelector(".open") ?? document.getElementById("agenda-add"))?.focus({ preventScroll: visible });
}

function remember() {
  const query = new URLSearchParams({ day: board().dataset.day });
  const entry = chosen();
  if (entry) query.set("entry", entry.dataset.entry);
  history.replaceState(null, "", `?${query}`);
}

function enliven() {
  const help = document.getElementById("agenda-help");
  if (help) help.hidden = false;
  if (bar()) board().classList.add("live");
}

// ---- Choosing

function choose(entry) {
  if (!bar() || !entry || entry.classList.contains("chosen")) return;
  chosen()?.querySelector(".open").removeAttribute("aria-current");
  chosen()?.classList.remove("chosen");
  entry.classList.add("chosen");
  entry.querySelector(".open").setAttribute("aria-current", "true");
  fillBar(entry);
  remember();
}

function fillBar(entry) {
  const form = bar();
  const address = `${board().dataset.base}${entry.dataset.entry}/`;
  const placed = entry.dataset.start !== undefined;
  const stray = !placed && entry.querySelector(".where") !== null;
  form.hidden = false;
  form.action = `${address}place/`;
  form.elements.version.value = entry.dataset.version;
  form.querySelector(".bar-what b").textContent = entry.querySelector(".open b").textContent;
  form.querySelector(".bar-what span").textContent = entry.querySelector(".when").textContent;
  const wrong = entry.querySelector(".wrong");
  form.querySelector(".bar-wrong").replaceChildren(...(wrong?.cloneNode(true).children ?? []));
  form.querySelector(".bar-wrong").hidden = !wrong;
  for (const node of form.querySelectorAll(".placed")) node.hidden = !(placed || stray);
  for (const node of form.querySelectorAll(".loose")) node.hidden = placed;
  document.getElementById("bar-edit").href = address;
  document.getElementById("bar-remove").formAction = `${address}remove/`;
}

// ---- Sending

let turn = Promise.resolve();

// One step after the other, so that each knows the version that the one before it made.
function inTurn(step) {
  turn = turn.then(step);
  return turn;
}

const wait = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

// The board with which the server answers; tried until it does. Whoever may not plan any more sees the page anew.
async function send(address, fields, method = "POST") {
  sending = true;
  for (;;) {
    try {
      const body = method === "POST" ? new URLSearchParams(fields) : undefined;
      const answer = await fetch(address, { method, body, headers: HEADERS, keepalive: true });
      if (answer.status >= 500) throw new Error(String(answer.status));
      const login = answer.headers.get("HX-Redirect");
      if (login) location.assign(login);
      else if (![200, 409, 422].includes(answer.status)) location.reload();
      const html = await answer.text();
      unsavedNote.hidden = true;
      sending = false;
      return html;
    } catch {
      offline();
      await wait(POLL_EVERY);
    }
  }
}

// A button, undo, a day: after what is pending. `fields` are asked for in its turn.
function press(address, fields, method) {
  flush();
  return inTurn(async () => show(await send(address, fields?.(), method)));
}

function offline() {
  unsavedNote.textContent = unsavedNote.dataset.offline;
  unsavedNote.hidden = false;
}

// ---- Placing at once, saving a moment later

// Puts `entry` there on the page, and soon on the server: { start, column, minutes }, minutes of the day, "all" or a number.
function place(entry, where) {
  const to = { start: Number(entry.dataset.start), column: entry.dataset.column, minutes: Number(entry.dataset.minutes), ...where };
  to.minutes = Math.max(SHORTEST, Math.min(LONGEST, to.minutes));
  to.start = Math.max(0, to.start);
  Object.assign(entry.dataset, to);
  position(entry, to);
  entry.querySelector(".when").textContent = `${clock(to.start)}–${clock(to.start + to.minutes)}`;
  entry.classList.add("saving");
  if (entry.classList.contains("chosen")) fillBar(entry);
  pending.set(entry.dataset.entry, to);
  clearTimeout(timer);
  timer = setTimeout(flush, SAVE_AFTER);
}

function position(node, { start, column, minutes }) {
  const values = { "--h": start / 60, "--m": 0, "--f": minutes / 60, "--p": 0, "--lane": 0, "--of": 1 };
  if (column !== "all") values["--col"] = column;
  for (const [name, value] of Object.entries(values)) node.style.setProperty(name, value);
  node.classList.toggle("everywhere", column === "all");
}

function flush() {
  clearTimeout(timer);
  return inTurn(saveAll);
}

// Saves what is pending, one entry after the other; keys pressed meanwhile make it go round once more.
async function saveAll() {
  while (pending.size) {
    const [pk, to] = pending.entries().next().value;
    if (!entryNamed(pk)) { pending.delete(pk); continue; }
    const { day, base } = board().dataset;
    const key = to.column === "all" ? "" : sheet().dataset.columns.split(",")[to.column];
    const html = await send(`${base}${pk}/place/`, {
      version: entryNamed(pk).dataset.version, day, shown: day, start: to.start, minutes: to.minutes,
      room: key, everywhere: to.column === "all" ? "1" : "",
    });
    if (pending.get(pk) === to) pending.delete(pk);
    if (pending.size) renewVersion(pk, html);
    else show(html);
  }
}

addEventListener("beforeunload", (event) => {
  if (!pending.size) return;
  flush();
  if (!unsavedNote.hidden) event.preventDefault();
});

// While more is to be saved, the page stays as it is, but for what the next step has to have seen.
function renewVersion(pk, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const fresh = template.content.querySelector(`#entry-${pk}`);
  const refused = template.content.querySelector("#agenda-trouble");
  if (refused) { pending.clear(); show(html); }
  else if (fresh) entryNamed(pk).dataset.version = fresh.dataset.version;
}

// ---- Buttons and links

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.closest("#agenda-board") || form.method !== "post" || form.classList.contains("agenda-adopt")) return;
  event.preventDefault();
  const { submitter } = event;
  const address = submitter?.hasAttribute("formaction") ? submitter.formAction : form.action;
  const fields = Object.fromEntries(new FormData(form, submitter?.name ? submitter : undefined));
  const pk = form === bar() && chosen()?.dataset.entry;
  // What went before it in its turn may have made another version of the entry.
  press(address, () => (pk && entryNamed(pk) ? { ...fields, version: entryNamed(pk).dataset.version } : fields));
});

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const opener = event.target.closest(".entry .open");
  if (opener && bar()) {
    event.preventDefault();
    const address = `${board().dataset.base}${entryOf(opener).dataset.entry}/`;
    if (event.detail === 0) flush().then(() => location.assign(address)); // Enter
    else choose(entryOf(opener));
    return;
  }
  const link = event.target.closest("#agenda-board [data-day], #agenda-board [data-choose]");
  if (link) {
    event.preventDefault();
    lead(link);
  }
});

// To a day, or to what is wrong with an entry, wherever it stands.
async function lead(link) {
  const query = new URLSearchParams(link.search);
  await press(`${board().dataset.base}?${query}`, undefined, "GET");
  const opener = link.dataset.choose && entryNamed(link.dataset.choose)?.querySelector(".open");
  if (opener) opener.focus();
}

document.addEventListener("focusin", (event) => {
  if (event.target.matches?.(".entry .open")) choose(entryOf(event.target));
});

// ---- What is dragged, and what others do

document.addEventListener("agenda:drag", (event) => { dragging = event.detail; });
document.addEventListener("agenda:choose", (event) => event.detail.querySelector(".open").focus({ preventScroll: true }));
document.addEventListener("agenda:place", ({ detail: { entry, where } }) => {
  const loose = entry.dataset.start === undefined;
  if (loose) sheet().append(entry);
  place(entry, where);
});
document.addEventListener("agenda:move", ({ detail: { entry, day } }) => {
  const { base, day: shown } = board().dataset;
  const move = day ? { move: "this-day", day } : { move: "tray", day: shown };
  const pk = entry.dataset.entry;
  press(`${base}${pk}/place/`, () => ({ version: entryNamed(pk).dataset.version, shown, ...move }));
});

async function poll() {
  if (busy() || document.hidden || !board()) return;
  const { base, last, day } = board().dataset;
  const query = new URLSearchParams({ since: last, day });
  if (chosen()) query.set("entry", chosen().dataset.entry);
  try {
    const answer = await fetch(`${base}changes/?${query}`, { headers: HEADERS });
    const html = await answer.text();
    if (answer.status === 200 && !busy() && board().dataset.last === last) show(html);
  } catch {
    // Whoever is offline hears of it when there is something to save.
  }
}

enliven();
setInterval(poll, POLL_EVERY);
if (board().querySelector("#agenda-trouble")) say(board().dataset.said);
