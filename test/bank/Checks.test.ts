/**
 * Law 2 of Bank: one planted defect gives exactly that issue. Every row starts from the same good bank.
 */
import { fc, test } from '@fast-check/vitest'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect } from 'vitest'
import * as Bank from '../../src/bank/Bank'
import * as Issue from '../../src/bank/Issue'
import type * as Weakness from '../../src/bank/Weakness'
import * as arbitrary from '../support/arbitraries'

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- planting defects is what types are there to prevent
type Loose = any

/** A bank with everything in it, right in every detail. */
const good = (): Loose =>
  structuredClone({
    format: 'acquis-bank/1',
    id: 'good',
    locales: ['fr', 'en'],
    title: { fr: 'Banque', en: 'Bank' },
    model: { mean: 3, sd: 1.5, correlation: 0.5, spread: 1 },
    defaults: { slip: 0.1, guess: 0.1, seconds: 90, skip: { known: 0.02, unknown: 0.3 } },
    domains: { information: { title: { fr: 'Informations', en: 'Information' } } },
    competences: {
      '1.3': {
        domain: 'information',
        title: { fr: 'Données', en: 'Data' },
        topics: {
          sorting: {
            title: { fr: 'Trier', en: 'Sort' },
            learnMore: [
              {
                title: { fr: 'Cours', en: 'Course' },
                url: 'https://example.org',
                kind: 'video',
                seconds: 240
              }
            ]
          },
          filtering: { title: 'Filter' }
        },
        levels: {
          2: {
            'sort-column': {
              topic: 'sorting',
              title: { fr: 'Une colonne', en: 'A column' },
              difficulty: 2.1,
              nextTime: { fr: 'La bonne ?', en: 'The right one?' },
              challenges: {
                'sort-a': {
                  format: 'choice',
                  prompt: { fr: 'Laquelle ?', en: 'Which?' },
                  options: { a: { fr: 'Un', en: 'One' }, b: 'Two', c: 'Three' },
                  solution: 'b',
                  slip: 0.08,
                  guess: 0.25,
                  locales: ['fr', 'en'],
                  enemies: ['sort-b'],
                  attachment: 'towns.csv'
                },
                'sort-b': {
                  format: 'choices',
                  prompt: 'Which?',
                  options: { a: 'One', b: 'Two' },
                  solution: ['a', 'b']
                },
                'sort-c': {
                  format: 'text',
                  prompt: 'Who?',
                  solution: { accept: ['Ada'], ignore: ['case'], distance: 1 }
                },
                'sort-d': { format: 'number', prompt: 'How many?', solution: { value: 3, tolerance: 0.5 } },
                'sort-e': { format: 'practical', prompt: 'Do it' }
              }
            }
          },
          4: {
            'sort-rows': { topic: 'sorting', challenges: {} },
            filter: {
              topic: 'filtering',
              requires: ['sort-rows'],
              nextTime: [{ url: 'filter.html', locale: 'fr' }]
            }
          }
        }
      },
      '2.1': {
        title: 'Other',
        topics: { sorting: { title: 'Sort' } },
        levels: { 1: { other: { topic: 'sorting' } } }
      }
    }
  })

const at = {
  competence: ['competences', '1.3'],
  acquis: ['competences', '1.3', 'levels', '2', 'sort-column'],
  filter: ['competences', '1.3', 'levels', '4', 'filter'],
  challenges: ['competences', '1.3', 'levels', '2', 'sort-column', 'challenges']
}

const parts = (bank: Loose) => {
  const competence = bank.competences['1.3']
  const acquis = competence.levels[2]['sort-column']
  return {
    bank,
    competence,
    acquis,
    rows: competence.levels[4]['sort-rows'],
    filter: competence.levels[4].filter,
    other: bank.competences['2.1'].levels[1].other,
    challenges: acquis.challenges,
    choice: acquis.challenges['sort-a'],
    choices: acquis.challenges['sort-b'],
    text: acquis.challenges['sort-c'],
    number: acquis.challenges['sort-d'],
    practical: acquis.challenges['sort-e']
  }
}

type Parts = ReturnType<typeof parts>

/** A good bank with a defect in it. */
const planted = (plant: (parts: Parts) => unknown): Loose => {
  const bank = good()
  plant(parts(bank))
  return bank
}

/** Tag and place of each issue. */
const brief = (issues: ReadonlyArray<Issue.Issue>): ReadonlyArray<readonly [string, Issue.Path]> =>
  issues.map(({ _tag, path }) => [_tag, path] as const)

type Row = readonly [
  what: string,
  tag: Issue.Issue['_tag'],
  path: Issue.Path,
  plant: (parts: Parts) => unknown
]

