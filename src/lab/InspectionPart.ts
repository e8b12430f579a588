/**
 * What an inspection is made of: what becomes of some simulated learners. Parts merge, so the learners can be split over
 * workers.
 *
 * @since 0.2.0
 */
import * as Model from '../knowledge/Model'
import type { Length } from './Duration'
import * as Tally from './Tally'
import * as Trial from './Trial'

export interface InspectionPart {
  readonly tally: Tally.Tally
  /** Of each learner's test; none without a campaign, whose test is the only one that takes a whole bank at once. */
  readonly lengths: ReadonlyArray<Length>
}

const lengthOf =
  ({ items }: Model.Model) =>
  (trials: ReadonlyArray<Trial.Trial>): Length => {
    const asked = trials.flatMap((trial) => trial.asked)
    const seconds = asked.reduce((sum, item) => sum + (items[item]?.challenge.seconds ?? 0), 0)
    return { questions: asked.length, seconds }
  }

/** What becomes of the learners of a range. */
export const of = (plan: Trial.Plan): ((range: Tally.Range) => InspectionPart) => {
  const trialsOf = Trial.of(plan)
  const tallied = Tally.of(plan)
  const model = Model.of(plan.bank)
  return ({ first, last }) => {
    const trials = Array.from({ length: last - first }, (_, i) => trialsOf(first + i))
    return {
      tally: tallied(first, trials),
      lengths: plan.campaign === undefined ? [] : trials.map(lengthOf(model))
    }
  }
}

/** What becomes of different learners, together. */
export const merge = (a: InspectionPart, b: InspectionPart): InspectionPart => ({
  tally: Tally.merge(a.tally, b.tally),
  lengths: [...a.lengths, ...b.lengths]
})
