import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import type { Options } from 'tsup'
import { defineConfig } from 'tsup'
import { codes } from './codes.config'

type Plugin = NonNullable<Options['esbuildPlugins']>[number]

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

/** `fp-ts/lib/X.js` and `io-ts` are CommonJS, which no bundler can tree-shake; their `es6` twins can be. */
const toEs6 = (specifier: string): string =>
  specifier === 'io-ts' ? 'io-ts/es6/index.js' : specifier.replace('/lib/', '/es6/')

const COMMONJS = /^(fp-ts\/lib\/.*|io-ts)$/

/** The rewritten import is left to the bundler of whoever uses the package. */
const es6External: Plugin = {
  name: 'es6-external',
  setup: (build) => {
    build.onResolve({ filter: COMMONJS }, ({ path }) => ({ path: toEs6(path), external: true }))
  }
}

/** The rewritten import is bundled. */
const es6Inlined: Plugin = {
  name: 'es6-inlined',
  setup: (build) => {
    build.onResolve({ filter: COMMONJS }, ({ path, kind, resolveDir }) =>
      build.resolve(toEs6(path), { kind, resolveDir })
    )
  }
}

const entry = { index: 'src/index.ts', lab: 'src/lab/index.ts', report: 'src/report/index.ts' }

/** The namespaces that a face re-exports, as `[name, module]`, the module relative to src. */
const namespaces = (face: string): ReadonlyArray<readonly [string, string]> =>
  [...readFileSync(face, 'utf8').matchAll(/^export \* as (\w+) from '(.+)'$/gm)].map(
    ([, name = '', specifier = '']) =>
      [name, posix.relative('src', posix.join(dirname(face), specifier))] as const
  )

/**
 * A namespace bundled into a face becomes an object with all of its members, which no bundler can shake. So in the
 * browser build every public module is a file, and the faces are written out: `export * as Bank from './bank/Bank.js'`.
 */
const modules = Object.fromEntries(
  Object.values(entry)
    .flatMap(namespaces)
    .map(([, module]) => [module, `src/${module}.ts`])
)

const writeFaces = (folder: string): void => {
  for (const [face, source] of Object.entries(entry)) {
    const lines = namespaces(source).map(([name, module]) => `export * as ${name} from './${module}.js'`)
    writeFileSync(join(folder, `${face}.js`), lines.length === 0 ? 'export {}\n' : `${lines.join('\n')}\n`)
  }
}

/** A chunk that is imported for nothing but its (missing) side effects makes bundlers warn: those lines go. */
const dropBareImports = (folder: string): void => {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.js')) continue
    const file = join(folder, name)
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^import "\.{1,2}\/[^"]*chunk-[^"]+";\n/gm, ''))
  }
}

export default defineConfig([
  {
    name: 'node',
    entry,
    outDir: 'dist',
    format: ['esm', 'cjs'],
    target: 'es2022',
    platform: 'neutral',
    dts: true,
    splitting: true,
    clean: ['!browser/**', '!cli/**'] // the three are built at the same time
  },
  {
    name: 'browser',
    entry: modules,
    outDir: 'dist/browser',
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    splitting: true,
    clean: true,
    noExternal: [COMMONJS], // otherwise tsup marks them external before the plugin sees them
    esbuildPlugins: [es6External],
    onSuccess: () => {
      writeFaces('dist/browser')
      dropBareImports('dist/browser')
      return Promise.resolve()
    }
  },
  {
    name: 'cli',
    entry: { bin: 'src/cli/bin.ts', worker: 'src/cli/worker.ts' },
    outDir: 'dist/cli',
    format: 'esm',
    target: 'node20',
    platform: 'node',
    splitting: true, // a subcommand behind import() stays a file of its own, read when it is asked for
    clean: true,
    noExternal: [/.*/],
    esbuildPlugins: [es6Inlined],
    define: { __VERSION__: JSON.stringify(version), __CODES__: JSON.stringify(codes) },
    // bundled CommonJS packages call require() for Node's own modules
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);"
    }
  }
])