/** An acquis of the levels of a chain or a fan, of one topic, with what it requires. */
const acquis = (requires?: ReadonlyArray<string>) => ({ topic: 'sorting', ...(requires && { requires }) })

const rows: ReadonlyArray<Row> = [
  // types and values
  ['a number for a list', 'wrong-type', ['locales'], ({ bank }) => (bank.locales = 5)],
  ['a list for a competence', 'wrong-type', at.competence, ({ bank }) => (bank.competences['1.3'] = [])],
  ['null for a text', 'wrong-type', [...at.acquis, 'title'], (p) => (p.acquis.title = null)],
  ['a number for a text', 'wrong-type', [...at.acquis, 'title'], (p) => (p.acquis.title = 5)],
  ['a list for a text', 'wrong-type', ['title'], ({ bank }) => (bank.title = ['Bank'])],
  ['a number in a locale', 'wrong-type', ['title', 'fr'], ({ bank }) => (bank.title.fr = 5)],
  ['a text for a number', 'wrong-type', [...at.acquis, 'difficulty'], (p) => (p.acquis.difficulty = '2')],
  ['a text for true', 'wrong-type', [...at.challenges, 'sort-a', 'timed'], (p) => (p.choice.timed = 'yes')],
  [
    'a text for a list of ids',
    'wrong-type',
    [...at.filter, 'requires'],
    (p) => (p.filter.requires = 'sort-rows')
  ],
  ['a number for an id', 'wrong-type', [...at.filter, 'topic'], (p) => (p.filter.topic = 1.3)],
  ['a list for entries', 'wrong-type', at.challenges, (p) => (p.acquis.challenges = ['sort-a', 'sort-b'])],
  ['a number for the format', 'wrong-type', ['format'], ({ bank }) => (bank.format = 1)],
  [
    'an object for a resource list',
    'wrong-type',
    [...at.acquis, 'learnMore'],
    (p) => (p.acquis.learnMore = {})
  ],
  [
    'a text in a resource list',
    'wrong-type',
    [...at.filter, 'nextTime', 1],
    (p) => p.filter.nextTime.push('a')
  ],
  [
    'true for a solution',
    'wrong-type',
    [...at.challenges, 'sort-a', 'solution'],
    (p) => (p.choice.solution = true)
  ],
  [
    'a list for a choice',
    'wrong-type',
    [...at.challenges, 'sort-a', 'solution'],
    (p) => (p.choice.solution = ['b'])
  ],
  [
    'a number for a choice',
    'wrong-type',
    [...at.challenges, 'sort-a', 'solution'],
    (p) => (p.choice.solution = 1)
  ],
  [
    'one id for choices',
    'wrong-type',
    [...at.challenges, 'sort-b', 'solution'],
    (p) => (p.choices.solution = 'a')
  ],
  [
    'a text as the solution of a number',
    'wrong-type',
    [...at.challenges, 'sort-d', 'solution'],
    (p) => (p.number.solution = '3')
  ],
  [
    'a number as the solution of a text',
    'wrong-type',
    [...at.challenges, 'sort-c', 'solution'],
    (p) => (p.text.solution = 3)
  ],
  [
    '{ value } for a text',
    'wrong-type',
    [...at.challenges, 'sort-c', 'solution'],
    (p) => (p.text.solution = { value: 3 })
  ],
  ['a probability of 1', 'wrong-value', [...at.challenges, 'sort-a', 'slip'], (p) => (p.choice.slip = 1)],
  [
    'a probability of 0',
    'wrong-value',
    ['defaults', 'skip', 'known'],
    ({ bank }) => (bank.defaults.skip.known = 0)
  ],
  ['NaN', 'wrong-value', ['model', 'mean'], ({ bank }) => (bank.model.mean = NaN)],
  ['infinity', 'wrong-value', [...at.acquis, 'difficulty'], (p) => (p.acquis.difficulty = Infinity)],
  [
    'a difficulty beyond all levels',
    'wrong-value',
    [...at.acquis, 'difficulty'],
    (p) => (p.acquis.difficulty = 1e300)
  ],
  ['a spread of 0', 'wrong-value', ['model', 'spread'], ({ bank }) => (bank.model.spread = 0)],
  [
    'a correlation of 0.91',
    'wrong-value',
    ['model', 'correlation'],
    ({ bank }) => (bank.model.correlation = 0.91)
  ],
  [
    'a negative discrimination',
    'wrong-value',
    [...at.challenges, 'sort-a', 'discrimination'],
    (p) => (p.choice.discrimination = -1)
  ],
  [
    'a distance of 1.5',
    'wrong-value',
    [...at.challenges, 'sort-c', 'solution', 'distance'],
    (p) => (p.text.solution.distance = 1.5)
  ],
  [
    'an unknown leniency',
    'wrong-value',
    [...at.challenges, 'sort-c', 'solution', 'ignore', 0],
    (p) => (p.text.solution.ignore = ['cases'])
  ],
  [
    'an unknown format of challenge',
    'wrong-value',
    [...at.challenges, 'sort-d', 'format'],
    (p) => (p.number.format = 'numbre')
  ],
  [
    'an unknown status',
    'wrong-value',
    [...at.challenges, 'sort-d', 'status'],
    (p) => (p.number.status = 'gone')
  ],
  ['no seconds', 'wrong-value', ['defaults', 'seconds'], ({ bank }) => (bank.defaults.seconds = 0)],
  ['a locale in capitals', 'wrong-value', ['locales', 1], ({ bank }) => (bank.locales[1] = 'EN')],
  [
    'a text in a locale in capitals',
    'wrong-value',
    ['title', 'FR'],
    ({ bank }) => (bank.title = { FR: 'Banque', en: 'Bank' })
  ],
  ['level 0', 'wrong-value', [...at.competence, 'levels', '0'], (p) => (p.competence.levels[0] = {})],
  [
    'level 9',
    'wrong-value',
    [...at.competence, 'levels', '9'],
    (p) => (p.competence.levels[9] = { a: acquis() })
  ],
  [
    'a level in words',
    'wrong-value',
    [...at.competence, 'levels', 'two'],
    (p) => (p.competence.levels.two = { a: acquis([]) })
  ],
  [
    'a level with acquis that others name',
    'wrong-value',
    [...at.competence, 'levels', 'two'],
    ({ competence }) => {
      competence.levels.two = competence.levels[2]
      delete competence.levels[2]
    }
  ],
  [
    'a script for an address',
    'wrong-value',
    [...at.filter, 'nextTime', 0, 'url'],
    (p) => (p.filter.nextTime[0].url = 'javascript:alert(1)')
  ],
  ['another format', 'unsupported-format', ['format'], ({ bank }) => (bank.format = 'acquis-campaign/1')],
  ['a misspelt format', 'unsupported-format', ['format'], ({ bank }) => (bank.format = 'aquis-bank/1')],
  // keys
  ['a missing format', 'missing-key', [], ({ bank }) => delete bank.format],
  ['a missing title', 'missing-key', [], ({ bank }) => delete bank.title],
  ['missing competences', 'missing-key', [], ({ bank }) => delete bank.competences],
  [
    'a competence without its title',
    'missing-key',
    at.competence,
    ({ competence }) => delete competence.title
  ],
  ['an acquis without its topic', 'missing-key', at.acquis, (p) => delete p.acquis.topic],
  [
    'a challenge without its format',
    'missing-key',
    [...at.challenges, 'sort-a'],
    (p) => delete p.choice.format
  ],
  [
    'a resource without its address',
    'missing-key',
    [...at.filter, 'nextTime', 0],
    (p) => delete p.filter.nextTime[0].url
  ],
  [
    'a solution without its texts',
    'missing-key',
    [...at.challenges, 'sort-c', 'solution'],
    (p) => delete p.text.solution.accept
  ],
  ['an unknown key', 'unknown-key', ['note'], ({ bank }) => (bank.note = 'x')],
  [
    'a misspelt required key',
    'unknown-key',
    [...at.acquis, 'topc'],
    (p) => {
      p.acquis.topc = p.acquis.topic
      delete p.acquis.topic
    }
  ],
  [
    'a misspelt container',
    'unknown-key',
    [...at.competence, 'topcs'],
    ({ competence }) => {
      competence.topcs = competence.topics
      delete competence.topics
    }
  ],
  [
    'a key like one that is absent',
    'unknown-key',
    [...at.challenges, 'sort-a', 'timer'],
    (p) => (p.choice.timer = 30)
  ],
  [
    'a key in a solution',
    'unknown-key',
    [...at.challenges, 'sort-d', 'solution', 'tolerence'],
    (p) => {
      p.number.solution = { value: 3, tolerence: 0.5 }
    }
  ],
  [
    'a key in a resource',
    'unknown-key',
    [...at.filter, 'nextTime', 0, 'link'],
    (p) => (p.filter.nextTime[0].link = '')
  ],
  [
    '__proto__ as a key',
    'unknown-key',
    ['__proto__'],
    ({ bank }) => Object.assign(parts(bank).bank, setProto(bank))
  ],
  // ids
  ['an id with a space', 'invalid-id', ['id'], ({ bank }) => (bank.id = 'my bank')],
  ['an id of 65 letters', 'invalid-id', ['id'], ({ bank }) => (bank.id = 'x'.repeat(65))],
  [
    'an acquis with a slash',
    'invalid-id',
    [...at.competence, 'levels', '4', 'a/b'],
    ({ competence }) => (competence.levels[4]['a/b'] = acquis())
  ],
  [
    'an option with a space',
    'invalid-id',
    [...at.challenges, 'sort-a', 'options', 'b b'],
    (p) => {
      p.choice.options = { a: 'One', 'b b': 'Two' }
      p.choice.solution = 'b b'
    }
  ],
  [
    'a challenge with a dash first',
    'invalid-id',
    [...at.challenges, '-a'],
    (p) => (p.challenges['-a'] = { format: 'practical' })
  ],
  [
    'a required id with a space',
    'invalid-id',
    [...at.filter, 'requires', 0],
    (p) => (p.filter.requires = ['sort rows'])
  ],
  // references
  [
    'an unknown domain',
    'unknown-reference',
    [...at.competence, 'domain'],
    ({ competence }) => (competence.domain = 'informations')
  ],
  ['an unknown topic', 'unknown-reference', [...at.filter, 'topic'], (p) => (p.filter.topic = 'filtring')],
  [
    'an unknown acquis',
    'unknown-reference',
    [...at.filter, 'requires', 0],
    (p) => (p.filter.requires = ['sort-row'])
  ],
  [
    'an unknown enemy',
    'unknown-reference',
    [...at.challenges, 'sort-a', 'enemies', 0],
    (p) => (p.choice.enemies = ['sort-z'])
  ],
  [
    'an unknown option',
    'unknown-reference',
    [...at.challenges, 'sort-a', 'solution'],
    (p) => (p.choice.solution = 'd')
  ],
  [
    'an unknown option in a list',
    'unknown-reference',
    [...at.challenges, 'sort-b', 'solution', 1],
    (p) => (p.choices.solution = ['a', 'c'])
  ],
  [
    'an unknown locale',
    'unknown-reference',
    [...at.challenges, 'sort-a', 'locales', 1],
    (p) => (p.choice.locales = ['fr', 'de'])
  ],
  [
    'itself as an enemy',
    'own-enemy',
    [...at.challenges, 'sort-a', 'enemies', 0],
    (p) => (p.choice.enemies = ['sort-a'])
  ],
  [
    'an acquis of another competence',
    'requires-other-competence',
    [...at.filter, 'requires', 0],
    (p) => (p.filter.requires = ['other'])
  ],
  [
    'an acquis twice',
    'duplicate-id',
    ['competences', '2.1', 'levels', '1', 'filter'],
    ({ bank }) => {
      bank.competences['2.1'].levels[1].filter = { topic: 'sorting' }
    }
  ],
  [
    'an acquis at two levels of its topic',
    'duplicate-id',
    [...at.competence, 'levels', '6', 'sort-column'],
    ({ competence }) => {
      competence.levels[6] = { 'sort-column': acquis() }
    }
  ],
  [
    'a challenge twice',
    'duplicate-id',
    [...at.filter, 'challenges', 'sort-a'],
    (p) => (p.filter.challenges = { 'sort-a': { format: 'practical' } })
  ],
  // structure
  ['a circle of one', 'requires-cycle', [...at.filter, 'requires'], (p) => (p.filter.requires = ['filter'])],
  [
    'a circle of two, with a default',
    'requires-cycle',
    [...at.acquis, 'requires'],
    (p) => {
      // to require from above is a warning of its own, so both are put at one level
      p.acquis.requires = ['sort-rows']
      p.competence.levels[2]['sort-rows'] = acquis(['sort-column'])
      delete p.competence.levels[4]['sort-rows']
      p.filter.requires = []
    }
  ],
  [
    'a circle of five, across topics',
    'requires-cycle',
    [...at.competence, 'levels', '4', 'c1', 'requires'],
    ({ competence }) => {
      for (let i = 1; i <= 5; i++)
        competence.levels[4][`c${i}`] = {
          topic: i % 2 === 0 ? 'sorting' : 'filtering',
          requires: [`c${(i % 5) + 1}`]
        }
    }
  ],
  [
    'a requirement at a higher level',
    'requires-higher-level',
    [...at.acquis, 'requires', 0],
    (p) => {
      p.acquis.requires = ['filter']
      p.rows.requires = []
    }
  ],
  [
    '4,097 states',
    'too-many-states',
    [...at.competence, 'levels', '5', 'fan-0'],
    ({ competence }) => {
      competence.topics.fan = { title: 'Fan' }
      competence.levels[1] = { root: { topic: 'fan' } }
      competence.levels[5] = Object.fromEntries(
        Array.from({ length: 12 }, (_, i) => [`fan-${i}`, { topic: 'fan' }])
      )
    }
  ],
  // challenges
  [
    'a guess above 1 − slip',
    'guess-not-below',
    [...at.challenges, 'sort-a', 'guess'],
    (p) => (p.choice.guess = 0.92)
  ],
  [
    'a slip that leaves too little',
    'guess-not-below',
    [...at.challenges, 'sort-d', 'slip'],
    (p) => (p.number.slip = 0.9)
  ],
  [
    'defaults that do not fit',
    'guess-not-below',
    ['defaults', 'guess'],
    ({ bank }) => {
      bank.defaults.guess = 0.6
      bank.defaults.slip = 0.4
    }
  ],
  [
    'a default that leaves too little',
    'guess-not-below',
    ['defaults', 'slip'],
    ({ bank }) => (bank.defaults = { slip: 0.91 })
  ],
  ['no solution', 'missing-solution', [...at.challenges, 'sort-c'], (p) => delete p.text.solution],
  [
    'no text that is right',
    'missing-solution',
    [...at.challenges, 'sort-c', 'solution'],
    (p) => (p.text.solution.accept = [])
  ],
  ['no options', 'missing-options', [...at.challenges, 'sort-a'], (p) => delete p.choice.options],
  ['no option', 'missing-options', [...at.challenges, 'sort-b'], (p) => (p.choices.options = {})],
  [
    'options of a text',
    'misplaced-key',
    [...at.challenges, 'sort-c', 'options'],
    (p) => (p.text.options = { a: 'A' })
  ],
  [
    'a solution of a practical',
    'misplaced-key',
    [...at.challenges, 'sort-e', 'solution'],
    (p) => (p.practical.solution = 'a')
  ],
  // texts
  ['a title in one locale', 'missing-locale', ['title'], ({ bank }) => delete bank.title.en],
  [
    'an option in one locale',
    'missing-locale',
    [...at.challenges, 'sort-a', 'options', 'a'],
    (p) => delete p.choice.options.a.en
  ],
  ['a hint in one locale', 'missing-locale', [...at.acquis, 'nextTime'], (p) => delete p.acquis.nextTime.fr],
  [
    'a resource in one locale',
    'missing-locale',
    [...at.competence, 'topics', 'sorting', 'learnMore', 0, 'title'],
    ({ competence }) => {
      delete competence.topics.sorting.learnMore[0].title.en
    }
  ],
  [
    'a domain in one locale',
    'missing-locale',
    ['domains', 'information', 'title'],
    ({ bank }) => delete bank.domains.information.title.fr
  ]
]

