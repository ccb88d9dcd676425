// page.js -> the one script given as argument. esbuild is that of web/.
import { build } from "../../web/node_modules/esbuild/lib/main.js";

await build({
  entryPoints: [new URL("page.js", import.meta.url).pathname],
  bundle: true,
  minify: true,
  format: "iife",
  outfile: process.argv[2],
});
