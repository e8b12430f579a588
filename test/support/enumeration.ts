/**
 * The oracle of the tests: every number of the model page, by brute force over all knowledge states
 * with plain sets and loops. It must stay independent of `src`, from the reading of the model page to
 * the last sum: an error that both shared would pass every test.
 *
 * Section numbers in the comments are those of the model page.
 */

export interface World {
  readonly mean: number
  readonly sd: number
  readonly correlation: number
  readonly spread: number
  /** How many nodes z and g take (K = G); they lie on [−halfWidth, halfWidth]. */
  readonly nodes: number
  readonly halfWidth: number
  readonly skip: { readonly known: number; readonly unknown: number }
  readonly competences: ReadonlyArray<{
    readonly id: string
    readonly acquis: ReadonlyArray<WorldAcquis>
  }>
  readonly challenges: ReadonlyArray<WorldChallenge>
}

export interface WorldAcquis {
  readonly id: string
  readonly level: number
  readonly difficulty: number
  readonly requires: ReadonlyArray<string>
}

export interface WorldChallenge {
  readonly id: string
  readonly acquis: string
  readonly slip: number
  readonly guess: number
  readonly discrimination: number
}

export type WorldOutcome = 'correct' | 'incorrect' | 'skipped'

export interface WorldAnswer {
  readonly challenge: string
  readonly outcome: WorldOutcome
}

/** By acquis id (mastery, readiness) or competence id (ability in level units, score). */
export interface Enumerated {
  readonly logEvidence: number
  readonly mastery: ReadonlyMap<string, number>
  readonly ability: ReadonlyMap<string, { mean: number; sd: number }>
  readonly score: ReadonlyMap<string, { mean: number; sd: number }>
  readonly overall: { mean: number; sd: number }
  readonly readiness: ReadonlyMap<string, number>
}

type Framework = ReadonlyArray<WorldAcquis>
type Answers = ReadonlyArray<WorldAnswer>
type State = ReadonlySet<string>
type Numbers = ReadonlyArray<number>

const sum = (xs: Numbers): number => xs.reduce((total, x) => total + x, 0)

/** NaN beyond the end, so that a wrong index in this file shows. */
const at = (xs: Numbers, i: number): number => xs[i] ?? NaN

const logSumExp = (logs: Numbers): number => {
  const largest = Math.max(...logs)
  return largest + Math.log(sum(logs.map((log) => Math.exp(log - largest))))
}

const normalised = (logs: Numbers): Numbers => {
  const total = logSumExp(logs)
  return logs.map((log) => log - total)
}

/** By division: exp(log − total) would lose the digits that a large total takes. */
const proportional = (logs: Numbers): Numbers => {
  const largest = Math.max(...logs)
  const weights = logs.map((log) => Math.exp(log - largest))
  const total = sum(weights)
  return weights.map((weight) => weight / total)
}

const mean = (ps: Numbers, xs: Numbers): number => sum(ps.map((p, i) => p * at(xs, i)))

/** The sd around the mean: the difference of two large moments would lose the digits of a small one. */
const moments = (ps: Numbers, xs: Numbers) => {
  const centre = mean(ps, xs)
  const squares = xs.map((x) => (x - centre) ** 2)
  return { mean: centre, sd: Math.sqrt(mean(ps, squares)) }
}

const entropy = (ps: Numbers): number => -sum(ps.map((p) => (p > 0 ? p * Math.log(p) : 0)))

const find = <A>(things: ReadonlyArray<A>, name: string, holds: (thing: A) => boolean): A => {
  const found = things.find(holds)
  if (found === undefined) throw new Error(`not in the world: ${name}`)
  return found
}

const challengeOf = (world: World, id: string): WorldChallenge =>
  find(world.challenges, id, (challenge) => challenge.id === id)

/** Something observed of an acquis, and its log-probability (section 3). */
interface Evidence {
  readonly acquis: string
  readonly times: number
  readonly log: (known: boolean, theta: number) => number
}

