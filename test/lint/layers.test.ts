import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ESLint } from 'eslint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')

const PATHS = 'import-x/no-restricted-paths'
const IMPORTS = 'no-restricted-imports'
const SYNTAX = 'no-restricted-syntax'
const PROPERTIES = 'no-restricted-properties'
const GLOBALS = 'no-restricted-globals'

/** From the lowest layer to the highest; assessment and profile stand side by side, and exchange beside all from bank to cli. */
const LAYERS = [
  'math',
  'bank',
  'exchange',
  'knowledge',
  'assessment',
  'profile',
  'lab',
  'report',
  'cli'
] as const
type Layer = (typeof LAYERS)[number]

const mayImport = (from: Layer, to: Layer): boolean =>
  from === to ||
  (LAYERS.indexOf(to) < LAYERS.indexOf(from) &&
    !(from === 'profile' && to === 'assessment') &&
    !(to === 'exchange' && from !== 'cli'))

/** The rule about paths only sees imports of files that are there: any module of the layer, or one made for the test. */
const planted = new Set<string>()

const moduleOf = (layer: Layer): string => {
  const folder = join(root, 'src', layer)
  const found = existsSync(folder) ? readdirSync(folder).find((name) => /^\w+\.ts$/.test(name)) : undefined
  if (found !== undefined) return found.replace('.ts', '')
  const file = join(folder, 'Planted.ts')
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, 'export {}\n')
  planted.add(file)
  return 'Planted'
}

let modules: Readonly<Record<Layer, string>>

beforeAll(() => {
  modules = Object.fromEntries(LAYERS.map((layer) => [layer, moduleOf(layer)])) as Record<Layer, string>
})

afterAll(() => {
  for (const file of planted) rmSync(file)
})

/** The project's own configuration; only the rules that need types are off, because a planted file is in no program. */
const eslint = new ESLint({
  cwd: root,
  overrideConfig: {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: false } },
    rules: {
      '@typescript-eslint/await-thenable': 'off',
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-misused-promises': 'off',
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/require-array-sort-compare': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'off'
    }
  }
})

/** The rules that report a source text, were it in that file. */
const rulesAgainst = async (file: string, text: string): Promise<readonly (string | null)[]> => {
  const results = await eslint.lintText(text, { filePath: join(root, file) })
  return results.flatMap((result) => result.messages).map((message) => message.ruleId)
}

const importing = (specifier: string): string => `import * as M from '${specifier}'\nexport const m = M\n`

describe('the layers', () => {
  for (const from of LAYERS) {
    for (const to of LAYERS) {
      const allowed = mayImport(from, to)
      it(`${from} ${allowed ? 'may' : 'may not'} import ${to}`, async () => {
        const specifier = from === to ? `./${modules[to]}` : `../${to}/${modules[to]}`
        expect(await rulesAgainst(`src/${from}/Anything.ts`, importing(specifier))).toEqual(
          allowed ? [] : [PATHS]
        )
      })
    }

    it(`${from} may not import the package's face`, async () => {
      expect(await rulesAgainst(`src/${from}/Anything.ts`, importing('../index'))).toEqual([PATHS])
    })
  }

  it('types count as imports', async () => {
    const text = `import type * as M from '../knowledge/${modules.knowledge}'\nexport type T = typeof M\n`
    expect(await rulesAgainst('src/math/Anything.ts', text)).toEqual([PATHS])
  })

  it('a re-export counts as an import', async () => {
    const text = `export * from '../assessment/${modules.assessment}'\n`
    expect(await rulesAgainst('src/profile/Anything.ts', text)).toEqual([PATHS])
  })

  it("the package's face may import every layer under the lab", async () => {
    const text = LAYERS.slice(0, 6).map(
      (layer) => `export * as ${layer} from './${layer}/${modules[layer]}'\n`
    )
    expect(await rulesAgainst('src/index.ts', text.join(''))).toEqual([])
  })

  it('the package does not import its tests', async () => {
    expect(await rulesAgainst('src/cli/Anything.ts', importing('../../test/lint/layers.test'))).toEqual([
      PATHS
    ])
  })

  it.each(['test/math/Anything.test.ts', 'bench/anything.ts'])('%s may import any layer', async (file) => {
    const up = '../'.repeat(file.split('/').length - 1)
    const text = LAYERS.map((layer) => `export * as ${layer} from '${up}src/${layer}/${modules[layer]}'\n`)
    expect(await rulesAgainst(file, text.join(''))).toEqual([])
  })

  it('the oracle imports nothing from src', async () => {
    const file = 'test/support/enumeration.ts'
    expect(await rulesAgainst(file, importing(`../../src/math/${modules.math}`))).toEqual([PATHS])
    expect(await rulesAgainst(file, importing('../../src/index'))).toEqual([PATHS])
    expect(await rulesAgainst(file, 'export const two = (): number => 2\n')).toEqual([])
  })
})

