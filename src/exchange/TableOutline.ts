/**
 * A bank as a list of things, one a row: each before what belongs to it.
 *
 * @since 0.2.0
 */
import type { AcquisDraft, ChallengeDraft, CompetenceDraft, Draft, ResourceDraft } from '../bank/BankFile'
import * as Cell from './TableCell'
import type { Kind, Place } from './TableColumns'
import * as Resources from './TableResources'

export interface Item {
  readonly kind: Kind
  readonly places: ReadonlyMap<Place, string>
  /** Its keys, but for those that are rows or places. */
  readonly body: ReadonlyMap<string, unknown>
}

type Places = Readonly<Partial<Record<Place, string | undefined>>>

const item = (kind: Kind, places: Places, body: object): Item => ({
  kind,
  places: new Map(
    Object.entries(places).flatMap(([place, id]) => (id === undefined ? [] : [[place as Place, id] as const]))
  ),
  body: new Map(Object.entries(body).filter(([, value]) => value !== undefined))
})

/** Whether a list of resources can be rows: one without any would be no row, and a row needs an address that it can hold. */
const areRows = (value: unknown): value is ReadonlyArray<ResourceDraft> =>
  Array.isArray(value) &&
  value.length > 0 &&
  (value as ReadonlyArray<ResourceDraft>).every(({ url }) => Cell.isSayable(url))

/** A thing, and behind it the rows of its resources. */
const withResources = (kind: Kind, places: Places, own: Places, body: object): ReadonlyArray<Item> => {
  const all = Object.entries(body)
  const lists = Resources.listsOf(kind).flatMap((list) => {
    const value: unknown = all.find(([key]) => key === list)?.[1]
    return areRows(value) ? [[list, value] as const] : []
  })
  const [usual] = Resources.listsOf(kind).slice(-1)
  return [
    item(
      kind,
      { ...places, ...own },
      Object.fromEntries(all.filter(([key]) => !lists.some(([list]) => list === key)))
    ),
    ...lists.flatMap(([list, resources]) =>
      resources.map(({ url, ...rest }) =>
        item('resource', { ...own, resource: url, for: list === usual ? undefined : list }, rest)
      )
    )
  ]
}

/** An empty list of what to learn more from says no more than none. */
const unlessEmpty = (
  resources: ReadonlyArray<ResourceDraft> | undefined
): ReadonlyArray<ResourceDraft> | undefined => (resources?.length === 0 ? undefined : resources)

const challenge = (
  acquis: string,
  [id, { options, ...body }]: readonly [string, ChallengeDraft]
): ReadonlyArray<Item> =>
  withResources(
    'challenge',
    { acquis },
    { challenge: id },
    {
      ...body,
      options: options && Object.fromEntries(options)
    }
  )

const acquis = (
  competence: string,
  level: string,
  [id, body]: readonly [string, AcquisDraft]
): ReadonlyArray<Item> => {
  const { topic, challenges = [], learnMore, ...rest } = body
  return [
    ...withResources(
      'acquis',
      { competence, topic, level },
      { acquis: id },
      { ...rest, learnMore: unlessEmpty(learnMore) }
    ),
    ...challenges.flatMap((each) => challenge(id, each))
  ]
}

const competence = ([id, body]: readonly [string, CompetenceDraft]): ReadonlyArray<Item> => {
  const { domain, topics = [], levels = [], ...rest } = body
  return [
    item('competence', { domain, competence: id }, rest),
    ...topics.flatMap(([topic, { learnMore, ...own }]) =>
      withResources('topic', {}, { competence: id, topic }, { ...own, learnMore: unlessEmpty(learnMore) })
    ),
    ...levels.flatMap(([level, members]) => members.flatMap((each) => acquis(id, level, each)))
  ]
}

export const of = ({
  id,
  domains = [],
  competences,
  format: _format,
  ...rest
}: Draft): ReadonlyArray<Item> => [
  item('bank', { bank: id }, rest),
  ...domains.map(([domain, body]) => item('domain', { domain }, body)),
  ...competences.flatMap(competence)
]
