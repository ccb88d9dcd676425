// The page of Pagefind, as its documentation sets its own search up: fetches the pieces of the index a word needs, then each result.
import { listTyped } from "./typed.js";

const LIMIT = 5;

/** @returns {Promise<import("./typed.js").Titles>} */
async function prepare() {
  // Made by its program beside the pages it has read.
  const pagefind = await import("/pagefind/pagefind.js");
  return async (text) => {
    const { results } = await pagefind.search(text);
    /** @type {{ meta: { title: string } }[]} */
    const found = await Promise.all(results.slice(0, LIMIT).map((/** @type {any} */ result) => result.data()));
    return found.map((result) => result.meta.title);
  };
}

listTyped(prepare());
