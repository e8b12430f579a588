/**
 * The settings by which challenges are chosen and a test ends (model page, sections 5 and 6). The same names stand in a
 * campaign's `rules:` and in `--rule name=value`.
 *
 * @since 0.1.0
 */
import * as Codec from '../bank/Codec'
import { make, right } from '../bank/Reading'
import type * as t from 'io-ts'

export interface Rules {
  /** What the next challenge is chosen for: what it tells, what it settles, or nothing at all. */
  readonly criterion: 'information' | 'accuracy' | 'random'
  /** Whether that is counted by question or by expected minute. */
  readonly per: 'question' | 'minute'
  /** How often one acquis may be asked, each time by another challenge. */
  readonly repeats: number
  /** How many levels above the expected level a challenge may lie. */
  readonly jump: number
  /** After so many failures in a row an easier challenge follows; 0 = off. */
  readonly streak: number
  /** One of the best so many is drawn: more spreads exposure. */
  readonly among: number
  /** Per competence. */
  readonly maxQuestions: number
  /** For the whole test; Infinity = no limit. */
  readonly maxSeconds: number
  /** A competence ends once the expected share of misjudged acquis is at most this; 0 = never. */
  readonly precision: number
  /** A competence ends once no challenge gains more nats than this; 0 = never. */
  readonly minGain: number
  /** One competence after the other, or whatever tells most. */
  readonly order: 'sequential' | 'interleaved'
}

export const defaults: Rules = {
  criterion: 'information',
  per: 'question',
  repeats: 3,
  jump: 2,
  streak: 3,
  among: 1,
  maxQuestions: 20,
  maxSeconds: Infinity,
  precision: 0.05,
  minGain: 0.01,
  order: 'sequential'
}

const count = (min: number, standIn: number): Codec.Codec<number> =>
  Codec.number({ min, integer: true }, standIn)

const duration = Codec.number({ above: 0 }, 3600)
const noLimit = Codec.oneOf(['none'])

/** A duration, or `none`: a test may lift the limit that its campaign sets. */
const limit: Codec.Codec<number> = make<number>(
  `${duration.name}, or ${noLimit.name}`,
  { _tag: 'either', options: [duration, noLimit] },
  (u): u is number => u === Infinity || duration.is(u),
  (u, context) => (u === 'none' ? right(Infinity) : duration.read(u, context)),
  (seconds) => (seconds === Infinity ? 'none' : seconds)
)

/** Any of the settings; what is left out has its default. */
export const codec = Codec.object(
  'rules',
  {},
  {
    criterion: Codec.oneOf(['information', 'accuracy', 'random']),
    per: Codec.oneOf(['question', 'minute']),
    repeats: count(1, 3),
    jump: Codec.number({ min: 0 }, 2),
    streak: count(0, 3),
    among: count(1, 1),
    maxQuestions: count(1, 20),
    maxSeconds: limit,
    precision: Codec.number({ min: 0, max: 1 }, 0.05),
    minGain: Codec.number({ min: 0 }, 0.01),
    order: Codec.oneOf(['sequential', 'interleaved'])
  }
)

/** Some of the rules. */
export type Settings = t.TypeOf<typeof codec>

/** The settings, later ones first served, on top of the defaults. What is undefined is left out. */
export const of = (...settings: ReadonlyArray<Settings>): Rules =>
  Object.fromEntries(
    [defaults, ...settings].flatMap((each) => Object.entries(each).filter(([, value]) => value !== undefined))
  ) as unknown as Rules

/** What differs from some settings, or from the defaults: what a session file has to tell. */
export const settings = (rules: Rules, base: Settings = {}): Settings => {
  const known = of(base)
  return Object.fromEntries(
    Object.entries(rules).filter(([name, value]) => known[name as keyof Rules] !== value)
  )
}
