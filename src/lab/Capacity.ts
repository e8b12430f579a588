/**
 * The most that the answer to one question can tell: the capacity of a channel whose input is "known" or "not known" and
 * whose output is "right" or "wrong", with slip = P(wrong | known) and guess = P(right | not known). No choice of
 * questions gets more out of a challenge, so it is what bits learned are measured by.
 *
 * The closed form of the binary asymmetric channel (Moser, Chen & Lin 2010), bits:
 * log₂(1 + 2^((H(guess) − H(slip))/d)) + (guess·H(slip) − (1 − slip)·H(guess))/d, d = 1 − slip − guess, H in bits.
 *
 * Laws
 * 1. it agrees with the greatest mutual information over all inputs
 * 2. no gain of a challenge is greater
 *
 * @since 0.2.0
 */
import type { Item, Model } from '../knowledge/Model'
import * as Entropy from '../math/Entropy'
import * as Vector from '../math/Vector'

/** In nats; with equal slip and guess it is ln 2 − H(slip), that of a symmetric channel. */
export const nats = (slip: number, guess: number): number => {
  const between = 1 - slip - guess
  if (between <= 0) return 0
  const [h1, h0] = [Entropy.binary(slip), Entropy.binary(guess)]
  return Math.max(0, Math.log1p(Math.exp((h0 - h1) / between)) + (guess * h1 - (1 - slip) * h0) / between)
}

/**
 * That of a challenge, bits. Where it discriminates, the ability is a part of the input; but a channel with two outputs is
 * used best through the inputs that make one of them likeliest and least likely.
 */
export const ofItem = ({ slip, guess, curve }: Item): number =>
  (curve === undefined
    ? nats(slip, guess)
    : nats(1 - Vector.max(curve.known), -Vector.max(curve.unknown.map((p) => -p)))) / Math.LN2

const capacities = new WeakMap<Model, Float64Array>()

/** Of every item of a model, bits. */
export const of = (model: Model): Float64Array => {
  const known = capacities.get(model)
  if (known !== undefined) return known
  const made = Float64Array.from(model.items, ofItem)
  capacities.set(model, made)
  return made
}
