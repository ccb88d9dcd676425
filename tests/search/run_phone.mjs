/**
 * The phone's search under Node, for tests to compare with the server's. A JSON text on stdin, another on stdout:
 *   {"texts": [...]}             -> the words of each text
 *   {"forms": [...], "instants": []} -> {"moments": in Montana, "openings": of all forms at each}
 *   {"pack": ..., "queries": []} -> {"documents": the search document of each record, "answers": one for each query,
 *                                   "suggestions": for each of "begun"}
 */

import { readFileSync } from "node:fs";
import { makeDocument } from "../../web/search/document.js";
import { findOpening, readMoment } from "../../web/search/opening.js";
import { createEngine } from "../../web/search/search.js";
import { createSuggester } from "../../web/search/suggest.js";
import { splitWords } from "../../web/search/text.js";

const { texts, forms, instants, pack, queries, begun } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts ? texts.map(splitWords) : forms ? readOpenings() : search()));

function readOpenings() {
  const moments = instants.map((instant) => readMoment(instant));
  return { moments, openings: moments.map((moment) => forms.map((form) => findOpening(form, moment))) };
}

function search() {
  const documents = pack.resources.map((form) => makeDocument(form, pack.vocabulary));
  const engine = createEngine(pack);
  const suggester = createSuggester(engine);
  return { documents, answers: queries.map((query) => engine.search(query)), suggestions: (begun ?? []).map((text) => suggester.suggest(text, 7)) };
}
