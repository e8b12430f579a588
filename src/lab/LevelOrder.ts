/**
 * Level order: a harder acquis that is answered better than an easier one of its topic. Learners who answered both are
 * compared with themselves, since harder challenges are rather asked of those who can do more. A right answer is worth
 * (1 − guess)/(1 − slip − guess) and a wrong one −guess/(1 − slip − guess), whose mean is the share that knows (at θ = b
 * where a challenge discriminates).
 *
 * In an adaptive test the easier acquis is asked first and the harder one after right answers: that hides violations, and
 * makes none.
 *
 * Laws
 * 1. where harder acquis are known by fewer, violations are found no more often than the level says
 * 2. acquis that are in the wrong order are found
 *
 * @since 0.2.0
 */
import type { Model } from '../knowledge/Model'
import * as Patterns from '../knowledge/Patterns'
import * as FalseDiscovery from '../math/FalseDiscovery'
import * as Normal from '../math/Normal'
import * as Foresight from './Foresight'

export interface Order {
  readonly competence: number
  readonly topic: string
  /** Acquis by their index in the competence. */
  readonly easier: number
  readonly harder: number
  /** Who answered both. */
  readonly learners: number
  /** Shares of them that know each, as their answers say. */
  readonly easierKnown: number
  readonly harderKnown: number
  /** Of the difference, above 0 where the harder is known by more. */
  readonly z: number
  /** That they are in order. */
  readonly p: number
  readonly adjusted: number
}

/** Fewer learners than this are not looked at. */
export const LEAST = 50

/** Pairs of acquis of one topic at different levels, the easier one first. */
const pairsOf = ({ competences }: Model) =>
  competences.flatMap(({ competence: { acquis }, acquisOffset }, competence) =>
    acquis.flatMap((lower, easier) =>
      acquis.flatMap((upper, harder) =>
        upper.topic === lower.topic && upper.level > lower.level
          ? [
              {
                competence,
                topic: lower.topic,
                easier,
                harder,
                first: acquisOffset + easier,
                second: acquisOffset + harder
              }
            ]
          : []
      )
    )
  )

export const of = (model: Model, { starts, codes }: Patterns.Answers): ReadonlyArray<Order> => {
  const pairs = pairsOf(model)
  const count = model.competences.reduce((sum, { levels }) => sum + levels.length, 0)
  /** The pairs that an acquis is the harder one of. */
  const below = Array.from({ length: count }, (): Array<number> => [])
  pairs.forEach(({ second }, n) => below[second]?.push(n))
  const place = Int32Array.from(
    model.items,
    ({ competence, acquis }) => (model.competences[competence]?.acquisOffset ?? 0) + acquis
  )
  const sums = new Float64Array(count)
  const answers = new Uint32Array(count)
  /** Of each pair: learners, Σ of each, Σ of the difference, and of its square. */
  const [learners, lower, upper, gap, square] = Array.from(
    { length: 5 },
    () => new Float64Array(pairs.length)
  )
  if (
    learners === undefined ||
    lower === undefined ||
    upper === undefined ||
    gap === undefined ||
    square === undefined
  )
    return []
  for (let l = 0; l + 1 < starts.length; l++) {
    const touched: Array<number> = []
    for (let i = starts[l] ?? 0; i < (starts[l + 1] ?? 0); i++) {
      const code = codes[i] ?? 0
      const item = model.items[Patterns.itemOf(code)]
      if (item === undefined || Foresight.isSkip(code)) continue
      const a = place[item.index] ?? 0
      if (answers[a] === 0) touched.push(a)
      answers[a] = (answers[a] ?? 0) + 1
      const right = Foresight.isRight(code) ? 1 : 0
      sums[a] = (sums[a] ?? 0) + (right - item.guess) / (1 - item.slip - item.guess)
    }
    for (const a of touched)
      for (const n of below[a] ?? []) {
        const first = pairs[n]?.first ?? 0
        if (answers[first] === 0) continue
        const easier = (sums[first] ?? 0) / (answers[first] ?? 1)
        const harder = (sums[a] ?? 0) / (answers[a] ?? 1)
        learners[n] = (learners[n] ?? 0) + 1
        lower[n] = (lower[n] ?? 0) + easier
        upper[n] = (upper[n] ?? 0) + harder
        gap[n] = (gap[n] ?? 0) + harder - easier
        square[n] = (square[n] ?? 0) + (harder - easier) ** 2
      }
    for (const a of touched) sums[a] = answers[a] = 0
  }
  const found = pairs.flatMap(({ competence, topic, easier, harder }, n) => {
    const known = learners[n] ?? 0
    if (known < LEAST) return []
    const mean = (gap[n] ?? 0) / known
    const variance = ((square[n] ?? 0) / known - mean ** 2) / (known - 1)
    const z = variance > 0 ? mean / Math.sqrt(variance) : 0
    return [
      {
        competence,
        topic,
        easier,
        harder,
        learners: known,
        easierKnown: (lower[n] ?? 0) / known,
        harderKnown: (upper[n] ?? 0) / known,
        z,
        p: Normal.cdf(-z)
      }
    ]
  })
  const adjusted = FalseDiscovery.adjusted(found.map(({ p }) => p))
  return found.map((each, i) => ({ ...each, adjusted: adjusted[i] ?? 1 }))
}
