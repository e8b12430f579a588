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

/** For each challenge not answered correctly, in the order of answering, the hint closest to it. */
export const toSucceedNextTime = (
  model: Model,
  responses: ReadonlyArray<Response>,
  locale: string
): ReadonlyArray<Hint> => {
  const last = new Map<string, Outcome>(responses.map(({ challenge, outcome }) => [challenge, outcome]))
  return [...last].flatMap(([id, outcome]) => {
    const item = model.items[model.itemOf.get(id) ?? -1]
    if (outcome === 'correct' || item === undefined) return []
    const acquis = model.competences[item.competence]?.competence.acquis[item.acquis]
    const nextTime = item.challenge.nextTime ?? acquis?.nextTime
    return acquis === undefined || nextTime === undefined ? [] : [hintOf(locale, id, acquis.id, nextTime)]
  })
}

/** An acquis that may be recommended, with what it is ranked by. */
export interface Prospect {
  /** Index of its competence. */
  readonly competence: number
  readonly acquis: Acquis
  readonly readiness: number
  /** readiness × w_a (× the expected gap, where a level is expected). */
  readonly rank: number
  /** Whether a level is expected of the competence, and probably not reached. */
  readonly expected: boolean
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

const reasonOf = (locale: string, { acquis, expected }: Prospect): string => {
  const words = Text.sameLanguage(locale, 'fr') ? REASONS.fr : REASONS.en
  const title = acquis.title === undefined ? acquis.id : Text.inLocale(locale)(acquis.title)
  const sentence = acquis.requires.length === 0 ? words.start(title) : words.next(title)
  return expected ? `${sentence} ${words.expected}` : sentence
}

/** Round after round, each topic once, in the order of its best prospect. */
const byTurns = (ranked: ReadonlyArray<Prospect>): ReadonlyArray<Prospect> => {
  const turns = new Map<string, number>()
  return ranked
    .map((prospect) => {
      const topic = `${prospect.competence}/${prospect.acquis.topic}`
      const turn = turns.get(topic) ?? 0
      turns.set(topic, turn + 1)
      return { prospect, turn }
    })
    .sort((a, b) => a.turn - b.turn)
    .map(({ prospect }) => prospect)
}

/** Acquis within reach, best first, with what there is to learn from. Those of a competence come in bank order. */
export const toLearnMore = (
  model: Model,
  prospects: ReadonlyArray<Prospect>,
  locale: string
): ReadonlyArray<Lead> => {
  const ranked = [...prospects].sort(
    (a, b) => b.rank - a.rank || a.acquis.level - b.acquis.level || a.competence - b.competence
  )
  const given = new Set<string>()
  return byTurns(ranked).map((prospect) => {
    const { acquis, competence, readiness } = prospect
    const topic = model.competences[competence]?.competence.topics.find(({ id }) => id === acquis.topic)
    const fresh = [...acquis.learnMore, ...(topic?.learnMore ?? [])].filter(({ url }) => {
      const known = given.has(url)
      given.add(url)
      return !known
    })
    return {
      acquis: acquis.id,
      topic: acquis.topic,
      readiness,
      reason: reasonOf(locale, prospect),
      resources: sortedForLocale(locale, fresh).map(suggestion(locale))
    }
  })
}
