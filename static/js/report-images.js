// Pictures for a report: dropped onto its text, pasted there or chosen; what is to be seen is asked before one is sent.
const HEADERS = { "HX-Request": "true", ...JSON.parse(document.body.dataset.hxHeaders) };

const form = document.getElementById("report-form");
const text = form.elements.body;
const { image, alternative, caption } = form.elements;
const details = document.getElementById("add-image");
const button = document.getElementById("add-image-button");
const progress = document.getElementById("image-progress");
const said = document.getElementById("image-said");

const picturesIn = (transfer) => [...(transfer?.files ?? [])].filter((file) => file.type.startsWith("image/"));

// The file goes where one chosen by hand would be, so that there is one way to add it.
function choose(file) {
  const transfer = new DataTransfer();
  transfer.items.add(file);
  image.files = transfer.files;
  said.textContent = "";
  details.open = true;
  alternative.focus();
  details.scrollIntoView({ block: "nearest" });
}

text.addEventListener("dragover", (event) => {
  if (![...event.dataTransfer.types].includes("Files")) return;
  event.preventDefault();
  text.classList.add("dropping");
});
text.addEventListener("dragleave", () => text.classList.remove("dropping"));
text.addEventListener("drop", (event) => {
  text.classList.remove("dropping");
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  const [file] = picturesIn(event.dataTransfer);
  choose(file ?? event.dataTransfer.files[0]);
});
text.addEventListener("paste", (event) => {
  const [file] = picturesIn(event.clipboardData);
  if (!file || event.clipboardData.types.includes("text/plain")) return;
  event.preventDefault();
  choose(file);
});

// As a paragraph of its own, which makes it a figure; undone by the browser's own undo.
function insert(mark) {
  const before = text.value.slice(0, text.selectionStart).trimEnd();
  const after = text.value.slice(text.selectionEnd).trimStart();
  text.setSelectionRange(before.length, text.value.length - after.length);
  text.focus();
  const words = `${before && "\n\n"}${mark}\n\n`;
  if (!document.execCommand("insertText", false, words)) {
    text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}

// What is wrong stands above its field, as on a page from the server.
function show(errors) {
  for (const list of details.querySelectorAll(".errorlist")) list.remove();
  for (const field of [image, alternative, caption]) {
    field.removeAttribute("aria-invalid");
    const sentences = errors[field.name] ?? [];
    if (!sentences.length) continue;
    const list = document.createElement("ul");
    list.className = "errorlist";
    list.setAttribute("role", "alert");
    list.append(...sentences.map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })));
    field.before(list);
    field.setAttribute("aria-invalid", "true");
  }
  details.querySelector("[aria-invalid]")?.focus();
}

function busy(is) {
  button.setAttribute("aria-busy", String(is));
  progress.hidden = !is;
  said.textContent = is ? button.dataset.busy : "";
}

async function add() {
  if (button.getAttribute("aria-busy") === "true") return;
  const body = new FormData();
  if (image.files[0]) body.append("image", image.files[0]);
  body.append("alternative", alternative.value);
  body.append("caption", caption.value);
  busy(true);
  try {
    const answer = await fetch(form.dataset.image, { method: "POST", body, headers: HEADERS });
    const { markdown, errors } = await answer.json();
    busy(false);
    show(errors ?? {});
    if (!markdown) return;
    insert(markdown);
    for (const field of [image, alternative, caption]) field.value = "";
    details.open = false;
  } catch {
    busy(false);
    said.textContent = button.dataset.failed;
  }
}

button.addEventListener("click", (event) => {
  event.preventDefault();
  add();
});
details.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target.type !== "text") return;
  event.preventDefault();
  add();
});
document.getElementById("drop-hint").hidden = false;
// Before anybody has put the cursor anywhere, a picture comes to the end.
text.setSelectionRange(text.value.length, text.value.length);
