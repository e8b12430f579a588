/**
 * Law 1 of Weaknesses: one planted weakness gives exactly that issue. Every row starts from the same clean bank. The
 * rows under "no weakness" are what comes near one and is none.
 */
import { fc, test } from '@fast-check/vitest'
import { readFileSync } from 'node:fs'
import { describe, expect } from 'vitest'
import { parse } from 'yaml'
import * as Weaknesses from '../../src/assessment/Weaknesses'
import * as Issue from '../../src/bank/Issue'
import type * as Thresholds from '../../src/bank/Thresholds'
import * as Weakness from '../../src/bank/Weakness'
import * as arbitrary from '../support/arbitraries'

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- planting weaknesses is what types are there to prevent
type Loose = any

/** Two topics over the levels 1 to 4; every acquis with a hint, every topic with something to learn more from. */
const clean = (): Loose =>
  structuredClone({
    format: 'acquis-bank/1',
    id: 'clean',
    locales: ['fr', 'en'],
    title: { fr: 'Tableur', en: 'Spreadsheet' },
    competences: {
      '1.3': {
        title: { fr: 'Traiter des données', en: 'Process data' },
        topics: {
          sorting: {
            title: { fr: 'Trier', en: 'Sort' },
            learnMore: [
              { title: { fr: 'Tri', en: 'Sorting' }, url: 'https://www.insee.fr/tri' },
              { title: 'Cours', url: 'https://fr.wikipedia.org/wiki/Tri', locale: 'fr' }
            ]
          },
          tables: {
            title: { fr: 'Tableaux', en: 'Tables' },
            learnMore: [{ url: 'tables.html' }]
          }
        },
        levels: {
          1: {
            order: {
              topic: 'sorting',
              nextTime: { fr: 'Où est la plus petite valeur ?', en: 'Where is the smallest value?' },
              challenges: {
                'order-a': {
                  format: 'choice',
                  prompt: {
                    fr: 'Quel tri va du plus ancien au plus récent ?',
                    en: 'Which sort runs from old to new?'
                  },
                  options: {
                    a: { fr: 'croissant', en: 'ascending' },
                    b: { fr: 'décroissant', en: 'descending' },
                    c: { fr: 'aléatoire', en: 'random' }
                  },
                  solution: 'a'
                },
                'order-b': {
                  format: 'number',
                  prompt: {
                    fr: 'Quel est le 3e de 1 à 12, décroissant ?',
                    en: 'Which is third of 1 to 12, descending?'
                  },
                  solution: 10
                }
              }
            }
          },
          2: {
            summary: {
              topic: 'tables',
              nextTime: { fr: 'Il croise deux champs.', en: 'It crosses two fields.' },
              challenges: {
                'summary-a': {
                  format: 'text',
                  prompt: { fr: 'Quel outil résume une liste ?', en: 'Which tool summarises a list?' },
                  solution: { accept: ['tableau croisé', 'pivot table', 'pivot'], distance: 1 }
                },
                'summary-b': {
                  format: 'choices',
                  prompt: { fr: 'Que peut-il compter ?', en: 'What can it count?' },
                  options: {
                    a: 'A',
                    b: { fr: 'lignes', en: 'rows' },
                    c: { fr: 'valeurs', en: 'values' },
                    d: 'D'
                  },
                  solution: ['b', 'c']
                },
                'summary-c': { format: 'practical', prompt: { fr: 'Faites-en un.', en: 'Make one.' } }
              }
            }
          },
          4: {
            columns: {
              topic: 'sorting',
              nextTime: [
                { title: 'Aide', url: 'https://help.libreoffice.org/', locale: 'fr' },
                { url: 'help.html' }
              ],
              challenges: {
                'columns-a': { format: 'text' },
                'columns-b': { format: 'practical', nextTime: { fr: 'Essayez.', en: 'Try.' } },
                'columns-c': { format: 'number', status: 'draft' }
              }
            }
          }
        }
      }
    }
  })