/** The object with a key of its own that an assignment would not make. */
const setProto = (bank: object): object => {
  Object.defineProperty(bank, '__proto__', {
    value: {},
    enumerable: true,
    configurable: true,
    writable: true
  })
  return {}
}

test('the good bank is good', () => {
  expect(Bank.check(good())).toEqual([])
})

describe('law 2: one planted defect gives exactly that issue', () => {
  test.each(rows)('%s: %s', (_, tag, path, plant) => {
    const issues = Bank.check(planted(plant))
    expect(brief(issues)).toEqual([[tag, path]])
    expect(E.isRight(Bank.decode(planted(plant)))).toBe(issues.every((issue) => !Issue.isError(issue)))
  })

  test('every defect has a name of its own', () => {
    const names = rows.map(([what]) => what)
    expect(new Set(names).size).toBe(names.length)
  })

  test('every kind of issue that a bank can have is planted', () => {
    const tags = new Set(rows.map(([, tag]) => tag))
    const elsewhere = ['other-bank', 'changed-bank', 'refused-response']
    const all: Record<Exclude<Issue.Issue['_tag'], Weakness.Weakness['_tag']>, true> = {
      'wrong-type': true,
      'wrong-value': true,
      'missing-key': true,
      'unknown-key': true,
      'invalid-id': true,
      'unsupported-format': true,
      'duplicate-id': true,
      'unknown-reference': true,
      'requires-other-competence': true,
      'requires-cycle': true,
      'requires-higher-level': true,
      'too-many-states': true,
      'guess-not-below': true,
      'missing-solution': true,
      'missing-options': true,
      'misplaced-key': true,
      'own-enemy': true,
      'missing-locale': true,
      'other-bank': true,
      'changed-bank': true,
      'refused-response': true
    }
    expect([...tags, ...elsewhere].sort()).toEqual(Object.keys(all).sort())
  })

  test('what each says, and how to mend it', () => {
    const sentences = rows.map(([what, , , plant]) => {
      const issue = Bank.check(planted(plant))[0]!
      const place = `${Issue.severity(issue)} at ${Issue.showPath(issue.path)}`
      return [what, place, Issue.message(issue), Issue.suggestion(issue)].filter((part) => part !== undefined)
    })
    expect(sentences.map((parts) => parts.join('\n  ')).join('\n')).toMatchSnapshot()
  })
})

