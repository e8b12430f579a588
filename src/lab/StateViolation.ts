/**
 * State violations: learners whose answers, taken at their word (an acquis is known where most answers to it are right), are
 * no feasible state of a topic, beside how many there would be if the model were right. For that, each learner's state and
 * ability are drawn from what all of its answers say, and the same challenges are answered anew, some times over.
 *
 * That is a posterior predictive check: it holds for adaptive tests nearly, too, and its p is rather too large.
 *
 * Laws
 * 1. where the model is right, violations are found no more often than the level says
 * 2. a requirement that is none is found
 *
 * @since 0.2.0
 */
import { outcomes } from '../bank/Challenge'
import * as BlockBelief from '../knowledge/BlockBelief'
import type { Block, Item, Model } from '../knowledge/Model'
import * as Patterns from '../knowledge/Patterns'
import * as States from '../knowledge/States'
import * as FalseDiscovery from '../math/FalseDiscovery'
import * as Normal from '../math/Normal'
import * as Random from '../math/Random'
import * as Foresight from './Foresight'
import * as Hindsight from './Hindsight'

export interface StateViolation {
  readonly competence: number
  readonly block: number
  /** Of the acquis of the block. */
  readonly topics: ReadonlyArray<string>
  /** Who answered to an acquis and to one that it requires. */
  readonly learners: number
  /** Shares of them. */
  readonly violations: number
  readonly expected: number
  readonly z: number
  readonly p: number
  readonly adjusted: number
  /** The requirement that is broken most often beyond what is expected: acquis by index in the competence, and shares. */
  readonly worst:
    | {
        readonly acquis: number
        readonly requires: number
        readonly violations: number
        readonly expected: number
      }
    | undefined
}

/** Fewer learners than this are not looked at. */
export const LEAST = 50

/** How often each learner answers anew. */
const DRAWS = 4

/** What each acquis of a block requires, whatever lies in between; by places. */
const allBelow = ({ requires, acquis }: Block): ReadonlyArray<ReadonlyArray<number>> => {
  const found: Array<ReadonlyArray<number>> = []
  const of = (a: number): ReadonlyArray<number> => {
    const known = found[a]
    if (known !== undefined) return known
    const own = [...new Set((requires[a] ?? []).flatMap((r) => [r, ...of(r)]))]
    found[a] = own
    return own
  }
  return Array.from(acquis, (_, a) => of(a))
}

interface Place {
  readonly competence: number
  readonly index: number
  readonly block: Block
  readonly below: ReadonlyArray<ReadonlyArray<number>>
  /** Learners, with a violation, and how many were drawn with one. */
  readonly sums: Float64Array
  /** By acquis × acquis: who answered to both, and broke the requirement, and was drawn to. */
  readonly pairs: ReadonlyArray<Float64Array>
}

/** 1 known, −1 not, 0 undecided: what most answers say, from right less wrong ones. */
const says = (balance: number): number => Math.sign(balance)

/** Looks at every requirement that answers bear on. */
const broken = (
  { below }: Place,
  balances: Float64Array,
  asked: ReadonlyArray<number>,
  note: (a: number, r: number, isBroken: boolean) => void
): { readonly bears: boolean; readonly breaks: boolean } => {
  let [bears, breaks] = [false, false]
  for (const a of asked)
    for (const r of below[a] ?? []) {
      if (!asked.includes(r)) continue
      bears = true
      const isBroken = says(balances[a] ?? 0) > 0 && says(balances[r] ?? 0) < 0
      breaks ||= isBroken
      note(a, r, isBroken)
    }
  return { bears, breaks }
}

/** An index, drawn by weights that sum to one. */
const drawn = (count: number, weight: (i: number) => number, source: Random.Source): number => {
  let left = source()
  for (let i = 0; i < count; i++) {
    left -= weight(i)
    if (left < 0) return i
  }
  return count - 1
}

/** What the answers of a learner to a block say of its states. */
const evidenceOf = (
  model: Model,
  { block }: Place,
  placeOf: (item: Item) => number,
  own: ReadonlyArray<number>
): States.Evidence => {
  const ratio = new Array<number>(block.acquis.length).fill(0)
  const slope = new Map<number, ReadonlyArray<number>>()
  for (const code of own) {
    const item = model.items[Patterns.itemOf(code)]
    const outcome = outcomes[Patterns.outcomeOf(code)]
    if (item === undefined || outcome === undefined) continue
    const place = placeOf(item)
    const { known, unknown } = BlockBelief.outcomeGiven(model, item, outcome)
    ratio[place] = (ratio[place] ?? 0) + Math.log(known) - Math.log(unknown)
    const bend = BlockBelief.curveOutcome(item, outcome)
    if (bend !== undefined)
      slope.set(
        place,
        Array.from(bend.ratio, (x, k) => x + (slope.get(place)?.[k] ?? 0))
      )
  }
  return { ratio, slope, tilt: undefined }
}

