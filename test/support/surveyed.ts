/** A cohort with every table, as its report takes it: two rounds, and names that would be code. */
import type { Bank } from '../../src/bank/Bank'
import type { Text } from '../../src/bank/Text'
import * as Change from '../../src/lab/ChangeTables'
import * as Cohort from '../../src/lab/Cohort'
import * as CohortTables from '../../src/lab/CohortTables'
import * as Participation from '../../src/lab/Participation'
import type * as CohortReport from '../../src/report/CohortReport'

/** How many people each has. */
export const COMMUNES: ReadonlyArray<readonly [string, number]> = [
  ['north', 10],
  ['<script>alert(1)</script>', 12],
  ['__proto__', 11],
  ['ü'.repeat(70), 9],
  ['southern', 8],
  ['tiny', 3]
]

export interface Surveyed {
  readonly survey: CohortReport.Survey
  readonly glossary: CohortReport.Glossary
}

const measured = (id: string, mean: number): Cohort.Measured => {
  const low = Math.max(0, Math.min(1, (4 - mean) / 4))
  return {
    id,
    score: { mean, sd: 0.5 },
    bands: { none: 0, novice: low, intermediate: (1 - low) / 2, advanced: (1 - low) / 2, expert: 0 }
  }
}

/** The last commune is too small, and is merged with the next. */
export const surveyed = (bank: Bank): Surveyed => {
  const divisions = ['commune', 'role']
  const plan: Cohort.Plan = { divisions, base: 3 }
  const ids = bank.competences.map(({ id }) => id)
  const members = COMMUNES.flatMap(([commune, length], c) =>
    Array.from({ length }, (_, i): Cohort.Member => ({
      groups: [commune, i % 2 === 0 ? 'desk' : 'head'],
      competences: ids.map((id, k) => measured(id, 1 + ((i + c + k) % 5))),
      expected: new Map(ids.map((id) => [id, 3])),
      felt: new Map(ids.map((id) => [id, 1 + (i % 6)]))
    }))
  )
  const pairs = Change.growing(divisions)
  for (const { groups, competences } of members)
    for (const each of competences)
      pairs.add(groups, measured(each.id, Math.max(0, each.score.mean - 0.7)), each)
  const [first] = bank.competences
  return {
    survey: {
      tables: CohortTables.of(plan, Cohort.of(plan)(members), { least: 5 }),
      divisions,
      base: 3,
      participation: Participation.of(
        divisions,
        members.map(({ groups }, i) => ({
          groups,
          started: i % 5 > 0,
          finished: i % 5 > 1,
          minutes: 20 + i
        })),
        5
      ),
      topics: (first?.topics ?? []).map(({ id }, i) => ({
        competence: first?.id ?? '',
        topic: id,
        people: 33,
        lacking: 20 - i,
        interval: [15 - i, 25 - i] as const
      })),
      training: {
        guarantee: '1/2',
        sessions: [
          { offer: 'tables', people: 12, covers: 30.4, share: 0.5 },
          { offer: '"><img src=x>', people: 9, covers: 12, share: 0.7 }
        ]
      },
      change: pairs.tables({ least: 5 })
    },
    glossary: {
      bank,
      roles: new Map<string, Text>([
        ['desk', { fr: 'Accueil', en: 'Desk' }],
        ['head', '<b>Head</b>']
      ]),
      offers: [
        {
          id: 'tables',
          title: 'Tables & more',
          topics: [],
          levels: { from: 1, to: 2 },
          seats: 12,
          hours: 2.5,
          sessions: 1
        }
      ]
    }
  }
}
