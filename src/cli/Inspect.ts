/**
 * `acquis inspect`: what a bank can measure, by simulated learners on all cores.
 *
 * @since 0.2.0
 */
import { array, flag, multioption, number, option, positional, string } from 'cmd-ts'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as Campaign from '../assessment/Campaign'
import type { Bank } from '../bank/Bank'
import * as Inspection from '../lab/Inspection'
import * as InspectionPart from '../lab/InspectionPart'
import type * as Tally from '../lab/Tally'
import type { Plan } from '../lab/Trial'
import * as InspectionReport from '../report/InspectionReport'
import { languageOf } from '../report/Language'
import type { Capabilities, Effect, Exit } from './Capabilities'
import * as Command from './Command'
import * as Failure from './Failure'
import * as InspectView from './InspectView'
import * as Jobs from './Jobs'
import * as Load from './Load'
import * as Options from './Options'
import * as Setup from './Setup'
import * as Style from './Style'

interface Values {
  readonly bank: string
  readonly campaign: string | undefined
  readonly rules: ReadonlyArray<string>
  readonly learners: number
  readonly seed: string
  readonly locale: string | undefined
  readonly workers: number | undefined
  readonly report: string | undefined
  readonly json: boolean
}

/** Learners are handed to workers by so many: a second of work or less, so that the bar moves and no worker idles long. */
const SHARD = 20

const wrong = ({ learners, workers }: Values): string | undefined => {
  if (!Options.isCount(learners, 2) || learners > 1e6)
    return '--learners takes a whole number from 2 to 1000000'
  if (workers !== undefined && !Options.isCount(workers, 1)) return '--workers takes a whole number from 1 on'
  return undefined
}

const shards = (learners: number): ReadonlyArray<Tally.Range> =>
  Array.from({ length: Math.ceil(learners / SHARD) }, (_, i) => ({
    first: i * SHARD,
    last: Math.min(learners, (i + 1) * SHARD)
  }))

/** What is to be inspected, from the files and options that say so. */
const planOf = (
  { files }: Capabilities,
  { bank: file, campaign, rules, seed, locale: wish }: Values
): Effect<Plan> => {
  const settings = Setup.rulesOf(rules)
  if (E.isLeft(settings)) return TE.left(settings.left)
  const campaignOf = (bank: Bank): Effect<Campaign.Campaign | undefined> =>
    campaign === undefined
      ? TE.right(undefined)
      : pipe(
          Load.decoded(files)(campaign, Campaign.decode(bank)),
          TE.map(({ value }) => value)
        )
  return pipe(
    Load.bank(files)(file),
    TE.chain((bank) =>
      pipe(
        TE.fromEither(Setup.localeOf(bank, wish)),
        TE.chain((locale) =>
          pipe(
            campaignOf(bank),
            TE.map((given): Plan => ({
              bank,
              seed,
              rules: settings.right,
              ...(locale === undefined ? {} : { locale }),
              ...(given === undefined ? {} : { campaign: given })
            }))
          )
        )
      )
    )
  )
}

/** The trials of all learners, on several workers. */
const simulate = (
  { workers, progress, onInterrupt }: Capabilities,
  plan: Plan,
  learners: number,
  count: number
): Effect<InspectionPart.InspectionPart> => {
  const parts = shards(learners)
  let sum: InspectionPart.InspectionPart | undefined
  let done = 0
  return async () => {
    const bar = progress('inspecting', parts.length)
    const forget = onInterrupt(() => 'interrupted; nothing was written')
    const ended = await workers.run({
      job: Jobs.inspect,
      context: plan,
      shards: parts,
      workers: count,
      take: (part) => {
        sum = sum === undefined ? part : InspectionPart.merge(sum, part)
        bar.update(++done)
      }
    })()
    bar.stop()
    forget()
    return E.isLeft(ended) ? ended : E.right(sum ?? { tally: [], lengths: [] })
  }
}

