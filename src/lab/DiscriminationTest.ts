/**
 * Whether answers to a challenge depend on ability beyond what is known: a likelihood-ratio test of d = 0, challenge by
 * challenge, all others and what is said of learners held. Slip and guess are fitted with d and without. At the bound, half
 * of the ratios of challenges with d = 0 are 0 and the rest a chi-square with one degree of freedom (Self & Liang 1987).
 *
 * Laws
 * 1. where d is 0, it is found to be more no more often than the level says
 * 2. a challenge with d > 0 is found
 *
 * @since 0.2.0
 */
import type { Model } from '../knowledge/Model'
import type * as Patterns from '../knowledge/Patterns'
import * as ChiSquare from '../math/ChiSquare'
import * as FalseDiscovery from '../math/FalseDiscovery'
import * as ItemLikelihood from './ItemLikelihood'
import * as ItemRows from './ItemRows'

export interface DiscriminationTest {
  readonly item: number
  readonly answers: number
  /** As fitted here, per level. */
  readonly discrimination: number
  /** Twice the difference of the log-likelihoods. */
  readonly ratio: number
  readonly p: number
  readonly adjusted: number
}

/** Fewer answers than this are not looked at. */
export const LEAST = 100

/** A ratio this small is that of a challenge at the bound. */
const NOTHING = 1e-5

/** Where the way up to d > 0 begins: at 0 it could stay by its slope alone. */
const BEGIN = 0.1

export const of = (model: Model, answers: Patterns.Answers): ReadonlyArray<DiscriminationTest> => {
  const found: Array<Omit<DiscriminationTest, 'adjusted'>> = []
  const plan: ItemRows.Plan = {
    kinds: [ItemRows.whole(model, answers)],
    group: new Int16Array(answers.codes.length),
    groups: 1,
    isWanted: ([count = 0]) => count >= LEAST,
    byNode: true
  }
  ItemRows.each(plan, (item, rows) => {
    const challenge = model.items[item]?.challenge
    if (challenge === undefined) return
    const wish = { discrimination: false, shifts: false, centre: challenge }
    const none = ItemLikelihood.fit(
      rows,
      ItemLikelihood.pointOf({ ...challenge, discrimination: 0 }, 1),
      wish
    )
    const begin = none.point.slice()
    begin[2] = Math.max(BEGIN, challenge.discrimination)
    const some = ItemLikelihood.fit(rows, begin, { ...wish, discrimination: true })
    const ratio = Math.max(0, 2 * (some.log - none.log))
    found.push({
      item,
      answers: rows.count,
      discrimination: ratio > 0 ? (some.point[2] ?? 0) : 0,
      ratio,
      p: ratio > NOTHING ? ChiSquare.tail(ratio, 1) / 2 : 1
    })
  })
  const adjusted = FalseDiscovery.adjusted(found.map(({ p }) => p))
  return found.map((each, i) => ({ ...each, adjusted: adjusted[i] ?? 1 }))
}