describe('many defects at once', () => {
  /** Defects that have nothing to do with each other. */
  const apart: ReadonlyArray<string> = [
    'a spread of 0',
    'an unknown key',
    'an unknown domain',
    'a number for a text',
    'an unknown acquis',
    'a guess above 1 − slip',
    'itself as an enemy',
    'an unknown option in a list',
    'no text that is right',
    'a text for a number',
    'a solution of a practical',
    'a circle of five, across topics',
    'a missing title',
    'level 9'
  ]
  const chosen = rows.filter(([what]) => apart.includes(what))

  test('each is reported', () => {
    const bank = planted((p) => chosen.forEach(([, , , plant]) => plant(p)))
    const found = brief(Bank.check(bank))
    for (const [, tag, path] of chosen) expect(found).toContainEqual([tag, path])
    expect(found).toHaveLength(chosen.length)
  })

  test.prop([fc.subarray(chosen), fc.nat()])('any of them, in any order', (some, turn) => {
    const from = some.length === 0 ? 0 : turn % some.length
    const bank = planted((p) =>
      [...some.slice(from), ...some.slice(0, from)].forEach(([, , , plant]) => plant(p))
    )
    const sorted = (pairs: ReadonlyArray<unknown>) => pairs.map((pair) => JSON.stringify(pair)).sort()
    expect(sorted(brief(Bank.check(bank)))).toEqual(sorted(some.map(([, tag, path]) => [tag, path])))
  })

  test('a wrong line hides no circle, and a circle no other one', () => {
    const bank = planted(({ competence, acquis: own, bank: all }) => {
      delete competence.title
      own.topic = 5
      own.challenges = 'none'
      competence.levels[6] = { a: acquis(['b']), b: acquis(['a']), c: acquis(['c']) }
      all.competences['2.1'].levels[2] = { d: acquis(['e']), e: acquis(['d']) }
    })
    expect(
      brief(Bank.check(bank))
        .map(([tag]) => tag)
        .sort()
    ).toEqual([
      'missing-key',
      'requires-cycle',
      'requires-cycle',
      'requires-cycle',
      'wrong-type',
      'wrong-type'
    ])
  })

  test('what is under a misspelt key is read as well', () => {
    const bank = planted(({ acquis: own }) => {
      own.chalenges = own.challenges
      delete own.challenges
      own.chalenges['sort-a'].slip = 2
    })
    const place = [...at.acquis, 'chalenges']
    expect(brief(Bank.check(bank))).toEqual([
      ['wrong-value', [...place, 'sort-a', 'slip']],
      ['unknown-key', place]
    ])
  })

  test('a file of another version is not judged by the rules of this one', () => {
    const bank = planted(({ bank: all }) => {
      all.format = 'acquis-bank/2'
      all.competences = [{ id: 'a' }]
    })
    const [issue, ...others] = Bank.check(bank)
    expect(others).toEqual([])
    expect(issue).toMatchObject({ expected: 'acquis-bank/1', actual: '`acquis-bank/2`' })
  })

  test('20,000 defects are all named', () => {
    const challenges = Object.fromEntries(
      Array.from({ length: 4000 }, (_, i) => [
        `q${i}`,
        { format: 'text', slip: 2, guess: '', prompts: '', enemies: [`z${i}`], attachment: '../..' }
      ])
    )
    const bank = planted(({ filter }) => (filter.challenges = challenges))
    const counts = new Map<string, number>()
    for (const { _tag } of Bank.check(bank)) counts.set(_tag, (counts.get(_tag) ?? 0) + 1)
    expect(Object.fromEntries(counts)).toEqual({
      'wrong-value': 8000,
      'wrong-type': 4000,
      'unknown-key': 4000,
      'unknown-reference': 4000,
      // under a misspelt `prompt` there is one
      'missing-solution': 4000
    })
  })

  test('200,000 wrong elements of one list are all named', () => {
    const bank = planted(({ filter }) => (filter.requires = new Array(200_000).fill(0)))
    expect(Bank.check(bank)).toHaveLength(200_000)
  })
})

