/** What `acquis validate` prints for programs: SARIF, annotations of GitHub, and the names of files in them. */
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'
import { fc, test } from '@fast-check/vitest'
import { Ajv } from 'ajv'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { codes } from '../../codes.config'
import * as Annotations from '../../src/cli/Annotations'
import type { Checked } from '../../src/cli/Checking'
import * as FileUri from '../../src/cli/FileUri'
import * as Lines from '../../src/cli/Lines'
import * as Sarif from '../../src/cli/Sarif'
import type { Problem } from '../../src/cli/Source'
import { json, small } from './banks'
import { run } from './fake'

beforeAll(() => vi.stubGlobal('__CODES__', codes))
afterAll(() => vi.unstubAllGlobals())

const valid = (() => {
  // The schema is of draft 4, of which only the name of its id is no longer the same.
  const { id, $schema: _, ...rest } = schema as unknown as { readonly id: string; readonly $schema: string }
  const absolute = /^[a-z][a-z0-9+.-]*:[^\s]+$/i
  const reference = /^[^\s<>"{}|\\^`]*$/
  return new Ajv({
    strict: false,
    unicodeRegExp: false,
    formats: { uri: absolute, 'uri-reference': reference, 'date-time': /./ }
  }).compile({ ...rest, $id: id })
})()

const problem = fc.record<Problem>(
  {
    file: fc.oneof(
      fc.constantFrom('bank.yaml', 'a b/ç%:,.json', '-', '/project/x.yaml'),
      fc.string({ minLength: 1 })
    ),
    line: fc.integer({ min: 1 }),
    column: fc.integer({ min: 1 }),
    endLine: fc.integer({ min: 1 }),
    endColumn: fc.integer({ min: 1 }),
    path: fc.array(fc.oneof(fc.string(), fc.nat())),
    code: fc.constantFrom('unknown-key', 'syntax', 'missing-locale'),
    severity: fc.constantFrom('error', 'warning'),
    message: fc.string({ unit: 'binary' }),
    suggestion: fc.string()
  },
  { requiredKeys: ['file', 'line', 'column', 'endLine', 'endColumn', 'path', 'code', 'severity', 'message'] }
)

const checked = fc
  .array(fc.tuple(fc.array(problem, { maxLength: 3 }), fc.option(fc.string(), { nil: undefined })), {
    maxLength: 3
  })
  .map((files) =>
    files.map(([problems, note]): Checked => ({
      file: 'x',
      lines: Lines.of(''),
      problems,
      ...(note === undefined ? {} : { note })
    }))
  )

describe('Sarif laws', () => {
  test.prop([checked, fc.array(fc.string())])(
    '1. it is valid against the published schema',
    (all, failures) => {
      const log = Sarif.of({ version: '0.1.0', folder: '/project', checked: all, failures })
      expect(valid(JSON.parse(JSON.stringify(log))), JSON.stringify(valid.errors)).toBe(true)
    }
  )

  test.prop([checked])('2. every result names its rule, and every rule its page', (all) => {
    const log = Sarif.of({ version: '0.1.0', folder: '/project', checked: all, failures: [] })
    const { runs } = JSON.parse(JSON.stringify(log)) as {
      readonly runs: ReadonlyArray<{
        readonly tool: {
          readonly driver: { readonly rules: ReadonlyArray<{ id: string; help: { text: string } }> }
        }
        readonly results: ReadonlyArray<{ readonly ruleId: string; readonly ruleIndex: number }>
      }>
    }
    const [{ tool, results }] = runs as [(typeof runs)[0]]
    expect(results).toHaveLength(all.flatMap(({ problems }) => problems).length)
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
    for (const { help } of tool.driver.rules) expect(help.text).toMatch(/## Example[^]*## Mend/)
  })

  it('the schema refuses what is no SARIF', () => {
    expect(valid({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false)
  })
})

describe('Annotations laws', () => {
  test.prop([checked])('1. a problem is one line, whatever its file and its message hold', (all) => {
    const lines = Annotations.of(all, '/project').split(/[\r\n]/)
    expect(lines.pop()).toBe('')
    expect(lines).toHaveLength(all.flatMap(({ problems }) => problems).length)
    for (const line of lines) {
      expect(line).toMatch(
        /^::(error|warning) file=[^,:]*,line=\d+,endLine=\d+(,col=\d+,endColumn=\d+)?,title=[a-z-]+::/
      )
    }
  })
})

describe('names of files', () => {
  it.each([
    ['bank.yaml', 'bank.yaml', 'bank.yaml'],
    ['./banks/../bank.yaml', 'bank.yaml', 'bank.yaml'],
    ['/project/banks/a b.yaml', 'banks/a b.yaml', 'banks/a%20b.yaml'],
    ['../other/é.yaml', '../other/é.yaml', '../other/%C3%A9.yaml'],
    ['a:b#c?d%.yaml', 'a:b#c?d%.yaml', 'a%3Ab%23c%3Fd%25.yaml'],
    ['\ud800.yaml', '\ud800.yaml', '%EF%BF%BD.yaml'],
    ['-', 'stdin', 'stdin']
  ])('%s', (file, path, uri) => {
    expect([FileUri.pathOf('/project')(file), FileUri.uriOf('/project')(file)]).toEqual([path, uri])
  })
})

describe('acquis validate --format', () => {
  const files = { 'a b.json': json({ ...small, tilte: 1 }), 'good.json': json(small) }

  it('sarif is a log of all files, also of those that could not be read', async () => {
    const { exit, stdout, stderr } = await run(
      ['validate', 'a b.json', 'good.json', 'nope.json', '--format', 'sarif'],
      {
        files
      }
    )
    const log: unknown = JSON.parse(stdout)
    expect(valid(log), JSON.stringify(valid.errors)).toBe(true)
    expect([exit, stderr]).toEqual([
      3,
      'acquis validate: cannot read `nope.json`: there is no such file or folder\n'
    ])
    expect(log).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: { name: 'acquis', version: '0.0.0-test', rules: [{ id: 'unknown-key' }] }
          },
          invocations: [
            {
              executionSuccessful: false,
              toolExecutionNotifications: [
                { level: 'error', message: { text: expect.stringContaining('nope.json') } }
              ]
            }
          ],
          results: [
            {
              ruleId: 'unknown-key',
              level: 'error',
              message: { text: 'unknown key `tilte`; did you mean `title`?' },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: 'a%20b.json' },
                    region: { startLine: 152, startColumn: 3, endLine: 152, endColumn: 10 }
                  },
                  logicalLocations: [{ fullyQualifiedName: 'tilte' }]
                }
              ]
            }
          ]
        }
      ]
    })
  })

  it('github is a line for each problem, and what is not checked goes elsewhere', async () => {
    const session = {
      format: 'acquis-session/1',
      bank: { id: 'small', fingerprint: '' },
      seed: '1',
      responses: []
    }
    const { stdout, stderr } = await run(['validate', 'a b.json', 's.json', '--format', 'github'], {
      files: { ...files, 's.json': json(session) }
    })
    expect(stdout).toBe(
      '::error file=a b.json,line=152,endLine=152,col=3,endColumn=9,title=unknown-key::unknown key `tilte`; did you mean `title`?\n'
    )
    expect(stderr).toContain('s.json: what this session names in its bank was not checked')
  })

  it('goes to a file with --out, also where there are errors', async () => {
    const ran = await run(['validate', 'a b.json', '--format', 'sarif', '--out', 'log.sarif'], { files })
    expect([ran.exit, ran.stdout]).toEqual([1, ''])
    expect(valid(JSON.parse(ran.files.get('log.sarif') ?? ''))).toBe(true)
  })
})
