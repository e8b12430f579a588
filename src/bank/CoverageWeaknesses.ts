/**
 * Where a bank asks too little: acquis with few challenges, topics with a hole between levels, competences without a
 * beginning.
 *
 * @since 0.2.0
 */
import * as Places from './Places'
import type { Thresholds } from './Thresholds'
import type { Weakness } from './Weakness'

const challenges = (
  { locales }: Places.Places,
  { path, challenges: all }: Places.AcquisPlace,
  minimum: number
): ReadonlyArray<Weakness> => {
  if (all.length > 0 && !all.some(Places.isCurrent))
    return [{ _tag: 'retired-acquis', path, retired: all.length }]
  const active = all.filter(Places.isActive)
  const counted = Places.countsByLocale(active)
  const counts = locales.map((locale) => [locale, counted.get(locale) ?? 0] as const)
  const few = counts.filter(([, count]) => count < minimum)
  if (few.length === 0) return []
  const alike = counts.every(([, count]) => count === active.length)
  const drafts = all.filter(({ challenge }) => challenge.status === 'draft').length
  return [
    {
      _tag: 'few-challenges',
      path,
      active: active.length,
      drafts,
      minimum,
      locales: alike ? [] : few
    }
  ]
}

const gaps = ({ path, acquis }: Places.TopicPlace, maximum: number): ReadonlyArray<Weakness> => {
  const levels = [...new Set(acquis.map(({ level }) => level))]
  return levels.flatMap((above, i): ReadonlyArray<Weakness> => {
    const below = levels[i - 1] ?? above
    return above - below - 1 > maximum ? [{ _tag: 'level-gap', path, below, above }] : []
  })
}

/** The level at which a test begins. */
const START = 2

const start = ({ path, competence }: Places.CompetencePlace): ReadonlyArray<Weakness> => {
  const levels = competence.acquis.map(({ level }) => level)
  if (levels.includes(START)) return []
  // Of two that are equally near the engine takes the lower, which comes first in bank order.
  const nearest = levels.reduce<number | undefined>(
    (best, level) => (best !== undefined && Math.abs(best - START) <= Math.abs(level - START) ? best : level),
    undefined
  )
  return [{ _tag: 'missing-level-2', path, ...(nearest === undefined ? {} : { nearest }) }]
}

/** What is missing in the tree of a bank. */
export const of = (
  places: Places.Places,
  { minimumChallenges, maximumGap }: Thresholds
): ReadonlyArray<Weakness> =>
  places.competences.flatMap((each) => [
    ...start(each),
    ...each.topics.flatMap((topic) => gaps(topic, maximumGap)),
    ...each.acquis.flatMap((acquis) => challenges(places, acquis, minimumChallenges))
  ])
