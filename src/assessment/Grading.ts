/**
 * What an answer is worth: from a challenge and what a learner gave to an outcome, and why it is not the solution.
 *
 * Laws
 * 1. a solution is graded correct
 * 2. an empty input is a skip
 * 3. the order and repetition of chosen options do not matter
 * 4. whatever the input, a verdict, never an exception
 * 5. an answer is incorrect exactly where it has a fault
 * 6. what makes an answer unreadable is among the faults of its verdict
 * 7. a practical challenge and one without a solution are ungradable
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import type { Challenge, Outcome, Solution } from '../bank/Challenge'
import * as Numerals from './Numerals'
import * as Wording from './Wording'

/** What a learner gave: option ids, or a text. An empty one is a skip. */
export type Input = string | ReadonlyArray<string>

/** Why an answer is not the solution, and where: text, number or option id (an unknown one as it was typed). */
export type Fault =
  | {
      readonly _tag: 'unknown-option' | 'wrong-option' | 'missing-option' | 'extra-option'
      readonly field: string
    }
  | { readonly _tag: 'different-text'; readonly field: 'text' }
  | { readonly _tag: 'not-a-number' | 'too-low' | 'too-high'; readonly field: 'number' }

export interface Verdict {
  readonly outcome: Outcome
  /** None unless the answer is incorrect. */
  readonly faults: ReadonlyArray<Fault>
}

/** Nothing here can grade it: the app reports the outcome of a practical challenge. */
export interface Ungradable {
  readonly _tag: 'ungradable'
  readonly challenge: string
  readonly reason: 'practical' | 'no-solution'
}

const NOT_A_NUMBER: Fault = { _tag: 'not-a-number', field: 'number' }

/** What was given, without blanks; nothing for a skip. */
const parts = (input: Input): ReadonlyArray<string> =>
  (typeof input === 'string' ? [input] : input).map(Wording.trimmed).filter((part) => part !== '')

/** The one text that was given. Several stay apart, so that `1` and `234` do not become a number. */
const text = (given: ReadonlyArray<string>): string => given.join('; ')

/** `a, b;c d` are four words; separators alone are themselves a word that no option has. */
const words = (part: string): ReadonlyArray<string> => {
  const found = part.split(/[\s,;]+/u).filter((word) => word !== '')
  return found.length === 0 ? [part] : found
}

/** Each id once, as an option has it: exactly, or but for its case where only one option comes near. */
const chosen = (options: ReadonlyArray<string>, ids: ReadonlyArray<string>): ReadonlySet<string> => {
  const exact = new Set(options)
  const folded = new Map<string, ReadonlyArray<string>>()
  for (const option of exact) {
    const key = option.toLowerCase()
    folded.set(key, [...(folded.get(key) ?? []), option])
  }
  return new Set(
    ids.map((id) => {
      const near = exact.has(id) ? [id] : (folded.get(id.toLowerCase()) ?? [])
      return near.length === 1 ? (near[0] ?? id) : id
    })
  )
}

const solutionIds = (solution: Solution | undefined): ReadonlyArray<string> => {
  if (solution?._tag === 'option') return [solution.option]
  return solution?._tag === 'options' ? solution.options : []
}

/** The ids that were chosen, and those among them that no option has; any may exist where a bank lists no options. */
const choice = (
  { format, options, solution }: Challenge,
  given: ReadonlyArray<string>
): { readonly ids: ReadonlyArray<string>; readonly unknown: ReadonlyArray<Fault> } => {
  const known = options?.map(([id]) => id) ?? solutionIds(solution)
  const ids = chosen(known, format === 'choices' ? given.flatMap(words) : given)
  const foreign = options === undefined ? [] : without(ids, known)
  return { ids: without(ids, foreign), unknown: faults('unknown-option', foreign) }
}

const without = (ids: Iterable<string>, others: Iterable<string>): ReadonlyArray<string> => {
  const out = new Set(others)
  return [...ids].filter((id) => !out.has(id))
}

const faults = (
  _tag: 'unknown-option' | 'wrong-option' | 'missing-option' | 'extra-option',
  ids: ReadonlyArray<string>
): ReadonlyArray<Fault> => ids.map((field) => ({ _tag, field }))

