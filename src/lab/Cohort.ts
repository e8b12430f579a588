/**
 * What the profiles of many people come to, by group: sums of fixed size for every group, whatever the number of people. No
 * profile is kept, and cohorts of parts add up.
 *
 * Laws
 * 1. however the people are split and ordered, the same bytes come out
 *
 * @since 0.2.0
 */
import * as ExactSum from '../math/ExactSum'
import * as Normal from '../math/Normal'
import * as Attainment from '../profile/Attainment'
import type * as Disclosure from './Disclosure'
import * as Share from './Share'

export interface Plan {
  /** By which people are divided: names of columns, `role` among them where there are roles. */
  readonly divisions: ReadonlyArray<string>
  /** The common base: the level below which somebody is fragile. */
  readonly base: number
}

/** A competence of a profile. */
export interface Measured extends Attainment.Measured {
  readonly id: string
}

/** A person, as far as a cohort asks. */
export interface Member {
  /** By the order of the divisions; empty where it is not known. */
  readonly groups: ReadonlyArray<string>
  readonly competences: ReadonlyArray<Measured>
  /** The level that is expected by competence. */
  readonly expected: ReadonlyMap<string, number>
  /** The level that somebody gave themselves, by competence. */
  readonly felt: ReadonlyMap<string, number>
}

/** Levels at which shares are counted for every group, besides the base and what is expected. */
export const LIMITS = { intermediate: 3, autonomous: 5 } as const

/** Where the sums of a group begin: shares of those who reach a limit, then single sums. */
export const AT = {
  intermediate: 0,
  autonomous: Share.SIZE,
  base: 2 * Share.SIZE,
  expected: 3 * Share.SIZE,
  people: 4 * Share.SIZE,
  mean: 4 * Share.SIZE + 1,
  square: 4 * Share.SIZE + 2,
  variance: 4 * Share.SIZE + 3,
  shortfall: 4 * Share.SIZE + 4,
  size: 4 * Share.SIZE + 5
} as const

export type Sums = Float64Array

/** By competence. */
type ByCompetence = Map<string, Sums>

/** People who are together in every division: how many of each competence, by what they felt (0: nothing). */
interface Together {
  readonly groups: ReadonlyArray<string>
  readonly counts: Map<string, Float64Array>
}

export interface Cohort {
  people: number
  readonly all: ByCompetence
  /** By division, then by group. */
  readonly groups: ReadonlyArray<Map<string, ByCompetence>>
  /** By what people felt: novice, intermediate, autonomous. */
  readonly felt: ReadonlyArray<ByCompetence>
  readonly together: Map<string, Together>
}

export const FELT = ['novice', 'intermediate', 'autonomous'] as const

/** 0, 1, 2 as in `FELT`. */
export const feltBand = (level: number): number =>
  level >= LIMITS.autonomous ? 2 : level >= LIMITS.intermediate ? 1 : 0

const empty = ({ divisions }: Plan): Cohort => ({
  people: 0,
  all: new Map(),
  groups: divisions.map(() => new Map()),
  felt: FELT.map(() => new Map()),
  together: new Map()
})

const at = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}

const sumsOf = (by: ByCompetence, competence: string): Sums =>
  at(by, competence, () => new Float64Array(AT.size))

/** What a person adds to every group that they are in: worked out once. */
interface Terms {
  readonly shares: ReadonlyArray<readonly [number, Share.Placed]>
  readonly sums: ReadonlyArray<readonly [number, number]>
}

const termsOf = (
  { bands, score }: Measured,
  base: number,
  expected: { readonly reaches: number; readonly shortfall: number } | undefined
): Terms => ({
  shares: [
    [AT.intermediate, Share.place(bands.intermediate + bands.advanced + bands.expert)],
    [AT.autonomous, Share.place(bands.advanced + bands.expert)],
    [AT.base, Share.place(base)],
    ...(expected === undefined ? [] : [[AT.expected, Share.place(expected.reaches)] as const])
  ],
  sums: [
    [AT.people, 1],
    [AT.mean, ExactSum.term(score.mean)],
    [AT.square, ExactSum.term(score.mean * score.mean)],
    [AT.variance, ExactSum.term(score.sd * score.sd)],
    ...(expected === undefined ? [] : [[AT.shortfall, ExactSum.term(expected.shortfall)] as const])
  ]
})

const addTo = (sums: Sums, terms: Terms): void => {
  for (const [at, placed] of terms.shares) Share.put(sums, at, placed)
  for (const [at, term] of terms.sums) sums[at] = (sums[at] ?? 0) + term
}

