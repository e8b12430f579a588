/**
 * The parts of a bank with their places in its file: what the checks for weaknesses look at.
 *
 * @since 0.2.0
 */
import type { Content } from './Content'
import type { Challenge, NextTime, Resource } from './Challenge'
import type { Acquis, Competence, Topic } from './Framework'
import type { Path } from './Issue'
import type { Text } from './Text'

export interface ChallengePlace {
  readonly challenge: Challenge
  readonly path: Path
  /** Those of `Places` whose learners are asked it. */
  readonly locales: ReadonlyArray<string>
}

export interface AcquisPlace {
  readonly acquis: Acquis
  readonly path: Path
  readonly challenges: ReadonlyArray<ChallengePlace>
}

export interface TopicPlace {
  readonly topic: Topic
  readonly path: Path
  /** In bank order. */
  readonly acquis: ReadonlyArray<Acquis>
}

export interface CompetencePlace {
  readonly competence: Competence
  readonly path: Path
  readonly topics: ReadonlyArray<TopicPlace>
  readonly acquis: ReadonlyArray<AcquisPlace>
}

export interface Places {
  readonly bank: Content
  /** Those of the bank; one that is empty where it does not tell locales apart. */
  readonly locales: ReadonlyArray<string>
  readonly competences: ReadonlyArray<CompetencePlace>
  readonly acquis: ReadonlyArray<AcquisPlace>
  readonly challenges: ReadonlyArray<ChallengePlace>
}

const ofAcquis =
  (competence: Path, locales: ReadonlyArray<string>) =>
  (acquis: Acquis): AcquisPlace => {
    const path = [...competence, 'levels', String(acquis.level), acquis.id]
    return {
      acquis,
      path,
      challenges: acquis.challenges.map((challenge) => ({
        challenge,
        path: [...path, 'challenges', challenge.id],
        locales: [0, locales.length].includes(challenge.locales.length) ? locales : challenge.locales
      }))
    }
  }

const ofCompetence =
  (locales: ReadonlyArray<string>) =>
  (competence: Competence): CompetencePlace => {
    const path = ['competences', competence.id]
    const byTopic = new Map<string, Array<Acquis>>(competence.topics.map(({ id }) => [id, []]))
    for (const acquis of competence.acquis) byTopic.get(acquis.topic)?.push(acquis)
    return {
      competence,
      path,
      topics: competence.topics.map((topic) => ({
        topic,
        path: [...path, 'topics', topic.id],
        acquis: byTopic.get(topic.id) ?? []
      })),
      acquis: competence.acquis.map(ofAcquis(path, locales))
    }
  }

/** The places of a bank. */
export const of = (bank: Content): Places => {
  const locales = bank.locales.length === 0 ? [''] : bank.locales
  const competences = bank.competences.map(ofCompetence(locales))
  const acquis = competences.flatMap((competence) => competence.acquis)
  return {
    bank,
    locales,
    competences,
    acquis,
    challenges: acquis.flatMap(({ challenges }) => challenges)
  }
}

export const isActive = ({ challenge }: ChallengePlace): boolean => challenge.status === 'active'

/** Whether its author still works on it, or learners still meet it. */
export const isCurrent = ({ challenge }: ChallengePlace): boolean => challenge.status !== 'retired'

/** How many of these challenges there are by locale. */
export const countsByLocale = (challenges: ReadonlyArray<ChallengePlace>): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { locales } of challenges)
    for (const locale of locales) counts.set(locale, (counts.get(locale) ?? 0) + 1)
  return counts
}

/** The place of a text in one locale. */
export const inLocale = (path: Path, text: Text, locale: string): Path =>
  typeof text === 'string' || !Object.hasOwn(text, locale) ? path : [...path, locale]

/** A resource and the place of the list that it stands in. */
export interface ResourcePlace {
  readonly resource: Resource
  readonly path: Path
}

const listed = (path: Path, resources: ReadonlyArray<Resource>): ReadonlyArray<ResourcePlace> =>
  resources.map((resource, i) => ({ resource, path: [...path, i] }))

const ofNextTime = (path: Path, nextTime: NextTime | undefined): ReadonlyArray<ResourcePlace> =>
  nextTime?._tag === 'resources' ? listed([...path, 'nextTime'], nextTime.resources) : []

/** Every resource that learners may be given. */
export const resources = ({ competences }: Places): ReadonlyArray<ResourcePlace> =>
  competences.flatMap(({ topics, acquis }) => [
    ...topics.flatMap(({ topic, path }) => listed([...path, 'learnMore'], topic.learnMore)),
    ...acquis.flatMap(({ acquis: { nextTime, learnMore }, path, challenges }) => [
      ...ofNextTime(path, nextTime),
      ...listed([...path, 'learnMore'], learnMore),
      ...challenges.filter(isCurrent).flatMap((each) => ofNextTime(each.path, each.challenge.nextTime))
    ])
  ])
