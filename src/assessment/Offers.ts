/**
 * `acquis-offers/1`: trainings that can be held, each about some topics at some levels, with seats and hours.
 *
 * Laws
 * 1. decode ∘ encode = identity
 * 2. every defect is an issue at its place
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/Array.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import type * as t from 'io-ts'
import type { Bank } from '../bank/Bank'
import { text } from '../bank/BankFile'
import * as Codec from '../bank/Codec'
import * as FileCodec from '../bank/FileCodec'
import * as Id from '../bank/Id'
import type * as Issue from '../bank/Issue'
import { unknownReferences, type Unknown } from '../bank/Scene'
import type { Text } from '../bank/Text'
import * as Expectation from './Expectation'

export const FORMAT = 'acquis-offers/1'

export interface Offer {
  readonly id: string
  readonly title: Text
  readonly topics: ReadonlyArray<{ readonly competence: string; readonly topic: string }>
  /** What it is for: acquis from one level up to another. */
  readonly levels: { readonly from: number; readonly to: number }
  /** How many people can take part in a session. */
  readonly seats: number
  readonly hours: number
  /** How many sessions of it can be held. */
  readonly sessions: number
}

export interface Offers {
  readonly id: string
  readonly bank: string
  readonly title?: Text
  /** In the order of the file. */
  readonly offers: ReadonlyArray<Offer>
}

const count = Codec.number({ min: 1, max: 1_000_000, integer: true }, 1)

const offer = Codec.object(
  'an offer',
  {
    title: text,
    topics: Codec.list(Codec.object('a topic of an offer', { competence: Codec.id, topic: Codec.id }, {})),
    levels: Codec.object('levels of an offer', { from: Expectation.level, to: Expectation.level }, {}),
    seats: count,
    hours: Codec.number({ above: 0 }, 1)
  },
  { sessions: count }
)

export const codec = FileCodec.of(
  'offers',
  FORMAT,
  [],
  { id: Codec.id, bank: Codec.id, offers: Codec.entries(Id.pattern, 'offer id', offer) },
  { title: text }
)

type Draft = t.TypeOf<typeof codec>

const references = (
  bank: Bank,
  unknown: Unknown,
  { bank: id, offers }: Draft
): ReadonlyArray<Issue.Issue> => {
  const competences = new Map(bank.competences.map((each) => [each.id, each.topics.map(({ id: of }) => of)]))
  return [
    ...(id === bank.id
      ? []
      : [{ _tag: 'other-bank', path: ['bank'], expected: bank.id, actual: id } as const]),
    ...offers.flatMap(([own, { topics }]) =>
      topics.flatMap(({ competence, topic }, i) => {
        const path = ['offers', own, 'topics', i]
        const known = competences.get(competence)
        if (known === undefined)
          return unknown('competence', [...path, 'competence'], competence, competences.keys())
        return known.includes(topic) ? [] : unknown('topic', [...path, 'topic'], topic, known)
      })
    )
  ]
}

/** Levels the wrong way round: such an offer would be for nothing. */
const upsideDown = ({ offers }: Draft): ReadonlyArray<Issue.Issue> =>
  offers.flatMap(([id, { levels }]) =>
    levels.from <= levels.to
      ? []
      : [
          {
            _tag: 'wrong-value',
            path: ['offers', id, 'levels', 'to'],
            expected: `a level from \`from\` (${levels.from}) on`,
            actual: String(levels.to)
          } as const
        ]
  )

/** All that is wrong with a file of offers, whatever its bank. */
export const check = (u: unknown): ReadonlyArray<Issue.Issue> => {
  const { issues, value: draft, damage } = Codec.examine(codec)(u)
  return [...issues, ...damage.beyond(upsideDown(draft))]
}

/** Offers for a bank from parsed JSON or YAML, or all that is wrong with them. */
export const decode =
  (bank: Bank) =>
  (u: unknown): E.Either<NonEmptyArray<Issue.Issue>, Offers> => {
    const { issues: wrong, value: draft, damage } = Codec.examine(codec)(u)
    const issues = [
      ...wrong,
      ...damage.beyond([...upsideDown(draft), ...references(bank, unknownReferences(damage), draft)])
    ]
    if (isNonEmpty(issues)) return E.left(issues)
    return E.right({
      id: draft.id,
      bank: draft.bank,
      ...(draft.title === undefined ? {} : { title: draft.title }),
      offers: draft.offers.map(([id, { sessions = 1, ...rest }]) => ({ id, ...rest, sessions }))
    })
  }

/** The offers as `acquis-offers/1`, ready for JSON. */
export const encode = ({ offers, ...rest }: Offers): unknown =>
  codec.encode({
    format: FORMAT,
    ...rest,
    offers: offers.map(({ id, ...each }) => [id, each])
  })
