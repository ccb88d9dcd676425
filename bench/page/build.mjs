// page.js -> the one script given as argument. esbuild and MiniSearch are those of web/, so that there is one version of each.
import { build } from "../../web/node_modules/esbuild/lib/main.js";

await build({
  entryPoints: [new URL("page.js", import.meta.url).pathname],
  bundle: true,
  minify: true,
  format: "iife",
  outfile: process.argv[2],
  alias: { minisearch: new URL("../../web/node_modules/minisearch", import.meta.url).pathname },
});