const at = {
  competence: ['competences', '1.3'],
  sorting: ['competences', '1.3', 'topics', 'sorting'],
  tables: ['competences', '1.3', 'topics', 'tables'],
  order: ['competences', '1.3', 'levels', '1', 'order'],
  summary: ['competences', '1.3', 'levels', '2', 'summary'],
  columns: ['competences', '1.3', 'levels', '4', 'columns']
}

const challengeOf = (acquis: Issue.Path, id: string): Issue.Path => [...acquis, 'challenges', id]

const parts = (bank: Loose) => {
  const competence = bank.competences['1.3']
  const order = competence.levels[1].order
  const summary = competence.levels[2].summary
  const columns = competence.levels[4].columns
  return {
    bank,
    competence,
    order,
    summary,
    columns,
    sorting: competence.topics.sorting,
    tables: competence.topics.tables,
    choice: order.challenges['order-a'],
    number: order.challenges['order-b'],
    text: summary.challenges['summary-a'],
    choices: summary.challenges['summary-b'],
    practical: summary.challenges['summary-c']
  }
}

type Parts = ReturnType<typeof parts>
type Plant = (parts: Parts) => unknown

const planted = (plant: Plant): ReadonlyArray<Weakness.Weakness> => {
  const bank = clean()
  plant(parts(bank))
  return Weaknesses.of(arbitrary.decoded(bank))
}

type Row = readonly [what: string, tag: Weakness.Weakness['_tag'], path: Issue.Path, plant: Plant]

