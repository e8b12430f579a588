/**
 * What all answers of a learner say at the end, learner by learner: P(θ_k | all), and P(a known | θ_k, all) of the blocks
 * with answers. One pass on one thread; what learners with the same answers in a block share is worked out once.
 *
 * Laws
 * 1. it agrees with the belief after the same answers
 *
 * @since 0.2.0
 */
import * as Passes from '../knowledge/Passes'
import type { Model } from '../knowledge/Model'
import * as PatternBelief from '../knowledge/PatternBelief'
import * as Patterns from '../knowledge/Patterns'
import * as Scaled from '../math/Scaled'
import * as Vector from '../math/Vector'

/** A learner; to be read before the next one comes. */
export interface View {
  readonly learner: number
  /** P(θ_k | all) of the competence, from this place on in `abilities`; −1 without an answer to it. */
  readonly abilityAt: (competence: number) => number
  readonly abilities: Float64Array
  /** P(a known | θ_k, all): a row of K for each acquis of the block; undefined without an answer to it. */
  readonly masteryOf: (competence: number, block: number) => Vector.Row | undefined
}

/** Beliefs of so many patterns, the most shared, are kept. */
const KEPT = 1 << 13

/** Visits learners; those who are not wanted are passed over. */
export const of = (
  model: Model,
  answers: Patterns.Answers
): ((visit: (view: View) => void, wanted?: (learner: number) => boolean) => void) => {
  const patterns = Patterns.of(model, answers)
  const { starts, touches, places, block } = patterns
  const nodes = model.abilities.length
  const made = PatternBelief.of(model, patterns)
  const kept = new Map<number, PatternBelief.PatternBelief>()
  const belief = (pattern: number): PatternBelief.PatternBelief => {
    const known = kept.get(pattern)
    if (known !== undefined) return known
    const fresh = made(pattern)
    if (pattern < Math.min(KEPT, patterns.shared)) kept.set(pattern, fresh)
    return fresh
  }
  const passes = Passes.of(model, model.competences.length)
  const { likelihoods, abilities } = passes
  const rowOf = new Int32Array(model.competences.length)

  return (visit, wanted = () => true) => {
    for (let learner = 0; learner < patterns.learners; learner++) {
      if (!wanted(learner)) continue
      const own = touches.subarray(starts[learner], starts[learner + 1])
      const beliefs = Array.from(own, belief)
      const competences = [
        ...new Set(Array.from(own, (pattern) => places[block[pattern] ?? 0]?.competence ?? 0))
      ]
      rowOf.fill(-1)
      const logsOf = (n: number): Vector.Row => {
        const total = Vector.zeros(nodes)
        for (const pattern of own)
          if (places[block[pattern] ?? 0]?.competence === competences[n])
            PatternBelief.logLikelihood(model, patterns, pattern).forEach((log, k) => {
              total[k] = (total[k] ?? 0) + log
            })
        return total
      }
      competences.forEach((competence, n) => {
        const row = n * nodes
        rowOf[competence] = row
        likelihoods.fill(1, row, row + nodes)
        own.forEach((pattern, t) => {
          if (places[block[pattern] ?? 0]?.competence !== competence) return
          const values = beliefs[t]?.likelihood.values ?? []
          for (let k = 0; k < nodes; k++)
            likelihoods[row + k] = (likelihoods[row + k] ?? 0) * (values[k] ?? 0)
        })
        let most = 0
        for (let k = row; k < row + nodes; k++) most = Math.max(most, likelihoods[k] ?? 0)
        if (most > Scaled.FAINT)
          for (let k = row; k < row + nodes; k++) likelihoods[k] = (likelihoods[k] ?? 0) / most
        else {
          const exact = logsOf(n)
          const top = Vector.max(exact)
          exact.forEach((log, k) => {
            likelihoods[row + k] = Math.exp(log - top)
          })
        }
      })
      passes.run(competences.length, logsOf)
      visit({
        learner,
        abilityAt: (competence) => rowOf[competence] ?? -1,
        abilities,
        masteryOf: (competence, b) => {
          const t = own.findIndex((pattern) => {
            const place = places[block[pattern] ?? 0]
            return place?.competence === competence && place.block === b
          })
          return beliefs[t]?.mastery
        }
      })
    }
  }
}
