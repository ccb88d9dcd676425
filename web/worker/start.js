// The service worker as the server sends it, told anew with each edition of the pages. What it does with that is in sw.js, under a
// name of its own: the browser has it already when a new edition comes, so that a day's news is few bytes.
import { ownScript } from '../app/trusted.js'

const worker = /** @type {any} */ (self)

// The build leaves places where the server puts these in (directory/site/served/worker.py).
worker.told = { edition: worker.EDITION_FROM_SERVER, shell: worker.LIST_FROM_SERVER, bundles: worker.BUNDLES_FROM_SERVER }
worker.importScripts(ownScript(worker.CODE_FROM_SERVER))
