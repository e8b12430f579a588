/**
 * How far a learner attains what a role expects: the probability, what is missing in levels, and which of the learner's
 * next steps close most of it.
 *
 * Laws
 * 1. at the level where a band begins, it is the probability of that band and those above
 * 2. a higher level is never more probable
 * 3. what closes nothing is no advice
 *
 * @since 0.2.0
 */
import type { Band } from '../bank/Level'
import * as Level from '../bank/Level'
import * as Normal from '../math/Normal'
import type { CompetenceProfile, Profile } from './Profile'
import type { Score } from './Score'

/** What a profile says of a competence, as far as it matters here. */
export interface Measured {
  readonly bands: Readonly<Record<Band, number>>
  readonly score: Pick<Score, 'mean' | 'sd'>
}

const starts = [0, ...Level.cuts]

/** P(score ≥ level). Inside of a band, its probability is divided as a normal with the score's mean and sd would be. */
export const probability = ({ bands, score }: Measured, level: number): number => {
  if (level <= 0) return 1
  const at = starts.filter((start) => start <= level).length - 1
  const above = Level.bands.slice(at + 1).reduce((sum, band) => sum + bands[band], 0)
  const own = bands[Level.bands[at] ?? 'none']
  const from = starts[at] ?? 0
  if (level === from) return Math.min(1, above + own)
  const below = (limit: number): number =>
    score.sd > 0 ? Normal.cdf((limit - score.mean) / score.sd) : limit > score.mean ? 1 : 0
  const low = at === 0 ? 0 : below(from)
  const high = at === starts.length - 1 ? 1 : below(starts[at + 1] ?? Infinity)
  const part = high > low ? (high - below(level)) / (high - low) : 0
  return Math.min(1, above + own * Math.min(1, Math.max(0, part)))
}

/** Whether answers say anything of a competence: not of what was believed before them alone. */
export const isAsked = ({ acquis }: CompetenceProfile): boolean =>
  Object.values(acquis).some(({ evidence }) => evidence !== 'prior')

/** Levels; of a smaller gap nobody speaks. */
export const SLIGHT = 0.1

/** A competence in which something is expected. */
export interface Attainment {
  readonly competence: string
  /** Whether answers say anything of it. */
  readonly isAsked: boolean
  /** The level. */
  readonly expected: number
  /** P(score ≥ expected). */
  readonly probability: number
  /** E[max(0, expected − score)], level units; 90 %. */
  readonly gap: { readonly mean: number; readonly interval: readonly [number, number] }
}

/** An acquis within reach, in a competence where something is missing. */
export interface Step {
  readonly competence: string
  readonly acquis: string
  readonly topic: string
  readonly readiness: number
  /** By how many levels the expected gap would close, as far as it can. */
  readonly closes: number
}

export interface Attained {
  readonly competences: ReadonlyArray<Attainment>
  /** What closes most first. */
  readonly advice: ReadonlyArray<Step>
  /** Competences of which something is expected, and of which the profile says nothing. */
  readonly missing: ReadonlyArray<string>
}

/** What an acquis is worth in level units, where the bank is at hand; else all are worth the same. */
export type Worth = (acquis: string) => number

const attainmentOf = (profile: Profile, competence: string, expected: number): ReadonlyArray<Attainment> => {
  const own = Object.hasOwn(profile.competences, competence) ? profile.competences[competence] : undefined
  if (own === undefined) return []
  const [low, high] = own.score.interval
  return [
    {
      competence,
      isAsked: isAsked(own),
      expected,
      probability: probability(own, expected),
      gap: {
        mean: Normal.expectedShortfall(expected, own.score.mean, own.score.sd),
        interval: [Math.max(0, expected - high), Math.max(0, expected - low)]
      }
    }
  ]
}

/** What a learner attains of what is expected, as a role or a campaign has it. */
export const of = (
  profile: Profile,
  expected: ReadonlyArray<readonly [string, number]>,
  worth: Worth = () => 1
): Attained => {
  const wanted = expected.filter(([, level]) => level > 0)
  const competences = wanted.flatMap(([id, level]) => attainmentOf(profile, id, level))
  const gaps = new Map(competences.map((each) => [each.competence, each]))
  const steps = profile.recommendations.toLearnMore.flatMap(({ acquis, topic, readiness }) => {
    const home = Object.keys(profile.competences).find((id) =>
      Object.hasOwn(profile.competences[id]?.acquis ?? {}, acquis)
    )
    const own = gaps.get(home ?? '')
    if (own === undefined || own.gap.mean < WORTHLESS) return []
    // Who lacks less than the acquis is worth is brought no further than to the end of the gap.
    const closes = readiness * (1 - own.probability) * Math.min(worth(acquis), own.gap.mean)
    return [{ competence: own.competence, acquis, topic, readiness, closes }]
  })
  return {
    competences,
    advice: steps.filter(({ closes }) => closes > 0).sort((a, b) => b.closes - a.closes),
    missing: wanted.flatMap(([id]) => (gaps.has(id) ? [] : [id]))
  }
}

/** Levels; nobody works for less. */
const WORTHLESS = 0.05
