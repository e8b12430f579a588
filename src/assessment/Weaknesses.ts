/**
 * What an author should know of a bank that is right in every detail: where it asks too little, gives answers away, or
 * leaves a learner without advice. Looking for it is no part of decoding: it takes a while, and nothing depends on it.
 *
 * Laws
 * 1. one planted weakness gives exactly that issue
 * 2. whatever the bank, weaknesses, never an exception
 * 3. a weakness has its place in the file
 *
 * @since 0.2.0
 */
import * as O from 'fp-ts/lib/Option.js'
import * as AdviceWeaknesses from '../bank/AdviceWeaknesses'
import * as Content from '../bank/Content'
import * as CoverageWeaknesses from '../bank/CoverageWeaknesses'
import * as GiveawayWeaknesses from '../bank/GiveawayWeaknesses'
import type { Issue } from '../bank/Issue'
import * as LinkWeaknesses from '../bank/LinkWeaknesses'
import * as NoiseWeaknesses from '../bank/NoiseWeaknesses'
import * as Places from '../bank/Places'
import * as RepeatWeaknesses from '../bank/RepeatWeaknesses'
import * as Thresholds from '../bank/Thresholds'
import type { Weakness } from '../bank/Weakness'
import * as ExposureWeaknesses from './ExposureWeaknesses'
import * as GradingWeaknesses from './GradingWeaknesses'

/**
 * The weaknesses of a bank, family by family, each in bank order. Thresholds that are left out have their defaults.
 *
 * @example
 * ```ts
 * import assert from 'node:assert/strict'
 * import { Bank, Issue, Weaknesses } from 'acquis'
 *
 * const decoded = Bank.decode({
 *   format: 'acquis-bank/1',
 *   id: 'town-hall',
 *   title: 'Digital skills',
 *   competences: {
 *     '1.3': {
 *       title: 'Process data',
 *       topics: { sorting: { title: 'Sort a table' } },
 *       levels: { 2: { 'sort-column': { topic: 'sorting', challenges: { 'sort-column-a': { format: 'practical' } } } } }
 *     }
 *   }
 * })
 * assert(decoded._tag === 'Right')
 * const [weakness] = Weaknesses.of(decoded.right)
 * assert(weakness !== undefined)
 * assert.equal(weakness._tag, 'few-challenges')
 * assert.equal(Issue.message(weakness), 'this acquis has 1 active challenge: fewer than 2')
 * assert.deepEqual(Weaknesses.of(decoded.right, { minimumChallenges: 1 }), [])
 * ```
 */
export const of = (
  bank: Content.Content,
  changed: Partial<Thresholds.Thresholds> = {}
): ReadonlyArray<Weakness> => {
  const thresholds = { ...Thresholds.defaults, ...changed }
  const places = Places.of(bank)
  return [
    ...CoverageWeaknesses.of(places, thresholds),
    ...AdviceWeaknesses.of(places),
    ...LinkWeaknesses.of(places),
    ...NoiseWeaknesses.of(places, thresholds),
    ...RepeatWeaknesses.of(places),
    ...GiveawayWeaknesses.of(places, thresholds),
    ...GradingWeaknesses.of(places),
    ...ExposureWeaknesses.of(places, thresholds)
  ]
}

/** All there is to say of a bank file: what `Bank.check` says and, where that has no errors, what is weak. */
export const check =
  (thresholds: Partial<Thresholds.Thresholds> = {}) =>
  (u: unknown): ReadonlyArray<Issue> => {
    const { issues, content } = Content.examine(u)
    return O.isNone(content) ? issues : [...issues, ...of(content.value, thresholds)]
  }
