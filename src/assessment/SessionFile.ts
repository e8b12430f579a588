/**
 * `acquis-session/1`: everything that makes an assessment what it is, the bank apart. The belief is not in it: it is
 * computed anew by folding the responses, so that a session survives an upgrade and can be audited.
 *
 * Laws
 * 1. decode ∘ encode = identity
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { map, type NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import type * as t from 'io-ts'
import type { Bank } from '../bank/Bank'
import { locale } from '../bank/BankFile'
import { outcomes, type Response } from '../bank/Challenge'
import * as Codec from '../bank/Codec'
import * as FileCodec from '../bank/FileCodec'
import type * as Issue from '../bank/Issue'
import * as Assessment from './Assessment'
import * as Campaign from './Campaign'
import * as Earlier from './Earlier'
import * as Refusal from './Refusal'
import * as Rules from './Rules'
import * as RulesFile from './RulesFile'

export const FORMAT = 'acquis-session/1'

const response = Codec.object(
  'a response',
  { challenge: Codec.id, outcome: Codec.oneOf(outcomes) },
  { seconds: Codec.number({ min: 0 }, 0), at: Codec.number({}, 0) }
)

const earlier = Codec.object(
  'earlier answers',
  { responses: Codec.list(response) },
  { now: Codec.number({}, 0) }
)

export const codec = FileCodec.of(
  'a session',
  FORMAT,
  [],
  {
    bank: Codec.object('a bank', { id: Codec.id, fingerprint: Codec.string }, {}),
    seed: Codec.string,
    responses: Codec.list(response)
  },
  { locale, campaign: Campaign.codec, rules: RulesFile.codec, earlier }
)

type Draft = t.TypeOf<typeof codec>

const encodedResponse = ({ challenge, outcome, seconds, at }: Response): unknown => ({
  challenge,
  outcome,
  ...(seconds === undefined ? {} : { seconds }),
  ...(at === undefined ? {} : { at })
})

/** The session of an assessment, ready for JSON. `rules` are those that differ from the campaign's and the defaults. */
export const encode = ({
  bank,
  seed,
  locale: spoken,
  campaign,
  rules,
  earlier: before,
  responses
}: Assessment.Assessment): unknown => ({
  format: FORMAT,
  bank: { id: bank.id, fingerprint: bank.fingerprint },
  seed,
  ...(spoken === undefined ? {} : { locale: spoken }),
  ...(campaign === undefined ? {} : { campaign: Campaign.encode(campaign) }),
  rules: RulesFile.codec.encode(Rules.settings(rules, campaign?.rules)),
  ...(before === undefined
    ? {}
    : { earlier: { ...before, responses: before.responses.map(encodedResponse) } }),
  responses: responses.map(encodedResponse)
})

/** An assessment taken up again, and what is worth a warning. */
export interface Resumed {
  readonly assessment: Assessment.Assessment
  readonly warnings: ReadonlyArray<Issue.Issue>
}

/** The responses folded one after the other; those that the bank no longer knows are named. */
const folded = (
  begun: Assessment.Assessment,
  responses: Assessment.Assessment['responses']
): { readonly assessment: Assessment.Assessment; readonly issues: ReadonlyArray<Issue.Issue> } => {
  const issues: Array<Issue.Issue> = []
  let assessment = begun
  responses.forEach((each, i) => {
    const answered = Assessment.answer(assessment, each)
    if (E.isRight(answered)) assessment = answered.right
    else
      issues.push({
        _tag: 'refused-response',
        path: ['responses', i],
        reason: Refusal.message(answered.left)
      })
  })
  return { assessment, issues }
}

type Read<A> = (u: unknown) => E.Either<NonEmptyArray<Issue.Issue>, A>

/** A session file of a bank. That the bank has changed since is a warning. */
const read =
  (bank: Bank): Read<{ readonly file: Draft; readonly warnings: ReadonlyArray<Issue.Issue> }> =>
  (u) => {
    const { issues: wrong, value: file } = Codec.examine(codec)(u)
    if (wrong.length > 0) return E.left(wrong as NonEmptyArray<Issue.Issue>)
    const { id, fingerprint } = file.bank
    if (id !== bank.id)
      return E.left([{ _tag: 'other-bank', path: ['bank', 'id'], expected: bank.id, actual: id }])
    const changed: Issue.Issue = {
      _tag: 'changed-bank',
      path: ['bank', 'fingerprint'],
      expected: bank.fingerprint,
      actual: fingerprint
    }
    return E.right({ file, warnings: fingerprint === bank.fingerprint ? [] : [changed] })
  }

/** An issue of a part of a file, as one of the whole. */
const within =
  (key: string) =>
  (issue: Issue.Issue): Issue.Issue => ({ ...issue, path: [key, ...issue.path] })

/** What was answered in a session, whatever it was asked for, and what is worth a warning. */
export interface Answered {
  readonly responses: ReadonlyArray<Response>
  readonly warnings: ReadonlyArray<Issue.Issue>
}

/** The responses of a session file as evidence for another test of the same bank. */
export const answered =
  (bank: Bank): Read<Answered> =>
  (u) =>
    pipe(
      read(bank)(u),
      E.map(({ file, warnings }) => ({ responses: file.responses, warnings }))
    )

/**
 * An assessment from a session file and its bank, or all that is wrong with it. The responses count for what the bank says
 * now.
 */
export const decode =
  (bank: Bank): Read<Resumed> =>
  (u) => {
    const known = read(bank)(u)
    if (E.isLeft(known)) return known
    const { file, warnings } = known.right
    const campaign =
      file.campaign === undefined ? undefined : Campaign.decode(bank)(Campaign.codec.encode(file.campaign))
    if (campaign !== undefined && E.isLeft(campaign)) return E.left(map(within('campaign'))(campaign.left))
    const begun = Earlier.start(bank, {
      seed: file.seed,
      ...(file.earlier === undefined ? {} : { earlier: file.earlier }),
      ...(file.locale === undefined ? {} : { locale: file.locale }),
      ...(campaign === undefined ? {} : { campaign: campaign.right }),
      ...(file.rules === undefined ? {} : { rules: file.rules })
    })
    const { assessment, issues } = folded(begun, file.responses)
    return issues.length > 0
      ? E.left(issues as NonEmptyArray<Issue.Issue>)
      : E.right({ assessment, warnings })
  }
