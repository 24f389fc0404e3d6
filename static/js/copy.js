// Buttons with data-copies="id" copy what stands in that field, and say so.
"use strict";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copies]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copies);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.done;
  } catch {
    // It stays selected, so the keyboard copies it.
    field.focus();
  }
});
