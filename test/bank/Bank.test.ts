import { fc, test } from '@fast-check/vitest'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect } from 'vitest'
import * as Bank from '../../src/bank/Bank'
import * as Issue from '../../src/bank/Issue'
import * as arbitrary from '../support/arbitraries'
import { decoded } from '../support/arbitraries'

const errors = (file: unknown): ReadonlyArray<Issue.Issue> => Bank.check(file).filter(Issue.isError)

describe('law 1: decode ∘ encode = identity', () => {
  test.prop([arbitrary.bankFile()])('of any bank, with its fingerprint', (file) => {
    expect(errors(file)).toEqual([])
    const bank = decoded(file)
    expect(decoded(Bank.encode(bank))).toEqual(bank)
    expect(decoded(JSON.parse(JSON.stringify(Bank.encode(bank))))).toEqual(bank)
    expect(Bank.encode(decoded(Bank.encode(bank)))).toEqual(Bank.encode(bank))
  })

  test('−0 is 0, which JSON makes of it', () => {
    const file = { format: 'acquis-bank/1', id: 'b', title: 'B', competences: {}, model: { mean: -0 } }
    expect(decoded(file).prior.mean).toBe(0)
  })
})

// Law 2 is tested in Checks.test.ts, law 3 in fuzz.test.ts.

describe('law 4: the fingerprint depends on the content, not on how the file spells it', () => {
  const file = {
    format: 'acquis-bank/1',
    id: 'b',
    locales: ['fr', 'en'],
    title: { fr: 'Banque', en: 'Bank' },
    competences: {
      c: {
        title: 'C',
        topics: { t: { title: 'T' } },
        levels: {
          1: { a: { topic: 't', challenges: { q: { format: 'text', prompt: 'Q?', solution: 'oui' } } } },
          2: { b: { topic: 't' } }
        }
      }
    }
  }
  const { fingerprint } = decoded(file)

  test('it is 64 hexadecimal digits, the same every time', () => {
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/)
    expect(decoded(structuredClone(file)).fingerprint).toBe(fingerprint)
  })

  test('defaults written out, keys in another order, another form of the same solution', () => {
    const { title, competences, ...rest } = structuredClone(file)
    const { levels, ...competence } = competences.c
    const a = levels[1].a
    const spelt = {
      model: { spread: 1, mean: 3 },
      competences: {
        c: {
          levels: {
            2: { b: { requires: ['a'], topic: 't', difficulty: 2 } },
            1: {
              a: {
                ...a,
                challenges: {
                  q: {
                    ...a.challenges.q,
                    slip: 0.1,
                    solution: { accept: ['oui'], distance: 0 },
                    timed: false
                  }
                }
              }
            }
          },
          ...competence
        }
      },
      title,
      ...rest
    }
    expect(decoded(spelt).fingerprint).toBe(fingerprint)
    expect(decoded(spelt)).toEqual(decoded(file))
  })

  test.each<[string, (bank: typeof file) => unknown]>([
    ['a text', (bank) => (bank.title.fr = 'La banque')],
    ['a solution', (bank) => (bank.competences.c.levels[1].a.challenges.q.solution = 'Oui')],
    ['a locale', (bank) => bank.locales.reverse()],
    ['a parameter', (bank) => Object.assign(bank, { model: { mean: 3.000000001 } })],
    ['a requirement', (bank) => Object.assign(bank.competences.c.levels[2].b, { requires: [] })]
  ])('%s is content', (_, change) => {
    const other = structuredClone(file)
    change(other)
    expect(decoded(other).fingerprint).not.toBe(fingerprint)
  })
})

