/**
 * What people lack of what is expected of them, by topic: everybody should know the acquis of a topic up to the level that
 * is expected in its competence.
 *
 * The probability that somebody lacks one of several acquis is taken as that of lacking the least known. That is exact where
 * they build on each other, as the levels of a topic do, and the least that it can be elsewhere.
 *
 * Laws
 * 1. however the people are split and ordered, the same bytes come out
 * 2. who is expected to know nothing lacks nothing
 *
 * @since 0.2.0
 */
import type { Bank } from '../bank/Bank'
import * as ExactSum from '../math/ExactSum'

/** The acquis of a topic at one level. */
export interface Rung {
  readonly competence: string
  readonly topic: string
  readonly level: number
  readonly acquis: ReadonlyArray<string>
}

/** By bank order, then by level. */
export const rungs = ({ competences }: Bank): ReadonlyArray<Rung> =>
  competences.flatMap(({ id: competence, topics, acquis }) =>
    topics.flatMap(({ id: topic }) => {
      const own = acquis.filter((each) => each.topic === topic)
      return [...new Set(own.map(({ level }) => level))]
        .sort((a, b) => a - b)
        .map((level) => ({
          competence,
          topic,
          level,
          acquis: own.filter((each) => each.level === level).map(({ id }) => id)
        }))
    })
  )

/** What is known of one person: masteries by acquis, and the level that is expected by competence. */
export interface Person {
  readonly masteries: ReadonlyMap<string, number>
  readonly expected: ReadonlyMap<string, number>
}

/** P(lacks an acquis of the rung); 0 where it is not expected, or where nothing is known of it. */
export const lacking = ({ masteries, expected }: Person, { competence, level, acquis }: Rung): number =>
  level > (expected.get(competence) ?? 0)
    ? 0
    : acquis.reduce((most, id) => Math.max(most, 1 - (masteries.get(id) ?? 1)), 0)

/** Sums of a topic: of how many something is expected, Σ P(lacks), Σ P(lacks) P(does not). */
export interface Topic {
  readonly people: number
  readonly sum: number
  readonly variance: number
}

/** By competence and topic. */
export type Topics = ReadonlyMap<string, Topic & Pick<Rung, 'competence' | 'topic'>>

export const EMPTY: Topics = new Map()

const topicsOf = (all: ReadonlyArray<Rung>): ReadonlyArray<readonly [string, ReadonlyArray<Rung>]> => {
  const by = new Map<string, Array<Rung>>()
  for (const rung of all) {
    const key = JSON.stringify([rung.competence, rung.topic])
    const own = by.get(key)
    if (own === undefined) by.set(key, [rung])
    else own.push(rung)
  }
  return [...by]
}

/** What some people lack. */
export const of = (all: ReadonlyArray<Rung>) => {
  const topics = topicsOf(all)
  return (people: Iterable<Person>): Topics => {
    const sums = topics.map(() => ({ people: 0, sum: 0, variance: 0 }))
    for (const person of people)
      topics.forEach(([, own], i) => {
        const sum = sums[i]
        const first = own[0]
        if (sum === undefined || first === undefined) return
        const isAsked = own.some(
          ({ level, acquis }) =>
            level <= (person.expected.get(first.competence) ?? 0) &&
            acquis.some((id) => person.masteries.has(id))
        )
        if (!isAsked) return
        const p = own.reduce((most, rung) => Math.max(most, lacking(person, rung)), 0)
        sum.people++
        sum.sum += ExactSum.term(p)
        sum.variance += ExactSum.term(p * (1 - p))
      })
    return new Map(
      topics.flatMap(([key, [rung]], i) => {
        const sum = sums[i]
        if (rung === undefined || sum === undefined || sum.people === 0) return []
        return [[key, { competence: rung.competence, topic: rung.topic, ...sum }] as const]
      })
    )
  }
}

/** What the people of both lack. */
export const merge = (a: Topics, b: Topics): Topics => {
  const result = new Map(a)
  for (const [key, topic] of b) {
    const own = result.get(key)
    result.set(
      key,
      own === undefined
        ? topic
        : {
            ...topic,
            people: own.people + topic.people,
            sum: own.sum + topic.sum,
            variance: own.variance + topic.variance
          }
    )
  }
  return result
}

/** Φ⁻¹(0.95). */
const Z = 1.6448536269514722

export interface Need extends Pick<Rung, 'competence' | 'topic'> {
  /** Of how many something is expected. */
  readonly people: number
  /** How many of them are expected to lack it: they themselves, not those that they might stand for. */
  readonly lacking: number
  /** 90 %. */
  readonly interval: readonly [number, number]
}

/** Topics by unmet need, the greatest first; those of fewer people than `least` are left out. */
export const ranked = (topics: Topics, least: number): ReadonlyArray<Need> =>
  [...topics.values()]
    .filter(({ people }) => people >= least)
    .map(({ competence, topic, people, sum, variance }) => {
      const half = Z * Math.sqrt(variance)
      return {
        competence,
        topic,
        people,
        lacking: sum,
        interval: [Math.max(0, sum - half), Math.min(people, sum + half)] as const
      }
    })
    .sort((a, b) => b.lacking - a.lacking)
