/** DigCompTable and DigComp2: frameworks as rows of cells. */
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as DigComp2 from '../../src/exchange/DigComp2'
import * as DigCompGraph from '../../src/exchange/DigCompGraph'
import * as DigCompTable from '../../src/exchange/DigCompTable'
import * as frameworks from './frameworks'

const { french, numbered, old, table } = frameworks

const cells = fc.array(
  fc.array(
    fc.constantFrom(
      '',
      'digcomp.area.1.label',
      'digcomp.statement.x',
      'location',
      '1',
      '2',
      'FIRE',
      '__proto__'
    ),
    { maxLength: 7 }
  ),
  { maxLength: 8 }
)

describe('translation tables', () => {
  const read = (...tables: ReadonlyArray<readonly [string, ReadonlyArray<ReadonlyArray<string>>]>) =>
    DigCompTable.read(tables.map(([locale, rows]) => ({ locale, rows: numbered(rows) })))

  const [only] = read(['fr', french])

  test('are known by their header, in any order and capitals', () => {
    const isHeader = (...names: ReadonlyArray<string>): boolean =>
      DigCompTable.isHeader({ number: 1, cells: names })
    expect(isHeader('location', 'context', 'source', 'target')).toBe(true)
    expect(isHeader(' Target', 'SOURCE', 'note', 'Location')).toBe(true)
    expect(isHeader('location', 'context', 'source')).toBe(false)
  })

  describe('law 1: every row is a text of the framework, or is counted', () => {
    test.prop([cells])('of any rows', (rows) => {
      const all = [['location', 'source', 'target'], ...rows]
      const [found] = read(['fr', all])
      const counted = found!.losses.reduce((sum, { count }) => sum + count, 0)
      expect(found!.entries.length + found!.remarks.length + counted).toBe(rows.length)
    })

    test('in an invented one', () => {
      expect(only!.entries.map(({ kind, code }) => `${kind} ${code}`)).toEqual([
        'area 1',
        'competence 1.1',
        'competence 9.9',
        'statement CS1.1.01',
        'statement CS1.1.02',
        'statement CS2.1.01',
        'outcome LO1.1.01'
      ])
      expect(only!.losses).toMatchObject([
        { names: ['digcomp.area.1.description', 'digcomp.level.1.four_level_name', 'something.else'] }
      ])
    })
  })

  test('law 2: a text that stands twice in a language is a problem at its second row', () => {
    const twice = table(['digcomp.area.1.label', 'Fire', 'Feu'], ['digcomp.area.1.label', 'Fire', 'Le feu'])
    const [first, second, third] = read(['fr', twice], ['fr', twice], ['de', twice.slice(0, 2)])
    expect(first!.remarks).toEqual([
      {
        at: { row: 2, column: 0 },
        code: 'duplicate-row',
        message: '`digcomp.area.1.label` has a row already, row 2'
      }
    ])
    expect(second!.remarks.map(({ at, message }) => [at.row, message])).toEqual([
      [1, '`digcomp.area.1.label` has a row already, in another table of this language'],
      [2, '`digcomp.area.1.label` has a row already, in another table of this language']
    ])
    expect(third!.remarks).toEqual([])
  })

  test('give texts by language, where there is one', () => {
    const { locales, of } = DigCompTable.translations(
      read(
        ['fr', french],
        ['nl', table(['digcomp.area.1.label', 'Fire', 'Vuur'])],
        ['en', table(['digcomp.area.1.label', 'Fire', ' '])]
      )
    )
    expect(locales).toEqual(['fr', 'nl'])
    expect([...of('area', '1')]).toEqual([
      ['fr', 'Le feu'],
      ['nl', 'Vuur']
    ])
    expect([...of('statement', 'CS2.1.01')]).toEqual([])
    expect([...of('outcome', 'CS1.1.01')]).toEqual([])
  })

  test('that do not fit the framework are named', () => {
    const { framework } = DigCompGraph.read(frameworks.cooking, 'en')
    expect(DigCompTable.losses(framework, only!.entries).map(({ names }) => names)).toEqual([
      ['9.9'],
      ['CS1.1.02']
    ])
  })

  test('alone make areas and competences of their sources', () => {
    const reads = read(['fr', french], ['nl', french])
    const { framework, losses } = DigCompTable.frameworkOf(
      reads.flatMap(({ entries }) => entries),
      'en'
    )
    expect(framework).toEqual({
      locale: 'en',
      areas: [{ code: '1', text: 'Fire', origin: [0, 1] }],
      competences: [
        { code: '1.1', text: 'light a fire', origin: [0, 3], area: '1' },
        { code: '9.9', text: 'fly', origin: [0, 4], area: undefined }
      ],
      descriptors: []
    })
    expect(losses).toMatchObject([{ names: ['CS1.1.01', 'CS1.1.02', 'CS2.1.01', 'LO1.1.01'] }])
  })
})

describe('tables of DigComp 2', () => {
  const read = (rows: ReadonlyArray<ReadonlyArray<string>>): DigComp2.Read =>
    DigComp2.read(numbered(rows), 'en')

  test('have areas and competences', () => {
    const { framework, remarks, losses } = read(old)
    expect(remarks).toEqual([])
    expect(framework).toEqual({
      locale: 'en',
      areas: [{ code: '1.0', text: 'FIRE', origin: [0, 1] }],
      competences: [
        { code: '1.1', text: 'LIGHTING, KEEPING', origin: [0, 2], area: '1.0' },
        { code: '1.2', text: 'OUT OF ANY AREA', origin: [0, 3], area: undefined }
      ],
      descriptors: []
    })
    expect(losses).toMatchObject([{ what: 'values of the column `Description`', count: 1 }])
  })

  test('are known by their header, under either name of a column', () => {
    expect(DigComp2.isHeader({ number: 1, cells: ['code', 'level', 'name', 'area', 'description'] })).toBe(
      true
    )
    expect(DigComp2.isHeader({ number: 1, cells: ['Level', 'Name'] })).toBe(false)
    const tidy = read([
      ['code', 'level', 'name', 'area'],
      ['1.0', '1', 'FIRE', ''],
      ['1.1', '2', 'LIGHTING', 'FIRE']
    ])
    expect(tidy.framework.competences).toMatchObject([{ code: '1.1', area: '1.0' }])
  })

  test('law 1: every problem is named at its row and column', () => {
    const { remarks } = read([
      ...old,
      ['3', '', '1.1', '', '', ''],
      ['2', 'X', '', '', '', 'WATER'],
      ['1', 'FIRE', '2.0', '', '', ''],
      []
    ])
    expect(remarks.map(({ at, code }) => [at.row, at.column, code])).toEqual([
      [4, 0, 'wrong-value'],
      [4, 1, 'missing-cell'],
      [4, 2, 'duplicate-row'],
      [5, 2, 'missing-cell'],
      [7, 0, 'wrong-value'],
      [7, 1, 'missing-cell'],
      [7, 2, 'missing-cell'],
      [6, 1, 'duplicate-row'],
      [5, 5, 'unknown-reference']
    ])
  })

  test.prop([cells])('law 2: every row is an area or a competence, or a problem', (rows) => {
    const { framework, remarks } = read([['Level', 'Name', 'ShortCode', 'BroaderConcept'], ...rows])
    const bad = new Set(remarks.filter(({ code }) => code === 'wrong-value').map(({ at }) => at.row))
    expect(framework.areas.length + framework.competences.length + bad.size).toBe(rows.length)
  })
})
