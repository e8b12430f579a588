/**
 * What `take` begins with: the bank, and a new assessment or the one of a session file.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type * as Assessment from '../assessment/Assessment'
import * as Campaign from '../assessment/Campaign'
import * as Earlier from '../assessment/Earlier'
import * as Rules from '../assessment/Rules'
import * as RulesFile from '../assessment/RulesFile'
import * as SessionFile from '../assessment/SessionFile'
import type { Bank } from '../bank/Bank'
import * as Codec from '../bank/Codec'
import * as Issue from '../bank/Issue'
import { sameLanguage } from '../bank/Text'
import * as Before from './Before'
import type { Capabilities, Effect } from './Capabilities'
import * as Failure from './Failure'
import * as Layout from './Layout'
import * as Load from './Load'

export interface Wishes {
  readonly bank: string
  readonly campaign: string | undefined
  readonly seed: string | undefined
  readonly locale: string | undefined
  readonly session: string | undefined
  readonly rules: ReadonlyArray<string>
  /** Session files of the same learner. */
  readonly earlier: ReadonlyArray<string>
  readonly now: string | undefined
}

export interface Setup {
  readonly assessment: Assessment.Assessment
  /** What is worth a line on stderr. */
  readonly warnings: ReadonlyArray<string>
  readonly resumed: boolean
  /** Whether the seed was made up here, and so is worth showing. */
  readonly chosenSeed: boolean
  /** When the test takes place, as far as the options say so; milliseconds since 1970. */
  readonly now: number | undefined
}

type Either<A> = E.Either<Failure.Failure, A>

/** Every rule with its default. */
export const defaults = Object.entries(Rules.defaults)
  .map(([name, value]) => `${name}=${value === Infinity ? 'none' : String(value)}`)
  .join(', ')

const namesOf = (shape: Codec.Shape): ReadonlyArray<string> =>
  shape._tag === 'object' ? [...Object.keys(shape.required), ...Object.keys(shape.optional)] : []

/** `name=value` as rules; a number where it looks like one. `none` takes a limit away. */
export const rulesOf = (words: ReadonlyArray<string>): Either<Rules.Settings> => {
  const given: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const word of words) {
    const at = word.indexOf('=')
    if (at < 1) return E.left(Failure.usage(`--rule takes name=value, not \`${Layout.safeLine(word)}\``))
    const name = word.slice(0, at).trim()
    const value = word.slice(at + 1).trim()
    given[name] = value !== '' && !Number.isNaN(Number(value)) ? Number(value) : value
  }
  const { issues, value } = Codec.examine(RulesFile.codec)({ ...given })
  if (issues.length === 0 && value !== undefined) return E.right(value)
  const sentences = issues.map((issue) => {
    const suggestion = Issue.suggestion(issue)
    const what =
      issue._tag === 'unknown-key'
        ? `there is no rule \`${issue.key}\``
        : `the rule \`${Issue.showPath(issue.path)}\`: ${Issue.message(issue)}`
    return Layout.safeLine(suggestion === undefined ? what : `${what}; ${suggestion}`)
  })
  return E.left(
    Failure.usage(`${sentences.join('\n')}\nThe rules are ${namesOf(RulesFile.codec.shape).join(', ')}.`)
  )
}

/** The locale to ask for, where the bank has it, or its language. */
export const localeOf = (bank: Bank, wish: string | undefined): Either<string | undefined> => {
  if (wish === undefined || bank.locales.length === 0) return E.right(wish)
  return bank.locales.some((locale) => sameLanguage(locale, wish))
    ? E.right(wish)
    : E.left(
        Failure.usage(
          `the bank is not written in the locale \`${Layout.safeLine(wish)}\`; it has ${bank.locales.join(', ')}`
        )
      )
}

/** Wishes that a session, which has its own settings, cannot grant. */
const ungranted = (wishes: Wishes, { seed, locale }: Assessment.Assessment): ReadonlyArray<string> => {
  const ignored = [
    ...(wishes.seed !== undefined && wishes.seed !== seed ? ['--seed'] : []),
    ...(wishes.locale !== undefined && locale !== undefined && !sameLanguage(wishes.locale, locale)
      ? ['--locale']
      : []),
    ...(wishes.campaign === undefined ? [] : ['--campaign']),
    ...(wishes.rules.length === 0 ? [] : ['--rule']),
    ...(wishes.earlier.length === 0 ? [] : ['--earlier'])
  ]
  return ignored.length === 0
    ? []
    : [`the session has its own settings: ${ignored.join(', ')} would need a new one, and is ignored`]
}

const resume =
  ({ files }: Capabilities, wishes: Wishes, file: string, now: number | undefined) =>
  (bank: Bank): Effect<Setup> =>
    pipe(
      Load.decoded(files)(file, SessionFile.decode(bank)),
      TE.map(({ value: { assessment, warnings }, source }) => ({
        assessment,
        warnings: [...Load.sorted(source.locate(warnings)).map(Load.line), ...ungranted(wishes, assessment)],
        resumed: true,
        chosenSeed: false,
        now
      }))
    )

const begin =
  (
    { files, randomSeed, now: clock }: Capabilities,
    wishes: Wishes,
    rules: Rules.Settings,
    now: number | undefined
  ) =>
  (bank: Bank): Effect<Setup> =>
    pipe(
      wishes.campaign === undefined
        ? TE.right<Failure.Failure, Campaign.Campaign | undefined>(undefined)
        : pipe(
            Load.decoded(files)(wishes.campaign, Campaign.decode(bank)),
            TE.map(({ value }) => value)
          ),
      TE.bindTo('campaign'),
      TE.bind('sessions', () => Before.sessionsOf(files, wishes.earlier, bank)),
      TE.chainEitherK(({ campaign, sessions }) =>
        pipe(
          localeOf(bank, wishes.locale),
          E.map((locale) => {
            const earlier =
              sessions === undefined ? undefined : Before.earlierOf(sessions, campaign, now ?? clock())
            return {
              assessment: Earlier.start(bank, {
                seed: wishes.seed ?? randomSeed(),
                rules,
                ...(earlier === undefined ? {} : { earlier }),
                ...(locale === undefined ? {} : { locale }),
                ...(campaign === undefined ? {} : { campaign })
              }),
              warnings: [
                ...(sessions?.warnings ?? []),
                ...(earlier === undefined ? [] : Before.remarks(bank, campaign, earlier))
              ],
              resumed: false,
              chosenSeed: wishes.seed === undefined,
              now
            }
          })
        )
      )
    )

/** Reads what there is to read and starts, or goes on where the session file exists. */
export const of = (capabilities: Capabilities, wishes: Wishes): Effect<Setup> => {
  const rules = rulesOf(wishes.rules)
  if (E.isLeft(rules)) return TE.left(rules.left)
  const now = Before.nowOf(wishes.now)
  if (E.isLeft(now)) return TE.left(now.left)
  const { session } = wishes
  return pipe(
    Load.bank(capabilities.files)(wishes.bank),
    TE.chain((bank) =>
      pipe(
        TE.fromTask<boolean, Failure.Failure>(
          session === undefined ? () => Promise.resolve(false) : capabilities.files.exists(session)
        ),
        TE.chain((exists) =>
          (exists && session !== undefined
            ? resume(capabilities, wishes, session, now.right)
            : begin(capabilities, wishes, rules.right, now.right))(bank)
        )
      )
    )
  )
}