describe('defaults', () => {
  const bank = decoded({
    format: 'acquis-bank/1',
    id: 'b',
    title: { fr: 'Banque', en: 'Bank' },
    competences: {
      c: {
        title: 'C',
        topics: { t: { title: 'T' } },
        levels: {
          3: {
            a: {
              topic: 't',
              learnMore: [{ url: 'https://example.org' }],
              challenges: {
                choice: { format: 'choice', options: { a: 'A', b: 'B', c: 'C', d: 'D' } },
                elsewhere: { format: 'choice' },
                single: { format: 'choice', options: { a: 'A' } },
                choices: { format: 'choices', options: { a: 'A', b: 'B' }, solution: ['a'] },
                text: { format: 'text', solution: 'a' },
                texts: { format: 'text', solution: ['a', 'b'] },
                number: { format: 'number', solution: 3.5 },
                practical: { format: 'practical' }
              }
            }
          }
        }
      }
    }
  })
  const acquis = bank.competences[0]!.acquis[0]!
  const challenge = Object.fromEntries(acquis.challenges.map((each) => [each.id, each]))

  test('of the bank', () => {
    expect(bank.locales).toEqual(['fr', 'en'])
    expect(bank.prior).toEqual({ mean: 3, sd: 1.5, correlation: 0.5, spread: 1 })
    expect(bank.skip).toEqual({ known: 0.02, unknown: 0.3 })
    expect(bank.domains).toEqual([])
    expect(decoded({ format: 'acquis-bank/1', id: 'b', title: 'B', competences: {} }).locales).toEqual([])
  })

  test('of an acquis', () => {
    expect(acquis).toMatchObject({ id: 'a', level: 3, difficulty: 3, requires: [] })
    expect(acquis.learnMore).toEqual([{ url: 'https://example.org', title: 'https://example.org' }])
    expect(Object.keys(acquis)).not.toContain('title')
    expect(bank.competences[0]!.topics[0]!.learnMore).toEqual([])
  })

  test('of a challenge', () => {
    expect(challenge['practical']).toEqual({
      id: 'practical',
      format: 'practical',
      slip: 0.1,
      guess: 0.1,
      discrimination: 0,
      seconds: 90,
      timed: false,
      locales: ['fr', 'en'],
      status: 'active',
      enemies: []
    })
  })

  test('guess is 1/options for a choice, that of the bank otherwise', () => {
    const guesses = Object.entries(challenge).map(([id, { guess }]) => [id, guess])
    expect(Object.fromEntries(guesses)).toMatchObject({
      choice: 0.25,
      elsewhere: 0.1,
      single: 0.1,
      choices: 0.1,
      text: 0.1
    })
  })

  test('of solutions', () => {
    const ignore = ['case', 'accents', 'spaces']
    expect(challenge['choices']?.solution).toEqual({ _tag: 'options', options: ['a'] })
    expect(challenge['text']?.solution).toEqual({ _tag: 'text', accept: ['a'], ignore, distance: 0 })
    expect(challenge['texts']?.solution).toEqual({ _tag: 'text', accept: ['a', 'b'], ignore, distance: 0 })
    expect(challenge['number']?.solution).toEqual({ _tag: 'number', value: 3.5, tolerance: 0 })
  })

  test('the bank’s own defaults come before those of the program, a challenge’s before both', () => {
    const file = {
      format: 'acquis-bank/1',
      id: 'b',
      title: 'B',
      defaults: { slip: 0.2, guess: 0.3, seconds: 60, skip: { known: 0.05 } },
      competences: {
        c: {
          title: 'C',
          topics: { t: { title: 'T' } },
          levels: {
            1: { a: { topic: 't', challenges: { p: { format: 'text' }, q: { format: 'text', slip: 0.01 } } } }
          }
        }
      }
    }
    const { skip, competences } = decoded(file)
    expect(skip).toEqual({ known: 0.05, unknown: 0.3 })
    expect(competences[0]!.acquis[0]!.challenges).toMatchObject([
      { slip: 0.2, guess: 0.3, seconds: 60 },
      { slip: 0.01, guess: 0.3, seconds: 60 }
    ])
  })
})

