/**
 * Two baselines that look at no learner: the share of right answers, of all of them and of those to the challenge.
 *
 * @since 0.2.0
 */
import { type Baseline, inside, meanOf } from './Baseline'

export const mean: Baseline<number> = {
  name: 'mean',
  settings: [{}],
  fit: (_items, _setting, corpus) => meanOf(corpus),
  predict:
    (_items, share) =>
    ({ items }) =>
      new Float64Array(items.length).fill(inside(share))
}

/** `weight`: how many answers the share of all counts as, beside those to the challenge. */
export const item: Baseline<Float64Array> = {
  name: 'item',
  settings: [{ weight: 5 }, { weight: 1 }, { weight: 2 }, { weight: 10 }, { weight: 20 }, { weight: 50 }],
  fit: ({ count }, { weight = 5 }, corpus) => {
    const share = meanOf(corpus)
    const right = new Float64Array(count)
    const answers = new Float64Array(count)
    corpus.items.forEach((each, i) => {
      right[each] = (right[each] ?? 0) + (corpus.correct[i] ?? 0)
      answers[each] = (answers[each] ?? 0) + 1
    })
    return right.map((n, i) => (n + weight * share) / ((answers[i] ?? 0) + weight))
  },
  predict:
    (_items, shares) =>
    ({ items }) =>
      Float64Array.from({ length: items.length }, (_, i) => inside(shares[items[i] ?? -1] ?? 0.5))
}
