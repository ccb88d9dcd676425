// Sources of web/ -> directory/site/static/: bundles, styles, icons, and bundle.json that says what each is called.
// The same sources give the same bytes and names.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { minify } from 'terser'
import { handOn, listShared, takeFrom } from './halves.mjs'

const WEB = dirname(fileURLToPath(import.meta.url))
const STATIC = join(WEB, '..', 'directory', 'site', 'static')

// Cached for good under a name that holds their hash.
const HASHED = {
  'app.js': 'app/main.js',
  'later.js': 'app/later.js',
  'exit-page.js': 'app/exit-page.js',
  'embed.js': 'app/embed.js',
  'qr.js': 'app/qr.js',
  'keeper.js': 'worker/sw.js',
  'later.css': 'styles/later.css',
}
// In two halves (halves.mjs).
const THREAD = { first: ['search-worker.js', 'worker/search-thread.js'], later: ['search-later.js', 'worker/later-thread.js'] }
// A first search needs nearly all of them: Chromium from 136 on makes them ready while they come (v8.dev/blog/explicit-compile-hints).
const COMPILED_AT_ONCE = ['app/main.js', 'worker/search-thread.js']
const HINT = '//# allFunctionsCalledOnLoad\n'
// Fetched by import() where it is asked for. All others are classic scripts: older browsers start a worker from nothing else.
const MODULES = ['app/later.js', 'app/qr.js']
// Read by name: inlined by the server, or asked for under a fixed address.
const NAMED = { 'guard.js': 'app/guard.js', 'critical.css': 'styles/critical.css', 'record.css': 'styles/record.css', 'print.css': 'styles/print.css', 'browse.css': 'styles/browse.css', 'guide.css': 'styles/guide.css', 'exit.css': 'styles/exit.css', 'embed.css': 'styles/embed.css', 'sw.js': 'worker/start.js' }
// The desk's own, in a folder of their own: they are never served to visitors nor kept on a phone.
const DESK = { 'desk.js': 'desk/main.js', 'desk.css': 'desk/desk.css' }
// For pages of other sites, in a folder of their own: the server bakes the lines to call into the element (directory/site/partners/widget.py).
const WIDGET = { 'resource-search.js': 'widget/main.js', 'frame.js': 'widget/frame.js', 'resize.js': 'widget/resize.js' }
const ICONS = ['icon.svg', 'icon-192.png', 'icon-512.png', 'icon-maskable-512.png']

/** The bundled bytes of one entry file. `options` are those of esbuild. */
async function bundle(entry, options = {}) {
  const { outputFiles } = await build({
    ...(options.stdin ? {} : { entryPoints: [join(WEB, entry)] }),
    bundle: true,
    minify: true,
    write: false,
    format: MODULES.includes(entry) ? 'esm' : 'iife',
    charset: 'utf8',
    legalComments: 'none',
    target: ['chrome100', 'safari15'],
    ...options,
  })
  const text = entry.endsWith('.js') ? await squeeze(outputFiles[0].text, entry, options.charset) : outputFiles[0].text
  // Where the server writes what it knows into the service worker (directory/site/served/assets.py).
  return Buffer.from(text.replace(/\w+\.(EDITION|LIST|BUNDLES|CODE)_FROM_SERVER/g, '"__$1__"'))
}

/** The same script in fewer bytes: terser looks several times over what esbuild looks over once. */
async function squeeze(script, entry, charset = 'utf8') {
  const format = { ecma: 2020, ascii_only: charset === 'ascii' }
  const { code } = await minify(script, { ecma: 2020, compress: { passes: 3 }, format })
  return COMPILED_AT_ONCE.includes(entry) ? HINT + code : code
}

/** [plain name, bytes] of the search thread's halves. */
async function bundleThread({ first: [firstName, firstEntry], later: [laterName, laterEntry] }) {
  const { metafile } = await build({ entryPoints: [join(WEB, firstEntry)], bundle: true, write: false, metafile: true, absWorkingDir: WEB })
  const shared = listShared(join(WEB, laterEntry), new Set(Object.keys(metafile.inputs).map(file => join(WEB, file))))
  return Promise.all([
    bundle(firstEntry, { stdin: handOn(join(WEB, firstEntry), shared) }).then(bytes => [firstName, bytes]),
    bundle(laterEntry, { plugins: [takeFrom(shared)] }).then(bytes => [laterName, bytes]),
  ])
}

/** A file for other sites: it must read alike whatever charset its page has. */
async function bundleWidget(entry) {
  const style = (await bundle('widget/style.css')).toString().trim()
  return bundle(entry, { charset: 'ascii', define: { WIDGET_STYLE: JSON.stringify(style), BAKED_BY_SERVER: '"__BAKED__"' } })
}

function hashedName(name, bytes) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10)
  return `${basename(name, extname(name))}.${hash}${extname(name)}`
}

/** [plain name, name in the folder, bytes] of everything. */
async function makeFiles() {
  const whole = Object.entries(HASHED).map(async ([name, entry]) => [name, await bundle(entry)])
  const hashed = [...(await Promise.all(whole)), ...(await bundleThread(THREAD))].map(([name, bytes]) => [name, hashedName(name, bytes), bytes])
  const named = Object.entries(NAMED).map(async ([name, entry]) => [name, name, await bundle(entry)])
  const icons = ICONS.map(name => [name, name, readFileSync(join(WEB, 'icons', name))])
  return [...hashed, ...(await Promise.all(named)), ...icons]
}

/** Empties the folder but for its README. */
function clear() {
  mkdirSync(STATIC, { recursive: true })
  for (const name of readdirSync(STATIC)) if (name !== 'README.md') rmSync(join(STATIC, name), { recursive: true })
}

const files = await makeFiles()
clear()
for (const [, fileName, bytes] of files) writeFileSync(join(STATIC, fileName), bytes)
mkdirSync(join(STATIC, 'desk'))
for (const [name, entry] of Object.entries(DESK)) writeFileSync(join(STATIC, 'desk', name), await bundle(entry))
mkdirSync(join(STATIC, 'widget'))
for (const [name, entry] of Object.entries(WIDGET)) writeFileSync(join(STATIC, 'widget', name), await bundleWidget(entry))
const names = Object.fromEntries(files.map(([name, fileName]) => [name, fileName]))
writeFileSync(join(STATIC, 'bundle.json'), `${JSON.stringify(names, null, 2)}\n`)
