import { describe, expect, it } from 'vitest'
import * as Header from '../../src/exchange/TableHeader'

const names = (...cells: ReadonlyArray<string>): ReadonlyArray<string> =>
  Header.read(cells).header.columns.map(({ name }) => name)

const said = (...cells: ReadonlyArray<string>): ReadonlyArray<unknown> =>
  Header.read(cells).remarks.map(({ at, code, suggestion }) => [at.column, code, suggestion])

describe('law 1: one misspelt column is one problem, and what stands under it is still read', () => {
  it.each([
    ['competense', 'competence'],
    ['promt:fr', 'prompt:fr'],
    ['optoin:a:fr', 'option:a:fr'],
    ['Next tiem', 'nextTime']
  ])('%s', (cell, name) => {
    expect(said(cell)).toEqual([[0, 'unknown-column', `did you mean \`${name}\`?`]])
    expect(names(cell)).toEqual([name])
  })

  it('but where the column meant is there, it comes first, wherever it stands', () => {
    const { columns } = Header.read(['titel', 'title']).header
    expect(columns).toMatchObject([{ name: 'title', index: 1 }])
    expect(said('titel', 'title')).toHaveLength(1)
  })
})

describe('names of columns', () => {
  it('have any capitals, blanks and strokes', () => {
    expect(names('BANK', ' next_time ', 'Option : A', 'model.MEAN', 'Learn-more', 'prompt : FR-ca')).toEqual([
      'bank',
      'nextTime',
      'option:A',
      'model.mean',
      'prompt:fr-ca'
    ])
  })

  it('of options are an id, then a locale', () => {
    expect(names('option:a', 'option:fr', 'option:fr:fr', 'option:1.b:zh-Hant-TW')).toEqual([
      'option:a',
      'option:fr',
      'option:fr:fr',
      'option:1.b:zh-Hant-TW'
    ])
  })

  it.each([
    'option',
    'option:a b',
    'option:a:french',
    'option:a:fr:en',
    'title:',
    'title:french',
    'slip:fr',
    'bank:fr'
  ])('%s is none', (cell) => {
    expect(names(cell)).toEqual([])
    expect(said(cell)).toHaveLength(1)
  })

  it('stand once each', () => {
    expect(said('title', 'Title', 'title:fr', 'title:FR')).toEqual([
      [1, 'duplicate-column', undefined],
      [3, 'duplicate-column', undefined]
    ])
  })

  it('may be missing, where nothing stands under them', () => {
    expect(Header.read(['bank', '', ' ']).header).toMatchObject({ width: 3, nameless: new Set([1, 2]) })
    expect(said('bank', '', ' ')).toEqual([])
  })
})
