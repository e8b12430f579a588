/**
 * How a calibration goes about it: what is fitted, what is believed of it before any answer, when it is done.
 *
 * @since 0.2.0
 */
import type { Challenge } from '../bank/Challenge'
import type { Model } from '../knowledge/Model'
import type { Parameters } from '../knowledge/Parameters'

/** What can be fitted; `ability` is mean and sd. */
export const names = [
  'slip',
  'guess',
  'difficulty',
  'ability',
  'spread',
  'correlation',
  'discrimination'
] as const
export type Name = (typeof names)[number]

export interface Settings {
  readonly fit: ReadonlyArray<Name>
  /** So many answers of those who know, and of those who do not, stand for what is believed of slip and guess. */
  readonly weight: number
  /** Standard deviations of what is believed of difficulty about the level, in level units, and of discrimination about 0. */
  readonly difficulty: number
  readonly discrimination: number
  /** Done when the log-likelihood rises by less, and no parameter moves by more, in one iteration. */
  readonly rise: number
  readonly move: number
  readonly iterations: number
  /** SQUAREM (Varadhan & Roland 2008), kept from falling. */
  readonly accelerate: boolean
}

export const defaults: Settings = {
  fit: ['slip', 'guess'],
  weight: 24,
  difficulty: 2,
  discrimination: 1,
  rise: 1e-3,
  move: 1e-4,
  iterations: 500,
  accelerate: true
}

/** No estimate leaves these; 0 < guess < 1 − slip < 1, and there is a gap between guess and 1 − slip. */
export const LEAST = 1e-4
export const GAP = 0.01
export const MOST_DISCRIMINATION = 10
export const FURTHEST = 30
export const MOST_CORRELATION = 0.9
export const LEAST_CORRELATION = 1e-3

const SLIP = 0.1
const GUESS = 0.1

/** The format's default; where a choice does not list its options, what its author says. */
const guessOf = ({ format, options = [], guess }: Challenge): number =>
  format !== 'choice' ? GUESS : options.length > 1 ? 1 / options.length : guess

/** What is believed of slip and guess before any answer. */
export const believed = (challenge: Challenge): { readonly slip: number; readonly guess: number } => ({
  slip: SLIP,
  guess: Math.min(guessOf(challenge), 1 - SLIP - GAP)
})

/** log of what is believed of the parameters that are fitted, but for constants. */
export const logPrior = (
  model: Model,
  { fit, weight, difficulty, discrimination }: Settings,
  at: Parameters
): number => {
  const fits = new Set(fit)
  const beta = (centre: number, p: number): number =>
    weight === 0 ? 0 : weight * (centre * Math.log(p) + (1 - centre) * Math.log(1 - p))
  let sum = 0
  for (const { index, challenge } of model.items) {
    const centre = believed(challenge)
    if (fits.has('slip')) sum += beta(centre.slip, at.slip[index] ?? 0)
    if (fits.has('guess')) sum += beta(centre.guess, at.guess[index] ?? 0)
    if (fits.has('discrimination')) sum -= (at.discrimination[index] ?? 0) ** 2 / (2 * discrimination ** 2)
  }
  return sum + (fits.has('difficulty') ? logPriorOfDifficulty(model, difficulty, at) : 0)
}

export const logPriorOfDifficulty = ({ competences }: Model, sd: number, at: Parameters): number =>
  -competences.reduce(
    (total, { levels, acquisOffset }) =>
      levels.reduce(
        (sum, level, a) => sum + ((at.difficulty[acquisOffset + a] ?? level) - level) ** 2,
        total
      ),
    0
  ) /
  (2 * sd ** 2)