/** A reading within the tolerance, but for rounding: 3.55 is 3.5 ± 0.05, though not in binary. */
const judgeNumber = (value: number, tolerance: number, numeral: string): ReadonlyArray<Fault> => {
  const off = Numerals.readings(numeral).map((reading) => reading - value)
  const rounding = 2 * Number.EPSILON * Math.abs(value) + 2 * Number.EPSILON * tolerance
  const least = off.reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a), off[0] ?? NaN)
  if (Number.isNaN(least)) return [NOT_A_NUMBER]
  if (Math.abs(least) <= tolerance + rounding) return []
  return [{ _tag: least < 0 ? 'too-low' : 'too-high', field: 'number' }]
}

const judge = (
  challenge: Challenge,
  solution: Solution,
  given: ReadonlyArray<string>
): ReadonlyArray<Fault> => {
  switch (solution._tag) {
    case 'option': {
      const { ids, unknown } = choice(challenge, given)
      const right = ids.includes(solution.option)
      return [...unknown, ...faults(right ? 'extra-option' : 'wrong-option', without(ids, [solution.option]))]
    }
    case 'options': {
      const { ids, unknown } = choice(challenge, given)
      const missing = without(new Set(solution.options), ids)
      return [
        ...unknown,
        ...faults('missing-option', missing),
        ...faults('extra-option', without(ids, solution.options))
      ]
    }
    case 'text':
      return Wording.matches(solution)(text(given)) ? [] : [{ _tag: 'different-text', field: 'text' }]
    case 'number':
      return judgeNumber(solution.value, solution.tolerance, text(given))
  }
}

/** Whether any answer could be right: a solution that only an empty input would match is none. */
const isAnswerable = (solution: Solution): boolean => {
  if (solution._tag === 'options') return solution.options.length > 0
  return solution._tag !== 'text' || solution.accept.some((accepted) => Wording.trimmed(accepted) !== '')
}

/**
 * Why an input cannot be read as an answer to a challenge (an option that it does not have, no number), so that a
 * learner who mistyped can be asked again. None where it can, and none for a skip.
 */
export const readable =
  (challenge: Challenge) =>
  (input: Input): ReadonlyArray<Fault> => {
    const given = parts(input)
    if (given.length === 0) return []
    switch (challenge.format) {
      case 'choice':
      case 'choices':
        return choice(challenge, given).unknown
      case 'number':
        return Numerals.readings(text(given)).length === 0 ? [NOT_A_NUMBER] : []
      case 'text':
      case 'practical':
        return []
    }
  }

/**
 * The verdict on an answer. One that cannot be read (see `readable`) is incorrect. Left for practical challenges and
 * for those without a solution.
 *
 * @example
 * ```ts
 * import assert from 'node:assert/strict'
 * import { type Challenge, Grading } from 'acquis'
 *
 * const sum: Challenge.Challenge = {
 *   id: 'sum', format: 'number', solution: { _tag: 'number', value: 3.5, tolerance: 0.05 },
 *   slip: 0.1, guess: 0.1, discrimination: 0, seconds: 60, timed: false, locales: [], status: 'active', enemies: []
 * }
 * const outcome = (input: string) => {
 *   const verdict = Grading.grade(sum)(input)
 *   return verdict._tag === 'Right' ? verdict.right.outcome : 'ungradable'
 * }
 * assert.deepEqual(['3,5', '3.55', '4', ''].map(outcome), ['correct', 'correct', 'incorrect', 'skipped'])
 * ```
 */
export const grade =
  (challenge: Challenge) =>
  (input: Input): E.Either<Ungradable, Verdict> => {
    const { id, format, solution } = challenge
    if (format === 'practical') return E.left({ _tag: 'ungradable', challenge: id, reason: 'practical' })
    if (solution === undefined || !isAnswerable(solution))
      return E.left({ _tag: 'ungradable', challenge: id, reason: 'no-solution' })
    const given = parts(input)
    if (given.length === 0) return E.right({ outcome: 'skipped', faults: [] })
    const found = judge(challenge, solution, given)
    return E.right({ outcome: found.length === 0 ? 'correct' : 'incorrect', faults: found })
  }
