/**
 * What is believed about one learner: the exact posterior of the model, by messages along the tree g → θ_c → S_block →
 * answers (model page, section 4).
 *
 * A belief looks at one competence at a time, its *focus*. While the answers stay there, what the other competences say
 * about its ability (`outside`) stays as it is, so an answer costs one block and one row of nodes; only a change of focus
 * passes messages through the general factor. Everything that an answer does not touch is shared with the belief before.
 *
 * Laws
 * 1. it agrees with enumeration
 * 2. the order of the observations does not matter
 * 3. a correct answer never lowers the mastery of its acquis
 * 4. mastery falls along prerequisites
 * 5. an uninformative challenge changes nothing
 * 6. what an answer does not touch is shared, not copied
 * 7. no number of answers gives NaN, infinity or a mass of zero
 *
 * @since 0.1.0
 */
import type { Outcome } from '../bank/Challenge'
import * as Scaled from '../math/Scaled'
import * as Vector from '../math/Vector'
import * as BlockBelief from './BlockBelief'
import * as Message from './Message'
import type { CompetenceModel, Item, Model } from './Model'

export interface CompetenceBelief {
  /** How many answers there are. */
  readonly answers: number
  readonly blocks: ReadonlyArray<BlockBelief.BlockBelief>
  /** L_c(k): the answers of this competence at the K ability nodes. */
  readonly likelihood: Scaled.Scaled
  /** The same passed on to the general factor; undefined until the focus has moved away. */
  readonly message: Message.Message | undefined
}

export interface Belief {
  readonly competences: ReadonlyArray<CompetenceBelief>
  /** Index of the competence in focus. */
  readonly focus: number
  /** P(z_k | all answers outside the focus), at the K nodes. */
  readonly outside: Vector.Row
}

const competencePrior =
  (nodes: number) =>
  ({ blocks }: CompetenceModel): CompetenceBelief => ({
    answers: 0,
    blocks: blocks.map((block) => BlockBelief.prior(block, nodes)),
    likelihood: Scaled.one(nodes),
    message: undefined
  })

/** By competence and block: what the answers add up to. */
export type Sums = ReadonlyArray<ReadonlyArray<BlockBelief.Sums>>

export const sums = ({ competences }: Belief): Sums => competences.map(({ blocks }) => blocks)

const priors = new WeakMap<Model, Belief>()

/** The belief before any answer; one value a model, since nothing in it is ever written to. */
export const prior = (model: Model): Belief => {
  const known = priors.get(model)
  if (known !== undefined) return known
  const { general, link, abilities: nodes, competences } = model
  const belief: Belief = {
    competences: competences.map(competencePrior(nodes.length)),
    focus: 0,
    outside: Message.mix(general, link, nodes.length)
  }
  priors.set(model, belief)
  return belief
}

const withMessage = (model: Model, competence: CompetenceBelief): CompetenceBelief =>
  competence.answers === 0 || competence.message !== undefined
    ? competence
    : { ...competence, message: Message.of(model, competence.likelihood) }

/** log L_c(k) = Σ_B log L_B(k), exact wherever the likelihood has become 0. */
const logLikelihood = (
  { blocks: structures }: CompetenceModel,
  blocks: ReadonlyArray<BlockBelief.BlockBelief>
): Vector.Row => {
  const total = Vector.zeros(blocks[0]!.likelihood.values.length)
  for (let b = 0; b < blocks.length; b++) {
    if (blocks[b]!.answers === 0) continue
    const own = BlockBelief.logLikelihood(structures[b]!, blocks[b]!)
    for (let k = 0; k < total.length; k++) total[k]! += own[k]!
  }
  return total
}

/** L_c(k) = Π_B L_B(k). */
const likelihoodOf = (
  model: CompetenceModel,
  blocks: ReadonlyArray<BlockBelief.BlockBelief>
): Scaled.Scaled => {
  const answered = blocks.filter(({ answers }) => answers > 0).map(({ likelihood }) => likelihood)
  return Scaled.product(answered) ?? Scaled.ofLogs(logLikelihood(model, blocks))
}

/** After so many answers to a competence its likelihood is made anew, so that no rounding adds up. */
const RENEWAL = 64

/**
 * P(g) Π m_c(g) over all competences but one: made anew, since quotients of what is nearly nothing lose digits. The log
 * is that of the evidence where none is left out, but for what P(g) sums to.
 */
const generalWeights = (
  { general }: Model,
  competences: ReadonlyArray<CompetenceBelief>,
  except: number
): Scaled.Scaled => {
  const rows: Array<Scaled.Scaled> = [{ values: general, log: 0 }]
  competences.forEach(({ message }, c) => {
    if (c !== except && message !== undefined) rows.push(message)
  })
  return (
    Scaled.product(rows) ??
    Scaled.ofLogs(
      general.map((_, g) => rows.reduce((sum, { values, log }) => sum + log + Math.log(values[g]!), 0))
    )
  )
}

/** The belief that looks at a competence, from what the others have told the general factor. */
const focused = (model: Model, competences: ReadonlyArray<CompetenceBelief>, focus: number): Belief => {
  const weights = Vector.normalise(generalWeights(model, competences, focus).values)
  return { competences, focus, outside: Message.mix(weights, model.link, model.abilities.length) }
}

/** The same belief, looking at another competence. */
export const focusOn =
  (model: Model, competence: number) =>
  (belief: Belief): Belief => {
    if (belief.focus === competence) return belief
    const competences = belief.competences.slice()
    competences[belief.focus] = withMessage(model, competences[belief.focus]!)
    return focused(model, competences, competence)
  }