export const of = (
  model: Model,
  answers: Patterns.Answers,
  seed: Random.Seed
): ReadonlyArray<StateViolation> => {
  const nodes = model.abilities.length
  const places = model.competences.map(({ blocks }, competence) =>
    blocks.map((block, index): Place => ({
      competence,
      index,
      block,
      below: allBelow(block),
      sums: new Float64Array(3),
      pairs: Array.from({ length: 3 }, () => new Float64Array(block.acquis.length ** 2))
    }))
  )
  const add = (to: Float64Array | undefined, at: number): void => {
    if (to !== undefined) to[at] = (to[at] ?? 0) + 1
  }
  const { starts, codes } = answers
  Hindsight.of(
    model,
    answers
  )((view) => {
    const byPlace = new Map<Place, Array<number>>()
    for (const code of codes.subarray(starts[view.learner], starts[view.learner + 1])) {
      const item = model.items[Patterns.itemOf(code)]
      const place =
        places[item?.competence ?? -1]?.[
          model.competences[item?.competence ?? -1]?.blockOf[item?.acquis ?? 0] ?? 0
        ]
      if (place === undefined) continue
      const own = byPlace.get(place)
      if (own === undefined) byPlace.set(place, [code])
      else own.push(code)
    }
    let source: Random.Source | undefined
    for (const [place, own] of byPlace) {
      const { competence, block, sums, pairs } = place
      const size = block.acquis.length
      const placeOf = (item: Item): number => model.competences[competence]?.placeOf[item.acquis] ?? 0
      const given = own.flatMap((code) => {
        const item = model.items[Patterns.itemOf(code)]
        return item === undefined || Foresight.isSkip(code)
          ? []
          : [{ item, at: placeOf(item), right: Foresight.isRight(code) }]
      })
      const asked = [...new Set(given.map(({ at }) => at))]
      const balances = new Float64Array(size)
      for (const { at, right } of given) balances[at] = (balances[at] ?? 0) + (right ? 1 : -1)
      const { bears, breaks } = broken(place, balances, asked, (a, r, isBroken) => {
        add(pairs[0], a * size + r)
        if (isBroken) add(pairs[1], a * size + r)
      })
      if (!bears) continue
      add(sums, 0)
      if (breaks) add(sums, 1)
      source ??= Random.source(`${seed}/${view.learner}`)
      const evidence = evidenceOf(model, place, placeOf, own)
      const row = view.abilityAt(competence)
      for (let n = 0; n < DRAWS; n++) {
        const k = drawn(nodes, (i) => view.abilities[row + i] ?? 0, source)
        const { weights } = States.inLogs(block, evidence, k, nodes)
        const state = drawn(block.states.count, (s) => weights[s] ?? 0, source)
        const known = new Uint8Array(size)
        for (let s = state; s !== 0; s = block.states.parent[s] ?? 0) known[block.states.added[s] ?? 0] = 1
        balances.fill(0)
        for (const { item, at } of given) {
          const p =
            known[at] === 1 ? (item.curve?.known[k] ?? 1 - item.slip) : (item.curve?.unknown[k] ?? item.guess)
          balances[at] = (balances[at] ?? 0) + (source() < p ? 1 : -1)
        }
        const again = broken(place, balances, asked, (a, r, isBroken) => {
          if (isBroken) add(pairs[2], a * size + r)
        })
        if (again.breaks) add(sums, 2)
      }
    }
  })
  const found = places.flat().flatMap((place) => {
    const [learners = 0, violations = 0, again = 0] = place.sums
    if (learners < LEAST) return []
    const [observed, expected] = [violations / learners, again / DRAWS / learners]
    // Half a violation more, so that a topic without any has a spread, too.
    const share = (violations + again / DRAWS + 0.5) / (2 * learners + 1)
    const z = (observed - expected) / Math.sqrt((share * (1 - share) * (1 + 1 / DRAWS)) / learners)
    return [
      {
        competence: place.competence,
        block: place.index,
        topics: topicsOf(model, place),
        learners,
        violations: observed,
        expected,
        z,
        p: Normal.cdf(-z),
        worst: worstOf(place)
      }
    ]
  })
  const adjusted = FalseDiscovery.adjusted(found.map(({ p }) => p))
  return found.map((each, i) => ({ ...each, adjusted: adjusted[i] ?? 1 }))
}

const topicsOf = ({ competences }: Model, { competence, block }: Place): ReadonlyArray<string> => [
  ...new Set(Array.from(block.acquis, (a) => competences[competence]?.competence.acquis[a]?.topic ?? ''))
]

const worstOf = ({ block, pairs: [both, observed, again] }: Place): StateViolation['worst'] => {
  const size = block.acquis.length
  let best: StateViolation['worst']
  both?.forEach((learners, at) => {
    if (learners < LEAST) return
    const violations = (observed?.[at] ?? 0) / learners
    const expected = (again?.[at] ?? 0) / DRAWS / learners
    if (violations - expected <= (best === undefined ? 0 : best.violations - best.expected)) return
    best = {
      acquis: block.acquis[Math.floor(at / size)] ?? 0,
      requires: block.acquis[at % size] ?? 0,
      violations,
      expected
    }
  })
  return best
}
