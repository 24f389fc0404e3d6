// A form with data-most (bytes) says beside its field that what was chosen is too large, and sends nothing: all that was
// typed stays. data-too-large are the words. The server says the same to those without scripts.
"use strict";

const fields = (form) => [...form.querySelectorAll("[type=file]")];
const weight = (field) => [...field.files].reduce((sum, file) => sum + file.size, 0);
const isTooLarge = (form) => fields(form).reduce((sum, field) => sum + weight(field), 0) > Number(form.dataset.most);

// The field that weighs most, with the words above it; null where all is well, and nothing is said any more.
function tell(form) {
  form.querySelector("#too-large")?.remove();
  for (const field of form.querySelectorAll("[aria-errormessage=too-large]")) {
    field.removeAttribute("aria-errormessage");
    field.removeAttribute("aria-invalid");
  }
  if (!isTooLarge(form)) return null;
  const field = fields(form).reduce((most, one) => (weight(one) > weight(most) ? one : most));
  const said = document.createElement("p");
  Object.assign(said, { id: "too-large", className: "error", textContent: form.dataset.tooLarge });
  said.setAttribute("role", "alert");
  field.before(said);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-errormessage", "too-large");
  return field;
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-most]");
  if (form && event.target.type === "file") tell(form);
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-most]")) return;
  const field = tell(event.target);
  if (!field) return;
  event.preventDefault();
  field.focus();
});
