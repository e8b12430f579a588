/**
 * What a thread does for a calibration: it holds the answers of all learners, and counts what some of them say.
 *
 * @since 0.2.0
 */
import type { Bank } from '../bank/Bank'
import * as Expectation from '../knowledge/Expectation'
import * as Missing from '../knowledge/Missing'
import * as Model from '../knowledge/Model'
import * as Parameters from '../knowledge/Parameters'
import * as Patterns from '../knowledge/Patterns'

export interface Context {
  readonly bank: Bank
  readonly answers: Patterns.Answers
  readonly wish: Expectation.Wish
}

/** The learners from one number up to another (exclusive), at parameters that have a number of their own. */
export interface Shard {
  readonly round: number
  readonly at: Parameters.Parameters
  readonly first: number
  readonly last: number
  /** Missing information is wanted, not counts. */
  readonly layout?: Missing.Layout
}

export type Result =
  | { readonly _tag: 'sums'; readonly sums: Expectation.Sums }
  | { readonly _tag: 'missing'; readonly missing: Float64Array }

export const of = ({ bank, answers, wish }: Context): ((shard: Shard) => Result) => {
  const patterns = Patterns.of(Model.of(bank), answers)
  let round = -1
  let count: ((first: number, last: number) => Result) | undefined
  return (shard) => {
    if (count === undefined || round !== shard.round) {
      const model = Model.of(Parameters.applied(bank, shard.at))
      round = shard.round
      if (shard.layout === undefined) {
        const sums = Expectation.of(model, patterns, wish)
        count = (first, last) => ({ _tag: 'sums', sums: sums(first, last) })
      } else {
        const { learners } = Missing.of(model, patterns, shard.layout)
        count = (first, last) => ({ _tag: 'missing', missing: learners(first, last) })
      }
    }
    return count(shard.first, shard.last)
  }
}
