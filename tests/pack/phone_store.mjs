/**
 * The phone's pack store under Node, with a cache in memory and a network that fails where it is told to:
 *   {"old": [manifest, pack], "new": [manifest, pack, delta or null], "faults": [{"url", "after"} | {"step"} | null, ...]}
 * -> for each fault, the hash of the pack that can be read afterwards, and whether looking for news was said to have worked.
 * `after`: bytes of the answer at `url` that arrive; `step`: how many times something may be put into the cache.
 */

import { readFileSync } from "node:fs";
import { fetchNewest } from "../../web/worker/pack-news.js";
import { readPack } from "../../web/worker/pack-store.js";

const { old, new: newer, faults } = JSON.parse(readFileSync(0, "utf8"));
const MANIFEST = "/packs/latest.json";
const json = (text) => new Response(text, { headers: { "content-type": "application/json" } });

class MemoryCache {
  kept = new Map();
  steps = Infinity;
  async match(url) {
    return this.kept.get(url)?.clone();
  }
  async put(url, response) {
    if (this.steps-- <= 0) throw new DOMException("no room", "QuotaExceededError");
    this.kept.set(url, response);
  }
  async keys() {
    return [...this.kept.keys()].map((url) => ({ url: `https://example.org${url}` }));
  }
  async delete(url) {
    return this.kept.delete(new URL(url).pathname);
  }
}

function cutAfter(text, after) {
  const bytes = new TextEncoder().encode(text);
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.slice(0, after));
      controller.error(new TypeError("network error"));
    },
  });
  return new Response(body, { headers: { "content-type": "application/json" } });
}

async function meet(fault) {
  const cache = new MemoryCache();
  await cache.put(MANIFEST, json(JSON.stringify(old[0])));
  await cache.put(old[0].url, json(old[1]));
  cache.steps = fault?.step ?? Infinity;
  globalThis.caches = { open: async () => cache };
  const [manifest, pack, delta] = newer;
  const answers = { [MANIFEST]: JSON.stringify(manifest), [manifest.url]: pack, [`/packs/${old[0].hash}-${manifest.hash}.json`]: delta };
  globalThis.fetch = async (url) => {
    if (!answers[url]) return new Response("", { status: 404 });
    return url.startsWith(fault?.url ?? "-") ? cutAfter(answers[url], fault.after) : json(answers[url]);
  };
  const said = await fetchNewest(false).then(async (found) => ((await found?.storing) ? "stored" : "memory"), () => "failed");
  return [said, (await readPack())?.records_on ?? null];
}

const results = [];
for (const fault of faults) results.push(await meet(fault));
process.stdout.write(JSON.stringify(results));
