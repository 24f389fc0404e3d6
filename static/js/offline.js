// Lets the worker keep this page for times without a network, and says when it is such a kept one.
(() => {
  const { worker } = document.currentScript.dataset;
  const kept = document.getElementById("kept");
  if (kept.dataset.since) {
    kept.querySelector("b").textContent = new Date(kept.dataset.since).toLocaleString(document.documentElement.lang, { dateStyle: "full", timeStyle: "short" });
  }
  const workers = navigator.serviceWorker;
  if (!workers) return;
  // A worker that is new has not seen this page come.
  const isNew = !workers.controller;
  workers.register(worker).catch(() => {});
  if (isNew) workers.ready.then(({ active }) => active.postMessage("keep"));
})();