const rows: ReadonlyArray<Row> = [
  // coverage
  ['one challenge', 'few-challenges', at.order, (p) => delete p.order.challenges['order-b']],
  ['no challenge', 'few-challenges', at.columns, (p) => delete p.columns.challenges],
  [
    'drafts alone',
    'few-challenges',
    at.columns,
    (p) => (p.columns.challenges = { x: { format: 'text', status: 'draft' } })
  ],
  ['one challenge and a retired one', 'few-challenges', at.order, (p) => (p.number.status = 'retired')],
  ['one challenge in a locale', 'few-challenges', at.order, (p) => (p.number.locales = ['fr'])],
  [
    'all retired',
    'retired-acquis',
    at.order,
    (p) => {
      p.choice.status = 'retired'
      p.number.status = 'retired'
    }
  ],
  [
    'three levels left out',
    'level-gap',
    at.sorting,
    (p) => {
      p.competence.levels[5] = p.competence.levels[4]
      delete p.competence.levels[4]
    }
  ],
  [
    'no level 2',
    'missing-level-2',
    at.competence,
    (p) => {
      p.competence.levels[3] = p.competence.levels[2]
      delete p.competence.levels[2]
    }
  ],
  [
    'an empty competence',
    'missing-level-2',
    ['competences', '9.9'],
    ({ bank }) => (bank.competences['9.9'] = { title: 'Later' })
  ],
  // advice
  ['no hint', 'missing-hint', at.order, (p) => delete p.order.nextTime],
  [
    'a hint for one of two',
    'missing-hint',
    at.order,
    (p) => {
      p.choice.nextTime = p.order.nextTime
      delete p.order.nextTime
    }
  ],
  ['an empty list for a hint', 'missing-hint', at.order, (p) => (p.order.nextTime = [])],
  ['a hint in one locale', 'missing-hint', at.columns, (p) => p.columns.nextTime.pop()],
  ['no resource', 'missing-resource', at.tables, (p) => delete p.tables.learnMore],
  ['a resource in one locale', 'missing-resource', at.sorting, (p) => p.sorting.learnMore.shift()],
  // links
  [
    'a link to this machine',
    'dead-link',
    [...at.tables, 'learnMore', 0, 'url'],
    (p) => (p.tables.learnMore[0].url = 'http://localhost:3000/tables')
  ],
  [
    'a link without encryption',
    'insecure-link',
    [...at.columns, 'nextTime', 0, 'url'],
    (p) => (p.columns.nextTime[0].url = 'http://help.libreoffice.org/')
  ],
  // noise
  [
    'a guess below chance',
    'low-guess',
    [...challengeOf(at.order, 'order-a'), 'guess'],
    (p) => (p.choice.guess = 0.2)
  ],
  [
    'one option',
    'low-guess',
    [...challengeOf(at.order, 'order-a'), 'guess'],
    (p) => (p.choice.options = { a: p.choice.options.a })
  ],
  [
    'much noise',
    'little-gain',
    challengeOf(at.order, 'order-b'),
    (p) => {
      p.number.slip = 0.4
      p.number.guess = 0.4
    }
  ],
  // repeats
  [
    'a prompt twice',
    'repeated-prompt',
    [...challengeOf(at.summary, 'summary-a'), 'prompt'],
    (p) =>
      (p.text.prompt = {
        fr: '  quel est le 3E de 1 à 12, décroissant',
        en: 'WHICH is third of 1 to 12, descending ?'
      })
  ],
  [
    'a prompt twice in one locale',
    'repeated-prompt',
    [...challengeOf(at.summary, 'summary-a'), 'prompt'],
    (p) => (p.text.prompt.en = p.number.prompt.en)
  ],
  [
    'a question twice',
    'duplicate-question',
    challengeOf(at.columns, 'columns-a'),
    (p) =>
      (p.columns.challenges['columns-a'] = {
        ...p.choice,
        options: { x: p.choice.options.c, y: p.choice.options.a, z: p.choice.options.b },
        solution: 'y'
      })
  ],
  // grading
  [
    'a blank text',
    'rejected-solution',
    [...challengeOf(at.summary, 'summary-a'), 'solution'],
    (p) => p.text.solution.accept.push('\u200b ')
  ],
  [
    'no option to be chosen',
    'rejected-solution',
    [...challengeOf(at.summary, 'summary-b'), 'solution'],
    (p) => (p.choices.solution = [])
  ],
  [
    'two options alike',
    'twin-options',
    [...challengeOf(at.order, 'order-a'), 'options', 'b'],
    (p) => (p.choice.options.b = { fr: 'Croissant ', en: 'descending' })
  ],
  // giveaways
  [
    'a text in its prompt',
    'answer-in-prompt',
    [...challengeOf(at.summary, 'summary-a'), 'prompt', 'en'],
    (p) => (p.text.prompt.en = 'A pivot table summarises a list. What is it called?')
  ],
  [
    'an option in its prompt',
    'answer-in-prompt',
    [...challengeOf(at.order, 'order-a'), 'prompt', 'fr'],
    (p) => (p.choice.prompt.fr = 'Le tri croissant va-t-il du plus ancien au plus récent ?')
  ],
  [
    'all right options in the prompt',
    'answer-in-prompt',
    [...challengeOf(at.summary, 'summary-b'), 'prompt', 'en'],
    (p) => (p.choices.prompt.en = 'It counts rows, values and much more: what can it count?')
  ],
  [
    'a text in the hint before it',
    'answer-in-hint',
    [...at.summary, 'nextTime', 'en'],
    (p) => (p.summary.nextTime.en = 'Look for “pivot table” in the menu.')
  ],
  [
    'a long solution',
    'long-solution',
    [...challengeOf(at.order, 'order-a'), 'options', 'a', 'en'],
    (p) => (p.choice.options.a.en = 'ascending, as most sorts are')
  ],
  // exposure
  ['two enemies', 'mutual-enemies', at.order, (p) => (p.number.enemies = ['order-a'])],
  [
    'three that tell more',
    'outranked-challenge',
    challengeOf(at.columns, 'x4'),
    (p) =>
      (p.columns.challenges = Object.fromEntries(
        [0.05, 0.07, 0.1, 0.2].map((slip, i) => [`x${i + 1}`, { format: 'practical', slip, guess: 0.1 }])
      ))
  ]
]

