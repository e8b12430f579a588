/**
 * What is believed after answers that count in part: the likelihood of each is raised to its weight (model page, section
 * 4). A weight of 1 is Bayes' rule, and one of 0 leaves the answer out. As all that a belief keeps of answers are logs that
 * add up, a weight is a factor.
 *
 * Laws
 * 1. at weight 1 it is the belief after these answers
 * 2. at weight 0 it is the prior
 * 3. two answers of half a weight are one
 * 4. the more a right answer weighs, the higher the mastery of its acquis; the more a wrong one does, the lower
 *
 * @since 0.2.0
 */
import type { Outcome } from '../bank/Challenge'
import type * as Vector from '../math/Vector'
import * as Belief from './Belief'
import * as BlockBelief from './BlockBelief'
import type { Item, Model } from './Model'

/** An answer, and how much it counts: 0 … 1. */
export interface Answer {
  readonly item: Item
  readonly outcome: Outcome
  readonly weight: number
}

const plus = (a: Vector.Row | undefined, weight: number, b: Vector.Row): Vector.Row =>
  b.map((x, k) => (a?.[k] ?? 0) + weight * x)

/** The sums of a block after one answer more, to the acquis at this place of it. */
const added =
  (model: Model, place: number, { item, outcome, weight }: Answer) =>
  ({ answers, base, ratio: before, slope, tilt }: BlockBelief.Sums): BlockBelief.Sums => {
    const { known, unknown } = BlockBelief.outcomeGiven(model, item, outcome)
    const bend = BlockBelief.curveOutcome(item, outcome)
    const ratio = before.slice()
    ratio[place]! += weight * (Math.log(known) - Math.log(unknown))
    return {
      answers: answers + 1,
      base: base + weight * Math.log(unknown),
      ratio,
      slope:
        bend === undefined ? slope : new Map(slope).set(place, plus(slope.get(place), weight, bend.ratio)),
      tilt: bend === undefined ? tilt : plus(tilt, weight, bend.unknown)
    }
  }

/** The belief after these answers. Those of no weight are left out: they are not even counted. */
export const belief = (model: Model, answers: ReadonlyArray<Answer>): Belief.Belief => {
  const sums = Belief.sums(Belief.prior(model)).map((blocks) => blocks.slice())
  for (const answer of answers) {
    const { competence, acquis } = answer.item
    const { blockOf, placeOf } = model.competences[competence]!
    const b = blockOf[acquis]!
    const blocks = sums[competence]!
    if (answer.weight > 0) blocks[b] = added(model, placeOf[acquis]!, answer)(blocks[b]!)
  }
  return Belief.ofSums(model, sums)
}
