/** The phone's end of the pack under Node: packs as they travel on stdin, in a list, the same opened on stdout. */

import { readFileSync } from "node:fs";
import { openPack } from "../../web/search/pack.js";

const packed = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(packed.map((one) => openPack(one))));
