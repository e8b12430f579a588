/**
 * The settings by which challenges are chosen and a test ends (model page, sections 5 and 6). The same names stand in a
 * campaign's `rules:` and in `--rule name=value`.
 *
 * @since 0.1.0
 */
import type { Settings } from './RulesFile'

export type { Settings } from './RulesFile'

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
