/**
 * The answers of a learner that was replayed, as they are scored: all of them, or apart by group. Skips are counted only.
 *
 * @since 0.2.0
 */
import { outcomes } from '../bank/Challenge'
import type { Vector } from '../math/Vector'
import type * as Metrics from './Metrics'
import type { Encoded } from './Replay'
import type * as Residuals from './Residuals'

/** A learner that was replayed. */
export interface Subject {
  readonly learner: string
  readonly responses: Encoded
  /** P(correct) of each response. */
  readonly predictions: Vector
  /** What is noted of each response: column by column. */
  readonly notes: ReadonlyArray<Vector>
}

/** Some answers of a learner, as they are scored. */
export interface Part extends Metrics.Scored, Residuals.Answered {}

interface Growing extends Part {
  readonly p: Array<number>
  readonly correct: Array<number>
  readonly items: Array<number>
  skips: number
}

const blank = (learner: string): Growing => ({ learner, p: [], correct: [], items: [], skips: 0 })

const add = (part: Growing, { responses, predictions }: Subject, response: number): void => {
  const outcome = outcomes[responses.outcomes[response] ?? -1]
  if (outcome === 'skipped') part.skips++
  else {
    part.p.push(predictions[response] ?? 0)
    part.correct.push(outcome === 'correct' ? 1 : 0)
    part.items.push(responses.items[response] ?? 0)
  }
}

/** A learner's responses, apart by group. */
export const parted = (
  subject: Subject,
  groupOf: (response: number) => number
): ReadonlyMap<number, Part> => {
  const parts = new Map<number, Growing>()
  for (let i = 0; i < subject.responses.items.length; i++) {
    const group = groupOf(i)
    const part = parts.get(group) ?? blank(subject.learner)
    parts.set(group, part)
    add(part, subject, i)
  }
  return parts
}

const SKIPPED = outcomes.indexOf('skipped')
const CORRECT = outcomes.indexOf('correct')

/** All answers of a learner. */
export const whole = ({ learner, responses, predictions }: Subject): Part => {
  const all = responses.items.length
  let skips = 0
  for (let i = 0; i < all; i++) if (responses.outcomes[i] === SKIPPED) skips++
  const p = new Float64Array(all - skips)
  const correct = new Uint8Array(all - skips)
  const items = new Int32Array(all - skips)
  for (let i = 0, to = 0; i < all; i++) {
    if (responses.outcomes[i] === SKIPPED) continue
    p[to] = predictions[i] ?? 0
    correct[to] = responses.outcomes[i] === CORRECT ? 1 : 0
    items[to] = responses.items[i] ?? 0
    to++
  }
  return { learner, p, correct, items, skips }
}

const FIRST = 0
export const LATER = 1

/** Whether a learner was asked one of so many challenges twice. */
export const hasRepeats = (count: number) => {
  // Marked by the number of the learner, so that nothing has to be cleared.
  const marks = new Uint32Array(count)
  let number = 0
  return ({ responses: { items } }: Subject): boolean => {
    number++
    for (let i = 0; i < items.length; i++) {
      const item = items[i] ?? 0
      if (marks[item] === number) return true
      marks[item] = number
    }
    return false
  }
}

/** Whether each response is the first to its challenge; to be asked in order. */
export const attempts = ({ responses: { items } }: Subject): ((response: number) => number) => {
  const seen = new Set<number>()
  return (i) => {
    const item = items[i] ?? 0
    if (seen.has(item)) return LATER
    seen.add(item)
    return FIRST
  }
}
