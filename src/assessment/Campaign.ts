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
import * as Id from '../bank/Id'
import type * as Issue from '../bank/Issue'
import type { Text } from '../bank/Text'
import * as EditDistance from '../math/EditDistance'
import * as Level from '../bank/Level'
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
  readonly expected: ReadonlyArray<readonly [string, number]>
  readonly rules: Rules.Settings
}

const level = Codec.number({ min: 1, max: 8, integer: true }, 1)

const part = Codec.object('a part of the bank', { competence: Codec.id }, { topic: Codec.id, upTo: level })

const expected = Codec.either(
  `a level from 1 to 8, or a band: ${Level.bands.join(', ')}`,
  level,
  Codec.oneOf(Level.bands),
  (u) => typeof u !== 'string'
)

export const codec = FileCodec.of(
  'a campaign',
  FORMAT,
  [],
  { id: Codec.id, bank: Codec.id },
  {
    title: text,
    scope: Codec.list(part),
    expected: Codec.entries(Id.pattern, 'competence id', expected),
    rules: RulesFile.codec
  }
)

type Draft = t.TypeOf<typeof codec>

const unknown = (
  kind: Issue.Kind,
  path: Issue.Path,
  id: string,
  candidates: Iterable<string>
): Issue.Issue => {
  const suggestion = EditDistance.nearest(id, candidates)
  return { _tag: 'unknown-reference', path, kind, id, ...(suggestion === undefined ? {} : { suggestion }) }
}

const references = (
  bank: Bank,
  { bank: id, scope = [], expected: wanted = [] }: Draft
): ReadonlyArray<Issue.Issue> => {
  const competences = new Map(bank.competences.map((competence) => [competence.id, competence]))
  return [
    ...(id === bank.id
      ? []
      : [{ _tag: 'other-bank', path: ['bank'], expected: bank.id, actual: id } as const]),
    ...scope.flatMap(({ competence, topic }, i) => {
      const topics = competences.get(competence)?.topics.map((each) => each.id)
      if (topics === undefined)
        return [unknown('competence', ['scope', i, 'competence'], competence, competences.keys())]
      return topic === undefined || topics.includes(topic)
        ? []
        : [unknown('topic', ['scope', i, 'topic'], topic, topics)]
    }),
    ...wanted.flatMap(([competence]) =>
      competences.has(competence)
        ? []
        : [unknown('competence', ['expected', competence], competence, competences.keys())]
    )
  ]
}

/** A campaign for a bank from parsed JSON or YAML, or all of its errors. */
export const decode =
  (bank: Bank) =>
  (u: unknown): E.Either<NonEmptyArray<Issue.Issue>, Campaign> => {
    const { issues: wrong, value: draft, damage } = Codec.examine(codec)(u)
    const issues = [...wrong, ...damage.beyond(references(bank, draft))]
    if (isNonEmpty(issues)) return E.left(issues)
    return E.right({
      id: draft.id,
      bank: draft.bank,
      ...(draft.title === undefined ? {} : { title: draft.title }),
      scope: draft.scope ?? [],
      expected: (draft.expected ?? []).map(([id, wanted]) => [id, Level.expected(wanted)] as const),
      rules: draft.rules ?? {}
    })
  }

/** The campaign as `acquis-campaign/1`, ready for JSON. */
export const encode = (campaign: Campaign): unknown =>
  codec.encode({
    format: FORMAT,
    ...campaign,
    expected: campaign.expected.map(([id, wanted]) => [id, wanted < 1 ? 'none' : wanted] as const)
  })
