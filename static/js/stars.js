// Stars stay on this device; those of somebody who is signed in stay with the account, and here until they got there.
(() => {
  const { meeting, stars: address } = document.currentScript.dataset;
  const onDevice = `stars ${meeting}`;
  const ofAccount = `account stars ${meeting}`;
  const entries = [...document.querySelectorAll("[data-session]")];
  const read = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  };
  const write = (key, value) => {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // Without storage a star lasts as long as the page.
    }
  };
  let device = read(onDevice) ?? [];
  let account = read("signed in") ? (read(ofAccount) ?? { owner: null, stars: [], pending: {} }) : null;

  const starred = () => new Set(account ? account.stars : device);

  function draw() {
    const stars = starred();
    for (const entry of entries) {
      const on = stars.has(entry.dataset.session);
      entry.classList.toggle("starred", on);
      entry.querySelector(".star")?.setAttribute("aria-pressed", on);
    }
    document.dispatchEvent(new Event("stars"));
  }

  function toggle(key) {
    const stars = starred();
    const on = !stars.has(key);
    if (on) stars.add(key);
    else stars.delete(key);
    if (account) {
      account = { ...account, stars: [...stars], pending: { ...account.pending, [key]: on } };
      write(ofAccount, account);
      sync();
    } else {
      device = [...stars];
      write(onDevice, device);
    }
    draw();
  }

  async function ask(pending, token) {
    const body = new URLSearchParams(Object.entries(pending).map(([key, on]) => [on ? "add" : "remove", key]));
    const post = { method: "POST", body, headers: { "X-CSRFToken": token } };
    const response = await fetch(address, { redirect: "manual", ...(token ? post : {}) });
    return response.ok ? response.json() : null;
  }

  async function sync() {
    if (!account) return;
    try {
      let answer = await ask({});
      const pending = answer?.owner === account.owner ? account.pending : {};
      if (answer && Object.keys(pending).length) answer = await ask(pending, answer.token);
      if (!answer) return signOut();
      const since = Object.entries(account.pending).filter(([key, on]) => answer.owner === account.owner && pending[key] !== on);
      account = { owner: answer.owner, stars: answer.stars, pending: Object.fromEntries(since) };
      write(ofAccount, account);
      draw();
    } catch {
      // Without a network they wait here.
    }
  }

  function signOut() {
    account = null;
    localStorage.removeItem("signed in");
    localStorage.removeItem(ofAccount);
    draw();
  }

  document.addEventListener("click", (event) => {
    const star = event.target.closest(".star");
    if (star) toggle(star.closest("[data-session]").dataset.session);
  });
  addEventListener("online", sync);
  draw();
  sync();
})();
