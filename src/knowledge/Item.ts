/**
 * The challenges of a bank by dense index, with what inference and pricing read of them.
 *
 * @since 0.1.0
 */
import type { Bank } from '../bank/Bank'
import type { Challenge } from '../bank/Challenge'
import type { Competence } from '../bank/Framework'
import * as Entropy from '../math/Entropy'
import { logistic, logit } from '../math/Logistic'

/** How the probability of a correct answer depends on θ, at the K nodes: only where discrimination is above 0. */
export interface Curve {
  readonly known: Float64Array
  readonly unknown: Float64Array
  /** The logits of the two, which stay exact where a probability rounds to 0 or 1. */
  readonly knownLogit: Float64Array
  readonly unknownLogit: Float64Array
}

/** A challenge by its dense index. `acquis` is the index in its competence. */
export interface Item {
  readonly index: number
  readonly challenge: Challenge
  readonly competence: number
  readonly acquis: number
  readonly slip: number
  readonly guess: number
  readonly curve: Curve | undefined
  /** Indexes of the items that may not follow this one in a session: enmity is mutual, whoever declares it. */
  readonly enemies: ReadonlyArray<number>
}

/** What pricing reads of every item, one after the other in memory. */
export interface Noise {
  readonly acquis: Int32Array
  readonly slip: Float64Array
  readonly guess: Float64Array
  /** H(slip) and H(guess), nats. */
  readonly slipEntropy: Float64Array
  readonly guessEntropy: Float64Array
  /** 1 where the challenge discriminates, and its price needs the ability nodes. */
  readonly curved: Uint8Array
}

const curve = (
  { slip, guess, discrimination }: Challenge,
  difficulty: number,
  abilities: Float64Array
): Curve | undefined => {
  if (discrimination === 0) return undefined
  const knownLogit = abilities.map((θ) => logit(1 - slip) + discrimination * (θ - difficulty))
  const unknownLogit = abilities.map((θ) => logit(guess) + discrimination * (θ - difficulty))
  return { knownLogit, unknownLogit, known: knownLogit.map(logistic), unknown: unknownLogit.map(logistic) }
}

/** The mutual enemies of every challenge that has some, by dense index. */
const enemies = (challenges: ReadonlyArray<Challenge>): ReadonlyMap<number, ReadonlyArray<number>> => {
  const index = new Map(challenges.map(({ id }, i) => [id, i]))
  const found = new Map<number, Array<number>>()
  const add = (i: number, j: number): void => {
    const known = found.get(i)
    if (known === undefined) found.set(i, [j])
    else if (!known.includes(j)) known.push(j)
  }
  challenges.forEach((challenge, i) => {
    for (const id of challenge.enemies) {
      const j = index.get(id)
      if (j === undefined) continue
      add(i, j)
      add(j, i)
    }
  })
  return found
}

/** Every challenge of the bank as an item, in bank order. */
export const itemsOf = (bank: Bank, abilities: Float64Array): ReadonlyArray<Item> => {
  const places = bank.competences.flatMap(({ acquis }, competence) =>
    acquis.flatMap(({ challenges, difficulty }, a) =>
      challenges.map((challenge) => ({ challenge, competence, acquis: a, difficulty }))
    )
  )
  const hostile = enemies(places.map(({ challenge }) => challenge))
  return places.map(({ challenge, competence, acquis, difficulty }, index) => ({
    index,
    challenge,
    competence,
    acquis,
    slip: challenge.slip,
    guess: challenge.guess,
    curve: curve(challenge, difficulty, abilities),
    enemies: hostile.get(index) ?? []
  }))
}

const noise = (
  parameters: ReadonlyArray<Pick<Item, 'acquis' | 'slip' | 'guess'> & { readonly curved: boolean }>
): Noise => ({
  acquis: Int32Array.from(parameters, ({ acquis }) => acquis),
  slip: Float64Array.from(parameters, ({ slip }) => slip),
  guess: Float64Array.from(parameters, ({ guess }) => guess),
  slipEntropy: Float64Array.from(parameters, ({ slip }) => Entropy.binary(slip)),
  guessEntropy: Float64Array.from(parameters, ({ guess }) => Entropy.binary(guess)),
  curved: Uint8Array.from(parameters, ({ curved }) => (curved ? 1 : 0))
})

/** The noise of every item. */
export const noiseOf = (items: ReadonlyArray<Item>): Noise =>
  noise(
    items.map(({ acquis, slip, guess, curve: bent }) => ({ acquis, slip, guess, curved: bent !== undefined }))
  )

/** Of each acquis of a competence, the least slip and the least guess among its challenges. */
export const clearest = ({ acquis }: Competence): Noise =>
  noise(
    acquis.map(({ challenges }, a) => ({
      acquis: a,
      slip: challenges.reduce((least, { slip }) => Math.min(least, slip), 1),
      guess: challenges.reduce((least, { guess }) => Math.min(least, guess), 1),
      curved: challenges.some(({ discrimination }) => discrimination > 0)
    }))
  )
