/**
 * What helps a learner on (model page, section 8): hints *to succeed next time*, and resources *to learn more*.
 *
 * Laws
 * 1. no resource is recommended twice
 * 2. a topic has its second turn only after every recommended topic has had its first
 * 3. resources in the learner's locale come first
 *
 * @since 0.1.0
 */
import type { NextTime, Outcome, Resource, Response } from '../bank/Challenge'
import type { Acquis } from '../bank/Framework'
import * as Text from '../bank/Text'
import type { Model } from '../knowledge/Model'

/** A resource as a learner sees it. */
export interface Suggestion {
  readonly title: string
  readonly url: string
  readonly kind?: string
  readonly seconds?: number
  readonly locale?: string
}

/** « Pour réussir la prochaine fois. » */
export interface Hint {
  readonly challenge: string
  readonly acquis: string
  /** Empty where the author gives resources instead. */
  readonly text: string
  readonly resources: ReadonlyArray<Suggestion>
}

/** « Pour en apprendre davantage. » */
export interface Lead {
  readonly acquis: string
  readonly topic: string
  /** P(all that it requires known, itself not). */
  readonly readiness: number
  /** Why, as a learner can read it. */
  readonly reason: string
  readonly resources: ReadonlyArray<Suggestion>
}

const suggestion =
  (locale: string) =>
  ({ title, ...rest }: Resource): Suggestion => ({ title: Text.inLocale(locale)(title), ...rest })

/** In the learner's locale, or in none in particular, before the others. */
const sortedForLocale = (locale: string, resources: ReadonlyArray<Resource>): ReadonlyArray<Resource> => {
  const close = (resource: Resource): boolean =>
    resource.locale === undefined || Text.sameLanguage(resource.locale, locale)
  return [...resources.filter(close), ...resources.filter((resource) => !close(resource))]
}

const hintOf = (locale: string, challenge: string, acquis: string, nextTime: NextTime): Hint =>
  nextTime._tag === 'hint'
    ? { challenge, acquis, text: Text.inLocale(locale)(nextTime.hint), resources: [] }
    : {
        challenge,
        acquis,
        text: '',
        resources: sortedForLocale(locale, nextTime.resources).map(suggestion(locale))
      }

interface Reasons {
  readonly start: (title: string) => string
  readonly next: (title: string) => string
  readonly expected: string
}

const REASONS: { readonly fr: Reasons; readonly en: Reasons } = {
  fr: {
    start: (title) => `« ${title} » est une bonne porte d’entrée : rien d’autre n’est nécessaire avant.`,
    next: (title) => `« ${title} » est à votre portée : vous savez sans doute déjà ce qui y mène.`,
    expected: 'C’est un pas vers le niveau attendu.'
  },
  en: {
    start: (title) => `“${title}” is a good place to begin: nothing else is needed first.`,
    next: (title) => `“${title}” is within your reach: you probably know what leads up to it.`,
    expected: 'It is a step towards the expected level.'
  }
}

/** Why an acquis is recommended; and the same where it is a step towards an expected level. */
const reasonsOf = (locale: string, acquis: Acquis): readonly [string, string] => {
  const words = Text.sameLanguage(locale, 'fr') ? REASONS.fr : REASONS.en
  const title = acquis.title === undefined ? acquis.id : Text.inLocale(locale)(acquis.title)
  const sentence = acquis.requires.length === 0 ? words.start(title) : words.next(title)
  return [sentence, `${sentence} ${words.expected}`]
}

/** What there is to say of an acquis, whoever the learner is. */
export interface Entry {
  readonly acquis: Acquis
  /** Number of its topic through the whole bank. */
  readonly topic: number
  readonly reasons: readonly [string, string]
  /** Its own and its topic's, each once, in the order in which they are offered. */
  readonly resources: ReadonlyArray<Suggestion>
}

/** All that a bank can advise in one locale. */
export interface Advice {
  /** By acquis, through the whole bank. */
  readonly entries: ReadonlyArray<Entry>
  /** By challenge, of those that have one. */
  readonly hints: ReadonlyMap<string, Hint>
}