const logit = (p: number): number => Math.log(p / (1 - p))

/** log(1 / (1 + e^−x)), without overflow on either side. */
const logLogistic = (x: number): number => (x < 0 ? x - Math.log1p(Math.exp(x)) : -Math.log1p(Math.exp(-x)))

/** An answer that is given for sure: κ plays no part. */
const answered = (world: World, challenge: WorldChallenge, correct: boolean): Evidence => {
  const { acquis, slip, guess, discrimination } = challenge
  const everywhere = world.competences.flatMap((competence) => competence.acquis)
  const { difficulty } = find(everywhere, acquis, ({ id }) => id === acquis)
  const log = (known: boolean, theta: number) => {
    const x = (known ? -logit(slip) : logit(guess)) + discrimination * (theta - difficulty)
    return logLogistic(correct ? x : -x)
  }
  return { acquis, times: 1, log }
}

const observed = (world: World, challenge: WorldChallenge, outcome: WorldOutcome): Evidence => {
  const skip = (known: boolean) => (known ? world.skip.known : world.skip.unknown)
  const answer = answered(world, challenge, outcome === 'correct')
  return outcome === 'skipped'
    ? { ...answer, log: (known) => Math.log(skip(known)) }
    : { ...answer, log: (known, theta) => Math.log1p(-skip(known)) + answer.log(known, theta) }
}

/** Equal answers are counted, not added one by one, so that 500 of them cost no digit. */
const evidenceOf = (world: World, answers: Answers): ReadonlyArray<Evidence> => {
  const counts = new Map<string, WorldAnswer & { readonly times: number }>()
  for (const { challenge, outcome } of answers) {
    const key = `${outcome} ${challenge}`
    counts.set(key, { challenge, outcome, times: (counts.get(key)?.times ?? 0) + 1 })
  }
  return [...counts.values()].map(({ challenge, outcome, times }) => {
    return { ...observed(world, challengeOf(world, challenge), outcome), times }
  })
}

/**
 * All the subsets of a competence's acquis that are closed under `requires`. Section 2 has one
 * distribution a block and multiplies them. A closed set is one closed set from each block, blocks are
 * independent given θ and weights multiply, so normalising over all closed sets gives that product.
 */
const closedSubsets = (acquis: Framework): ReadonlyArray<State> => {
  let subsets: ReadonlyArray<State> = [new Set()]
  for (const { id } of acquis) subsets = [...subsets, ...subsets.map((s) => new Set([...s, id]))]
  return subsets.filter((subset) =>
    acquis.every(({ id, requires }) => !subset.has(id) || requires.every((it) => subset.has(it)))
  )
}

/** A cell of the joint table of a competence over θ_k and S. */
interface Cell {
  readonly k: number
  readonly theta: number
  readonly state: State
  /** log of P(S | θ_k) Π P(outcome | S, θ_k) */
  readonly log: number
}

/** The joint table, by k and then by S. */
const tableOf = (
  world: World,
  acquis: Framework,
  nodes: Numbers,
  evidence: ReadonlyArray<Evidence>
): ReadonlyArray<ReadonlyArray<Cell>> => {
  const states = closedSubsets(acquis)
  const relevant = evidence.filter((e) => acquis.some(({ id }) => id === e.acquis))
  return nodes.map((z, k) => {
    const theta = world.mean + world.sd * z
    const weight = (a: WorldAcquis) => (theta - a.difficulty) / world.spread
    const priors = normalised(states.map((s) => sum(acquis.filter((a) => s.has(a.id)).map(weight))))
    const terms = relevant.map((e) => {
      return { id: e.acquis, yes: e.times * e.log(true, theta), no: e.times * e.log(false, theta) }
    })
    return states.map((state, i) => {
      const likelihood = sum(terms.map(({ id, yes, no }) => (state.has(id) ? yes : no)))
      return { k, theta, state, log: at(priors, i) + likelihood }
    })
  })
}

