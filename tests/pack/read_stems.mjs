/** The stems of the phone under Node: {"tables", "words" that are known} on stdin, for each table word -> stem on stdout. */

import { readFileSync } from "node:fs";
import { listKnown } from "../../web/search/known.js";
import { readStems } from "../../web/search/stems.js";

const { tables, words } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(tables.map((table) => Object.fromEntries(readStems(table, listKnown(words))))));
