// A script of this folder (first argument) -> the bundle given as second. esbuild is that of web/.
import { build } from "../../web/node_modules/esbuild/lib/main.js";

const [entry, outfile] = process.argv.slice(2);

await build({
  entryPoints: [new URL(entry, import.meta.url).pathname],
  bundle: true,
  minify: true,
  format: "iife",
  // Pagefind's own files are fetched as they are, when they are asked for.
  external: ["/pagefind/*"],
  outfile,
});
