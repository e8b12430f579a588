/**
 * What is believed of parameters before any answer (model page, section 9): slips and guesses lie about a centre as if
 * `weight` answers had been seen there, discriminations about one as a normal cut off at 0, difficulties about their
 * levels. The centre of a challenge is the default of its format, or what the bank says of it: an earlier calibration, or
 * one of all challenges alike.
 *
 * Laws
 * 1. it is highest at the centres
 * 2. challenges that share their parameters are believed in once
 *
 * @since 0.2.0
 */
import type { Challenge } from '../bank/Challenge'
import type { Model } from '../knowledge/Model'
import type { Parameters } from '../knowledge/Parameters'
import { GAP, LEAST, type Settings } from './CalibrationSettings'

/** Where slip, guess and discrimination of a challenge are believed to lie. */
export interface Centre {
  readonly slip: number
  readonly guess: number
  readonly discrimination: number
}

const SLIP = 0.1
const GUESS = 0.1

/** The format's default; where a choice does not list its options, what its author says. */
const guessOf = ({ format, options = [], guess }: Challenge): number =>
  format !== 'choice' ? GUESS : options.length > 1 ? 1 / options.length : guess

/** What challenges that are alike have in common, as people name it. */
export const kindOf = ({ format, options = [] }: Challenge): string =>
  format === 'choice' && options.length > 1 ? `${format} of ${options.length}` : format

export const centreOf = (challenge: Challenge, { centre }: Settings): Centre => {
  const { slip, guess, discrimination } =
    centre === 'bank' ? challenge : { slip: SLIP, guess: guessOf(challenge), discrimination: 0 }
  return {
    slip: Math.min(1 - LEAST, Math.max(LEAST, slip)),
    guess: Math.min(Math.max(LEAST, 1 - slip - GAP), Math.max(LEAST, guess)),
    discrimination
  }
}

const logBeta = (weight: number, centre: number, p: number): number =>
  weight === 0 ? 0 : weight * (centre * Math.log(p) + (1 - centre) * Math.log(1 - p))

/** log of what is believed of the parameters that are fitted, but for constants; `groups` are of items that share them. */
export const log = (
  model: Model,
  groups: ReadonlyArray<ReadonlyArray<number>>,
  settings: Settings,
  at: Parameters
): number => {
  const { fit, weight, discrimination: sd } = settings
  const ofItem = (i: number): number => {
    const item = model.items[i]
    if (item === undefined) return 0
    const centre = centreOf(item.challenge, settings)
    return (
      (fit.includes('slip') ? logBeta(weight, centre.slip, at.slip[i] ?? 0) : 0) +
      (fit.includes('guess') ? logBeta(weight, centre.guess, at.guess[i] ?? 0) : 0) -
      (fit.includes('discrimination')
        ? ((at.discrimination[i] ?? 0) - centre.discrimination) ** 2 / (2 * sd ** 2)
        : 0)
    )
  }
  return (
    groups.reduce((sum, [first]) => sum + (first === undefined ? 0 : ofItem(first)), 0) +
    (fit.includes('difficulty') ? ofDifficulty(model, settings.difficulty, at) : 0)
  )
}

export const ofDifficulty = ({ competences }: Model, sd: number, at: Parameters): number =>
  -competences.reduce(
    (total, { levels, acquisOffset }) =>
      levels.reduce(
        (sum, level, a) => sum + ((at.difficulty[acquisOffset + a] ?? level) - level) ** 2,
        total
      ),
    0
  ) /
  (2 * sd ** 2)
