/**
 * A whole run of answers, filtered: the probability of a right answer before each of them, and what they add up to. The
 * same numbers as `Belief` gives step by step, in a fraction of its time: nothing is shared with the belief before, so
 * everything is worked out in place, and of a block only the one acquis that is asked.
 *
 * With A_k = Σ_{S ∋ a} Λ(S) P(S | θ_k) and T_k = Σ_S Λ(S) P(S | θ_k) of the block of acquis a, it is known with
 * m_k = A_k / T_k at node k. An outcome multiplies L_c(k) by m_k P(outcome | known) + (1 − m_k) P(outcome | not known).
 *
 * Whatever does not fit (discriminating challenges, answers that contradict each other beyond what a double holds) goes
 * the plain way.
 *
 * Laws
 * 1. it agrees with the plain way: sums to the last bit, predictions within 1e-9
 * 2. what was filtered before does not matter
 *
 * @since 0.2.0
 */
import { outcomes } from '../bank/Challenge'
import * as Vector from '../math/Vector'
import * as Belief from './Belief'
import * as BlockBelief from './BlockBelief'
import * as Message from './Message'
import type { Block, Item, Model } from './Model'
import * as Run from './Run'

/** A block as the inner loop reads it. */
interface Table {
  /** P(S | θ_k), K rows of states. */
  readonly prior: Float64Array
  /** For each acquis, the states that hold it. */
  readonly holding: ReadonlyArray<Int32Array>
  /** Λ(S), but for a factor; written to. */
  readonly weights: Float64Array
  /** The same of the states that hold the acquis that is asked, and 0 of the others; written to. */
  readonly held: Float64Array
}

const tableOf = ({ states, prior }: Block, nodes: number): Table => ({
  prior: Float64Array.from(
    prior,
    (_, i) => prior[(i % states.count) * nodes + Math.floor(i / states.count)]!
  ),
  holding: states.containing,
  weights: new Float64Array(states.count),
  held: new Float64Array(states.count)
})

/** What outcomes say, by item and outcome. */
interface Telling {
  /** P(outcome | known), P(outcome | not known). */
  readonly known: Float64Array
  readonly unknown: Float64Array
  /** Their log ratio, and the log of the latter. */
  readonly logRatio: Float64Array
  readonly logUnknown: Float64Array
}

const tellingOf = (model: Model): Telling => {
  const given = model.items.flatMap((item) =>
    outcomes.map((outcome) => BlockBelief.outcomeGiven(model, item, outcome))
  )
  const known = Float64Array.from(given, (each) => each.known)
  const unknown = Float64Array.from(given, (each) => each.unknown)
  return {
    known,
    unknown,
    logRatio: known.map((p, i) => Math.log(p) - Math.log(unknown[i]!)),
    logUnknown: unknown.map(Math.log)
  }
}

/** Weights of states stay within these; beyond, some would be lost. */
const LARGE = 1e100
const SMALL = 1e-100

/** Below this, the nodes that a row has lost to underflow could count; it is scaled long before. */
const FAINT = 1e-100
const FADED = 1e-20

/** What a competence has told the general factor. */
const SILENT = 0
const ANSWERED = 1
const TOLD = 2

const EMPTY: BlockBelief.BlockBelief['slope'] = new Map()
const CORRECT = outcomes.indexOf('correct')

/** Runs of a model, one after the other. */
export interface Filter {
  readonly predictions: (run: Run.Run) => Float64Array
  readonly all: (run: Run.Run) => Run.Filtered
}