describe('blocks', () => {
  const bank = (levels: object, topics: object = { t: { title: 'T' } }): Loose => ({
    format: 'acquis-bank/1',
    id: 'b',
    title: 'B',
    competences: { c: { title: 'C', topics, levels } }
  })

  const many = (count: number, name: string, body: object): object =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`${name}${i}`, { ...body }]))

  test('4,097 states are refused, naming two acquis that are unrelated', () => {
    // The root unknown is one state, the root known leaves 2¹² for the twelve above it.
    const [issue, ...others] = Bank.check(
      bank({ 1: { root: { topic: 't' } }, 2: many(12, 'a', { topic: 't' }) })
    )
    expect(others).toEqual([])
    expect(issue).toMatchObject({ _tag: 'too-many-states', acquis: 13, limit: 4096, relate: ['a0', 'a1'] })
  })

  test('4,096 states pass', () => {
    // Of two roots r ⋖ both fans: none 1, r alone and so on. 1 + (2¹¹) + … is easiest by a chain of two below a fan of
    // eleven and a chain above: states = 1 + 1 + 2¹¹ − … ; counted here by the law of the sum, not by hand.
    const levels = {
      1: { r: { topic: 't' } },
      2: many(11, 'a', { topic: 't' }),
      3: many(11, 'b', { topic: 't' })
    }
    // r ⋖ a₀…a₁₀ ⋖ b₀…b₁₀: 1 + (2¹¹ − 1) below all of a, then 2¹¹ with all of a: 4,096 in all.
    expect(1 + (2 ** 11 - 1) + 2 ** 11).toBe(4096)
    expect(Bank.check(bank(levels))).toEqual([])
    const more = { ...levels, 4: { z: { topic: 't' } } }
    expect(Bank.check(bank(more))).toMatchObject([{ _tag: 'too-many-states', acquis: 24 }])
  })

  test('the two that it names become related by doing what it says', () => {
    const relateNext = (levels: Loose, steps: number): number => {
      const [issue] = Bank.check(bank(levels))
      if (issue === undefined) return steps
      const [one, other] = (issue._tag === 'too-many-states' && issue.relate) || expect.unreachable()
      const above = levels[2][other]
      above.requires = [...(above.requires ?? ['root']), one]
      return relateNext(levels, steps + 1)
    }
    const steps = relateNext({ 1: { root: { topic: 't' } }, 2: many(14, 'a', { topic: 't' }) }, 0)
    expect(steps).toBeGreaterThan(1)
    expect(steps).toBeLessThan(40)
  })

  test('a chain of 3,000 acquis', () => {
    const chain = Array.from({ length: 3000 }, (_, i) => [
      `a${i}`,
      { topic: 't', requires: i === 0 ? [] : [`a${i - 1}`] }
    ])
    expect(Bank.check(bank({ 1: Object.fromEntries(chain) }))).toEqual([])
    expect(E.isRight(Bank.decode(bank({ 1: Object.fromEntries(chain) })))).toBe(true)
  })

  test('a chain of 5,000 is too long, and no relation is missing in it', () => {
    const chain = Array.from({ length: 5000 }, (_, i) => [
      `a${i}`,
      { topic: 't', requires: i === 0 ? [] : [`a${i - 1}`] }
    ])
    const [issue] = Bank.check(bank({ 1: Object.fromEntries(chain) }))
    expect(issue).toMatchObject({ _tag: 'too-many-states', acquis: 5000 })
    expect(issue).not.toHaveProperty('relate')
  })

  test('two levels of 5,000 acquis are refused at once', () => {
    const levels = { 1: many(5000, 'a', { topic: 't' }), 2: many(5000, 'b', { topic: 't' }) }
    expect(Bank.check(bank(levels))).toMatchObject([{ _tag: 'too-many-states', relate: ['a0', 'a1'] }])
  })

  test('as many unrelated acquis as one likes are blocks of their own', () => {
    expect(Bank.check(bank({ 1: many(5000, 'a', { topic: 't' }) }))).toEqual([])
  })

  test('a circle of 3,000 is told in a sentence', () => {
    const circle = Array.from({ length: 3000 }, (_, i) => [
      `a${i}`,
      { topic: 't', requires: [`a${(i + 1) % 3000}`] }
    ])
    const [issue, ...others] = Bank.check(bank({ 1: Object.fromEntries(circle) }))
    expect(others).toEqual([])
    expect(issue!._tag === 'requires-cycle' && issue!.cycle).toHaveLength(3001)
    expect(Issue.message(issue!).length).toBeLessThan(300)
  })

  test('what could not be read makes no block too large', () => {
    const levels = { 1: { root: { topic: 't' } }, 2: many(14, 'a', { topic: 't', requires: ['root', 5] }) }
    expect(new Set(Bank.check(bank(levels)).map(({ _tag }) => _tag))).toEqual(new Set(['wrong-type']))
    expect(
      brief(Bank.check(bank({ 1: many(5, 'a', {}), 2: many(14, 'b', {}) }))).map(([tag]) => tag)
    ).toEqual(new Array(19).fill('missing-key'))
  })
})

