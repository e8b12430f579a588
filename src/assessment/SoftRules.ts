/**
 * Which challenges may be asked, and which are set aside for now (model page, section 5): the hard rule about the start of
 * a competence, and the soft rules in their order.
 *
 * @since 0.1.0
 */
import type { Response } from '../bank/Challenge'
import type * as Belief from '../knowledge/Belief'
import type { Model } from '../knowledge/Model'
import * as Prediction from '../knowledge/Prediction'
import type * as Draw from '../math/Draw'
import type * as Vector from '../math/Vector'
import { defaults, type Rules } from './Rules'
import type { Progress } from './Stopping'

/** The soft rules, in the order in which they apply. */
export const SOFT = ['repeats', 'jump', 'streak', 'timed'] as const

/** Those that put a challenge off rather than away. */
const PATIENT: ReadonlySet<(typeof SOFT)[number]> = new Set(['jump', 'streak'])

/** What selection has to know of a session. */
export interface Situation {
  readonly model: Model
  readonly rules: Rules
  readonly key: Draw.Key
  readonly belief: Belief.Belief
  readonly progress: Progress
  readonly responses: ReadonlyArray<Response>
}

/** The level at which a competence starts. */
const START = 2

/** P(correct) asked for after a run of failures. */
const LIKELY = 0.6

const failuresInARow = (responses: ReadonlyArray<Response>): number => {
  let run = 0
  while (run < responses.length && responses.at(-1 - run)?.outcome !== 'correct') run++
  return run
}

/** The remaining level of a competence that is nearest to 2, the lower of two. */
const startLevel = ({ model, progress }: Situation, competence: number): number => {
  const { levels } = model.competences[competence] ?? {}
  let best = Infinity
  progress.remaining[competence]?.forEach((items, acquis) => {
    const level = levels?.[acquis] ?? 0
    const distance = Math.abs(level - START) - Math.abs(best - START)
    if (items.length > 0 && (best === Infinity || distance < 0 || (distance === 0 && level < best)))
      best = level
  })
  return best
}

const expectedLevel = ({ model }: Situation, { competence, mastery }: Prediction.View): number => {
  const weights = model.competences[competence]?.scoreWeights
  let total = 0
  for (let a = 0; a < mastery.length; a++) total += (weights?.[a] ?? 0) * (mastery[a] ?? 0)
  return total
}

/** The bit of the hard rule about the first challenge of a competence. */
export const NOT_START = 1 << SOFT.length
const ALL = NOT_START | (NOT_START - 1)

/** What is left of one open competence. */
export interface Group {
  readonly view: Prediction.View
  /** Items by acquis, in bank order. */
  readonly remaining: ReadonlyArray<ReadonlyArray<number>>
  /** What no item of an acquis can gain more than, nats; −∞ where none is left. */
  readonly bounds: Vector.Row
  /** Which rules an item breaks, a bit each: asked for only where it matters. */
  readonly breaks: (index: number) => number
}

export const groupOf = (situation: Situation, view: Prediction.View): Group => {
  const { model, rules, progress, responses } = situation
  const { competence } = view
  const { noise, timed } = model
  const levels = model.competences[competence]?.levels ?? []
  const asks = progress.asks[competence] ?? []
  const only = view.belief.answers > 0 ? 0 : startLevel(situation, competence)
  const ceiling = expectedLevel(situation, view) + rules.jump
  const discouraged = rules.streak > 0 && failuresInARow(responses) >= rules.streak
  const last = model.itemOf.get(responses.at(-1)?.challenge ?? '') ?? -1
  const wasTimed = timed[last] === 1
  const breaks = (index: number): number => {
    const acquis = noise.acquis[index] ?? 0
    const level = levels[acquis] ?? 0
    let broken = 0
    if ((asks[acquis] ?? 0) >= rules.repeats) broken |= 1
    if (level > ceiling) broken |= 2
    if (discouraged && correct(model, view, index) < LIKELY) broken |= 4
    if (wasTimed && timed[index] === 1) broken |= 8
    if (only !== 0 && level !== only) broken |= NOT_START
    return broken
  }
  const remaining = progress.remaining[competence] ?? []
  return { view, remaining, bounds: boundsOf(model, view, remaining), breaks }
}

const boundsOf = (
  model: Model,
  { competence, mastery }: Prediction.View,
  remaining: Group['remaining']
): Vector.Row => {
  const clearest = model.competences[competence]?.clearest ?? model.noise
  const bounds = Prediction.gainBounds(clearest, mastery)
  for (let acquis = 0; acquis < bounds.length; acquis++)
    if (remaining[acquis]?.length === 0) bounds[acquis] = -Infinity
  return bounds
}

const correct = (model: Model, view: Prediction.View, index: number): number => {
  const item = model.items[index]
  return item === undefined ? 0 : Prediction.correct(model, view, item)
}

/** For each set of rules, a bit: whether some item that passes `admits` breaks exactly these. */
const broken = (groups: ReadonlyArray<Group>, admits: (group: Group, index: number) => boolean): number => {
  let present = 0
  for (const group of groups)
    for (const items of group.remaining)
      for (const index of items) if (admits(group, index)) present |= 1 << group.breaks(index)
  return present & ((1 << NOT_START) - 1)
}

/** Whether some of the sets of rules has none of these. */
const some = (sets: number, rules: number): boolean => {
  for (let set = 0; set < NOT_START; set++) if ((sets & (1 << set)) !== 0 && (set & rules) === 0) return true
  return false
}

/**
 * The rules that apply: the hard one, and each soft one in turn, unless it would leave nothing of what those before it
 * have left. `jump` and `streak` would hold a learner who is sure of all that is easy until the last easy challenge is
 * used up, so they are skipped too where they would leave nothing worth asking: nothing that gains more than `minGain`.
 */
export const applied = ({ model, rules }: Situation, groups: ReadonlyArray<Group>): number => {
  const worth = rules.minGain > 0 ? rules.minGain : defaults.minGain
  // Most often some item breaks none of them and tells enough, and soon.
  const free = ({ view, remaining, bounds, breaks }: Group): boolean =>
    remaining.some(
      (items, acquis) =>
        (bounds[acquis] ?? 0) > worth &&
        items.some((index) => breaks(index) === 0 && Prediction.tells(model, view, index, worth))
    )
  if (groups.some(free)) return ALL
  const present = broken(groups, () => true)
  const worthwhile = broken(groups, ({ view }, index) => Prediction.tells(model, view, index, worth))
  let active = NOT_START
  SOFT.forEach((rule, i) => {
    const trial = active | (1 << i)
    const sets = PATIENT.has(rule) && some(worthwhile, active) ? worthwhile : present
    if (some(sets, trial)) active = trial
  })
  return active
}
