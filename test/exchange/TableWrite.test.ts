import { fc, test } from '@fast-check/vitest'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import * as TableText from '../../src/cli/TableText'
import * as TableRead from '../../src/exchange/TableRead'
import * as TableWrite from '../../src/exchange/TableWrite'
import * as arbitrary from '../support/arbitraries'
import { draftOf } from './tables'

/** There and back, by way of bytes. */
const back = (file: unknown, separator: TableText.Separator = ','): TableRead.Reading => {
  const decimalComma = separator === ';'
  const text = TableText.write(TableWrite.write(draftOf(file), decimalComma), separator)
  const { rows } = TableText.read(new TextDecoder().decode(new TextEncoder().encode(text)))
  return TableRead.read({ rows, decimalComma })
}

const survives = (file: unknown, separator?: TableText.Separator): void => {
  const { bank, remarks } = back(file, separator)
  expect(remarks).toEqual([])
  expect(arbitrary.decoded(bank)).toEqual(arbitrary.decoded(file))
}

const separator = () => fc.constantFrom(...TableText.separators)

/** Texts that spreadsheets, CSV, JSON or we ourselves might take for something else. */
const hostile = () =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.constantFrom(
      '',
      ' ',
      ' a ',
      'a\n',
      'a\r\nb',
      'a\rb',
      'a\nb',
      'a,b;c\td',
      '"',
      '""a"',
      "'",
      "''",
      "'=1",
      '=1+1',
      '-5',
      '@a',
      '\t=1',
      '\u0000',
      '\u0085',
      '\ud83d',
      '\ufeff',
      '(none)',
      '[]',
      '{}',
      '{"title":"a"}',
      '1,234',
      '1.10',
      '25 %',
      'true',
      '__proto__'
    )
  )

const hostileText = () =>
  fc.oneof(
    hostile(),
    fc.constant({}),
    fc
      .tuple(hostile(), hostile(), fc.constantFrom(['fr', 'en'], ['en', 'fr'], ['fr'], ['en']))
      .map(([a, b, locales]) => Object.fromEntries(locales.map((locale, i) => [locale, i === 0 ? a : b])))
  )

const hostileId = () =>
  fc.constantFrom('a', 'b', '1', '0', '10', '1.10', '1e5', 'toString', 'constructor', 'A', 'none', '2-3')

const resources = () =>
  fc.array(
    fc.record(
      {
        url: fc.constantFrom('https://a.example', '=a', "'=a", '#x', '@a'),
        title: hostileText(),
        kind: hostile(),
        locale: fc.constant('fr')
      },
      { requiredKeys: ['url'] }
    ),
    { maxLength: 2 }
  )

const lists = () => fc.constantFrom<ReadonlyArray<string> | undefined>(undefined, [], ['q'], ['q', 'q'])

const nextTime = () => fc.oneof(hostileText(), resources())

const hostileFile = () =>
  fc
    .record({
      title: hostileText(),
      bankLocales: fc.constantFrom(undefined, [], ['fr'], ['en', 'fr']),
      optionIds: fc.uniqueArray(hostileId(), { minLength: 1, maxLength: 4 }),
      texts: fc.array(hostileText(), { minLength: 5, maxLength: 5 }),
      accept: fc.oneof(hostile(), fc.array(hostile(), { minLength: 1, maxLength: 3 })),
      long: fc.record(
        {
          accept: fc.array(hostile(), { minLength: 1, maxLength: 2 }),
          ignore: fc.constantFrom([], ['case']),
          distance: fc.nat(5)
        },
        { requiredKeys: ['accept'] }
      ),
      enemies: lists(),
      requires: fc.constantFrom(undefined, [], ['a1']),
      learnMore: resources(),
      hint: nextTime(),
      hintOfAcquis: nextTime(),
      attachment: fc.constantFrom(undefined, 'a b.csv', '=a', ' a', "'", 'a;b')
    })
    .map((given) => {
      const { title, bankLocales, optionIds, texts, accept, long, enemies, requires, ...rest } = given
      const [first, second, third, fourth, fifth] = texts
      const choice = {
        format: 'choice',
        prompt: first,
        options: Object.fromEntries(optionIds.map((id, i) => [id, texts[i]])),
        solution: optionIds[0],
        slip: 0.05,
        guess: 0.1
      }
      return JSON.parse(
        JSON.stringify({
          format: 'acquis-bank/1',
          id: 'b',
          title,
          locales: bankLocales,
          defaults: { seconds: 30, guess: 0.2 },
          domains: { d: {}, e: { title: second } },
          competences: {
            empty: { title: third },
            '1.10': {
              domain: 'd',
              title: third,
              topics: { t: { title: fourth, learnMore: rest.learnMore } },
              levels: {
                1: { a1: { topic: 't', title: fifth } },
                3: {
                  a2: {
                    topic: 't',
                    requires,
                    nextTime: rest.hintOfAcquis,
                    learnMore: rest.learnMore,
                    challenges: {
                      q: choice,
                      r: {
                        ...choice,
                        options: Object.fromEntries([...optionIds].reverse().map((id) => [id, id]))
                      },
                      s: { format: 'text', prompt: second, solution: accept, nextTime: rest.hint },
                      u: { format: 'text', solution: long, enemies, attachment: rest.attachment },
                      v: { format: 'choices', options: choice.options, solution: [] }
                    }
                  }
                }
              }
            }
          }
        })
      ) as unknown
    })

