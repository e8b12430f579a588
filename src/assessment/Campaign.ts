/**
 * `acquis-campaign/1`: which part of a bank is asked, what is expected, and by which rules.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/Array.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import type { Bank } from '../bank/Bank'
import { text } from '../bank/BankFile'
import * as Codec from '../bank/Codec'
import * as FileCodec from '../bank/FileCodec'
import type * as Issue from '../bank/Issue'
import { unknownReferences, type Unknown } from '../bank/Scene'
import type { Text } from '../bank/Text'
import * as Expectation from './Expectation'
import type * as Rules from './Rules'
import * as RulesFile from './RulesFile'
import type * as t from 'io-ts'

export const FORMAT = 'acquis-campaign/1'

/** A competence, or one of its topics, up to a level. */
export interface Part {
  readonly competence: string
  readonly topic?: string
  readonly upTo?: number
}

export interface Campaign {
  readonly id: string
  readonly bank: string
  readonly title?: Text
  /** In the order of asking; empty = the whole bank. */
  readonly scope: ReadonlyArray<Part>
  /** The expected level by competence. */
  readonly expected: Expectation.Expected
  readonly rules: Rules.Settings
  /** After so many days an earlier answer counts for half; it never fades where this is left out. */
  readonly halfLife?: number
  /** What was failed earlier may be asked again after so many days; never where this is left out. */
  readonly retake?: { readonly afterDays: number }
}

const part = Codec.object(
  'a part of the bank',
  { competence: Codec.id },
  { topic: Codec.id, upTo: Expectation.level }
)

const retake = Codec.object('a retake', { afterDays: Codec.number({ min: 0 }, 30) }, {})

export const codec = FileCodec.of(
  'a campaign',
  FORMAT,
  [],
  { id: Codec.id, bank: Codec.id },
  {
    title: text,
    scope: Codec.list(part),
    expected: Expectation.codec,
    rules: RulesFile.codec,
    halfLife: Codec.number({ above: 0 }, 365),
    retake
  }
)

type Draft = t.TypeOf<typeof codec>

const references = (
  bank: Bank,
  unknown: Unknown,
  { bank: id, scope = [], expected = [] }: Draft
): ReadonlyArray<Issue.Issue> => {
  const competences = new Map(bank.competences.map((competence) => [competence.id, competence]))
  return [
    ...(id === bank.id
      ? []
      : [{ _tag: 'other-bank', path: ['bank'], expected: bank.id, actual: id } as const]),
    ...scope.flatMap(({ competence, topic }, i) => {
      const topics = competences.get(competence)?.topics.map((each) => each.id)
      if (topics === undefined)
        return unknown('competence', ['scope', i, 'competence'], competence, competences.keys())
      return topic === undefined || topics.includes(topic)
        ? []
        : unknown('topic', ['scope', i, 'topic'], topic, topics)
    }),
    ...Expectation.references(unknown, bank)(['expected'], expected)
  ]
}

/** A campaign for a bank from parsed JSON or YAML, or all of its errors. */
export const decode =
  (bank: Bank) =>
  (u: unknown): E.Either<NonEmptyArray<Issue.Issue>, Campaign> => {
    const { issues: wrong, value: draft, damage } = Codec.examine(codec)(u)
    const issues = [...wrong, ...damage.beyond(references(bank, unknownReferences(damage), draft))]
    if (isNonEmpty(issues)) return E.left(issues)
    return E.right({
      id: draft.id,
      bank: draft.bank,
      ...(draft.title === undefined ? {} : { title: draft.title }),
      scope: draft.scope ?? [],
      expected: Expectation.levels(draft.expected ?? []),
      rules: draft.rules ?? {},
      ...(draft.halfLife === undefined ? {} : { halfLife: draft.halfLife }),
      ...(draft.retake === undefined ? {} : { retake: draft.retake })
    })
  }

/** The campaign as `acquis-campaign/1`, ready for JSON. */
export const encode = (campaign: Campaign): unknown =>
  codec.encode({
    format: FORMAT,
    ...campaign,
    expected: Expectation.draft(campaign.expected)
  })