/** The belief after an answer (Bayes' rule; model page, sections 3 and 4). */
export const observe =
  (model: Model, item: Item, outcome: Outcome) =>
  (unfocused: Belief): Belief => {
    const belief = focusOn(model, item.competence)(unfocused)
    const own = model.competences[item.competence]!
    const old = belief.competences[item.competence]!
    const b = own.blockOf[item.acquis]!
    const block = own.blocks[b]!
    const answers = old.answers + 1
    const before = old.blocks[b]!
    const place = own.placeOf[item.acquis]!
    const after = BlockBelief.observe(model, block, place, item, outcome)(before)
    const blocks = old.blocks.slice()
    blocks[b] = after
    const likelihood =
      (answers % RENEWAL === 0
        ? undefined
        : Scaled.exchanged(old.likelihood, before.likelihood, after.likelihood)) ?? likelihoodOf(own, blocks)
    const competences = belief.competences.slice()
    competences[item.competence] = { answers, blocks, likelihood, message: undefined }
    return { competences, focus: belief.focus, outside: belief.outside }
  }

/**
 * What is believed after the answers that add up to these sums: the same to the last bit, whatever way led there. It
 * looks at the first competence.
 */
export const ofSums = (model: Model, given: Sums): Belief => {
  const before = prior(model).competences
  const competences = model.competences.map((own, c) => {
    const answers = given[c]!.reduce((total, block) => total + block.answers, 0)
    if (answers === 0) return before[c]!
    const blocks = own.blocks.map((block, b) => {
      const of = given[c]![b]!
      return of.answers === 0 ? before[c]!.blocks[b]! : BlockBelief.ofSums(block, of, model.abilities.length)
    })
    return withMessage(model, { answers, blocks, likelihood: likelihoodOf(own, blocks), message: undefined })
  })
  return focused(model, competences, 0)
}

/** P(z_k | all) of a competence, from P(z_k | all answers outside it). */
const abilityOf = (model: CompetenceModel, competence: CompetenceBelief, outside: Vector.Row): Vector.Row =>
  competence.answers === 0
    ? outside
    : (Message.weighted(outside, competence.likelihood) ??
      Vector.softmax(logLikelihood(model, competence.blocks).map((log, k) => log + Math.log(outside[k]!))))

/** P(z_k | all) of the competence in focus. */
export const abilityInFocus = (model: Model, { competences, focus, outside }: Belief): Vector.Row =>
  abilityOf(model.competences[focus]!, competences[focus]!, outside)

/** log P(all answers): the learner's log-likelihood. */
export const logEvidence = (model: Model, { competences }: Belief): number => {
  if (competences.every(({ answers }) => answers === 0)) return 0
  const told = competences.map((competence) => withMessage(model, competence))
  const { values, log } = generalWeights(model, told, -1)
  return log + Math.log(Vector.sum(values))
}

/**
 * The posterior of g and of every ability, from one upward and one downward pass. The focus plays no part, so the same
 * answers give the same bytes whichever competence was looked at last.
 */
export interface Abilities {
  /** P(g | all), at the G nodes. */
  readonly general: Vector.Row
  /** P(z_k | all) of each competence, at the K nodes. */
  readonly abilities: ReadonlyArray<Vector.Row>
}

export const abilities = (model: Model, belief: Belief): Abilities => {
  const nodes = model.abilities.length
  const competences = belief.competences.map((competence) => withMessage(model, competence))
  const general = Vector.normalise(generalWeights(model, competences, -1).values)
  // A node of g counts for a competence as much as P(g | all), whatever it had said of g: below the threshold it is nil.
  const kept = general.map((p) => (p < Message.NEGLIGIBLE ? 0 : p))
  const silent = Message.mix(kept, model.link, nodes)
  return {
    general,
    abilities: competences.map((competence, c) => {
      const { message } = competence
      if (message === undefined) return silent
      const outside = kept.map((p, g) => p / message.values[g]!)
      return abilityOf(model.competences[c]!, competence, Message.mix(outside, model.link, nodes))
    })
  }
}

/** m_a of every acquis of a competence, given P(z_k | all) of its ability. */
export const masteries = (
  { blocks: structures, levels }: CompetenceModel,
  { blocks }: CompetenceBelief,
  ability: Vector.Row
): Vector.Row => {
  const nodes = ability.length
  const { first, last } = Message.support(ability)
  const out = Vector.zeros(levels.length)
  for (let b = 0; b < blocks.length; b++) {
    const { mastery } = blocks[b]!
    const { acquis } = structures[b]!
    for (let place = 0; place < acquis.length; place++)
      out[acquis[place]!] = Vector.dotRow(ability, mastery, place * nodes, first, last)
  }
  return out
}

/** m_a of one acquis: Σ_k P(z_k | all) P(a known | θ_k, answers). */
export const mastery = (
  { blockOf, placeOf }: CompetenceModel,
  { blocks }: CompetenceBelief,
  ability: Vector.Row,
  acquis: number
): number => {
  const b = blockOf[acquis]!
  return Vector.dotRow(ability, blocks[b]!.mastery, placeOf[acquis]! * ability.length, 0, ability.length)
}

/** P(a known | θ_k, answers) of an acquis, at the K nodes. */
export const masteryAtNodes = (
  { blockOf, placeOf }: CompetenceModel,
  { blocks }: CompetenceBelief,
  acquis: number
): Vector.Row => {
  const b = blockOf[acquis]!
  const table = blocks[b]!.mastery
  const nodes = blocks[b]!.likelihood.values.length
  return table.slice(placeOf[acquis]! * nodes, (placeOf[acquis]! + 1) * nodes)
}