describe('law 1: read ∘ write = identity, up to the bank that it decodes to', () => {
  test.prop([arbitrary.bankFile(), separator()], { numRuns: 100 })('of any bank', survives)

  test.prop([hostileFile(), separator()], { numRuns: 200 })('of texts that are easily mistaken', survives)

  it.each(['digital-skills', 'framework'])('of fixtures/%s.yaml, without a column json', (name) => {
    const file: unknown = parse(
      readFileSync(join(import.meta.dirname, `../../fixtures/${name}.yaml`), 'utf8')
    )
    for (const each of TableText.separators) survives(file, each)
    expect(TableWrite.write(draftOf(file))[0]).not.toContain('json')
  })

  it('what a file leaves to default stays so', () => {
    const file = {
      format: 'acquis-bank/1',
      id: 'b',
      title: 'B',
      competences: {
        c: {
          title: 'C',
          topics: { t: { title: 'T' } },
          levels: {
            1: { a: { topic: 't' }, b: { topic: 't', requires: [] } },
            2: {
              d: {
                topic: 't',
                challenges: { q: { format: 'number', solution: 2 }, r: { format: 'text', timed: false } }
              },
              e: { topic: 't', requires: ['b'] }
            }
          }
        }
      }
    }
    expect(JSON.parse(JSON.stringify(back(file).bank))).toEqual(file)
  })

  it('of a bank with nothing in it', () => {
    survives({ format: 'acquis-bank/1', id: 'b', title: 'B', competences: {} })
  })

  it('of more options than there are columns', () => {
    const options = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`o${i}`, 'x']))
    const challenges = {
      q: { format: 'choice', options, solution: 'o39' },
      r: { format: 'choice', options: { o1: 'x' } }
    }
    const file = {
      format: 'acquis-bank/1',
      id: 'b',
      title: 'B',
      competences: {
        c: { title: 'C', topics: { t: { title: 'T' } }, levels: { 1: { a: { topic: 't', challenges } } } }
      }
    }
    survives(file)
    expect(TableWrite.write(draftOf(file))[0]?.length).toBeLessThan(50)
  })

  it('no cell that is a text begins as a formula does', () => {
    const file = {
      format: 'acquis-bank/1',
      id: 'b',
      title: '=cmd()',
      competences: {
        c: {
          title: '@c',
          topics: { t: { title: '+t', learnMore: [{ url: '-u', title: '\tu' }] } },
          levels: { 1: { a: { topic: 't', title: "'=a", difficulty: -1 } } }
        }
      }
    }
    const starting = TableWrite.write(draftOf(file))
      .flat()
      .filter((cell) => /^[=+\-@\t']/.test(cell))
    expect(starting.sort()).toEqual(["''=a", "'+t", "'-u", "'=cmd()", "'@c", "'\tu", '-1'].sort())
    survives(file)
  })
})