const entriesOf = (model: Model, locale: string): ReadonlyArray<Entry> => {
  let topics = 0
  return model.competences.flatMap(({ competence }) => {
    const first = topics
    topics += competence.topics.length
    const index = new Map(competence.topics.map((topic, i) => [topic.id, i]))
    return competence.acquis.map((acquis): Entry => {
      const topic = index.get(acquis.topic) ?? 0
      const all = [...acquis.learnMore, ...(competence.topics[topic]?.learnMore ?? [])]
      const once = all.filter(({ url }, i) => all.findIndex((other) => other.url === url) === i)
      return {
        acquis,
        topic: first + topic,
        reasons: reasonsOf(locale, acquis),
        resources: sortedForLocale(locale, once).map(suggestion(locale))
      }
    })
  })
}

const hintsOf = (model: Model, locale: string): Advice['hints'] =>
  new Map(
    model.items.flatMap(({ challenge, competence, acquis: a }) => {
      const acquis = model.competences[competence]?.competence.acquis[a]
      const nextTime = challenge.nextTime ?? acquis?.nextTime
      return acquis === undefined || nextTime === undefined
        ? []
        : [[challenge.id, hintOf(locale, challenge.id, acquis.id, nextTime)] as const]
    })
  )

const known = new WeakMap<Model, Map<string, Advice>>()

/** The advice of a bank: put into words once, however many learners hear it. */
export const advice = (model: Model, locale: string): Advice => {
  const byLocale = known.get(model) ?? new Map<string, Advice>()
  known.set(model, byLocale)
  const made = byLocale.get(locale) ?? { entries: entriesOf(model, locale), hints: hintsOf(model, locale) }
  byLocale.set(locale, made)
  return made
}

/** For each challenge not answered correctly, in the order of answering, the hint closest to it. */
export const toSucceedNextTime = (
  model: Model,
  responses: ReadonlyArray<Response>,
  locale: string
): ReadonlyArray<Hint> => {
  const { hints } = advice(model, locale)
  if (hints.size === 0) return []
  const last = new Map<string, Outcome>()
  for (const { challenge, outcome } of responses) last.set(challenge, outcome)
  return [...last].flatMap(([id, outcome]) => (outcome === 'correct' ? [] : (hints.get(id) ?? [])))
}

/** An acquis that may be recommended, with what it is ranked by. */
export interface Prospect {
  /** Of its acquis, through the whole bank. */
  readonly place: number
  readonly level: number
  readonly readiness: number
  /** readiness × w_a (× the expected gap, where a level is expected). */
  readonly rank: number
  /** Whether a level is expected of the competence, and probably not reached. */
  readonly expected: boolean
}

/** Round after round, each topic once, in the order of its best prospect. */
const byTurns = (entries: Advice['entries'], ranked: ReadonlyArray<Prospect>): ReadonlyArray<Prospect> => {
  const turns = new Map<number, number>()
  const rounds: Array<Array<Prospect>> = []
  for (const prospect of ranked) {
    const topic = entries[prospect.place]?.topic ?? -1
    const turn = turns.get(topic) ?? 0
    turns.set(topic, turn + 1)
    ;(rounds[turn] ??= []).push(prospect)
  }
  return rounds.flat()
}

/** A lead before it is written down. */
export interface Found {
  readonly prospect: Prospect
  readonly entry: Entry
  /** Those that no lead before has offered. */
  readonly resources: ReadonlyArray<Suggestion>
}

/** Acquis within reach, best first, with what there is to learn from. Equals come in bank order. */
export const found = (
  model: Model,
  prospects: ReadonlyArray<Prospect>,
  locale: string
): ReadonlyArray<Found> => {
  const { entries } = advice(model, locale)
  const ranked = [...prospects].sort((a, b) => b.rank - a.rank || a.level - b.level || a.place - b.place)
  const given = new Set<string>()
  return byTurns(entries, ranked).flatMap((prospect) => {
    const entry = entries[prospect.place]
    if (entry === undefined) return []
    const resources = entry.resources.filter(({ url }) => !given.has(url))
    for (const { url } of resources) given.add(url)
    return [{ prospect, entry, resources }]
  })
}

/** Why this one: a step towards an expected level, or within reach. */
export const reasonOf = ({ entry, prospect }: Found): string => entry.reasons[prospect.expected ? 1 : 0]

export const leadOf = (lead: Found): Lead => ({
  acquis: lead.entry.acquis.id,
  topic: lead.entry.acquis.topic,
  readiness: lead.prospect.readiness,
  reason: reasonOf(lead),
  resources: lead.resources
})
