/**
 * Which trainings to hold: the smallest set of offers that covers most of what people lack, chosen greedily. A training covers,
 * for as many people as it has seats, the topics that it is about at the levels that it is for; those get the seats of whom
 * it covers most.
 *
 * Each step takes the offer, and the people for it, that cover most of what is still lacking, which is exact for one
 * offer. What a set covers is monotone and submodular, so the k offers taken cover at least 1 − 1/e of what the best k
 * could (Nemhauser, Wolsey and Fisher 1978), as long as no offer has more people who lack something of it than seats;
 * else at least a half (Fisher, Nemhauser and Wolsey 1978).
 *
 * Laws
 * 1. where seats do not bind, k offers cover at least 1 − 1/e of the best k
 * 2. nobody is given a seat for nothing, and no offer has more people than seats
 *
 * @since 0.2.0
 */
import type { Offer } from '../assessment/Offers'
import type { Rung } from './Needs'

export interface Session {
  readonly offer: string
  /** People by their index. */
  readonly people: ReadonlyArray<number>
  /** The expected number of rungs (a topic at a level, for one person) that it covers beyond those before it. */
  readonly covers: number
  /** How much is covered with it, as a share of all that offers could cover. */
  readonly share: number
}

export interface Training {
  readonly sessions: ReadonlyArray<Session>
  /** Expected numbers of rungs that people lack: all, and those that some offer is for. */
  readonly needed: number
  readonly coverable: number
  /** What the sessions cover, at least, as a share of the best plan of as many. */
  readonly guarantee: '1-1/e' | '1/2'
}

/** Who lacks a rung by less than this has no need of it. */
const SLIGHT = 0.05

/** P(lacks) of a rung by person, in the order of the rungs. */
export type Lacking = Float32Array

interface Candidate {
  readonly offer: Offer
  readonly rungs: ReadonlyArray<number>
  /** How often it can still be held. */
  left: number
  /** An upper bound of what it covers: what is covered already does not come back. */
  bound: number
}

/** Whether an offer is for a rung. */
const isFor = ({ topics, levels }: Offer, { competence, topic, level }: Rung): boolean =>
  level >= levels.from &&
  level <= levels.to &&
  topics.some((each) => each.competence === competence && each.topic === topic)

const worthOf = (lacking: Lacking, rungs: ReadonlyArray<number>): number =>
  rungs.reduce((sum, i) => sum + (lacking[i] ?? 0), 0)

/** Those who would gain most, and what they gain together. */
const seated = (
  people: ReadonlyArray<Lacking>,
  { offer, rungs }: Candidate
): { readonly people: ReadonlyArray<number>; readonly covers: number } => {
  const worths = people.map((lacking) => worthOf(lacking, rungs))
  const found = Array.from(worths.keys())
    .filter((i) => (worths[i] ?? 0) > 0)
    .sort((a, b) => (worths[b] ?? 0) - (worths[a] ?? 0) || a - b)
    .slice(0, offer.seats)
  return { people: found, covers: found.reduce((sum, i) => sum + (worths[i] ?? 0), 0) }
}

const sumOf = (people: ReadonlyArray<Lacking>, rungs: ReadonlyArray<number>): number =>
  people.reduce((sum, lacking) => sum + worthOf(lacking, rungs), 0)

/** A plan that covers the share `enough` of what offers could cover, or all that they can. */
export const plan = (
  offers: ReadonlyArray<Offer>,
  rungs: ReadonlyArray<Rung>,
  given: ReadonlyArray<Lacking>,
  enough: number
): Training => {
  const people = given.map((lacking) => lacking.map((p) => (p < SLIGHT ? 0 : p)))
  const candidates: ReadonlyArray<Candidate> = offers.map((offer) => ({
    offer,
    rungs: rungs.flatMap((rung, i) => (isFor(offer, rung) ? [i] : [])),
    left: offer.sessions,
    bound: Infinity
  }))
  const offered = [...new Set(candidates.flatMap((each) => each.rungs))]
  const needed = sumOf(people, Array.from(rungs.keys()))
  const coverable = sumOf(people, offered)
  const binds = candidates.some(
    ({ offer: { seats, sessions }, rungs: own }) =>
      people.filter((lacking) => worthOf(lacking, own) > 0).length > seats * sessions
  )
  const sessions: Array<Session> = []
  let covered = 0
  while (covered < enough * coverable - 1e-9) {
    let best: { readonly candidate: Candidate; readonly found: ReturnType<typeof seated> } | undefined
    // Bounds only fall: what cannot beat the best so far need not be looked at.
    for (const candidate of [...candidates].sort((a, b) => b.bound - a.bound)) {
      if (candidate.left === 0 || candidate.bound <= (best?.found.covers ?? 0)) continue
      const found = seated(people, candidate)
      candidate.bound = found.covers
      if (found.covers > (best?.found.covers ?? 0)) best = { candidate, found }
    }
    if (best === undefined) break
    const { candidate, found } = best
    candidate.left--
    for (const i of found.people)
      for (const rung of candidate.rungs) {
        const lacking = people[i]
        if (lacking !== undefined) lacking[rung] = 0
      }
    covered += found.covers
    sessions.push({ offer: candidate.offer.id, ...found, share: covered / coverable })
  }
  return { sessions, needed, coverable, guarantee: binds ? '1/2' : '1-1/e' }
}