describe('the packages', () => {
  const core = 'src/bank/Anything.ts'

  it.each([
    'fp-ts',
    'fp-ts/Either',
    'fp-ts/lib/Either',
    'fp-ts/es6/Either.js',
    'io-ts/lib/index.js',
    'io-ts/es6/index.js',
    'io-ts/Decoder'
  ])('%s is refused everywhere', async (specifier) => {
    for (const file of [core, 'src/cli/Anything.ts', 'test/bank/Anything.test.ts']) {
      expect(await rulesAgainst(file, importing(specifier))).toEqual([IMPORTS])
    }
  })

  it.each(['fp-ts/lib/Either.js', 'fp-ts/lib/ReadonlyArray.js', 'io-ts', 'seedrandom/lib/alea.js'])(
    '%s is allowed in the core',
    async (specifier) => {
      expect(await rulesAgainst(core, importing(specifier))).toEqual([])
    }
  )

  it.each([
    'node:fs',
    'fs',
    'node:fs/promises',
    'cmd-ts',
    '@clack/prompts',
    'picocolors',
    'yaml',
    'cli-progress'
  ])('%s is allowed in src/cli only', async (specifier) => {
    for (const layer of LAYERS.filter((name) => name !== 'cli')) {
      expect(await rulesAgainst(`src/${layer}/Anything.ts`, importing(specifier))).toEqual([IMPORTS])
    }
    expect(await rulesAgainst('src/cli/Anything.ts', importing(specifier))).toEqual([])
  })

  // where the package is built, the import is also one of dist
  it.each([core, 'src/cli/Anything.ts', 'test/support/enumeration.ts'])(
    '%s does not import the package by its name',
    async (file) => {
      expect(await rulesAgainst(file, importing('acquis'))).toContain(IMPORTS)
      expect(await rulesAgainst(file, importing('acquis/lab'))).toContain(IMPORTS)
    }
  )

  it('relative imports carry no extension', async () => {
    expect(await rulesAgainst(core, importing(`./${modules.bank}.js`))).toEqual([IMPORTS])
  })
})

describe('the constructs', () => {
  const cases: readonly (readonly [name: string, text: string, rule: string])[] = [
    ['class', 'export class A {\n  a = 1\n}\n', SYNTAX],
    ['enum', 'export enum A {\n  B\n}\n', SYNTAX],
    ['throw', "export const f = (): never => {\n  throw new Error('no')\n}\n", SYNTAX],
    [
      'try',
      'export const f = (g: () => number): number => {\n  try {\n    return g()\n  } finally {\n    g()\n  }\n}\n',
      SYNTAX
    ],
    ['for…in', 'export const f = (o: object): void => {\n  for (const k in o) f({ k })\n}\n', SYNTAX],
    ['new Date', 'export const f = (): object => new Date()\n', SYNTAX],
    ['import()', "export const f = (): unknown => import('node:fs')\n", SYNTAX],
    ['Date.now', 'export const f = (): number => Date.now()\n', PROPERTIES],
    ['Math.random', 'export const f = (): number => Math.random()\n', PROPERTIES],
    ["Math['random']", "export const f = (): number => Math['random']()\n", PROPERTIES],
    ['console', 'export const f = (x: number): void => console.log(x)\n', GLOBALS],
    ['process', 'export const f = (): unknown => process.argv\n', GLOBALS],
    ['globalThis', 'export const f = (): unknown => globalThis\n', GLOBALS],
    ['fetch', 'export const f = (u: string): unknown => fetch(u)\n', GLOBALS],
    ['setTimeout', 'export const f = (g: () => void): unknown => setTimeout(g, 1)\n', GLOBALS],
    ['any', 'export const f = (x: any): unknown => x\n', '@typescript-eslint/no-explicit-any']
  ]

  it.each(cases)('%s is refused in the core', async (_name, text, rule) => {
    for (const layer of LAYERS.filter((name) => name !== 'cli')) {
      expect(new Set(await rulesAgainst(`src/${layer}/Anything.ts`, text))).toEqual(new Set([rule]))
    }
  })

  it.each(cases.filter(([name]) => name !== 'any'))('%s is allowed in src/cli', async (_name, text) => {
    expect(await rulesAgainst('src/cli/Anything.ts', text)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^no-restricted-/)])
    )
  })

  it('src/cli loads its own files late, not packages', async () => {
    const file = 'src/cli/Anything.ts'
    const loading = (specifier: string): string => `export const f = (): unknown => import('${specifier}')\n`
    expect(await rulesAgainst(file, loading('yaml'))).toEqual([SYNTAX])
    expect(await rulesAgainst(file, loading(`./${modules.cli}`))).toEqual([])
    expect(await rulesAgainst(file, loading('node:zlib'))).toEqual([])
    expect(await rulesAgainst(file, loading('../index'))).toEqual([PATHS])
  })

  it('an assertion that a value is there is for numeric kernels and tests', async () => {
    const text = 'export const first = (a: readonly number[]): number => a[0]!\n'
    const rule = ['@typescript-eslint/no-non-null-assertion']
    const expected: Readonly<Record<Layer, readonly string[]>> = {
      math: [],
      bank: rule,
      exchange: rule,
      knowledge: [],
      assessment: rule,
      profile: rule,
      lab: rule,
      report: rule,
      cli: rule
    }
    for (const layer of LAYERS) {
      expect(await rulesAgainst(`src/${layer}/Anything.ts`, text)).toEqual(expected[layer])
    }
    expect(await rulesAgainst('test/math/Anything.test.ts', text)).toEqual([])
  })

  it('plain functions over plain data are not reported', async () => {
    const text = [
      "import { pipe } from 'fp-ts/lib/function.js'",
      "import * as O from 'fp-ts/lib/Option.js'",
      '',
      'export const doubled = (x: O.Option<number>): O.Option<number> =>',
      '  pipe(',
      '    x,',
      '    O.map((y) => 2 * y)',
      '  )',
      ''
    ].join('\n')
    for (const layer of LAYERS) expect(await rulesAgainst(`src/${layer}/Anything.ts`, text)).toEqual([])
  })
})
