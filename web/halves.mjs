// A script in two halves, of which the second comes later: it takes the modules that both need from the first, which hands them on
// as `self.first`. (esbuild splits modules alone, and older browsers start a worker from none.)
import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const IMPORT = /^import \{([^}]*)\} from ["'](\.[^"']*)["']/gm
const NAME = /(\w+)(?: as \w+)?/g

/**
 * What the second half takes: file of the first -> names.
 * @param {string} entry of the second half @param {Set<string>} first files of the first half
 */
export function listShared(entry, first) {
  const shared = new Map()
  const seen = new Set()
  const walk = file => {
    if (seen.has(file)) return
    seen.add(file)
    for (const [, names, path] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      const source = join(dirname(file), path)
      if (!first.has(source)) walk(source)
      else shared.set(source, new Set([...(shared.get(source) ?? []), ...[...names.matchAll(NAME)].map(([, name]) => name)]))
    }
  }
  walk(entry)
  return shared
}

/** What is handed on, in its order. Throws where two files export one name. */
function listNames(shared) {
  const names = [...shared.values()].flatMap(names => [...names])
  const twice = names.find((name, place) => names.indexOf(name) < place)
  if (twice) throw new Error(`two modules export ${twice}, want one name for each thing that both halves use`)
  return names
}

/** The first half as esbuild's stdin: its own entry, then what the second takes. */
export function handOn(entry, shared) {
  const folder = dirname(entry)
  const here = file => JSON.stringify(`./${relative(folder, file)}`)
  const imports = [...shared].map(([file, taken]) => `import { ${[...taken].join(', ')} } from ${here(file)}`)
  return { contents: [`import ${here(entry)}`, ...imports, `self.first = [${listNames(shared).join(', ')}]`].join('\n'), resolveDir: folder }
}

/** An esbuild plugin for the second half: what is shared comes from the first. */
export function takeFrom(shared) {
  return {
    name: 'take-from-first',
    setup(build) {
      build.onResolve({ filter: /^self\.first$/ }, () => ({ path: 'first', namespace: 'first' }))
      build.onLoad({ filter: /./, namespace: 'first' }, () => ({ contents: `export const [${listNames(shared).join(', ')}] = self.first` }))
      build.onLoad({ filter: /\.js$/ }, ({ path }) => {
        const names = shared.get(path)
        return names && { contents: `export { ${[...names].join(', ')} } from 'self.first'` }
      })
    },
  }
}
