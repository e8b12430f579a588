/**
 * What `cohort` reads, on its way to what it says: profiles as they come, of which nothing is kept but sums, and lists of
 * names only where they were asked for.
 *
 * @since 0.2.0
 */
import type { Offers } from '../assessment/Offers'
import * as Assessment from '../assessment/Assessment'
import type { Bank } from '../bank/Bank'
import * as Attainment from '../profile/Attainment'
import * as ChangeTables from '../lab/ChangeTables'
import * as Cohort from '../lab/Cohort'
import * as CohortTables from '../lab/CohortTables'
import * as Needs from '../lab/Needs'
import * as Participation from '../lab/Participation'
import type * as Share from '../lab/Share'
import * as Training from '../lab/Training'
import * as Profile from '../profile/Profile'
import type { Capabilities } from './Capabilities'
import { NOTHING, personOf, sifted } from './CohortPeople'
import * as CohortProfiles from './CohortProfiles'
import * as CohortRoster from './CohortRoster'
import * as Failure from './Failure'
import * as Layout from './Layout'
import { fail } from './LogEffect'

export interface Request {
  readonly profiles: ReadonlyArray<string>
  readonly before: ReadonlyArray<string>
  readonly bank: Bank | undefined
  /** The expected level by competence, by role. */
  readonly roles: ReadonlyMap<string, ReadonlyMap<string, number>> | undefined
  readonly roster: CohortRoster.Roster
  readonly rosterFile: string
  readonly offers: Offers | undefined
  /** Each a column, or several of the roster. */
  readonly by: ReadonlyArray<ReadonlyArray<string>>
  readonly least: number
  readonly base: number
  readonly enough: number
  readonly names: boolean
  /** Whether each learner is to have a page. */
  readonly pages: boolean
  readonly anyVersion: boolean
  /** How many threads parse profiles, at most. */
  readonly workers: number
}

export interface Rejected {
  readonly file: string
  readonly line: number
  readonly reason: string
}

export interface Fragile {
  readonly learner: string
  readonly competence: string
  readonly below: number
}

/** Where a profile stands. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly learner: string
}

export interface Outcome {
  readonly bank: { readonly id: string; readonly fingerprint: string } | null
  readonly inputs: ReadonlyArray<CohortProfiles.Input>
  readonly before: ReadonlyArray<CohortProfiles.Input>
  readonly rejected: ReadonlyArray<Rejected>
  /** Profiles of people who are not in the roster. */
  readonly strangers: number
  readonly divisions: ReadonlyArray<string>
  readonly tables: CohortTables.Tables
  readonly participation: ReadonlyArray<Participation.Row>
  readonly topics: ReadonlyArray<Needs.Need>
  readonly training: Training.Training | null
  readonly change: ReadonlyArray<ChangeTables.Row>
  /** Where the profile of each learner stands, where pages were asked for. */
  readonly places: ReadonlyArray<Place>
  /** Lists of names, where they were asked for. */
  readonly fragile: ReadonlyArray<Fragile>
  readonly reminders: ReadonlyArray<CohortRoster.Entry & { readonly began: boolean }>
  /** Who is seated in which session of the plan. */
  readonly seats: ReadonlyArray<ReadonlyArray<string>>
}

/** Groups of a division that are told apart, at most: beyond, it is no division but names. */
const GROUPS = 1000

/** In lists of names stands who is below the base with at least this probability. */
const LIKELY = 0.5

/** So many people are kept until they are added up. */
const BATCH = 256

/** What a bank believes of scores before any answer. */
const beforehandOf = (bank: Bank): ReadonlyMap<string, Share.Scores> => {
  const { competences } = Profile.of(Assessment.start(bank, { seed: 'cohort' }))
  return new Map(
    Object.entries(competences).map(([id, { score }]) => [id, { mean: score.mean, variance: score.sd ** 2 }])
  )
}

const reading = async (
  capabilities: Capabilities,
  files: ReadonlyArray<string>,
  label: string,
  workers: number,
  receiver: CohortProfiles.Receiver
): Promise<ReadonlyArray<CohortProfiles.Input>> => {
  const inputs: Array<CohortProfiles.Input> = []
  for (const file of files) {
    const bar = capabilities.progress(label, 0)
    try {
      inputs.push(await CohortProfiles.read(capabilities, file, receiver, workers, bar.update))
    } finally {
      bar.stop()
    }
  }
  return inputs
}

