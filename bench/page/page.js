// The page the phone's search is measured in: builds one engine from /pack.json or /documents.json, then answers timed texts.
import { Document } from "flexsearch";
import MiniSearch from "minisearch";
import { openPack } from "../../web/search/pack.js";
import { createEngine } from "../../web/search/search.js";

const LIMIT = 10;

/**
 * @typedef {(text: string) => string[]} Search words typed -> ids, best first, at most LIMIT
 * @typedef {Record<string, string>} SearchDocument field -> text, and `id`
 * @typedef {{ milliseconds: number, ids: string[] }} Answer
 */

/** @type {Record<string, (input: any) => Search>} */
const BUILDERS = { directory: buildOurs, minisearch: buildMiniSearch, flexsearch: buildFlexSearch };

/** @param {Record<string, any>} packed @returns {Search} */
function buildOurs(packed) {
  const engine = createEngine(openPack(packed));
  return (text) => engine.search({ text, limit: LIMIT }).hits.map((hit) => hit.id);
}

/** At its defaults: whole words, any of them. @param {SearchDocument[]} documents @returns {Search} */
function buildMiniSearch(documents) {
  const index = new MiniSearch({ fields: listFields(documents) });
  index.addAll(documents);
  return (text) => index.search(text).slice(0, LIMIT).map((hit) => hit.id);
}

/**
 * As its documentation sets up as-you-type search over several fields: beginnings of words; `suggest` also finds what
 * has only some of the words; `merge` makes one list of the fields' lists.
 * @param {SearchDocument[]} documents
 * @returns {Search}
 */
function buildFlexSearch(documents) {
  const index = new Document({ document: { id: "id", index: listFields(documents) }, tokenize: "forward" });
  for (const document of documents) index.add(document);
  return (text) => {
    /** @type {any[]} */
    const found = index.search(text, { limit: LIMIT, suggest: true, merge: true });
    return found.slice(0, LIMIT).map((hit) => hit.id);
  };
}

/** @param {SearchDocument[]} documents */
function listFields(documents) {
  return Object.keys(documents[0]).filter((field) => field !== "id");
}

/** @type {Search} */
let search = () => [];

/** @param {string} address @returns {Promise<any>} */
async function readJson(address) {
  return (await fetch(address)).json();
}

/**
 * Fetches what the engine is built from and keeps it, so that building can be timed alone.
 * @param {string} name a key of BUILDERS
 * @returns {Promise<() => number>} builds; gives milliseconds
 */
async function prepare(name) {
  const input = await readJson(name === "directory" ? "/pack.json" : "/documents.json");
  return () => {
    const start = performance.now();
    search = BUILDERS[name](input);
    return performance.now() - start;
  };
}

/** @type {() => number} */
let build = () => 0;

Object.assign(globalThis, {
  /** @param {string} name */
  benchPrepare: async (name) => void (build = await prepare(name)),
  benchBuild: () => build(),
  /** @param {string[]} texts @returns {Answer[]} */
  benchSearch: (texts) =>
    texts.map((text) => {
      const start = performance.now();
      const ids = search(text);
      return { milliseconds: performance.now() - start, ids };
    }),
});
