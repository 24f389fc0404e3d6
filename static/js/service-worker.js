// Keeps the agendas that were seen last, and what they need, for times without a network. Public pages only: they are the
// same for everybody. A new form of what is kept needs a new version.
const VERSION = "1";
const PAGES = `agenda-pages-${VERSION}`;
const ASSETS = `agenda-assets-${VERSION}`;
const MOST = 80;
const PATIENCE = 4000;
const KEPT = /^\/meetings\/[\w-]+\/(agenda|sessions\/\d+)\/$/;
const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const ANY = { ignoreVary: true };

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(dropOldVersions().then(() => clients.claim())));
addEventListener("message", (event) => event.waitUntil(keep(new URL(event.source.url))));
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && KEPT.test(url.pathname)) event.respondWith(page(event, url));
  else if (url.pathname.startsWith("/static/")) event.respondWith(asset(request));
});

async function dropOldVersions() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => ![PAGES, ASSETS].includes(name)).map((name) => caches.delete(name)));
}

async function keep(url) {
  if (KEPT.test(url.pathname)) await store(url, await fetch(url.pathname));
}

async function page(event, url) {
  const kept = await caches.match(url.pathname, ANY);
  const fresh = fetch(event.request).then((response) => {
    if (response.status >= 500 && kept) throw new Error(response.statusText);
    if (!url.search) event.waitUntil(store(url, response.clone()));
    return response;
  });
  event.waitUntil(fresh.catch(() => {}));
  if (!kept) return fresh;
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE));
  return Promise.race([fresh, late]).catch(() => asOf(kept));
}

async function store(url, response) {
  if (!response.ok || response.redirected) return;
  const html = await response.text();
  const headers = new Headers(response.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  headers.set("X-Kept-At", new Date().toISOString());
  const pages = await caches.open(PAGES);
  await pages.put(url.pathname, new Response(html, { headers }));
  await trim(pages);
  const assets = await caches.open(ASSETS);
  const needed = new Set([...html.matchAll(/(?:href|src)="(\/static\/[^"#]+)/g)].map(([, path]) => path));
  for (const path of needed) if (!(await assets.match(path, ANY))) await assets.add(path);
  await trim(assets);
}

async function trim(cache) {
  const oldest = (await cache.keys()).slice(0, -MOST);
  await Promise.all(oldest.map((request) => cache.delete(request, ANY)));
}

async function asOf(kept) {
  const html = await kept.text();
  const since = `data-since="${kept.headers.get("X-Kept-At")}"`;
  return new Response(html.replace('id="kept" role="status" hidden', `id="kept" role="status" ${since}`), { headers: kept.headers });
}

async function asset(request) {
  const kept = await caches.match(request, ANY);
  if (kept && HASHED.test(request.url)) return kept;
  return fetch(request).catch((error) => {
    if (kept) return kept;
    throw error;
  });
}
