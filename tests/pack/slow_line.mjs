/**
 * The service worker under Node, with a network that gives half of a page and waits, or nothing at all; its patience ends while
 * it waits: ["half", "nothing"] on stdin, on stdout what each visitor reads in the end, null for an error of the browser's own.
 */

import { readFileSync } from "node:fs";
import { mock } from "node:test";

const LONG_MS = 60_000;
const handlers = {};
globalThis.self = {
  addEventListener: (name, handler) => (handlers[name] = handler),
  told: { edition: "0", shell: [], bundles: { en: ["", ""] } },
  registration: { waiting: null },
};
globalThis.location = { origin: "https://example.org" };
mock.timers.enable({ apis: ["setTimeout"] });
await import("../../web/worker/sw.js");

const NETWORKS = {
  half: async (finish, signal) => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("first half, "));
        signal.addEventListener("abort", () => controller.error(signal.reason));
        finish.then(() => signal.aborted || (controller.enqueue(new TextEncoder().encode("second half")), controller.close()));
      },
    });
    return new Response(body);
  },
  nothing: (finish, signal) =>
    new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
};

async function open(network) {
  let finish = () => {};
  const finished = new Promise((resolve) => (finish = resolve));
  globalThis.fetch = (request, { signal }) => NETWORKS[network](finished, signal);
  let answer = Promise.resolve(new Response("not answered"));
  const request = { url: "https://example.org/resources/example", mode: "navigate", method: "POST" };
  handlers.fetch({ request, respondWith: (promise) => (answer = promise) });
  if (network === "half") await answer;
  mock.timers.tick(LONG_MS);
  finish();
  const response = await answer;
  return response.type === "error" ? null : response.text();
}

const read = [];
for (const network of JSON.parse(readFileSync(0, "utf8"))) read.push(await open(network).catch(() => "cut off"));
process.stdout.write(JSON.stringify(read));
