// Writing a report: a preview while one types, what is typed kept every few seconds, and a warning before it is left.
// Without this, buttons do the same.
const PREVIEW_AFTER = 350; // milliseconds without a key
const KEEP_AFTER = 2000;
const KEEP_AT_LAST = 8000; // however long one goes on typing
const TRY_AGAIN = 5000;
const MOST_ON_LEAVING = 60_000; // characters that a browser sends when its page is gone
const HEADERS = { "HX-Request": "true", ...JSON.parse(document.body.dataset.hxHeaders) };
const TEXTS = ["title", "summary", "body"];

const form = document.getElementById("report-form");
const standing = document.getElementById("standing");
const preview = document.getElementById("preview");

let unsaved = form.dataset.unsaved !== undefined;
let kept = true; // whether the registry has what is typed
let since = 0; // when the first key was typed that it has not
let keepTimer = 0;
let previewTimer = 0;
let asked = null;

const typed = (...more) => new URLSearchParams([...more, ...TEXTS].map((name) => [name, form.elements[name].value]));

// ---- The preview

async function draw() {
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(form.dataset.preview, { method: "POST", body: typed(), headers: HEADERS, signal: asked.signal });
    if (answer.ok && !answer.headers.has("HX-Redirect")) preview.innerHTML = await answer.text();
  } catch {
    // The next key asks again; what is typed is kept apart from this.
  }
}

// ---- What is typed

// Said again only where it differs, so that it is not read out every few seconds.
function tell(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  if (standing.textContent.trim() !== template.content.textContent.trim()) standing.replaceChildren(template.content);
}

function complain(words) {
  const line = document.createElement("p");
  line.className = "kept bad";
  line.setAttribute("role", "alert");
  line.textContent = words;
  if (standing.textContent.trim() !== words) standing.replaceChildren(line);
}

async function keep() {
  clearTimeout(keepTimer);
  if (kept) return;
  kept = true;
  since = 0;
  try {
    const answer = await fetch(form.dataset.autosave, { method: "POST", body: typed("version"), headers: HEADERS });
    if (answer.headers.has("HX-Redirect")) {
      complain(standing.dataset.signedOut);
      again();
    } else if (answer.ok || answer.status === 422) {
      tell(await answer.text());
    } else {
      throw new Error(String(answer.status));
    }
  } catch {
    complain(standing.dataset.offline);
    again();
  }
}

function again() {
  kept = false;
  clearTimeout(keepTimer);
  keepTimer = setTimeout(keep, TRY_AGAIN);
}

// The page is being left, or put aside on a phone, from where it may never come back.
function keepOnLeaving() {
  if (kept) return;
  const body = typed("version");
  const keepalive = body.toString().length < MOST_ON_LEAVING;
  kept = true;
  fetch(form.dataset.autosave, { method: "POST", body, headers: HEADERS, keepalive }).catch(() => { kept = false; });
}

function note(event) {
  if (event.target.closest("#add-image")) return;
  unsaved = true;
  if (!TEXTS.includes(event.target.name)) return;
  kept = false;
  since ||= Date.now();
  clearTimeout(keepTimer);
  keepTimer = setTimeout(keep, Math.max(0, Math.min(KEEP_AFTER, since + KEEP_AT_LAST - Date.now())));
  clearTimeout(previewTimer);
  previewTimer = setTimeout(draw, PREVIEW_AFTER);
}

form.addEventListener("input", note);
form.addEventListener("submit", () => {
  unsaved = false;
  kept = true;
  clearTimeout(keepTimer);
});
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keepOnLeaving(); });
window.addEventListener("pagehide", keepOnLeaving);
window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    form.requestSubmit(document.getElementById("save"));
  }
});

document.getElementById("preview-button").hidden = true;
// What two people saved at once, or what was sent and refused, is not kept anywhere yet.
if (unsaved) {
  kept = false;
  keep();
}
