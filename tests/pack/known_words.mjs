/** What the search of a pack, on stdin as it travels, knows anyway: `known` words in the pack's order, `common` ones of them and others. */

import { readFileSync } from "node:fs";
import { readPlaced } from "../../web/search/known.js";
import { openPack } from "../../web/search/pack.js";
import { Prepared } from "../../web/search/prepared.js";
import { createEngine } from "../../web/search/search.js";

const pack = openPack(JSON.parse(readFileSync(0, "utf8")));
const prepared = new Prepared(pack.search);
createEngine(pack, prepared);
const { known } = prepared;
process.stdout.write(JSON.stringify({ known, common: [...readPlaced(pack.search.common_words, known)] }));