const brief = (found: ReadonlyArray<Weakness.Weakness>) => found.map(({ _tag, path }) => [_tag, path])

describe('law 1: one planted weakness gives exactly that issue', () => {
  test('the clean bank is clean', () => {
    expect(Weaknesses.check()(clean())).toEqual([])
  })

  test.each(rows)('%s: %s', (_, tag, path, plant) => {
    expect(brief(planted(plant))).toEqual([[tag, path]])
  })

  test('every code is planted', () => {
    expect([...new Set(rows.map(([, tag]) => tag))].sort()).toEqual([...Weakness.codes].sort())
  })

  test('what each says, and how to mend it', () => {
    const sentences = rows.map(([what, , , plant]) => {
      const issue = planted(plant)[0]!
      const place = `${Issue.severity(issue)} ${issue._tag} at ${Issue.showPath(issue.path)}`
      return [what, place, Issue.message(issue), Issue.suggestion(issue)].filter((part) => part !== undefined)
    })
    expect(sentences.map((lines) => lines.join('\n  ')).join('\n')).toMatchSnapshot()
  })

  test('all of them at once', () => {
    const some = [
      'a link to this machine',
      'a guess below chance',
      'two options alike',
      'a resource in one locale',
      'much noise'
    ]
    const chosen = rows.filter(([what]) => some.includes(what))
    const found = brief(planted((p) => chosen.forEach(([, , , plant]) => plant(p))))
    for (const [, tag, path] of chosen) expect(found).toContainEqual([tag, path])
    expect(found).toHaveLength(chosen.length)
  })
})

