/** The phone's end of pieces under Node: [[pieces, base, size], ...] on stdin, texts on stdout; null where they do not fit. */

import { readFileSync } from "node:fs";
import { joinPieces } from "../../web/worker/pieces.js";

const asked = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(asked.map(join)));

function join([pieces, base, size]) {
  try {
    return Buffer.from(joinPieces(pieces, Buffer.from(base), size)).toString("utf8");
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
