/**
 * What the documentation shows is true: its TypeScript compiles and runs, its banks decode, its commands exist.
 *
 * A ```ts block runs from the root of the project, unless it is marked `no-run`; it is compiled all the same. A ```yaml
 * block is a whole bank or campaign; marked `challenges` or `levels`, it is what stands under that key; marked
 * `fragment`, it is no more than YAML. Marked `issues CODE…`, it has exactly these issues. A ```csv block is a log, or
 * marked `table`, a bank as a table: that of the ```yaml block behind it, or marked `issues`, with the problems behind it.
 * A ```json block is a session, or marked with a format and settings, what `import` makes the ```yaml behind it of, with
 * the notes of the ```text behind that.
 */
import { build } from 'esbuild'
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import * as ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import * as Campaign from '../../src/assessment/Campaign'
import * as SessionFile from '../../src/assessment/SessionFile'
import * as Bank from '../../src/bank/Bank'
import * as Codec from '../../src/bank/Codec'
import { commands } from '../../src/cli/Commands'
import * as Model from '../../src/knowledge/Model'
import { run } from '../cli/fake'
import { inSources, onPages, pages, read, root, sources, type Block } from './blocks'

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
  const fixture = (() => {
    const decoded = Bank.decode(parse(readFileSync(join(root, 'fixtures/digital-skills.yaml'), 'utf8')))
    if (decoded._tag === 'Left') throw new Error('fixtures/digital-skills.yaml has issues')
    return decoded.right
  })()

  const record = (u: unknown): Readonly<Record<string, unknown>> => u as Readonly<Record<string, unknown>>

  /** A bank around what stands under `levels:`, with the topics that it speaks of. */
  const around = (levels: unknown): unknown => {
    const topics = Object.values(record(levels))
      .flatMap((acquis) => Object.values(record(acquis)))
      .map((acquis) => String(record(acquis)['topic']))
    return {
      format: 'acquis-bank/1',
      id: 'around',
      title: 'Around an example',
      competences: {
        c: { title: 'C', topics: Object.fromEntries(topics.map((id) => [id, { title: id }])), levels }
      }
    }
  }

  const issuesOf = ({ words, code, place }: Block): ReadonlyArray<{ readonly _tag: string }> => {
    const value: unknown = parse(code)
    if (words.includes('fragment')) return []
    if (words.includes('levels')) return Bank.check(around(value))
    if (words.includes('challenges'))
      return Bank.check(around({ 2: { a: { topic: 't', challenges: value } } }))
    switch (record(value)['format']) {
      case Campaign.FORMAT: {
        const decoded = Campaign.decode(fixture)(value)
        return decoded._tag === 'Left' ? decoded.left : []
      }
      case SessionFile.FORMAT:
        return Codec.examine(SessionFile.codec)(value).issues
      case 'acquis-bank/1':
        return Bank.check(value)
      default:
        throw new Error(`${place}: of which format is this?`)
    }
  }

  const files = onPages.filter(({ language }) => language === 'yaml')

  it.each(files)('$place has the issues that it is said to have', (block) => {
    const at = block.words.indexOf('issues')
    const expected = at < 0 ? [] : block.words.slice(at + 1)
    const found = issuesOf(block)
    expect([...new Set(found.map(({ _tag }) => _tag))].sort(), JSON.stringify(found, null, 2)).toEqual(
      [...expected].sort()
    )
  })

  const sessions = onPages.filter(({ language, words }) => language === 'json' && words.length === 0)

  it.each(sessions)('$place is a session', ({ code }) => {
    expect(SessionFile.decode(fixture)(JSON.parse(code))).toMatchObject({ _tag: 'Right' })
  })

  const csv = onPages.filter(({ language }) => language === 'csv')

  it.each(csv.filter(({ words }) => !words.includes('table')))('$place is a log', ({ code }) => {
    const { itemOf } = Model.of(fixture)
    const [header = '', ...rows] = code.trim().split('\n')
    for (const row of rows) {
      expect(row.split(',').length).toBe(header.split(',').length)
      expect([...itemOf.keys()]).toContain(row.split(',')[header.split(',').indexOf('challenge')])
    }
  })
})

describe('tables', () => {
  const isTable = ({ language, words }: Block): boolean => language === 'csv' && words.includes('table')

  const imported = (table: Block) =>
    run(['import', 'table', 'wrong.csv'], { files: { 'wrong.csv': table.code } })

  /** A table with the block behind it. */
  const tables = onPages.flatMap((table, i) =>
    isTable(table) ? [{ place: table.place, table, next: onPages[i + 1] }] : []
  )

  it.each(tables.filter(({ table }) => !table.words.includes('issues')))(
    '$place is a bank, that which follows where there is one',
    async ({ table, next }) => {
      const { exit, stdout, stderr } = await imported(table)
      expect([exit, stderr]).toEqual([0, ''])
      if (next?.language === 'yaml') expect(stdout).toBe(next.code)
    }
  )

  it.each(tables.filter(({ table }) => table.words.includes('issues')))(
    '$place has the problems that follow',
    async ({ table, next }) => {
      expect(await imported(table)).toMatchObject({ exit: 1, stdout: '', stderr: next?.code })
    }
  )
})

describe('frameworks', () => {
  const found = onPages.flatMap((block, i) =>
    block.language === 'json' && block.words.length > 0
      ? [{ place: block.place, block, bank: onPages[i + 1], notes: onPages[i + 2] }]
      : []
  )

  it.each(found)('$place becomes the bank that follows', async ({ block, bank, notes }) => {
    const [format = '', ...settings] = block.words
    const words = ['import', format, 'framework.json', ...settings.flatMap((setting) => ['--set', setting])]
    const { exit, stdout, stderr } = await run(words, { files: { 'framework.json': block.code } })
    expect([exit, stdout, stderr]).toEqual([0, bank?.code, notes?.code])
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

describe('docs/banks.md', () => {
  it('tells of every code of an issue', () => {
    const codes = [...read('src/bank/Issue.ts').matchAll(/\| \{\s*readonly _tag: '([a-z-]+)'/g)].map(
      ([, code]) => code
    )
    expect(codes.length).toBeGreaterThan(15)
    const page = read('docs/banks.md')
    expect(codes.filter((code) => !page.includes(`\n| \`${code}\` `))).toEqual([])
  })
})
