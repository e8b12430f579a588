/**
 * The parameters of a model as rows of numbers: what is fitted to logs.
 *
 * Laws
 * 1. a bank with its own parameters is the same bank
 *
 * @since 0.2.0
 */
import type { Bank } from '../bank/Bank'
import type { Model } from './Model'

export interface Parameters {
  /** By item. */
  readonly slip: Float64Array
  readonly guess: Float64Array
  readonly discrimination: Float64Array
  /** By acquis through the bank, level units. */
  readonly difficulty: Float64Array
  /** Of ability, level units. */
  readonly mean: number
  readonly sd: number
  readonly correlation: number
  readonly spread: number
}

export const of = ({ items, competences, bank }: Model): Parameters => ({
  slip: Float64Array.from(items, ({ slip }) => slip),
  guess: Float64Array.from(items, ({ guess }) => guess),
  discrimination: Float64Array.from(items, ({ challenge }) => challenge.discrimination),
  difficulty: Float64Array.from(
    competences.flatMap(({ competence }) => competence.acquis.map(({ difficulty }) => difficulty))
  ),
  ...bank.prior
})

/** The bank with other parameters. Its fingerprint stays that of the bank it came from, which it is a draft of. */
export const applied = (
  bank: Bank,
  { slip, guess, discrimination, difficulty, mean, sd, correlation, spread }: Parameters
): Bank => {
  let item = 0
  let place = 0
  return {
    ...bank,
    prior: { mean, sd, correlation, spread },
    competences: bank.competences.map((competence) => ({
      ...competence,
      acquis: competence.acquis.map((acquis) => ({
        ...acquis,
        difficulty: difficulty[place++]!,
        challenges: acquis.challenges.map((challenge) => {
          const i = item++
          return { ...challenge, slip: slip[i]!, guess: guess[i]!, discrimination: discrimination[i]! }
        })
      }))
    }))
  }
}
