/** Frameworks as others publish them: the schema of CASE 1.1, packages of CASE 1.0, and DigComp's own files. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@fast-check/vitest'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { parse } from 'yaml'
import { describe, expect } from 'vitest'
import * as Bank from '../../src/bank/Bank'
import * as CaseExport from '../../src/exchange/CaseExport'
import { run } from '../cli/fake'
import * as arbitrary from '../support/arbitraries'
import * as banks from '../support/banks'

const standards = join(import.meta.dirname, '../../../shared/standards')
const present = existsSync(standards)

if (!present) console.log('frameworks skipped: there is no folder ../shared/standards beside this checkout.')

const read = (name: string): Buffer => readFileSync(join(standards, name))

const complaints = (value: unknown): ReadonlyArray<string> => {
  const ajv = new Ajv2019({ allErrors: true, strict: false })
  ajv.addFormat('uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  ajv.addFormat(
    'date-time',
    (text) => /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text))
  )
  ajv.addFormat('date', /^\d{4}-\d\d-\d\d$/)
  const validate = ajv.compile(JSON.parse(read('case/case-v1p1-cfpackage.schema.json').toString()))
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

/** `acquis import …` of files of the folder. */
const imported = async (
  format: string,
  names: ReadonlyArray<string>,
  ...words: ReadonlyArray<string>
): Promise<{ readonly bank: Bank.Bank; readonly notes: string }> => {
  const files = Object.fromEntries(names.map((name) => [name, read(name)]))
  const { exit, stdout, stderr } = await run(['import', format, ...names, ...words], { files })
  expect([exit, stderr.split('\n').filter((line) => line.includes(' error '))]).toEqual([0, []])
  const decoded = Bank.decode(parse(stdout))
  if (decoded._tag === 'Left') throw new Error(JSON.stringify(decoded.left))
  return { bank: decoded.right, notes: stderr }
}

const sizes = ({ domains, competences }: Bank.Bank) => ({
  domains: domains.length,
  competences: competences.length,
  topics: competences.flatMap(({ topics }) => topics).length,
  acquis: competences.flatMap(({ acquis }) => acquis).length
})

describe.skipIf(!present)('the schema of CASE 1.1', () => {
  test('refuses what it should', () => {
    expect(complaints({ CFDocument: { identifier: 'no UUID' } })).not.toEqual([])
  })

  test('accepts the package that the tests were written with', () => {
    const garden = join(import.meta.dirname, '../exchange/garden.case.json')
    expect(complaints(JSON.parse(readFileSync(garden, 'utf8')))).toEqual([])
  })

  test.each(['digital-skills.yaml', 'framework.yaml'])('accepts the export of %s', (name) => {
    const { file } = CaseExport.of(CaseExport.defaults)(banks.fixture(name))
    expect(complaints(JSON.parse(JSON.stringify(file)))).toEqual([])
  })

  test.prop([arbitrary.bank()], { numRuns: 30 })('accepts the export of any bank', (bank) => {
    const options = {
      ...CaseExport.defaults,
      changed: '2026-01-31T00:00:00.000Z',
      base: 'https://example.org'
    }
    expect(complaints(JSON.parse(JSON.stringify(CaseExport.of(options)(bank).file)))).toEqual([])
  })
})

describe.skipIf(!present)('packages of CASE 1.0', () => {
  const MATH = 'case/smarter-balanced-mockMATHPackage.json'
  const ELA = 'case/smarter-balanced-mockELAPackage.json'

  test.each([
    [MATH, { domains: 3, competences: 8, topics: 9, acquis: 33 }],
    [ELA, { domains: 3, competences: 6, topics: 5, acquis: 21 }]
  ])('%s', async (name, expected) => {
    const { bank, notes } = await imported('case', [name])
    expect(sizes(bank)).toEqual(expected)
    expect(notes).toContain('associations `isRelatedTo` with an end outside the package: 10 ')
    expect(notes).toContain('associations `exactMatchOf` with an end outside the package: 3 ')
  })

  test('with the roles that their types play', async () => {
    const { bank } = await imported(
      'case',
      [MATH],
      '--set',
      'types=Target=competence,Measured Skill=acquis,Task Model=none,Section Heading=none,Clarification=none'
    )
    expect(sizes(bank)).toEqual({ domains: 0, competences: 1, topics: 1, acquis: 2 })
    expect(bank.competences[0]?.acquis.map(({ id, level }) => [id, level])).toEqual([
      ['M.G3.C1MD.TH.3.MD.B.3', 3],
      ['M.G3.C1MD.TH.3.MD.B.4', 3]
    ])
  })
})

describe.skipIf(!present)('DigComp', () => {
  const GRAPH = 'digcomp3/DigComp-3.0-Data-Supplement-2025-11-24.jsonld'
  const tables = ['core-framework', 'levels', 'statements', 'outcomes'].map(
    (name) => `digcomp3/${name}.en.csv`
  )

  test('3.0: competence statements', async () => {
    const { bank, notes } = await imported('digcomp', [GRAPH])
    expect(sizes(bank)).toEqual({ domains: 5, competences: 21, topics: 21, acquis: 362 })
    const levels = bank.competences.flatMap(({ acquis }) => acquis.map(({ level }) => level))
    expect([2, 4, 6, 8].map((level) => levels.filter((each) => each === level).length)).toEqual([
      97, 103, 89, 73
    ])
    expect(notes).toContain('learning outcomes: 523; ')
    expect(notes).toContain('Glossary nodes: 126; ')
  })

  test('3.0: learning outcomes, a ladder of them, with translation tables', async () => {
    const { bank, notes } = await imported(
      'digcomp',
      [GRAPH, ...tables],
      '--set',
      'acquis=both',
      '--set',
      'ladder=yes'
    )
    expect(sizes(bank).acquis).toBe(362 + 523)
    expect(notes).not.toContain('requirements: ')
    expect(notes).not.toContain('that the framework')
  })

  test('3.0: translation tables alone', async () => {
    const { bank, notes } = await imported('digcomp', tables)
    expect(sizes(bank)).toEqual({ domains: 5, competences: 21, topics: 0, acquis: 0 })
    expect(notes).toContain('competence statements and learning outcomes: 885 ')
  })

  test.each(['digcomp22/DigComp.csv', 'digcomp22/digcomp22_tidy.csv'])('2: %s', async (name) => {
    const { bank } = await imported('digcomp', [name])
    expect(sizes(bank)).toEqual({ domains: 5, competences: 21, topics: 0, acquis: 0 })
    expect(bank.competences.every(({ domain }) => domain !== undefined)).toBe(true)
  })
})
