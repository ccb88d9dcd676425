/**
 * The search thread under Node, on a phone that was never here, brought a pack in two parts:
 *   {"manifest", "tables": text of the pack before its records, or null where that was never brought, "begun": text of the first part, "whole": text of the pack or null where the rest never came, "newest": text of the
 *    pack that the server gives then, or null with no signal, "queries": [texts], "language", "record": id}
 * -> what opening and completing came to, the cards of each query before and after, whether the opened record waited, its view,
 * and what the phone has kept.
 */

import { readFileSync } from "node:fs";

const { manifest, tables, begun, whole, newest, queries, language, record } = JSON.parse(readFileSync(0, "utf8"));
const NOW = Date.UTC(2026, 10, 21, 19);
const kept = new Map();
const cache = {
  match: async (url) => kept.get(url)?.clone(),
  put: async (url, response) => void kept.set(url, response),
  keys: async () => [...kept.keys()].map((url) => ({ url: `https://example.org${url}` })),
  delete: async (url) => kept.delete(new URL(url).pathname),
};
globalThis.caches = { has: async () => false, open: async () => cache };
const answers = { "/packs/latest.json": JSON.stringify(manifest), [manifest.url]: newest };
const LATER = "/static/search-later.0123456789.js";
globalThis.importScripts = () => {};
globalThis.fetch = async (url) => {
  if (url === LATER) return new Response();
  if (newest === null) throw new TypeError("no signal");
  return new Response(answers[url], { headers: { "content-type": "application/json" } });
};

// Nothing here waits for what is made ready aside.
globalThis.setTimeout = () => 0;
let hear = () => {};
const waiting = new Map();
globalThis.self = { name: LATER, addEventListener: (_, handler) => (hear = handler), postMessage: ({ number, answer }) => waiting.get(number)(answer) };
await import("../../web/worker/search-thread.js");
await import("../../web/worker/later-thread.js");

let last = 0;
function ask(question, asked) {
  const number = ++last;
  return new Promise((resolve) => {
    waiting.set(number, resolve);
    hear({ data: { number, ask: question, asked } });
  });
}

const bring = (text) => text && { manifest, bytes: new TextEncoder().encode(text).buffer };
const question = (text) => ({ text, place: "", filters: {}, ignore: [], limit: 20, offset: 0, now: NOW });
const searchAll = () => Promise.all(queries.map((text) => ask("search", { question: question(text), language })));

const isPrepared = tables && (await ask("prepare", { begun: bring(tables) }));
const { state } = await ask("open", { first: bring(begun) });
const before = await searchAll();
let isAnswered = false;
const opening = ask("record", { id: record, language, now: NOW }).then((view) => ((isAnswered = true), view));
await searchAll();
const hasWaited = !isAnswered;
const completed = await ask("complete", { first: bring(whole) });
const answer = { isPrepared, state, before, hasWaited, completed, view: await opening, after: await searchAll(), kept: [...kept.keys()] };
process.stdout.write(JSON.stringify(answer));
