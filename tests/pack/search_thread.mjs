/**
 * The search thread under Node, on a phone that has a pack, is opened and then looks for news:
 *   {"old": [manifest, pack], "new": [manifest, pack] or null with no signal, "saved": addresses of files, or null for none,
 *    "is_locked": whether the browser keeps the saved files to itself}
 * -> what opening came to, what looking for news came to, and the addresses of the files that are still there.
 */

import { readFileSync } from "node:fs";

const { old, new: newer, saved, is_locked } = JSON.parse(readFileSync(0, "utf8"));
const MANIFEST = "/packs/latest.json";
const json = (content) => new Response(content, { headers: { "content-type": "application/json" } });

class MemoryCache {
  constructor(kept) {
    this.kept = new Map(Object.entries(kept));
  }
  async match(url) {
    return this.kept.get(url)?.clone();
  }
  async put(url, response) {
    this.kept.set(url, response);
  }
  async keys() {
    return [...this.kept.keys()].map((url) => ({ url: `https://example.org${url}` }));
  }
  async delete(url) {
    return this.kept.delete(new URL(url).pathname);
  }
}

const records = new MemoryCache({ [MANIFEST]: json(JSON.stringify(old[0])), [old[0].url]: json(old[1]) });
const files = saved && new MemoryCache(Object.fromEntries(saved.map((url) => [url, new Response("film")])));
if (is_locked) files.keys = async () => Promise.reject(new DOMException("no room to read", "UnknownError"));
const kept = { records, ...(files && { files }) };
globalThis.caches = { has: async (name) => name in kept, open: async (name) => (kept[name] ??= new MemoryCache({})) };

const answers = newer && { [MANIFEST]: JSON.stringify(newer[0]), [newer[0].url]: newer[1] };
const LATER = "/static/search-later.0123456789.js";
globalThis.importScripts = () => {};
globalThis.fetch = async (url) => {
  if (url === LATER) return new Response();
  if (!answers) throw new TypeError("no signal");
  return answers[url] ? json(answers[url]) : new Response("", { status: 404 });
};

// Nothing here waits for the names that suggestions are made of.
globalThis.setTimeout = () => 0;
let hear = async () => {};
let answered = () => {};
globalThis.self = { name: LATER, addEventListener: (_, handler) => (hear = handler), postMessage: ({ answer }) => answered(answer) };
await import("../../web/worker/search-thread.js");
await import("../../web/worker/later-thread.js");

async function ask(question, asked) {
  const answer = new Promise((resolve) => (answered = resolve));
  await hear({ data: { number: 1, ask: question, asked } });
  return answer;
}

const { state: opened } = await ask("open", { first: null });
const news = await ask("update", { isSparing: false });
process.stdout.write(JSON.stringify([opened, news, kept.files ? [...kept.files.kept.keys()] : null]));