describe('requires by default', () => {
  const required = (levels: object): unknown => {
    const file = {
      format: 'acquis-bank/1',
      id: 'b',
      title: 'B',
      competences: { c: { title: 'C', topics: { t: { title: 'T' }, u: { title: 'U' } }, levels } }
    }
    return Object.fromEntries(decoded(file).competences[0]!.acquis.map(({ id, requires }) => [id, requires]))
  }

  test('every acquis at the highest lower level of the topic, over gaps', () => {
    expect(
      required({
        2: { a: { topic: 't' }, b: { topic: 't' }, x: { topic: 'u' } },
        3: { y: { topic: 'u' } },
        5: { c: { topic: 't' }, d: { topic: 't' } },
        8: { e: { topic: 't' }, z: { topic: 'u' } }
      })
    ).toEqual({ a: [], b: [], x: [], y: ['x'], c: ['a', 'b'], d: ['a', 'b'], e: ['c', 'd'], z: ['y'] })
  })

  test('replaced by what is written, for that acquis alone', () => {
    expect(
      required({
        1: { a: { topic: 't' } },
        2: { b: { topic: 't', requires: [] }, c: { topic: 't', requires: ['b', 'b', 'a'] } },
        3: { d: { topic: 't' }, x: { topic: 'u', requires: ['d'] } }
      })
    ).toEqual({ a: [], b: [], c: ['b', 'a'], d: ['b', 'c'], x: ['d'] })
  })

  test('the order of the levels in the file does not matter', () => {
    expect(required({ 4: { b: { topic: 't' } }, 1: { a: { topic: 't' } } })).toEqual({ a: [], b: ['a'] })
  })
})

test.prop([arbitrary.bankFile(), fc.integer()])('decoding leaves its input alone', (file) => {
  const before = JSON.stringify(file)
  Bank.decode(file)
  expect(JSON.stringify(file)).toBe(before)
})

test.prop([arbitrary.bank()])('every reference leads somewhere', (bank) => {
  const challenges = new Set(arbitrary.challengesOf(bank).map(({ id }) => id))
  for (const { acquis, topics } of bank.competences) {
    const ids = acquis.map(({ id }) => id)
    for (const each of acquis) {
      expect(topics.map(({ id }) => id)).toContain(each.topic)
      expect(ids).toEqual(expect.arrayContaining([...each.requires]))
      for (const challenge of each.challenges) {
        expect(challenge.guess).toBeLessThan(1 - challenge.slip)
        expect([...challenges]).toEqual(expect.arrayContaining([...challenge.enemies]))
      }
    }
    expect(acquis.map(({ level }) => level)).toEqual(acquis.map(({ level }) => level).sort((a, b) => a - b))
  }
})

test('names of properties of every object are ids like others', () => {
  const ids = ['constructor', 'toString', 'valueOf', 'hasOwnProperty']
  const by = <A>(value: (id: string, i: number) => A): object =>
    Object.fromEntries(ids.map((id, i) => [id, value(id, i)]))
  const bank = decoded({
    format: 'acquis-bank/1',
    id: 'constructor',
    title: 'B',
    domains: by(() => ({})),
    competences: by((c) => ({
      domain: c,
      title: 'C',
      topics: by(() => ({ title: 'T' })),
      levels: {
        1: {
          [`${c}-1`]: {
            topic: c,
            challenges: { [`${c}-q`]: { format: 'choice', prompt: 'Q?', options: by((o) => o), solution: c } }
          }
        },
        2: { [c]: { topic: c, challenges: { [c]: { format: 'practical', enemies: [`${c}-q`] } } } }
      }
    }))
  })
  expect(bank.competences.map(({ id }) => id)).toEqual(ids)
  expect(bank.competences[0]!.acquis[1]!.requires).toEqual(['constructor-1'])
  expect(decoded(JSON.parse(JSON.stringify(Bank.encode(bank))))).toEqual(bank)
})

test('what is left of a bad bank is Left, what is only a warning is Right', () => {
  const bank = {
    format: 'acquis-bank/1',
    id: 'b',
    title: { fr: 'B' },
    locales: ['fr', 'en'],
    competences: {}
  }
  expect(Bank.check(bank)).toEqual([{ _tag: 'missing-locale', path: ['title'], locale: 'en' }])
  expect(E.isRight(Bank.decode(bank))).toBe(true)
  const bad = Bank.decode({ ...bank, id: '' })
  expect(E.isLeft(bad) && bad.left).toEqual([{ _tag: 'invalid-id', path: ['id'], id: '' }])
})
