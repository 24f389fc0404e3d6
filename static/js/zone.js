// Says on which clock the viewer lives, where it shows another time than the meeting's. It runs before the page is drawn.
(() => {
  const line = document.getElementById("yours");
  const { zone, moments, exact } = line.dataset;
  const times = moments.split(" ").map((moment) => new Date(moment));
  const shown = (moment, timeZone) => moment.toLocaleString("en", { timeZone, dateStyle: "short", timeStyle: "short" });
  if (times.every((moment) => shown(moment, zone) === shown(moment))) return;
  const language = document.documentElement.lang;
  const name = (style) =>
    new Intl.DateTimeFormat("en", { timeZoneName: style }).formatToParts(times[0]).find((part) => part.type === "timeZoneName").value;
  const place = Intl.DateTimeFormat().resolvedOptions().timeZone.split("/").pop().replaceAll("_", " ");
  const words = [place, name("longOffset").replace("GMT", "UTC")];
  if (exact) words.unshift(times[0].toLocaleString(language, { weekday: "short", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" }));
  line.querySelector("b").textContent = words.join(", ");
  document.documentElement.classList.add("elsewhere");
})();
