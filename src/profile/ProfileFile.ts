/**
 * `acquis-profile/1` read back from a file: profiles that others keep, join and compare.
 *
 * Laws
 * 1. what a profile is written as reads as the same profile
 * 2. beside its own bank, a profile has no issues
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import type * as t from 'io-ts'
import type { Bank } from '../bank/Bank'
import { locale } from '../bank/BankFile'
import * as Codec from '../bank/Codec'
import * as FileCodec from '../bank/FileCodec'
import * as Id from '../bank/Id'
import type * as Issue from '../bank/Issue'
import * as Level from '../bank/Level'
import { make, right, wrong } from '../bank/Reading'
import { unknownReferences, type Unknown } from '../bank/Scene'
import { FORMAT, type EvidenceKind, type Profile, type Status } from './Profile'

const real = Codec.number({}, 0)
const count = Codec.number({ min: 0, integer: true }, 0)
const spread = Codec.number({ min: 0 }, 0)
/** Sums of rounded numbers may end a hair above 1. */
const CERTAIN = 1 + 1e-9

const share = make<number>(
  'a probability from 0 to 1',
  { _tag: 'number', integer: false, min: 0, max: CERTAIN },
  (u): u is number => real.is(u) && u >= 0 && u <= CERTAIN,
  (u, context) => {
    const { faults, value } = real.read(u, context)
    if (faults.length === 0 && (value < 0 || value > CERTAIN)) return wrong('wrong-value', u, context, 0)
    return { faults, value }
  }
)

const reals = Codec.list(real)

/** The ends of an interval. */
const ends = make<readonly [number, number]>(
  'a list of two numbers',
  { _tag: 'list', item: real, length: 2 },
  (u): u is readonly [number, number] => reals.is(u) && u.length === 2,
  (u, context) => {
    const { faults, value } = reals.read(u, context)
    const [low = 0, high = 0] = value
    return faults.length === 0 && value.length !== 2
      ? wrong('wrong-value', u, context, [low, high])
      : { faults, value: [low, high] }
  }
)

const nothing = make<null>(
  'null',
  { _tag: 'null' },
  (u): u is null => u === null,
  (u, context) => (u === null ? right(null) : wrong('wrong-type', u, context, null))
)

const score = Codec.object('a score', { mean: real, sd: spread, interval: ends }, {})

const acquis = Codec.object(
  'what is known of an acquis',
  {
    mastery: share,
    status: Codec.oneOf<Status>(['known', 'unknown', 'uncertain']),
    evidence: Codec.oneOf<EvidenceKind>(['direct', 'inferred', 'prior'])
  },
  {}
)

const competence = Codec.object(
  'what is known of a competence',
  {
    ability: Codec.object('an ability', { mean: real, sd: spread }, {}),
    score,
    level: Codec.number({ min: 0, max: 8, integer: true }, 0),
    band: Codec.oneOf(Level.bands),
    bands: Codec.object(
      'the probabilities of the bands',
      { none: share, novice: share, intermediate: share, advanced: share, expert: share },
      {}
    ),
    asked: count,
    reliability: share,
    stopped: Codec.either('a stopping rule, or null', Codec.string, nothing, (u) => u !== null),
    acquis: Codec.entries(Id.pattern, 'acquis id', acquis)
  },
  {}
)

const resources = Codec.list(
  Codec.object(
    'a resource',
    { title: Codec.string, url: Codec.string },
    { kind: Codec.string, seconds: spread, locale }
  )
)

const recommendations = Codec.object(
  'recommendations',
  {
    toSucceedNextTime: Codec.list(
      Codec.object('a hint', { challenge: Codec.id, acquis: Codec.id, text: Codec.string, resources }, {})
    ),
    toLearnMore: Codec.list(
      Codec.object(
        'an acquis within reach',
        { acquis: Codec.id, topic: Codec.id, readiness: share, reason: Codec.string, resources },
        {}
      )
    )
  },
  {}
)