/** The normal density at the nodes, normalised to sum to one; in logs, because far tails underflow. */
const logNormal = (nodes: Numbers, centre: number, variance: number): Numbers =>
  normalised(nodes.map((x) => -((x - centre) ** 2) / (2 * variance)))

interface Believed {
  readonly id: string
  readonly acquis: Framework
  readonly cells: ReadonlyArray<Cell>
  /** P(θ_k, S | all), by cell. */
  readonly ps: Numbers
  /** P(θ_k, S | g, all), by cell. */
  readonly given: (g: number) => Numbers
}

/**
 * The posterior (sections 1 and 4). Competences are independent given g, so their tables are summed at
 * each node of g in turn. Of a table only P(z | g) changes with g: the rest is made, and its rows are
 * summed over S, once. At correlation 0 P(z | g) is the standard normal for every g: the general factor
 * drops out by itself.
 */
const posterior = (world: World, evidence: ReadonlyArray<Evidence>) => {
  const { nodes: count, halfWidth, correlation } = world
  const nodes = Array.from({ length: count }, (_, k) => halfWidth * ((2 * k) / (count - 1) - 1))
  const tables = world.competences.map(({ id, acquis }) => {
    const rows = tableOf(world, acquis, nodes, evidence)
    const cells = rows.flat()
    const sums = rows.map((row) => logSumExp(row.map(({ log }) => log)))
    const given = rows.flatMap((row) => proportional(row.map(({ log }) => log)))
    const overCells = (ability: Numbers) => cells.map(({ k }, i) => at(ability, k) * at(given, i))
    const logs = nodes.map((g) => {
      const prior = logNormal(nodes, Math.sqrt(correlation) * g, 1 - correlation)
      return prior.map((log, k) => log + at(sums, k))
    })
    const abilities = logs.map(proportional)
    return { id, acquis, cells, overCells, abilities, likelihoods: logs.map(logSumExp) }
  })
  const logs = logNormal(nodes, 0, 1).map(
    (log, g) => log + sum(tables.map(({ likelihoods }) => at(likelihoods, g)))
  )
  const general = proportional(logs)
  const competences = tables.map(({ id, acquis, cells, overCells, abilities }): Believed => {
    const ability = nodes.map((_, k) => sum(abilities.map((row, g) => at(general, g) * at(row, k))))
    const given = (g: number) => overCells(abilities[g] ?? [])
    return { id, acquis, cells, ps: overCells(ability), given }
  })
  return { logEvidence: logSumExp(logs), general, competences }
}

type Posterior = ReturnType<typeof posterior>

/** The probability that something holds of an acquis, by acquis. */
const probabilities = (
  { competences }: Posterior,
  holds: (acquis: WorldAcquis, state: State) => boolean
): ReadonlyMap<string, number> => {
  const found = new Map<string, number>()
  for (const { acquis, cells, ps } of competences) {
    for (const a of acquis) {
      const indicators = cells.map(({ state }) => (holds(a, state) ? 1 : 0))
      found.set(a.id, mean(ps, indicators))
    }
  }
  return found
}

const masteries = (belief: Posterior): ReadonlyMap<string, number> =>
  probabilities(belief, ({ id }, state) => state.has(id))

const competenceOf = ({ competences }: Posterior, acquis: string): Believed =>
  find(competences, acquis, (competence) => competence.acquis.some(({ id }) => id === acquis))

/** P(θ_k, S | all) P(observed | S, θ_k), by cell of the competence of the acquis. */
const joint = (belief: Posterior, { acquis, log }: Evidence): Numbers => {
  const { cells, ps } = competenceOf(belief, acquis)
  return cells.map(({ state, theta }, i) => at(ps, i) * Math.exp(log(state.has(acquis), theta)))
}

