// The agenda on a device: what is on now and next, times on the viewer's clock, and filters without a new page.
(() => {
  const agenda = document.getElementById("agenda");
  const entries = [...agenda.querySelectorAll(".session")];
  const language = document.documentElement.lang;
  const { zone } = document.getElementById("yours")?.dataset ?? {};
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const date = (moment, timeZone) => moment.toLocaleDateString(language, { timeZone, weekday: "short", day: "numeric" });

  function timeOn(timeZone, moment, from) {
    const time = moment.toLocaleTimeString(language, { timeZone, ...clock });
    return date(moment, timeZone) === from ? time : `${date(moment, timeZone)} ${time}`;
  }

  function showOwnTimes() {
    for (const slot of agenda.querySelectorAll(".slot")) {
      const begins = slot.querySelector("[data-from]")?.dataset.from;
      if (begins) slot.querySelector(".clock").dataset.yours = timeOn(undefined, new Date(begins), date(new Date(begins), zone));
    }
  }

  function linksTo(shown) {
    return shown.flatMap((entry, place) => {
      const link = document.createElement("a");
      link.href = `#${entry.id}`;
      link.textContent = entry.querySelector("h3").textContent;
      return place ? [", ", link] : [link];
    });
  }

  function showNow() {
    const now = new Date();
    const timed = entries.filter((entry) => entry.dataset.from && !entry.classList.contains("cancelled"));
    const from = (entry) => new Date(entry.dataset.from);
    const current = timed.filter((entry) => from(entry) <= now && now < new Date(entry.dataset.to));
    const soonest = Math.min(...timed.map(from).filter((moment) => moment > now));
    const next = timed.filter((entry) => from(entry).getTime() === soonest);
    for (const entry of entries) {
      if (current.includes(entry)) entry.setAttribute("aria-current", "time");
      else entry.removeAttribute("aria-current");
      entry.dataset.now = agenda.dataset.now;
    }
    const [nowLine, nextLine] = document.querySelectorAll("#now-next span");
    nowLine.replaceChildren(...(current.length ? linksTo(current) : ["–"]));
    const when = next.length ? `${timeOn(zone, from(next[0]), date(now, zone))} ` : "–";
    nextLine.replaceChildren(when, ...linksTo(next));
    return current[0] ?? next[0];
  }

  function followTheClock() {
    const cameBack = ["reload", "back_forward"].includes(performance.getEntriesByType("navigation")[0]?.type);
    const target = showNow();
    if (target && !cameBack && !location.hash && !location.search && scrollY === 0) target.closest(".slot").scrollIntoView();
    setInterval(showNow, 30000);
    document.addEventListener("visibilitychange", showNow);
  }

  function narrow(form) {
    const selects = [...form.querySelectorAll("select")];
    const stars = document.getElementById("only-stars");
    const status = form.querySelector("[role=status]");

    function apply() {
      const asked = selects.filter((select) => select.value);
      const narrowed = asked.length > 0 || Boolean(stars?.checked);
      const fits = (entry) =>
        asked.every(({ name, value }) => (entry.dataset[name] ?? "").split(" ").includes(value)) &&
        (!stars?.checked || entry.classList.contains("starred"));
      for (const entry of entries) entry.hidden = narrowed && !fits(entry);
      for (const part of agenda.querySelectorAll(".slot, .day")) part.hidden = !part.querySelector(".session:not([hidden])");
      const found = entries.filter((entry) => entry.dataset.session && !entry.hidden).length;
      status.textContent = narrowed ? status.dataset.some.replace("#", found) : status.dataset.all;
      document.getElementById("nothing").hidden = found > 0;
      agenda.classList.toggle("narrowed", narrowed);
    }

    function change() {
      apply();
      const query = new URLSearchParams(selects.filter((select) => select.value).map(({ name, value }) => [name, value]));
      history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
    }

    // A page that was kept for times without a network is the whole one, whatever its address asks for.
    if (location.search && !agenda.classList.contains("narrowed")) {
      const asked = new URLSearchParams(location.search);
      for (const option of form.querySelectorAll("option")) option.selected = option.value === (asked.get(option.parentElement.name) ?? "");
      apply();
    }
    form.addEventListener("change", change);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      change();
    });
    document.addEventListener("stars", () => stars?.checked && apply());
  }

  const form = document.getElementById("narrow");
  if (form) narrow(form);
  if (document.documentElement.classList.contains("elsewhere")) showOwnTimes();
  if (document.getElementById("now-next")) followTheClock();
})();