describe('__proto__', () => {
  const at = (path: ReadonlyArray<string>, value: unknown): unknown => {
    const bank = good()
    const parent = path.reduce((object, key) => object[key], bank)
    Object.defineProperty(parent, '__proto__', {
      value,
      enumerable: true,
      configurable: true,
      writable: true
    })
    return JSON.parse(JSON.stringify(bank))
  }

  test.each<[string, ReadonlyArray<string>, unknown]>([
    ['a competence', ['competences'], { title: 'C' }],
    ['a topic', ['competences', '1.3', 'topics'], { title: 'T' }],
    ['an acquis', ['competences', '1.3', 'levels', '2'], { topic: 'sorting' }],
    [
      'a challenge',
      ['competences', '1.3', 'levels', '2', 'sort-column', 'challenges'],
      { format: 'practical' }
    ],
    [
      'an option',
      ['competences', '1.3', 'levels', '2', 'sort-column', 'challenges', 'sort-a', 'options'],
      'A'
    ],
    ['a domain', ['domains'], {}]
  ])('is no id of %s', (_, path, value) => {
    expect(brief(Bank.check(at(path, value)))).toEqual([['invalid-id', [...path, '__proto__']]])
  })

  test('is no locale, no level and no key', () => {
    expect(brief(Bank.check(at(['title'], 'x')))).toEqual([['wrong-value', ['title', '__proto__']]])
    const levels = ['competences', '1.3', 'levels']
    expect(brief(Bank.check(at(levels, {})))).toEqual([['wrong-value', [...levels, '__proto__']]])
    expect(brief(Bank.check(at(['model'], {})))).toEqual([['unknown-key', ['model', '__proto__']]])
    expect(brief(Bank.check(at([], {})))).toEqual([['unknown-key', ['__proto__']]])
  })

  test('pollutes nothing', () => {
    Bank.check(JSON.parse('{"__proto__": {"polluted": 1}, "competences": {"__proto__": {"polluted": 1}}}'))
    expect(({} as Loose).polluted).toBeUndefined()
    const inherited = Object.create(good()) as object
    expect(brief(Bank.check(inherited)).map(([tag]) => tag)).toEqual(new Array(4).fill('missing-key'))
  })
})