/** P(correct | an answer is given): the last rule of section 3, in which κ does play a part. */
export const predicted = (world: World, answers: Answers, challenge: string): number => {
  const asked = challengeOf(world, challenge)
  const belief = posterior(world, evidenceOf(world, answers))
  const correct = sum(joint(belief, observed(world, asked, 'correct')))
  return correct / (correct + sum(joint(belief, observed(world, asked, 'incorrect'))))
}

/**
 * H − E[H′] in nats (section 5), H being the entropy of the joint posterior over (S, θ_k) of the
 * competence. Given these the outcome depends on nothing else, so it is the gain on all the unknowns.
 */
export const gain = (world: World, answers: Answers, challenge: string): number => {
  const asked = challengeOf(world, challenge)
  const belief = posterior(world, evidenceOf(world, answers))
  const after = [true, false].map((correct) => {
    const table = joint(belief, answered(world, asked, correct))
    const q = sum(table)
    return q * entropy(table.map((p) => p / q))
  })
  return entropy(competenceOf(belief, asked.acquis).ps) - sum(after)
}

/** Σ_a min(m_a, 1 − m_a) over all the acquis of all the competences. */
const misjudged = (belief: Posterior): number =>
  sum([...masteries(belief).values()].map((m) => Math.min(m, 1 - m)))

/** Criterion `accuracy` (section 5): how far `misjudged` falls on average, if an answer is given. */
export const expectedFall = (world: World, answers: Answers, challenge: string): number => {
  const asked = challengeOf(world, challenge)
  const evidence = evidenceOf(world, answers)
  const belief = posterior(world, evidence)
  const after = [true, false].map((correct) => {
    const answer = answered(world, asked, correct)
    return sum(joint(belief, answer)) * misjudged(posterior(world, [...evidence, answer]))
  })
  return misjudged(belief) - sum(after)
}

/** w_a (section 7), by acquis of one competence. */
export const scoreWeights = (acquis: Framework): ReadonlyMap<string, number> => {
  const levels = acquis.map(({ level }) => level)
  const weight = (level: number) =>
    (level - Math.max(0, ...levels.filter((other) => other < level))) /
    levels.filter((other) => other === level).length
  return new Map(acquis.map(({ id, level }) => [id, weight(level)]))
}

/** Σ_a w_a [a known], by cell. */
const scores = ({ acquis, cells }: Believed): Numbers => {
  const weights = scoreWeights(acquis)
  return cells.map(({ state }) => sum([...state].map((id) => weights.get(id) ?? NaN)))
}

/** Given g the variances of the competences add up; their mean varies with g (section 7). */
const overallScore = ({ general, competences }: Posterior) => {
  const given = competences.map((competence) => {
    const xs = scores(competence)
    return general.map((_, g) => moments(competence.given(g), xs))
  })
  const means = general.map((_, g) => sum(given.map((row) => row[g]?.mean ?? NaN)))
  const variances = general.map((_, g) => sum(given.map((row) => (row[g]?.sd ?? NaN) ** 2)))
  const between = moments(general, means)
  return { mean: between.mean, sd: Math.sqrt(mean(general, variances) + between.sd ** 2) }
}

/** Everything that is believed about one learner after these answers. */
export const enumerate = (world: World, answers: Answers): Enumerated => {
  const belief = posterior(world, evidenceOf(world, answers))
  const ability = new Map<string, { mean: number; sd: number }>()
  const score = new Map<string, { mean: number; sd: number }>()
  for (const competence of belief.competences) {
    const { id, cells, ps } = competence
    const thetas = cells.map(({ theta }) => theta)
    ability.set(id, moments(ps, thetas))
    score.set(id, moments(ps, scores(competence)))
  }
  return {
    logEvidence: belief.logEvidence,
    mastery: masteries(belief),
    ability,
    score,
    overall: overallScore(belief),
    readiness: probabilities(
      belief,
      ({ id, requires }, state) => !state.has(id) && requires.every((it) => state.has(it))
    )
  }
}
