import { parse } from 'yaml'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as Inspection from '../../src/lab/Inspection'
import type { Finding } from '../../src/lab/Findings'
import type { Settings } from '../../src/assessment/Rules'
import { decoded } from '../support/arbitraries'
import { campaign, fixture } from '../support/banks'

type Challenge = Record<string, unknown>
type Acquis = { challenges: Record<string, Challenge>; difficulty?: number; requires?: ReadonlyArray<string> }
interface File {
  readonly competences: Record<string, { readonly levels: Record<string, Record<string, Acquis>> }>
}

const text = readFileSync(join(import.meta.dirname, '../../fixtures/digital-skills.yaml'), 'utf8')

/** The clean bank with a weakness planted in it, inspected by few learners: most findings need none. */
const planted = (
  plant: (acquis: (id: string) => Acquis, levels: File['competences'][string]['levels']) => void,
  rules: Settings = {},
  learners = 2
): ReadonlyArray<Finding> => {
  const file = parse(text) as File
  const { levels } = file.competences['1.3']!
  const acquis = new Map(Object.values(levels).flatMap((own) => Object.entries(own)))
  plant((id) => acquis.get(id)!, levels)
  return Inspection.run({ bank: decoded(file), seed: '1', rules }, learners).findings
}

const noise = { slip: 0.45, guess: 0.5 }

const spoil = ({ challenges }: Acquis, by: Challenge): void => {
  for (const challenge of Object.values(challenges)) Object.assign(challenge, by)
}

describe('laws', () => {
  it.each(['digital-skills.yaml', 'framework.yaml'])('nothing is found in %s', (name) => {
    expect(Inspection.run({ bank: fixture(name), seed: '1' }, 2).findings).toEqual([])
  })

  it.each<[string, Parameters<typeof planted>, ReadonlyArray<Partial<Finding>>]>([
    [
      'a level that nothing asks',
      [
        (_, levels) => {
          for (const own of Object.values(levels['7']!)) spoil(own, { status: 'draft' })
        }
      ],
      [
        {
          code: 'unreachable-level',
          competence: '1.3',
          levels: [7],
          cause: 'no-challenges',
          acquis: ['stat-subgroups', 'join-multiply', 'small-groups']
        }
      ]
    ],
    [
      'a level that right answers do not show',
      [
        (acquis) => {
          acquis('stat-subgroups').difficulty = 15
        }
      ],
      [{ code: 'unreachable-level', levels: [7], cause: 'challenges', acquis: ['stat-subgroups'] }]
    ],
    [
      'an acquis that nothing asks',
      [
        (acquis) => {
          acquis('sort-column').challenges = {}
        }
      ],
      [{ code: 'unseen-acquis', acquis: 'sort-column', cause: 'no-challenges', clarity: 0.5 }]
    ],
    [
      'an acquis whose challenges say nothing',
      [(acquis) => spoil(acquis('sort-column'), noise)],
      [{ code: 'unseen-acquis', acquis: 'sort-column', cause: 'noise' }]
    ],
    [
      'two acquis that are always known together',
      [
        (acquis) => {
          acquis('sort-two-columns').difficulty = -1.5
        }
      ],
      [{ code: 'always-together', acquis: ['sort-whole-rows', 'sort-two-columns'] }]
    ],
    [
      'two acquis that are never asked in one test',
      [
        (acquis) => {
          const others = Object.keys(acquis('sort-order').challenges)
          spoil(acquis('sort-column'), { enemies: others })
        }
      ],
      [{ code: 'never-both', acquis: ['sort-order', 'sort-column'] }]
    ]
  ])('1. a planted weakness is found, and nothing besides: %s', (_, args, expected) => {
    expect(planted(...args)).toEqual(expected.map((each) => expect.objectContaining(each) as unknown))
  })

  it('1. a planted weakness is found, and nothing besides: levels that tests are too short to show', () => {
    const found = planted(() => undefined, { maxQuestions: 1 }, 200)
    expect(found.length).toBeGreaterThan(0)
    for (const finding of found)
      expect(finding).toMatchObject({ code: 'unreachable-level', cause: 'tests', acquis: [] })
  })
})

describe('of', () => {
  it('names what an unseen acquis can be inferred from', () => {
    const [found] = planted((acquis) => spoil(acquis('sort-column'), noise))
    expect(found).toMatchObject({ beside: ['sort-order', 'sort-whole-rows'] })
  })

  it('says nothing of what a campaign leaves out, but looks at what it asks', () => {
    const bank = fixture('digital-skills.yaml')
    const few = (scope: object): ReadonlyArray<Finding> =>
      Inspection.run({ bank, seed: '1', campaign: campaign(bank, { scope: [scope] }) }, 2).findings
    expect(few({ competence: '1.3', upTo: 3 })).toEqual([])
    expect(few({ competence: '1.3', topic: 'sorting' })).toEqual([])
  })

  it('minds the language of the tests', () => {
    const file = parse(text) as File
    const { levels } = file.competences['1.3']!
    spoil(levels['2']!['sort-column']!, { locales: ['fr'] })
    const found = (locale: string) =>
      Inspection.run({ bank: decoded(file), seed: '1', locale }, 2).findings.map(({ code }) => code)
    expect(found('fr')).toEqual([])
    expect(found('en')).toEqual(['unseen-acquis'])
  })
})
