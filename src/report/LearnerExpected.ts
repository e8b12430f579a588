/**
 * A learner beside what is expected of them, on their page: how likely it is that they are there, what may be missing, and
 * what brings them closest.
 *
 * @since 0.2.0
 */
import type { Bank } from '../bank/Bank'
import * as Level from '../bank/Level'
import * as Model from '../knowledge/Model'
import * as Attainment from '../profile/Attainment'
import type { Profile } from '../profile/Profile'
import { h, type Child } from './Html'
import type { Voice } from './LearnerWords'
import * as Page from './Page'

const REACHED = [0.9, 0.6, 0.3] as const

const STEPS = 5

/** What each acquis is worth, in levels. */
const worthOf = (bank: Bank): Attainment.Worth => {
  const worth = new Map(
    Model.of(bank).competences.flatMap(({ competence, scoreWeights }) =>
      competence.acquis.map(({ id }, a) => [id, scoreWeights[a] ?? 0] as const)
    )
  )
  return (acquis) => worth.get(acquis) ?? 0
}

/** Nothing where nothing is expected of what was measured. */
export const expected = (
  { words, notation, titles }: Voice,
  bank: Bank,
  profile: Profile,
  levels: ReadonlyArray<readonly [string, number]>
): ReadonlyArray<Child> => {
  const { competences, advice } = Attainment.of(profile, levels, worthOf(bank))
  if (competences.length === 0) return []
  const [wanted, there, missing] = words.expectedColumns
  return [
    Page.table({
      caption: words.expectedTable,
      columns: [{ title: words.competence }, { title: wanted }, { title: there }, { title: missing }],
      rows: competences.map(({ competence, isAsked, expected: level, probability, gap }) => {
        const i = REACHED.findIndex((p) => probability >= p)
        return [
          titles.competence(competence),
          words.level(words.band[Level.band(level)], notation.number(level, 0)),
          isAsked
            ? [
                words.reached[i < 0 ? REACHED.length : i] ?? '',
                h('span', { class: 'between' }, notation.percent(probability, 0))
              ]
            : words.unasked,
          !isAsked
            ? '–'
            : gap.mean < Attainment.SLIGHT
              ? words.nothingMissing
              : words.missing(notation.number(gap.mean, 1))
        ]
      })
    }),
    ...(advice.length === 0
      ? []
      : [
          h('p', {}, words.closes),
          h('ul', {}, ...advice.slice(0, STEPS).map(({ acquis }) => h('li', {}, titles.acquis(acquis))))
        ])
  ]
}
