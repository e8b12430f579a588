/**
 * Drift: a challenge that becomes easier or harder as time goes by (it got about, a program that it is about has changed).
 * The log is cut into three periods with as many answers each, and these are compared as groups are (`Dif`): learners of
 * each period have an ability of their own.
 *
 * Laws
 * 1. where nothing drifts, drift is found no more often than the level says
 * 2. a challenge that drifts is found
 *
 * @since 0.2.0
 */
import type { Model } from '../knowledge/Model'
import type * as Patterns from '../knowledge/Patterns'
import * as Dif from './Dif'

export interface Period {
  /** Milliseconds since 1970: from here on, and before there; at the end, there too. */
  readonly from: number
  readonly to: number
}

export interface Drift {
  /** By time; `Dif.Group.value` is the place of its period. */
  readonly periods: ReadonlyArray<Period>
  readonly compared: Dif.Dif
}

const PERIODS = 3

/** `times` of all answers, not finite where there is none; undefined where there is nothing to compare. */
export const of = (model: Model, answers: Patterns.Answers, times: Float64Array): Drift | undefined => {
  const sorted = times.filter(Number.isFinite).sort()
  const first = sorted[0]
  const last = sorted[sorted.length - 1]
  if (first === undefined || last === undefined) return undefined
  const cuts = Array.from(
    { length: PERIODS - 1 },
    (_, n) => sorted[Math.floor(((n + 1) * sorted.length) / PERIODS)] ?? last
  )
  const begins = [...new Set([first, ...cuts])]
  if (begins.length < 2) return undefined
  const column = {
    values: begins.map((_, n) => String(n)),
    of: Int32Array.from(times, (time) =>
      Number.isFinite(time) ? begins.filter((begin) => begin <= time).length - 1 : -1
    )
  }
  const compared = Dif.of(model, answers, column)
  return compared.groups.length < 2
    ? undefined
    : { periods: begins.map((from, n) => ({ from, to: begins[n + 1] ?? last })), compared }
}
