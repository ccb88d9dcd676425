// The page of MiniSearch at its defaults: fetches all records, builds the index of them, answers from it.
import MiniSearch from "minisearch";
import { listTyped } from "./typed.js";

const LIMIT = 5;

/** @returns {Promise<import("./typed.js").Titles>} */
async function prepare() {
  const { fields, records } = await (await fetch("/records.json")).json();
  const index = new MiniSearch({ fields, storeFields: ["title"] });
  index.addAll(records);
  return async (text) =>
    index
      .search(text)
      .slice(0, LIMIT)
      .map((found) => found.title);
}

listTyped(prepare());
