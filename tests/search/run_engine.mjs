/**
 * Answers queries with the phone's engine under Node, for tests to compare with the server's.
 * Input on stdin and output on stdout, one JSON text each: {pack, queries} -> [answer, ...].
 */

import { readFileSync } from "node:fs";
import { createEngine } from "../../web/search/search.js";

const { pack, queries } = JSON.parse(readFileSync(0, "utf8"));
const engine = createEngine(pack);
process.stdout.write(JSON.stringify(queries.map((query) => engine.search(query))));