const addMember = (plan: Plan, cohort: Cohort, member: Member): void => {
  const { groups, competences, expected, felt } = member
  cohort.people++
  const own = groups.map((group, i) =>
    at(cohort.groups[i] ?? new Map<string, ByCompetence>(), group, (): ByCompetence => new Map())
  )
  const together = at(cohort.together, JSON.stringify(groups), (): Together => ({
    groups,
    counts: new Map()
  }))
  for (const measured of competences) {
    const { id, score } = measured
    const wanted = expected.get(id)
    const asks = wanted !== undefined && wanted > 0 ? wanted : undefined
    const terms = termsOf(
      measured,
      Attainment.probability(measured, plan.base),
      asks === undefined
        ? undefined
        : {
            reaches: Attainment.probability(measured, asks),
            shortfall: Normal.expectedShortfall(asks, score.mean, score.sd)
          }
    )
    const feeling = felt.get(id)
    const feltBy = feeling === undefined ? undefined : cohort.felt[feltBand(feeling)]
    for (const by of [cohort.all, ...own, ...(feltBy === undefined ? [] : [feltBy])])
      addTo(sumsOf(by, id), terms)
    const counts = at(together.counts, id, () => new Float64Array(FELT.length + 1))
    const cell = feeling === undefined ? 0 : 1 + feltBand(feeling)
    counts[cell] = (counts[cell] ?? 0) + 1
  }
}

/** The cohort of some people. */
export const of =
  (plan: Plan) =>
  (members: Iterable<Member>): Cohort => {
    const cohort = empty(plan)
    for (const member of members) addMember(plan, cohort, member)
    return cohort
  }

/** A cohort that people are added to as they come, without being kept. */
export const growing = (plan: Plan): { readonly cohort: Cohort; readonly add: (member: Member) => void } => {
  const cohort = empty(plan)
  return { cohort, add: (member) => addMember(plan, cohort, member) }
}

const merged = <V>(
  a: ReadonlyMap<string, V>,
  b: ReadonlyMap<string, V>,
  join: (x: V, y: V) => V
): Map<string, V> => {
  const result = new Map(a)
  for (const [key, value] of b) {
    const own = result.get(key)
    result.set(key, own === undefined ? value : join(own, value))
  }
  return result
}

const added = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, i) => x + (b[i] ?? 0))

const joined = (a: ByCompetence, b: ByCompetence): ByCompetence => merged(a, b, added)

/** The cohort of the people of both. */
export const merge = (a: Cohort, b: Cohort): Cohort => ({
  people: a.people + b.people,
  all: joined(a.all, b.all),
  groups: a.groups.map((own, i) => merged(own, b.groups[i] ?? new Map<string, ByCompetence>(), joined)),
  felt: a.felt.map((own, i) => joined(own, b.felt[i] ?? new Map())),
  together: merged(a.together, b.together, (x, y) => ({
    groups: x.groups,
    counts: merged(x.counts, y.counts, added)
  }))
})

/** The sums of several groups together. */
export const total = (all: ReadonlyArray<Sums>): Sums => all.reduce(added, new Float64Array(AT.size))

/** Who is together with whom in a competence: by all divisions, and by what they felt. */
export const atoms = (cohort: Cohort, competence: string): ReadonlyArray<Disclosure.Atom> =>
  // In an order that does not depend on that of the people.
  [...cohort.together.keys()].sort().flatMap((key) => {
    const { groups = [], counts } = cohort.together.get(key) ?? {}
    return Array.from(counts?.get(competence) ?? [], (count, felt) => ({
      groups: [...groups, felt === 0 ? '' : (FELT[felt - 1] ?? '')],
      count
    })).filter(({ count }) => count > 0)
  })

/** How the scores of all people together would be known beforehand, where the bank does not say. */
export const pooled = (sums: Sums): Share.Scores => {
  const people = sums[AT.people] ?? 0
  const mean = (sums[AT.mean] ?? 0) / people
  const between = Math.max(0, (sums[AT.square] ?? 0) / people - mean * mean)
  return { mean, variance: between + (sums[AT.variance] ?? 0) / people }
}

/** The scores of a group, as its profiles have them. */
export const scores = (sums: Sums): Share.Scores => {
  const people = sums[AT.people] ?? 0
  return { mean: (sums[AT.mean] ?? 0) / people, variance: (sums[AT.variance] ?? 0) / people }
}