describe('no weakness', () => {
  test.each<readonly [what: string, plant: Plant]>([
    ['a topic that no acquis names', (p) => (p.competence.topics.later = { title: 'Later' })],
    [
      'resources of every acquis instead of their topic',
      (p) => {
        p.summary.learnMore = p.tables.learnMore
        delete p.tables.learnMore
      }
    ],
    [
      'hardly any hint',
      (p) => {
        delete p.order.nextTime
        delete p.summary.nextTime
      }
    ],
    [
      'no resource in most topics',
      (p) => {
        p.competence.topics.charts = { title: 'Charts' }
        p.competence.levels[2].charts = {
          ...p.columns,
          topic: 'charts',
          challenges: { c1: { format: 'text' }, c2: { format: 'text' } }
        }
        delete p.tables.learnMore
      }
    ],
    ['a guess that is chance in two digits', (p) => (p.choice.guess = 0.33)],
    ['a guess above chance', (p) => (p.choice.guess = 0.4)],
    [
      'much noise, and discrimination instead',
      (p) => Object.assign(p.number, { slip: 0.49, guess: 0.49, discrimination: 1.5 })
    ],
    [
      'much noise of a retired one',
      (p) => (p.columns.challenges.old = { format: 'text', slip: 0.4, guess: 0.4, status: 'retired' })
    ],
    ['the prompt of a retired one', (p) => (p.columns.challenges.old = { ...p.text, status: 'retired' })],
    [
      'the prompt of an enemy',
      (p) => {
        p.text.prompt = p.number.prompt
        p.number.enemies = ['summary-a']
      }
    ],
    [
      'the prompt of one with another attachment',
      (p) => {
        p.text.prompt = p.number.prompt
        p.number.attachment = 'a.csv'
        p.text.attachment = 'b.csv'
      }
    ],
    [
      'prompts that differ in a sign',
      (p) => {
        p.number.prompt = 'What is 1,5 + 2?'
        p.text.prompt = 'What is 15 + 2?'
        p.choices.prompt = 'What is 1,5 - 2?'
      }
    ],
    [
      'a text in material of several lines',
      (p) =>
        (p.text.prompt.en = 'A table:\n\npivot table | 3\nlist | 4\n\nWhich tool is there more than once?')
    ],
    ['a text in a quotation', (p) => (p.text.prompt.en = 'A menu says “pivot table”. What do you choose?')],
    [
      'a text in an address',
      (p) => (p.text.prompt.en = 'Where does https://pivot.org or me@pivot.org lead?')
    ],
    ['a text in another word', (p) => (p.text.prompt.en = 'What do pivoting and pivot-like tools do?')],
    [
      'short texts',
      (p) => {
        p.text.solution = 'yes'
        p.text.prompt = 'Is the answer yes?'
      }
    ],
    ['a number in its prompt', (p) => (p.number.prompt = 'Of 10 and 12, which is 10?')],
    ['every option in the prompt', (p) => (p.choice.prompt.en = 'Ascending, descending or random: which?')],
    ['a wrong option in the prompt', (p) => (p.choice.prompt.en = 'Not descending, but what?')],
    ['some right options in the prompt', (p) => (p.choices.prompt.en = 'Besides rows, what can it count?')],
    [
      'a text in its own hint',
      (p) => (p.text.nextTime = { fr: 'Le tableau croisé.', en: 'The pivot table.' })
    ],
    [
      'a text in a hint that no other challenge shows',
      (p) => {
        p.summary.nextTime.en = 'Look for the pivot table.'
        p.choices.nextTime = 'Count.'
        p.practical.nextTime = 'Do.'
      }
    ],
    ['an option of one word in a hint', (p) => (p.order.nextTime.en = 'What does ascending mean?')],
    [
      'a long solution among long ones',
      (p) => {
        p.choice.options.a.en = 'ascending, as most sorts are'
        p.choice.options.c.en = 'random, drawn anew'
      }
    ],
    ['a solution twice as long, yet short', (p) => (p.choice.options.a.en = 'ascending, as they are')],
    ['a long wrong option', (p) => (p.choice.options.b.en = 'descending, as hardly any sort is by default')],
    ['a long one of two options', (p) => (p.choice.options = { a: 'ascending, as most sorts are', b: 'no' })],
    ['enemies of other acquis', (p) => (p.number.enemies = ['summary-a', 'summary-b'])],
    ['enemies, but not all of them', (p) => (p.text.enemies = ['summary-b', 'summary-c'])],
    [
      'four that tell as much',
      (p) =>
        (p.columns.challenges = Object.fromEntries(
          [1, 2, 3, 4].map((i) => [`x${i}`, { format: 'practical' }])
        ))
    ],
    [
      'one that tells less and is easier',
      (p) =>
        (p.columns.challenges = Object.fromEntries(
          [0.05, 0.07, 0.1, 0.2].map((slip, i) => [
            `x${i + 1}`,
            { format: 'practical', slip, guess: i === 3 ? 0.2 : 0.1 }
          ])
        ))
    ],
    [
      'one that tells less, and more beyond the state',
      (p) =>
        (p.columns.challenges = Object.fromEntries(
          [0.05, 0.07, 0.1, 0.2].map((slip, i) => [
            `x${i + 1}`,
            { format: 'practical', slip, guess: 0.1, discrimination: i === 3 ? 1 : 0 }
          ])
        ))
    ],
    [
      'one that tells less than others of another locale',
      (p) =>
        (p.columns.challenges = Object.fromEntries(
          [0.05, 0.07, 0.1, 0.2, 0.2].map((slip, i) => [
            `x${i + 1}`,
            {
              format: 'practical',
              slip,
              guess: 0.1,
              locales: i < 3 ? ['fr'] : ['fr', 'en'],
              nextTime: 'Try.'
            }
          ])
        ))
    ],
    [
      'one that tells less than one with an enemy',
      (p) => {
        p.columns.challenges = Object.fromEntries(
          [0.05, 0.07, 0.1, 0.2].map((slip, i) => [`x${i + 1}`, { format: 'practical', slip, guess: 0.1 }])
        )
        p.number.enemies = ['x2']
      }
    ],
    [
      'one that tells less than a timed one',
      (p) => {
        p.columns.challenges = Object.fromEntries(
          [0.05, 0.07, 0.1, 0.2].map((slip, i) => [
            `x${i + 1}`,
            { format: 'practical', slip, guess: 0.1, timed: i === 0 }
          ])
        )
      }
    ]
  ])('%s', (_, plant) => {
    expect(planted(plant)).toEqual([])
  })

  test.each(['digital-skills', 'framework'])('fixtures/%s.yaml', (name) => {
    expect(Weaknesses.check()(parse(readFileSync(`fixtures/${name}.yaml`, 'utf8')))).toEqual([])
  })
})

