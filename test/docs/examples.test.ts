/**
 * What the documentation shows is true: its TypeScript compiles and runs, its banks decode, its commands exist.
 *
 * A ```ts block runs from the root of the project, unless it is marked `no-run`; it is compiled all the same. What a
 * ```yaml or ```json block is, its words say: see `tried`.
 */
import { build } from 'esbuild'
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import * as ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import * as Bank from '../../src/bank/Bank'
import { commands } from '../../src/cli/Commands'
import * as Model from '../../src/knowledge/Model'
import { inSources, onPages, pages, read, root, sources } from './blocks'
import { expected, isFile, problemsOf } from './tried'

const ENTRIES = {
  acquis: 'src/index.ts',
  'acquis/lab': 'src/lab/index.ts',
  'acquis/report': 'src/report/index.ts'
}

const scripts = [...onPages, ...inSources]
  .filter(({ language }) => language === 'ts')
  .map((block, i) => ({ ...block, name: `example-${i}`, runs: !block.words.includes('no-run') }))

describe('TypeScript', () => {
  /** Of every block, what the compiler says. */
  const faults = new Map<string, ReadonlyArray<string>>()
  let folder = ''

  /** One program over all blocks, which are files beside this one as far as the compiler knows. */
  const compile = (): void => {
    const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
      readonly config: unknown
    }
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
    const files = new Map(scripts.map(({ name, code }) => [join(root, 'test/docs', `${name}.ts`), code]))
    const host = ts.createCompilerHost(options)
    const program = ts.createProgram({
      rootNames: [...files.keys(), join(root, 'src/math/alea.d.ts')],
      options: {
        ...options,
        noUnusedLocals: false,
        paths: Object.fromEntries(Object.entries(ENTRIES).map(([name, entry]) => [name, [join(root, entry)]]))
      },
      host: {
        ...host,
        fileExists: (path) => files.has(path) || host.fileExists(path),
        readFile: (path) => files.get(path) ?? host.readFile(path),
        getSourceFile: (path, settings) => {
          const code = files.get(path)
          return code === undefined
            ? host.getSourceFile(path, settings)
            : ts.createSourceFile(path, code, settings)
        }
      }
    })
    for (const { name } of scripts) {
      const file = program.getSourceFile(join(root, 'test/docs', `${name}.ts`))
      const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
      faults.set(
        name,
        found.map(({ start = 0, messageText }) => {
          const line = (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1
          return `line ${line} of the block: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
        })
      )
    }
  }

  beforeAll(async () => {
    compile()
    folder = mkdtempSync(join(tmpdir(), 'acquis-examples-'))
    await Promise.all(
      scripts
        .filter(({ name, runs }) => runs && faults.get(name)?.length === 0)
        .map(({ name, code }) =>
          build({
            stdin: { contents: code, resolveDir: root, sourcefile: `${name}.ts`, loader: 'ts' },
            outfile: join(folder, `${name}.mjs`),
            bundle: true,
            format: 'esm',
            platform: 'node',
            target: 'node20',
            alias: Object.fromEntries(
              Object.entries(ENTRIES).map(([from, entry]) => [from, join(root, entry)])
            ),
            // Bundled CommonJS packages call require() for Node's own modules.
            banner: {
              js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);"
            },
            logLevel: 'silent'
          })
        )
    )
  })

  afterAll(() => {
    if (folder !== '') rmSync(folder, { recursive: true, force: true })
  })

  it.each(scripts)('$place compiles', ({ name }) => {
    expect(faults.get(name)).toEqual([])
  })

  it.each(scripts.filter(({ runs }) => runs))('$place runs', async ({ name }) => {
    expect(existsSync(join(folder, `${name}.mjs`)), 'it does not compile').toBe(true)
    await promisify(execFile)(process.execPath, [join(folder, `${name}.mjs`)], { cwd: root })
  })
})

describe('YAML and JSON', () => {
  it.each(onPages.filter(isFile))('$place has the issues that it is said to have', async (block) => {
    const found = await problemsOf(block)
    const codes = new Set<string>(found.map(({ code }) => code))
    expect([...codes].sort(), JSON.stringify(found, null, 2)).toEqual([...expected(block)].sort())
  })

  const logs = onPages.filter(
    ({ language, words }) => language === 'csv' && !['table', 'import'].some((word) => words.includes(word))
  )

  it.each(logs)('$place is a log', ({ code }) => {
    const fixture = Bank.decode(parse(read('fixtures/digital-skills.yaml')))
    if (fixture._tag === 'Left') throw new Error('fixtures/digital-skills.yaml has issues')
    const { itemOf } = Model.of(fixture.right)
    const [header = '', ...rows] = code.trim().split('\n')
    for (const row of rows) {
      expect(row.split(',').length).toBe(header.split(',').length)
      expect([...itemOf.keys()]).toContain(row.split(',')[header.split(',').indexOf('challenge')])
    }
  })
})

describe('commands', () => {
  const lines = onPages
    .filter(({ language }) => language === 'sh')
    .flatMap(({ place, code }) =>
      code
        .replaceAll('\\\n', ' ')
        .split('\n')
        .flatMap((line) => line.split(/ && | \| /))
        .map((line) => ({ place, line: line.replace(/(^| )#.*$/, '').trim() }))
    )

  const ofAcquis = lines.flatMap(({ place, line }) => {
    const [, name, rest] = /^(?:npx )?acquis (\S+) ?(.*)$/.exec(line) ?? []
    return name === undefined
      ? []
      : [{ place, line, name, options: (rest ?? '').match(/(?<= |^)--?[a-zA-Z]\w*/g) ?? [] }]
  })

  it.each(ofAcquis.filter(({ name }) => !name.startsWith('-')))(
    '$place: $line',
    async ({ name, options }) => {
      const entry = commands.find((command) => command.name === name)
      expect(entry, `there is no command ${name}`).toBeDefined()
      const help = await (await entry!.load()).command.parse(['--help'], 200)
      const text = help._tag === 'Left' ? help.left.text : ''
      for (const option of options) expect(text).toMatch(new RegExp(`^ .*${option}\\b`, 'm'))
    }
  )

  it.each(
    lines.flatMap(({ place, line }) => {
      const [, script] = /^npm (?:run )?(\S+)/.exec(line) ?? []
      return script === undefined || ['ci', 'install', 'i', 'pack'].includes(script)
        ? []
        : [{ place, line, script }]
    })
  )('$place: $line', ({ script }) => {
    const { scripts: known } = JSON.parse(read('package.json')) as {
      readonly scripts: Readonly<Record<string, string>>
    }
    expect(Object.keys(known)).toContain(script)
  })
})

describe('Markdown', () => {
  const cells = (row: string): number => row.replace(/\\\|/g, '').split('|').length

  /** A page without its blocks of code. */
  const prose = (file: string): ReadonlyArray<string> => {
    let inside = false
    return read(file)
      .split('\n')
      .map((line) => {
        const fence = /^\s*```/.test(line)
        if (fence) inside = !inside
        return fence || inside ? '' : line
      })
  }

  it.each(pages)('the tables of %s have as many cells in every row', (file) => {
    const lines = prose(file)
    lines.forEach((line, i) => {
      const above = lines[i - 1] ?? ''
      if (line.startsWith('|') && above.startsWith('|'))
        expect(cells(line), `${file}:${i + 1}: ${line}`).toBe(cells(above))
    })
  })

  const anchor = (heading: string): string =>
    heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-')

  it.each(pages)('the links of %s lead somewhere', (file) => {
    for (const [, target = ''] of prose(file)
      .join('\n')
      .matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(https?|mailto):/.test(target)) continue
      const [path = '', fragment] = target.split('#')
      const to = path === '' ? file : join(dirname(file), path)
      expect(existsSync(join(root, to)), `${file}: ${target}`).toBe(true)
      if (fragment === undefined) continue
      const headings = prose(to).flatMap((line) => /^#+ (.*)$/.exec(line)?.[1] ?? [])
      expect(headings.map(anchor), `${file}: ${target}`).toContain(fragment)
    }
  })
})

describe('docs/architecture.md', () => {
  it('tells of every file below the command', () => {
    const page = read('docs/architecture.md')
    const known = (file: string): boolean => page.includes(`\`${basename(file)}\``)
    expect(
      sources('src').filter((file) => !file.startsWith('src/cli/') && !known(file) && !page.includes(file))
    ).toEqual([])
  })
})
