// Offers to take the stars of this device over into the account of whoever is signed in.
(() => {
  const key = `stars ${document.currentScript.dataset.meeting}`;
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? [];
    } catch {
      return [];
    }
  };
  const sessions = [...document.querySelectorAll("[data-session]")];
  const missing = sessions.filter((one) => read().includes(one.dataset.session) && !("starred" in one.dataset));
  if (!missing.length) return;
  const form = document.getElementById("take-over");
  form.querySelector("b").textContent = missing.map((one) => one.querySelector(".title").textContent.trim()).join(", ");
  for (const { dataset } of missing) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "add", value: dataset.session });
    form.append(field);
  }
  form.addEventListener("submit", () => localStorage.removeItem(key));
  form.hidden = false;
})();
