/**
 * How a calibration goes about it: what is fitted, what is believed of it before any answer, when it is done.
 *
 * @since 0.2.0
 */
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

/** About what slips, guesses and discriminations are believed to lie: the format's default, or what the bank says. */
export const centres = ['format', 'bank'] as const
export type Centre = (typeof centres)[number]

export interface Settings {
  readonly fit: ReadonlyArray<Name>
  /** All challenges of a format, and choices with as many options, share slip, guess and discrimination. */
  readonly alike: boolean
  readonly centre: Centre
  /** So many answers of those who know, and of those who do not, stand for what is believed of slip and guess. */
  readonly weight: number
  /** Standard deviations of what is believed of difficulty about the level, in level units, and of discrimination about its centre. */
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
  alike: false,
  centre: 'format',
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