test.prop([arbitrary.bankFile()])('a random valid bank has no issue but warnings', (file) => {
  expect(Bank.check(file).filter(Issue.isError)).toEqual([])
})

describe('attachments stay in the folder of the bank', () => {
  test.each([
    ['towns.csv', true],
    ['a/b/c.ods', true],
    ['./a', true],
    ['..a', true],
    ['a..', true],
    ['a/...', true],
    ['', false],
    ['/etc/passwd', false],
    ['\\\\host\\share', false],
    ['C:\\a', false],
    ['c:a', false],
    ['file:///etc/passwd', false],
    ['https://example.org', false],
    ['..', false],
    ['../a', false],
    ['a/../b', false],
    ['a\\..\\b', false],
    ['a/..', false],
    ['a\n/../../b', false],
    ['a\u0000b', false],
    ['a//b', false],
    ['a/', false]
  ])('%j: %o', (attachment, inside) => {
    const issues = Bank.check(planted(({ choice }) => (choice.attachment = attachment)))
    expect(brief(issues)).toEqual(inside ? [] : [['wrong-value', [...at.challenges, 'sort-a', 'attachment']]])
  })
})

describe('a page can link to every address', () => {
  test.each([
    ['https://example.org/a?b=c#d', true],
    ['http://example.org', true],
    ['mailto:a@example.org', true],
    ['a/b.html', true],
    ['#a:b', true],
    ['//example.org', true],
    ['javascript:alert(1)', false],
    ['JavaScript:alert(1)', false],
    ['\u0001javascript:alert(1)', false],
    [' https://example.org', false],
    ['data:text/html,x', false],
    ['', false]
  ])('%j: %o', (url, linked) => {
    const issues = Bank.check(planted(({ filter }) => (filter.nextTime[0].url = url)))
    expect(brief(issues)).toEqual(linked ? [] : [['wrong-value', [...at.filter, 'nextTime', 0, 'url']]])
  })
})
