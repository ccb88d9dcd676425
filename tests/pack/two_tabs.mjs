/**
 * Two tabs that keep a pack each at the same time, under Node: {"packs": [[manifest, pack], [manifest, pack]], "rounds": n}
 * -> for each round, in which the cache takes the steps of both in an order drawn anew, the day of the pack that can be read then.
 */

import { readFileSync } from "node:fs";
import { keepPack } from "../../web/worker/pack-keep.js";
import { readPack } from "../../web/worker/pack-store.js";

const { packs, rounds } = JSON.parse(readFileSync(0, "utf8"));
const BASE = "https://example.org";

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
function draw(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Each step waits until it is drawn out of all that wait. */
class DrawnCache {
  kept = new Map();
  waiting = [];
  constructor(random) {
    this.random = random;
  }
  turn() {
    return new Promise((resolve) => this.waiting.push(resolve));
  }
  takeOne() {
    const [resolve] = this.waiting.splice(Math.floor(this.random() * this.waiting.length), 1);
    resolve?.();
  }
  async match(url) {
    await this.turn();
    return this.kept.get(url)?.clone();
  }
  async put(url, response) {
    await this.turn();
    this.kept.set(url, response);
  }
  async keys() {
    await this.turn();
    return [...this.kept.keys()].map((url) => ({ url: BASE + url }));
  }
  async delete(url) {
    await this.turn();
    return this.kept.delete(new URL(url).pathname);
  }
}

/** As in a browser: who asks for a lock waits for all who asked before. */
class Locks {
  last = Promise.resolve();
  request(name, work) {
    const done = this.last.then(work);
    this.last = done.catch(() => {});
    return done;
  }
}

/** Lets steps be taken until `work` has come to its end. */
async function takeSteps(cache, work) {
  let isDone = false;
  work.finally(() => (isDone = true));
  while (!isDone) {
    await new Promise(setImmediate);
    cache.takeOne();
  }
  return work;
}

async function meet(seed) {
  const cache = new DrawnCache(draw(seed));
  globalThis.caches = { open: async () => cache };
  Object.defineProperty(globalThis, "navigator", { value: { locks: new Locks() }, configurable: true });
  const keep = ([manifest, text]) => keepPack(cache, manifest, new TextEncoder().encode(text));
  await takeSteps(cache, Promise.all(packs.map(keep)));
  return (await takeSteps(cache, readPack()))?.records_on ?? null;
}

const days = [];
for (let round = 0; round < rounds; round++) days.push(await meet(round));
process.stdout.write(JSON.stringify(days));