export const codec = FileCodec.of(
  'a profile',
  FORMAT,
  [],
  {
    learner: Codec.string,
    bank: Codec.object('a bank', { id: Codec.id, fingerprint: Codec.string }, {}),
    responses: count,
    logEvidence: real,
    reliability: share,
    overall: Codec.object('the overall result', { score }, {}),
    competences: Codec.entries(Id.pattern, 'competence id', competence),
    recommendations
  },
  {}
)

type Draft = t.TypeOf<typeof codec>

/** An object by id that has no properties but its own, as in a profile that was just made. */
const byId = <A>(entries: ReadonlyArray<readonly [string, A]>): Readonly<Record<string, A>> => {
  const record = Object.create(null) as Record<string, A>
  for (const [id, value] of entries) record[id] = value
  return record
}

const profileOf = ({ $schema: _, ...draft }: Draft): Profile => ({
  ...draft,
  competences: byId(
    draft.competences.map(([id, { acquis: known, ...rest }]) => [id, { ...rest, acquis: byId(known) }])
  )
})

/** A profile from parsed JSON, or all that is wrong with it. */
export const decode = (u: unknown): E.Either<NonEmptyArray<Issue.Issue>, Profile> => {
  const { issues, value } = Codec.examine(codec)(u)
  return issues.length > 0 ? E.left(issues as NonEmptyArray<Issue.Issue>) : E.right(profileOf(value))
}

const ofBank = ({ id, fingerprint }: Bank, { bank }: Draft): ReadonlyArray<Issue.Issue> => {
  if (bank.id !== id) return [{ _tag: 'other-bank', path: ['bank', 'id'], expected: id, actual: bank.id }]
  return bank.fingerprint === fingerprint
    ? []
    : [
        {
          _tag: 'changed-bank',
          path: ['bank', 'fingerprint'],
          expected: fingerprint,
          actual: bank.fingerprint
        }
      ]
}

const references = (bank: Bank, unknown: Unknown, draft: Draft): ReadonlyArray<Issue.Issue> => {
  const competences = new Map(bank.competences.map((each) => [each.id, each]))
  const all = bank.competences.flatMap((each) => each.acquis)
  const challenges = new Set(all.flatMap((each) => each.challenges.map(({ id }) => id)))
  const ids = new Set(all.map(({ id }) => id))
  const named = (kind: Issue.Kind, path: Issue.Path, id: string, candidates: ReadonlySet<string>) =>
    candidates.has(id) ? [] : unknown(kind, path, id, candidates)
  const { toSucceedNextTime, toLearnMore } = draft.recommendations
  return [
    ...draft.competences.flatMap(([id, { acquis: known }]) => {
      const own = competences.get(id)
      if (own === undefined) return unknown('competence', ['competences', id], id, competences.keys())
      const members = new Set(own.acquis.map((each) => each.id))
      return known.flatMap(([each]) => named('acquis', ['competences', id, 'acquis', each], each, members))
    }),
    ...toSucceedNextTime.flatMap(({ challenge, acquis: of }, i) => {
      const path = ['recommendations', 'toSucceedNextTime', i]
      return [
        ...named('challenge', [...path, 'challenge'], challenge, challenges),
        ...named('acquis', [...path, 'acquis'], of, ids)
      ]
    }),
    ...toLearnMore.flatMap(({ acquis: of }, i) =>
      named('acquis', ['recommendations', 'toLearnMore', i, 'acquis'], of, ids)
    )
  ]
}

/** Everything there is to say about a profile beside the bank that it was made with. */
export const check =
  (bank: Bank) =>
  (u: unknown): ReadonlyArray<Issue.Issue> => {
    const { issues, value: draft, damage } = Codec.examine(codec)(u)
    const beside = ofBank(bank, draft)
    return [
      ...issues,
      ...damage.beyond(
        beside.some(({ _tag }) => _tag === 'other-bank')
          ? beside
          : [...beside, ...references(bank, unknownReferences(damage), draft)]
      )
    ]
  }
