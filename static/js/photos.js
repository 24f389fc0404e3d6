// Sends chosen or dropped photos one after the other, in their order, and says beside each file how it fares. What is
// added appears in the sheet at once, so that its words can be typed while the others are on their way.
const form = document.getElementById("add");
if (form) begin(form);

function begin(form) {
  const input = form.elements.photos;
  const list = form.querySelector(".uploads");
  const status = form.querySelector(".said");
  const waiting = [];
  const count = { all: 0, done: 0, refused: 0 };
  let busy = false;

  form.querySelector(".drop-hint").hidden = false;
  form.querySelector(".acts").hidden = true;
  input.required = false;

  input.addEventListener("change", () => {
    take(input.files);
    input.value = "";
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  let depth = 0;
  const over = (change) => form.classList.toggle("over", (depth = Math.max(0, change ? depth + change : 0)) > 0);
  form.addEventListener("dragenter", () => over(1));
  form.addEventListener("dragleave", () => over(-1));
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    over(0);
    take(event.dataTransfer.files);
  });
  addEventListener("beforeunload", (event) => {
    if (busy) event.preventDefault();
  });

  function take(files) {
    for (const file of files) {
      count.all += 1;
      const line = lineFor(file);
      if (file.size > Number(form.dataset.most)) refuse(line, form.dataset.tooLarge);
      else waiting.push([file, line]);
    }
    next();
  }

  function next() {
    if (busy || !waiting.length) return;
    busy = true;
    send(...waiting.shift());
  }

  function lineFor(file) {
    const line = document.createElement("li");
    const name = document.createElement("b");
    const progress = document.createElement("progress");
    const how = document.createElement("span");
    name.textContent = file.name;
    progress.max = 1;
    progress.value = 0;
    progress.setAttribute("aria-label", file.name);
    how.className = "how";
    how.textContent = form.dataset.waiting;
    line.append(name, progress, how);
    list.append(line);
    return line;
  }

  function send(file, line) {
    const request = new XMLHttpRequest();
    const progress = line.querySelector("progress");
    const data = new FormData();
    data.append("photos", file);
    request.open("POST", form.action);
    request.responseType = "json";
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", form.elements.csrfmiddlewaretoken.value);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progress.value = event.loaded / event.total;
    });
    request.upload.addEventListener("load", () => {
      progress.removeAttribute("value");
      line.querySelector(".how").textContent = form.dataset.drawing;
    });
    request.addEventListener("loadend", () => {
      busy = false;
      if (request.status === 201) hang(line, request.response.card);
      else refuse(line, request.response?.error ?? form.dataset.failed);
      next();
    });
    request.send(data);
  }

  function hang(line, card) {
    document.getElementById("photo-cards").insertAdjacentHTML("beforeend", card);
    document.getElementById("no-photos")?.remove();
    document.querySelector(".save-bar").hidden = false;
    finish(line, form.dataset.added);
  }

  function refuse(line, why) {
    line.classList.add("refused");
    count.refused += 1;
    finish(line, why);
  }

  function finish(line, how) {
    count.done += 1;
    line.querySelector("progress").remove();
    line.querySelector(".how").textContent = how;
    status.textContent = form.dataset.said
      .replace("%(done)s", count.done)
      .replace("%(all)s", count.all)
      .replace("%(refused)s", count.refused);
  }
}
