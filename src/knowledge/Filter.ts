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
import * as FilterBlock from './FilterBlock'
import * as Message from './Message'
import type { Item, Model } from './Model'
import * as Run from './Run'

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
  const tables = competences.map(({ blocks }) => blocks.map((block) => FilterBlock.of(block, nodes)))
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
  /** A_k of the acquis that is asked. */
  const held = new Float64Array(nodes)
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
      const row = g * nodes
      // Two sums at once: an addition waits for the one before it.
      let even = 0
      let odd = 0
      for (let k = 1; k < nodes; k += 2) {
        even += link[row + k - 1]! * likelihood[k - 1]!
        odd += link[row + k]! * likelihood[k]!
      }
      if (nodes % 2 === 1) even += link[row + nodes - 1]! * likelihood[nodes - 1]!
      message[g] = even + odd
    }
    told[c] = TOLD
    return scale(message)
  }

  /** Downward: P(z_k | g) mixed by the product of all messages, whose largest is given. */
  const mix = (most: number): void => {
    outside.fill(0)
    // Two rows at once, so that half as much is read and written.
    for (let g = 0; g < product.length; g += 2) {
      const isLast = g + 1 === product.length
      const weight = product[g]! / most
      const weightNext = isLast ? 0 : product[g + 1]! / most
      if (weight < Message.NEGLIGIBLE && weightNext < Message.NEGLIGIBLE) continue
      const row = g * nodes
      const rowNext = isLast ? row : row + nodes
      for (let k = 0; k < nodes; k++) outside[k]! += weight * link[row + k]! + weightNext * link[rowNext + k]!
    }
  }

  product.set(general)
  mix(Vector.max(product))
  /** What nobody says. */
  const silence = outside.slice()

  /** What all other competences say of this one; false where nothing is left. */
  const listen = (c: number): boolean => {
    let heard = false
    product.set(general)
    for (let other = 0; other < told.length; other++) {
      if (other === c || told[other] === SILENT) continue
      if (told[other] === ANSWERED && !tell(other)) return false
      heard = true
      const message = messages[other]!
      for (let g = 0; g < product.length; g++) product[g]! *= message[g]!
    }
    if (!heard) {
      outside.set(silence)
      return true
    }
    const most = Vector.max(product)
    if (!(most > FAINT)) return false
    mix(most)
    return true
  }

  /**
   * What an outcome with these probabilities says of an acquis: the answers of its competence with it, and the mastery
   * without it; 0 where nothing is left.
   */
  const learn = (c: number, table: FilterBlock.FilterBlock, place: number, telling: number): number => {
    const likelihood = likelihoods[c]!
    const { totals } = table
    const ifKnown = known[telling]!
    const ifUnknown = unknown[telling]!
    const odds = ifKnown / ifUnknown
    FilterBlock.hold(table, place, held)
    let all = 0
    let mastered = 0
    for (let k = 0; k < nodes; k++) {
      const before = totals[k]!
      const mass = held[k]!
      const m = mass / before
      const weight = outside[k]! * likelihood[k]!
      all += weight
      mastered += weight * m
      likelihood[k]! *= m * ifKnown + (1 - m) * ifUnknown
      totals[k] = before - mass + odds * mass
    }
    // Now and then, since each outcome makes it smaller.
    if (all < FADED) scale(likelihood)
    return all > FAINT ? mastered / all : 0
  }

  /** The prediction, and then what the outcome says; false where it has to be made the plain way. */
  const predict = (item: Item, outcome: number, predictions: Float64Array, i: number): boolean => {
    const c = item.competence
    const b = competences[c]!.blockOf[item.acquis]!
    const place = competences[c]!.placeOf[item.acquis]!
    const table = tables[c]![b]!
    if (answers[c]![b] === 0) FilterBlock.begin(table)
    const ifRight = outcomes.length * item.index + CORRECT
    const telling = outcomes.length * item.index + outcome
    const m = learn(c, table, place, telling)
    if (!(m > 0) || !FilterBlock.weigh(table, place, known[telling]! / unknown[telling]!)) return false
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