describe('thresholds', () => {
  const found = (thresholds: Partial<Thresholds.Thresholds>, plant: Plant = () => undefined) => {
    const bank = clean()
    plant(parts(bank))
    const all = Weaknesses.of(arbitrary.decoded(bank), thresholds)
    return all.map(({ _tag, path }) => `${_tag} ${String(path[path.length - 1])}`)
  }

  test('minimumChallenges', () => {
    expect(found({ minimumChallenges: 3 })).toEqual(['few-challenges order', 'few-challenges columns'])
    expect(found({ minimumChallenges: 1 }, (p) => delete p.order.challenges['order-b'])).toEqual([])
    expect(found({ minimumChallenges: 1 }, (p) => (p.number.enemies = ['order-a']))).toEqual([])
  })
  test('maximumGap', () => {
    expect(found({ maximumGap: 1 })).toEqual(['level-gap sorting'])
  })
  test('minimumGain', () => {
    // three options: slip 0.1 and guess 1/3
    expect(found({ minimumGain: 0.19 })).toEqual(['little-gain order-a'])
  })
  test('maximumLength', () => {
    const longer: Plant = (p) => (p.choice.options.a.fr = 'croissant, comme la plupart des autres')
    expect(found({}, longer)).toEqual(['long-solution fr'])
    expect(found({ maximumLength: 4 }, longer)).toEqual([])
  })
})

test.prop([arbitrary.bankFile()])('law 2: whatever the bank, weaknesses, never an exception', (file) => {
  for (const issue of Weaknesses.of(arbitrary.decoded(file))) {
    expect(Weakness.is(issue)).toBe(true)
    expect(Issue.severity(issue)).toBe('warning')
    expect(Issue.message(issue).length).toBeLessThan(600)
    expect(`${Issue.message(issue)}${Issue.suggestion(issue) ?? ''}`).not.toMatch(
      /undefined|NaN|[\p{Cc}\u202e]/u
    )
  }
})

test.prop([arbitrary.bankFile()])('law 3: a weakness has its place in the file', (file) => {
  for (const { _tag, path } of Weaknesses.of(arbitrary.decoded(file))) {
    // Some say what a key would have to hold that the file leaves to default.
    const sure = _tag === 'low-guess' ? path.slice(0, -1) : path
    let value: Loose = file
    for (const key of sure) {
      expect(value, `${_tag} ${path.join('.')}`).toHaveProperty([key])
      value = value[key]
    }
  }
})

test('a bank with errors has only these', () => {
  const bank = clean()
  parts(bank).choice.solution = 'z'
  parts(bank).number.slip = 0.4
  parts(bank).number.guess = 0.4
  expect(Weaknesses.check()(bank).map(({ _tag }) => _tag)).toEqual(['unknown-reference'])
})

test.prop([fc.constantFrom(...rows)])('a weak bank is a bank', ([, , , plant]) => {
  const bank = clean()
  plant(parts(bank))
  expect(Weaknesses.check()(bank).filter(Issue.isError)).toEqual([])
})
