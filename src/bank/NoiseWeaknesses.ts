/**
 * Challenges whose answers tell little, or less than their author says: a guess below chance, a slip and a guess that
 * leave next to nothing to be told.
 *
 * @since 0.2.0
 */
import * as Entropy from '../math/Entropy'
import * as Logistic from '../math/Logistic'
import * as Quadrature from '../math/Quadrature'
import type { Challenge } from './Challenge'
import * as Places from './Places'
import type { Thresholds } from './Thresholds'
import type { Weakness } from './Weakness'

/** A guess of 0.33 among three options is chance, in two digits. */
const ROUNDING = 0.01

const guess = ({ challenge, path }: Places.ChallengePlace): ReadonlyArray<Weakness> => {
  const { format, guess: p, options = [] } = challenge
  return format === 'choice' && options.length > 0 && p < 1 / options.length - ROUNDING
    ? [{ _tag: 'low-guess', path: [...path, 'guess'], guess: p, options: options.length }]
    : []
}

const NODES = Quadrature.nodes(49, 6)
const WEIGHTS = Quadrature.normalWeights(NODES, 0, 1)

/**
 * The mutual information, in nats, of an answer and what it depends on, where the acquis is known with probability ½ and
 * the ability lies around its difficulty (model page, section 5). `sd`: of the abilities, in level units.
 */
export const gain = ({ slip, guess: p, discrimination }: Challenge, sd: number): number => {
  const known = Logistic.logit(1 - slip)
  const unknown = Logistic.logit(p)
  let right = 0
  let conditional = 0
  const at = discrimination === 0 ? [0] : NODES
  for (let k = 0; k < at.length; k++) {
    const weight = (discrimination === 0 ? 1 : (WEIGHTS[k] ?? 0)) / 2
    for (const logit of [known, unknown]) {
      const q = Logistic.logistic(logit + discrimination * sd * (at[k] ?? 0))
      right += weight * q
      conditional += weight * Entropy.binary(q)
    }
  }
  return Math.max(0, Entropy.binary(right) - conditional)
}

const telling = (
  { challenge, path }: Places.ChallengePlace,
  sd: number,
  minimum: number
): ReadonlyArray<Weakness> => {
  const nats = gain(challenge, sd)
  if (nats >= minimum) return []
  const { slip, guess: p } = challenge
  return [{ _tag: 'little-gain', path, slip, guess: p, gain: nats, minimum }]
}

/** Challenges that tell too little. */
export const of = (
  { bank, challenges }: Places.Places,
  { minimumGain }: Thresholds
): ReadonlyArray<Weakness> =>
  challenges
    .filter(Places.isCurrent)
    .flatMap((each) => [...guess(each), ...telling(each, bank.prior.sd, minimumGain)])
