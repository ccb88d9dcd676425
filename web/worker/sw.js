// The service worker: keeps the app's own pages and files, all of them or none, and answers with them.
// It never stores what a visitor asked for. Packs are kept by pack-store.js.

/** @typedef {{url: string, revision: string}} Entry */

const worker = /** @type {any} */ (self);
/** @type {Entry[]} every page in every language and every bundled file; the build leaves a place where the server puts the list in */
const SHELL = worker.LIST_FROM_SERVER;
const PREFIX = "pages-";
const NAME = PREFIX + SHELL.map(({ revision }) => revision.slice(0, 4)).join("");
const PATHS = new Set(SHELL.map(({ url }) => url));
const REVISION = "x-revision";
const PATIENCE_MS = 4000;

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(keepShell()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(takeOver()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(openPage(request, pathname));
  else if (request.method === "GET" && PATHS.has(pathname)) event.respondWith(fromShell(pathname));
});

/** Stores every entry and reads each back; throws, and so stays uninstalled, if one is missing. */
async function keepShell() {
  const cache = await caches.open(NAME);
  await Promise.all(SHELL.map(async (entry) => cache.put(entry.url, (await keptBefore(entry)) ?? (await fetchEntry(entry)))));
  const back = await Promise.all(SHELL.map(({ url }) => cache.match(url)));
  if (!back.every(Boolean)) throw new Error("a page was not kept");
}

/** @param {Entry} entry @returns {Promise<Response | undefined>} the same state of it, from the version in use */
async function keptBefore({ url, revision }) {
  for (const name of await ownCaches()) {
    const kept = await (await caches.open(name)).match(url);
    if (kept?.headers.get(REVISION) === revision) return kept;
  }
}

/** @param {Entry} entry @returns {Promise<Response>} asked of the server past the HTTP cache; only a good answer of the right type */
async function fetchEntry({ url, revision }) {
  const response = await fetch(url, { cache: "no-cache", credentials: "omit" });
  const type = response.headers.get("content-type") ?? "";
  const wanted = /\.\w+$/.test(url) ? !type.startsWith("text/html") : type.startsWith("text/html");
  if (!response.ok || response.redirected || !wanted) throw new Error(`${url}: ${response.status} ${type}`);
  const headers = { "content-type": type, [REVISION]: revision };
  for (const name of ["content-security-policy", "referrer-policy"]) {
    const value = response.headers.get(name);
    if (value) Object.assign(headers, { [name]: value });
  }
  return new Response(await response.blob(), { headers });
}

async function takeOver() {
  for (const name of await ownCaches()) if (name !== NAME) await caches.delete(name);
  await worker.clients.claim();
}

async function ownCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}

/**
 * A page we keep; else the server's answer; else, with no signal, the page that shows records from the pack.
 * @param {Request} request @param {string} pathname
 */
async function openPage(request, pathname) {
  if (request.method === "GET" && PATHS.has(pathname)) return fromShell(pathname);
  const patience = new AbortController();
  setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    return await fetch(request, { signal: patience.signal });
  } catch {
    return fromShell(`${/^\/es\//.test(pathname) ? "/es" : ""}/offline`);
  }
}

/** @param {string} pathname @returns {Promise<Response>} */
async function fromShell(pathname) {
  const cache = await caches.open(NAME);
  return (await cache.match(pathname)) ?? fetch(pathname);
}