const shown = (
  { stdout }: Capabilities,
  json: boolean,
  { bank }: Plan,
  locale: string,
  inspection: Inspection.Inspection
): string => {
  if (json) return `${JSON.stringify(inspection, null, 2)}\n`
  const page: InspectView.Page = {
    language: languageOf(locale),
    locale,
    style: Style.of(stdout.colour),
    width: Math.max(60, stdout.width())
  }
  return `${InspectView.report(page, bank, inspection).join('\n')}\n`
}

/** The report is opened before the learners are simulated, so that nobody waits for a file that cannot be written. */
const inspect =
  (capabilities: Capabilities, values: Values) =>
  (plan: Plan): Effect<void> =>
  async () => {
    const { files, stdout, workers } = capabilities
    const { report, learners, json } = values
    const opened = report === undefined ? E.right(undefined) : await files.create(report)()
    if (E.isLeft(opened)) return opened
    const output = opened.right
    const locale = values.locale ?? plan.bank.locales[0] ?? ''
    const ended = await pipe(
      simulate(capabilities, plan, learners, values.workers ?? workers.cores),
      TE.chainEitherK((part) =>
        part.tally.length === 0
          ? E.left(Failure.problems('there is no acquis in scope, so there is nothing to measure'))
          : E.right(Inspection.of(plan, part))
      ),
      TE.chainFirst((inspection) =>
        output === undefined
          ? TE.right(undefined)
          : pipe(
              output.write(InspectionReport.of(plan.bank, inspection, locale)),
              TE.chain(() => output.commit)
            )
      ),
      TE.chain((inspection) => stdout.write(shown(capabilities, json, plan, locale, inspection)))
    )()
    if (E.isLeft(ended)) await output?.discard()
    return ended
  }

const run =
  (values: Values) =>
  (capabilities: Capabilities): Effect<Exit> => {
    const sentence = wrong(values)
    if (sentence !== undefined) return TE.left(Failure.usage(sentence))
    return pipe(
      planOf(capabilities, values),
      TE.chain(inspect(capabilities, values)),
      TE.map((): Exit => 0)
    )
  }

export const command = Command.define({
  name: 'inspect',
  description:
    'Says what a bank can measure, by letting simulated learners take its tests: how long they are, how much they judge rightly, what they ask, what the bank cannot tell apart, and where one more challenge would buy most',
  examples: [
    {
      description: 'a bank, with a report to read in a browser',
      command: 'acquis inspect bank.yaml --report bank.html'
    },
    {
      description: 'the tests of a campaign, for a program',
      command: 'acquis inspect bank.yaml --campaign campaign.yaml --json'
    },
    {
      description: 'what shorter tests would cost',
      command: 'acquis inspect bank.yaml --rule maxQuestions=12'
    }
  ],
  args: {
    bank: positional({ type: string, displayName: 'BANK', description: 'the item bank, JSON or YAML' }),
    campaign: Options.text(
      'campaign',
      'FILE',
      'the test of this campaign (default: the test of each competence, one by one)'
    ),
    rules: multioption({
      type: { ...array(string), displayName: 'NAME=VALUE' },
      long: 'rule',
      description: `a rule of the tests, as often as needed, over those of the campaign (defaults: ${Setup.defaults})`
    }),
    learners: option({
      type: { ...number, displayName: 'N' },
      long: 'learners',
      description: 'how many simulated learners take each test',
      defaultValue: () => 1000,
      defaultValueIsSerializable: true
    }),
    seed: Options.seed('the same seed, the same learners'),
    locale: Options.text(
      'locale',
      'LOCALE',
      'the language of the tests, and of the report: French, else English (default: the first of the bank)'
    ),
    workers: Options.workers(),
    report: Options.report,
    json: flag({ long: 'json', description: 'print acquis-inspection/1, as JSON (default: for people)' })
  },
  handler: run
})
