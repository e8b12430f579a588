/**
 * What `replay` can do with what it is given: the modes, the options that belong to some of them only, and the way to the
 * modes that do not predict.
 *
 * @since 0.2.0
 */
import { array, flag, multioption, number, option, optional, string } from 'cmd-ts'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as Policy from '../lab/Policy'
import * as EditDistance from '../math/EditDistance'
import type { Capabilities, Effect, Exit } from './Capabilities'
import * as Failure from './Failure'
import * as Layout from './Layout'
import * as Options from './Options'
import * as PosthocOptions from './PosthocOptions'
import * as ReplayAudit from './ReplayAudit'
import * as ReplayPosthoc from './ReplayPosthoc'
import * as StudyOptions from './StudyOptions'

export const modes = ['predict', 'posthoc', 'audit'] as const
export type Mode = (typeof modes)[number]

/** What makes a difference here of all that `replay` is told. */
export interface Values extends PosthocOptions.Words, StudyOptions.Words {
  readonly mode: string
  readonly campaign: string | undefined
  readonly profiles: ReadonlyArray<string>
  readonly anyVersion: boolean
  readonly format: string | undefined
  readonly map: string | undefined
  readonly outcomes: string | undefined
  readonly locale: string | undefined
  readonly seed: string
  readonly workers: number | undefined
  readonly noProfiles: boolean
  readonly resume: boolean
  readonly strict: boolean
  readonly json: boolean
}

/** What is read and where results go. */
export type Request = ReplayPosthoc.Reading & { readonly bank: string; readonly out: string }

export const SEED = '1'

const share = (long: string, description: string) =>
  option({ type: { ...optional(number), displayName: 'SHARE' }, long, description })

const { policies, lengths, coverage, validation } = PosthocOptions.defaults

/** The options of the modes. */
export const args = {
  ...StudyOptions.args,
  mode: option({
    type: { ...string, displayName: 'MODE' },
    long: 'mode',
    description:
      'predict: each answer before it is seen; posthoc: what an adaptive test would have asked and concluded, where learners have answered nearly everything; audit: whether sessions and their profiles are what the engine makes of them',
    defaultValue: () => 'predict',
    defaultValueIsSerializable: true
  }),
  policies: Options.text(
    'policies',
    'POLICY,…',
    `posthoc: how to choose, of ${Policy.policies.join(', ')}; the first is what the others are compared with (default: ${policies})`
  ),
  lengths: Options.text('lengths', 'K,…', `posthoc: how many questions a competence (default: ${lengths})`),
  coverage: share(
    'coverage',
    `posthoc: the share of the challenges that a learner has to have answered (default: ${coverage})`
  ),
  validation: share(
    'validation',
    `posthoc: the share of a learner's answers that is held out, to be predicted (default: ${validation})`
  ),
  campaign: Options.text('campaign', 'FILE', 'posthoc: the test of this campaign (default: the whole bank)'),
  rules: multioption({
    type: { ...array(string), displayName: 'NAME=VALUE' },
    long: 'rule',
    description: 'posthoc: a rule of the tests, as often as needed, over those of the campaign'
  }),
  profiles: multioption({
    type: { ...array(string), displayName: 'FILE' },
    long: 'profiles',
    description: 'audit: profiles of the sessions (acquis-profile/1, JSON or .jsonl), as often as needed'
  }),
  anyVersion: flag({
    long: 'any-version',
    description: 'audit: check sessions of other versions of the bank, too, against this one'
  })
}

const LOGS: ReadonlyArray<Mode> = ['predict', 'posthoc']
const PREDICT: ReadonlyArray<Mode> = ['predict']
const POSTHOC: ReadonlyArray<Mode> = ['posthoc']
const AUDIT: ReadonlyArray<Mode> = ['audit']

/** The options that not every mode has, whose they are, and whether they were given. */
const OWN: ReadonlyArray<readonly [string, ReadonlyArray<Mode>, (values: Values) => boolean]> = [
  ['format', LOGS, ({ format }) => format !== undefined],
  ['map', LOGS, ({ map }) => map !== undefined],
  ['outcomes', LOGS, (values) => values.outcomes !== undefined],
  ['locale', LOGS, ({ locale }) => locale !== undefined],
  ['seed', LOGS, ({ seed }) => seed !== SEED],
  ['strict', LOGS, ({ strict }) => strict],
  ['no-profiles', PREDICT, ({ noProfiles }) => noProfiles],
  ['resume', PREDICT, ({ resume }) => resume],
  ['by', PREDICT, ({ by }) => by.length > 0],
  ['against', PREDICT, ({ against }) => against !== undefined],
  ['train', PREDICT, ({ train }) => train.length > 0],
  ['untuned', PREDICT, ({ untuned }) => untuned],
  ['fit', PREDICT, ({ fit }) => fit],
  ['report', PREDICT, ({ report }) => report !== undefined],
  ['policies', POSTHOC, (values) => values.policies !== undefined],
  ['lengths', POSTHOC, (values) => values.lengths !== undefined],
  ['coverage', POSTHOC, (values) => values.coverage !== undefined],
  ['validation', POSTHOC, (values) => values.validation !== undefined],
  ['campaign', POSTHOC, ({ campaign }) => campaign !== undefined],
  ['rule', POSTHOC, ({ rules }) => rules.length > 0],
  ['profiles', AUDIT, ({ profiles }) => profiles.length > 0],
  ['any-version', AUDIT, ({ anyVersion }) => anyVersion]
]

const isMode = (word: string): word is Mode => modes.some((mode) => mode === word)

/** The mode that was asked for, unless an option was given that does not belong to it. */
export const of = (values: Values): E.Either<Failure.Failure, Mode> => {
  const { mode } = values
  if (!isMode(mode)) {
    const nearest = EditDistance.nearest(mode, modes)
    const meant = nearest === undefined ? `there are ${modes.join(', ')}` : `did you mean \`${nearest}\`?`
    return E.left(Failure.usage(`--mode: no mode \`${Layout.safeLine(mode)}\`; ${meant}`))
  }
  const misplaced = OWN.find(([, owners, isGiven]) => isGiven(values) && !owners.includes(mode))
  if (misplaced === undefined) return E.right(mode)
  const [name, owners] = misplaced
  const whose = owners.map((each) => `--mode ${each}`).join(' and ')
  return E.left(Failure.usage(`--${name} belongs to ${whose}, not to --mode ${mode}`))
}

/** Post-hoc tests, or an audit. */
export const run = (
  capabilities: Capabilities,
  mode: Exclude<Mode, 'predict'>,
  values: Values,
  { bank, out, ...reading }: Request
): Effect<Exit> => {
  const { campaign, profiles, anyVersion, workers = capabilities.workers.cores, json } = values
  if (mode === 'audit')
    return ReplayAudit.run(capabilities, {
      sessions: reading.logs,
      profiles,
      bank,
      out,
      anyVersion,
      workers,
      json
    })
  const options = PosthocOptions.read(values)
  if (E.isLeft(options)) return TE.left(options.left)
  const request = { reading, bank, out, campaign, options: options.right, workers, json }
  return ReplayPosthoc.run(capabilities, request)
}
