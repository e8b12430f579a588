/**
 * The levels of acquis that come from a CFPackage: what their education level says, else one above the highest that they
 * require, else the one that is asked for.
 *
 * Laws
 * 1. a level is a whole number from 1 to 8
 * 2. without an education level, an acquis lies above what it requires, until 8 is reached
 *
 * @since 0.2.0
 */
import * as Order from '../math/Order'

/** Where a level may come from: each includes the ones after it. */
export const sources = ['education', 'precedes', 'fixed'] as const
export type Source = (typeof sources)[number]

const HIGHEST = 8

/** The lowest of some education levels that is a level here: `3`, `03`; undefined where none is. */
export const ofEducation = (values: ReadonlyArray<string>): number | undefined => {
  const usable = values.flatMap((value) => (/^\s*0?[1-8]\s*$/.test(value) ? [Number(value)] : []))
  return usable.length === 0 ? undefined : Math.min(...usable)
}

/** A level for each acquis of a competence, from its own if it has one, and from what lies below it. */
export const fill = (
  own: ReadonlyArray<number | undefined>,
  below: Order.Below,
  lowest: number
): ReadonlyArray<number> => {
  const levels = own.map((level) => level ?? lowest)
  const sorted = Order.sorted(below)
  if (sorted._tag === 'cycle') return levels
  for (const i of sorted.order) {
    const lower = below[i] ?? []
    if (own[i] !== undefined || lower.length === 0) continue
    levels[i] = Math.min(HIGHEST, 1 + lower.reduce((highest, j) => Math.max(highest, levels[j] ?? 0), 0))
  }
  return levels
}