/** The tables, made once. */
export const of = (model: Model): Filter => {
  const { items, competences, link, general, skip } = model
  const nodes = model.abilities.length
  const { known, unknown, logRatio, logUnknown } = tellingOf(model)
  const tables = competences.map(({ blocks }) => blocks.map((block) => tableOf(block, nodes)))
  const untouched = Belief.sums(Belief.prior(model))

  // What follows is written to, and begun anew with each run.
  const likelihoods = competences.map(() => new Float64Array(nodes))
  const messages = competences.map(() => new Float64Array(general.length))
  const answers = competences.map(({ blocks }) => new Int32Array(blocks.length))
  const bases = competences.map(({ blocks }) => new Float64Array(blocks.length))
  const ratios = competences.map(({ levels }) => new Float64Array(levels.length))
  /** Whether a competence has answers, and its message holds them. */
  const told = new Uint8Array(competences.length)
  const outside = new Float64Array(nodes)
  const product = new Float64Array(general.length)

  const begin = (): void => {
    told.fill(SILENT)
    for (const each of answers) each.fill(0)
  }

  /** Before the first answer to a competence. */
  const open = (c: number): void => {
    likelihoods[c]!.fill(1)
    bases[c]!.fill(0)
    ratios[c]!.fill(0)
  }

  /** Scaled so that the largest is 1; false where nothing is left. */
  const scale = (row: Float64Array): boolean => {
    const most = Vector.max(row)
    const factor = 1 / most
    for (let i = 0; i < row.length; i++) row[i]! *= factor
    return most > 0
  }

  /** Upward: m_c(g) = Σ_k P(z_k | g) L_c(k). */
  const tell = (c: number): boolean => {
    const likelihood = likelihoods[c]!
    const message = messages[c]!
    for (let g = 0; g < message.length; g++) {
      let sum = 0
      for (let k = 0, at = g * nodes; k < nodes; k++, at++) sum += link[at]! * likelihood[k]!
      message[g] = sum
    }
    told[c] = TOLD
    return scale(message)
  }

  /** Downward: what all other competences say of this one. */
  const listen = (c: number): boolean => {
    for (let g = 0; g < product.length; g++) product[g] = general[g]!
    for (let other = 0; other < told.length; other++) {
      if (other === c || told[other] === SILENT) continue
      if (told[other] === ANSWERED && !tell(other)) return false
      const message = messages[other]!
      for (let g = 0; g < product.length; g++) product[g]! *= message[g]!
    }
    const most = Vector.max(product)
    if (!(most > FAINT)) return false
    outside.fill(0)
    for (let g = 0; g < product.length; g++) {
      const weight = product[g]! / most
      if (weight < Message.NEGLIGIBLE) continue
      for (let k = 0, at = g * nodes; k < nodes; k++, at++) outside[k]! += weight * link[at]!
    }
    return true
  }

  /**
   * What an outcome with these probabilities says of an acquis: the answers of its competence with it, and the mastery
   * without it; 0 where nothing is left.
   */
  const learn = (
    c: number,
    { prior, holding, weights, held }: Table,
    place: number,
    telling: number
  ): number => {
    const likelihood = likelihoods[c]!
    const states = weights.length
    const ifKnown = known[telling]!
    const ifUnknown = unknown[telling]!
    const holders = holding[place]!
    held.fill(0)
    for (let i = 0; i < holders.length; i++) held[holders[i]!] = weights[holders[i]!]!
    let all = 0
    let mastered = 0
    for (let k = 0, at = 0; k < nodes; k++) {
      let total = 0
      let mass = 0
      for (let s = 0; s < states; s++, at++) {
        const p = prior[at]!
        total += weights[s]! * p
        mass += held[s]! * p
      }
      const m = mass / total
      const weight = outside[k]! * likelihood[k]!
      all += weight
      mastered += weight * m
      likelihood[k]! *= m * ifKnown + (1 - m) * ifUnknown
    }
    // Now and then, since each outcome makes it smaller.
    if (all < FADED) scale(likelihood)
    return all > FAINT ? mastered / all : 0
  }

  /** The weights of the states that hold an acquis; false where one grows or shrinks too far. */
  const weigh = ({ holding, weights }: Table, place: number, odds: number): boolean => {
    const holders = holding[place]!
    let fits = true
    for (let i = 0; i < holders.length; i++) {
      const weight = (weights[holders[i]!]! *= odds)
      if (!(weight < LARGE && weight > SMALL)) fits = false
    }
    return fits
  }

  /** The prediction, and then what the outcome says; false where it has to be made the plain way. */
  const predict = (item: Item, outcome: number, predictions: Float64Array, i: number): boolean => {
    const c = item.competence
    const b = competences[c]!.blockOf[item.acquis]!
    const place = competences[c]!.placeOf[item.acquis]!
    const table = tables[c]![b]!
    if (answers[c]![b] === 0) table.weights.fill(1)
    const ifRight = outcomes.length * item.index + CORRECT
    const telling = outcomes.length * item.index + outcome
    const m = learn(c, table, place, telling)
    if (!(m > 0) || !weigh(table, place, known[telling]! / unknown[telling]!)) return false
    predictions[i] =
      (m * known[ifRight]! + (1 - m) * unknown[ifRight]!) /
      (m * (1 - skip.known) + (1 - m) * (1 - skip.unknown))
    told[c] = ANSWERED
    answers[c]![b]!++
    ratios[c]![item.acquis]! += logRatio[telling]!
    bases[c]![b]! += logUnknown[telling]!
    return true
  }

  const sumsOf = (): Belief.Sums =>
    competences.map(({ blocks }, c) =>
      told[c] === SILENT
        ? untouched[c]!
        : blocks.map((block, b) =>
            answers[c]![b] === 0
              ? untouched[c]![b]!
              : {
                  answers: answers[c]![b]!,
                  base: bases[c]![b]!,
                  ratio: Array.from(block.acquis, (a) => ratios[c]![a]!),
                  slope: EMPTY,
                  tilt: undefined
                }
          )
    )

  /** Undefined where all went well, else what the plain way made of it. */
  const walk = (run: Run.Run, predictions: Float64Array): Run.Filtered | undefined => {
    begin()
    let focus = -1
    for (let i = 0; i < predictions.length; i++) {
      const item = items[run.items[i]!]!
      const c = item.competence
      if (told[c] === SILENT) open(c)
      const fits =
        item.curve === undefined &&
        (c === focus || listen(c)) &&
        predict(item, run.outcomes[i]!, predictions, i)
      if (!fits) return Run.plainFrom(model, run, { predictions, sums: sumsOf() }, i)
      focus = c
    }
    return undefined
  }

  return {
    predictions: (run) => {
      const predictions = new Float64Array(run.items.length)
      walk(run, predictions)
      return predictions
    },
    all: (run) => {
      const predictions = new Float64Array(run.items.length)
      return walk(run, predictions) ?? { predictions, sums: sumsOf() }
    }
  }
}