describe('law 2: there is a column `json` only where something cannot be said without', () => {
  const rowsOf = (challenge: object, title: unknown = 'B') => {
    const [header = [], ...rows] = TableWrite.write(
      draftOf({
        format: 'acquis-bank/1',
        id: 'b',
        title,
        competences: {
          c: {
            title: { fr: 'C', en: 'C' },
            topics: { t: { title: 'T' } },
            levels: { 1: { a: { topic: 't', challenges: { q: challenge } } } }
          }
        }
      })
    )
    const at = header.indexOf('json')
    return at < 0 ? [] : rows.map((row) => row[at]).filter((cell) => cell !== '')
  }

  it.each([
    { format: 'text', prompt: { fr: 'A', en: 'B' }, solution: { accept: ['a', '=b'], distance: 1 } },
    { format: 'text', solution: ['a'] },
    { format: 'number', solution: { value: -3, tolerance: 0.1 } },
    { format: 'choices', options: { a: 'A', b: { en: 'B', fr: 'B' } }, solution: ['b', 'a'] },
    { format: 'choice', locales: [], enemies: [] },
    { format: 'text', prompt: 'a "quoted", long\ntext; with 	tabs' }
  ])('not for %j', (challenge) => expect(rowsOf(challenge)).toEqual([]))

  it.each<[object, object]>([
    [{ format: 'text', prompt: '' }, { prompt: '' }],
    [{ format: 'text', solution: ['a', 'b\nc'] }, { solution: ['a', 'b\nc'] }],
    [{ format: 'text', solution: ['a', ' b'] }, { solution: ['a', ' b'] }],
    [{ format: 'text', prompt: 'a\r\nb' }, { prompt: 'a\r\nb' }],
    [{ format: 'text', nextTime: [] }, { nextTime: [] }],
    [{ format: 'choice', options: {} }, { options: {} }],
    [{ format: 'text', attachment: ' a' }, { attachment: ' a' }]
  ])('for %j', (challenge, json) => {
    expect(rowsOf(challenge).map((cell) => JSON.parse(cell ?? '') as unknown)).toEqual([json])
  })

  it('not for the order of keys that have none, nor for an empty list of what to learn more from', () => {
    const [header] = TableWrite.write(
      draftOf({
        format: 'acquis-bank/1',
        id: 'b',
        title: 'B',
        model: { spread: 2, mean: 1 },
        defaults: { skip: { unknown: 0.4, known: 0.1 }, seconds: 30, slip: 0.2 },
        competences: { c: { title: 'C', topics: { t: { title: 'T', learnMore: [] } } } }
      })
    )
    expect(header).not.toContain('json')
  })

  it('for a text whose locales stand in an order of their own', () => {
    const first = { format: 'text', prompt: { fr: 'A', en: 'B' }, nextTime: { en: 'C', fr: 'D' } }
    expect(rowsOf(first)).toEqual([])
    expect(rowsOf(first, { en: 'B', fr: 'B' })).toEqual(['{"title":{"fr":"C","en":"C"}}'])
  })
})

describe('a table to look at', () => {
  it('has a row a thing, and repeats nothing', () => {
    const table = TableWrite.write(
      draftOf({
        format: 'acquis-bank/1',
        id: 'town-hall',
        title: { fr: 'Mairie', en: 'Town hall' },
        domains: { info: {} },
        competences: {
          '1.3': {
            domain: 'info',
            title: 'Process data',
            topics: {
              sorting: { title: 'Sort', learnMore: [{ url: 'https://example.org', kind: 'video' }] }
            },
            levels: {
              2: {
                'sort-column': {
                  topic: 'sorting',
                  requires: [],
                  nextTime: [{ url: 'a.html' }],
                  challenges: {
                    q: { format: 'choice', options: { a: 'A', b: 'B' }, solution: 'a', timed: true }
                  }
                }
              },
              4: { 'sort-two': { topic: 'sorting', difficulty: 4.5 } }
            }
          }
        }
      })
    )
    expect(table.map((row) => row.join('|'))).toEqual([
      'bank|domain|competence|topic|level|acquis|challenge|resource|for|title|title:fr|title:en|requires|format|option:a|option:b|solution|difficulty|timed|kind',
      'town-hall||||||||||Mairie|Town hall||||||||',
      '|info||||||||||||||||||',
      '|info|1.3|||||||Process data||||||||||',
      '||1.3|sorting||||||Sort||||||||||',
      '||1.3|sorting||||https://example.org||||||||||||video',
      '||1.3|sorting|2|sort-column|||||||(none)|||||||',
      '|||||sort-column||a.html|nextTime|||||||||||',
      '|||||sort-column|q|||||||choice|A|B|a||yes|',
      '||1.3|sorting|4|sort-two||||||||||||4.5||'
    ])
  })
})