/** Reads everything, and works it out. */
export const run = async (capabilities: Capabilities, request: Request): Promise<Outcome> => {
  const { bank, roles, roster, offers, least, base, names, workers } = request
  const refused: Array<Rejected> = []
  const rejected: CohortRoster.Rejected = (file, line, reason) => refused.push({ file, line, reason })
  const divisions = [
    ...request.by.map((columns) => columns.join('+')),
    ...(roles === undefined ? [] : ['role'])
  ]
  const plan: Cohort.Plan = { divisions, base }
  const person = personOf(request, rejected)
  const known: Parameters<typeof sifted>[1] = { of: null }

  const earlier = new Map<string, ReadonlyArray<Cohort.Measured>>()
  const before = await reading(capabilities, request.before, 'reading earlier profiles', workers, {
    acquis: [],
    rejected,
    profile: sifted(request, known, rejected, ({ learner, competences }) => earlier.set(learner, competences))
  })

  const { cohort, add } = Cohort.growing(plan)
  const rungs = bank === undefined || roles === undefined ? [] : Needs.rungs(bank)
  const needsOf = Needs.of(rungs)
  let topics = Needs.EMPTY
  const waiting: Array<Needs.Person> = []
  const settle = (): void => {
    topics = Needs.merge(topics, needsOf(waiting.splice(0)))
  }
  const lacking: Array<Training.Lacking> = []
  const learners: Array<string> = []
  const fragile: Array<Fragile> = []
  const places: Array<Place> = []
  const seen = new Map<string, { readonly started: boolean; readonly finished: boolean }>()
  const pairs = ChangeTables.growing(divisions)
  const seenGroups = divisions.map(() => new Set<string>())
  let strangers = 0

  const take = (read: CohortProfiles.Read): void => {
    const { learner, competences, masteries, responses, ended } = read
    const { entry, expected, groups } = person(learner)
    if (entry === undefined && roster.columns.length > 0) strangers++
    groups.forEach((group, i) => {
      if (seenGroups[i]?.add(group) !== undefined && (seenGroups[i]?.size ?? 0) > GROUPS)
        fail(
          Failure.usage(
            `--by ${Layout.safeLine(divisions[i] ?? '')} tells apart more than ${GROUPS} groups: divide people by less`
          )
        )
    })
    add({ groups, competences, expected, felt: entry?.felt ?? NOTHING })
    if (request.pages) places.push({ file: read.file, line: read.line, learner })
    seen.set(learner, { started: responses > 0, finished: ended })
    if (rungs.length > 0) {
      const who = { masteries, expected }
      waiting.push(who)
      if (waiting.length === BATCH) settle()
      if (offers !== undefined) {
        lacking.push(Float32Array.from(rungs, (rung) => Needs.lacking(who, rung)))
        learners.push(learner)
      }
    }
    if (names)
      for (const each of competences) {
        const below = 1 - Attainment.probability(each, base)
        if (below >= LIKELY) fragile.push({ learner, competence: each.id, below })
      }
    const own = earlier.get(learner)
    if (own !== undefined)
      for (const after of competences) {
        const first = own.find(({ id }) => id === after.id)
        if (first !== undefined) pairs.add(groups, first, after)
      }
  }

  const inputs = await reading(capabilities, request.profiles, 'reading profiles', workers, {
    acquis: rungs.flatMap(({ acquis }) => acquis),
    rejected,
    profile: sifted(request, known, rejected, take)
  })
  settle()
  for (const id of CohortRoster.feltCompetences(roster))
    if (cohort.people > 0 && !cohort.all.has(id))
      rejected(
        request.rosterFile,
        1,
        `there is no competence \`${id}\` in the profiles: \`felt:${id}\` is passed over`
      )

  const invited = [...roster.entries.values()].flatMap((entry) => {
    if (!entry.invited) return []
    const profile = seen.get(entry.learner)
    const finished = entry.finished ?? profile?.finished ?? false
    const started = (entry.started ?? profile?.started ?? false) || finished
    return [{ ...entry, started, finished, groups: person(entry.learner).groups }]
  })
  const beforehand = bank === undefined ? undefined : beforehandOf(bank)
  const training = offers === undefined ? null : Training.plan(offers.offers, rungs, lacking, request.enough)
  return {
    bank: known.of,
    inputs,
    before,
    rejected: refused,
    strangers,
    divisions,
    tables: CohortTables.of(plan, cohort, {
      least,
      ...(beforehand === undefined ? {} : { beforehand })
    }),
    participation: Participation.of(
      divisions,
      invited.map(({ groups, started, finished, minutes }) => ({
        groups,
        started,
        finished,
        ...(minutes === undefined ? {} : { minutes })
      })),
      least
    ),
    topics: Needs.ranked(topics, least),
    training,
    change: pairs.tables({ least, ...(beforehand === undefined ? {} : { beforehand }) }),
    places,
    fragile: fragile.sort((a, b) => b.below - a.below || (a.learner < b.learner ? -1 : 1)),
    reminders: names
      ? invited.filter(({ finished }) => !finished).map((entry) => ({ ...entry, began: entry.started }))
      : [],
    seats: names ? (training?.sessions ?? []).map(({ people }) => people.map((i) => learners[i] ?? '')) : []
  }
}
