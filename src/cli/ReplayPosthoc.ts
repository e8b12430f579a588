/**
 * `acquis replay --mode posthoc`: what an adaptive test would have asked and concluded where learners have answered
 * (nearly) everything.
 *
 * @since 0.2.0
 */
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as Campaign from '../assessment/Campaign'
import type { Bank } from '../bank/Bank'
import * as Model from '../knowledge/Model'
import * as Posthoc from '../lab/Posthoc'
import * as PosthocSummary from '../lab/PosthocSummary'
import * as PosthocSums from '../lab/PosthocSums'
import type { Capabilities, Effect, Exit } from './Capabilities'
import * as Failure from './Failure'
import * as Jobs from './Jobs'
import * as Layout from './Layout'
import * as Load from './Load'
import { attempt, done } from './LogEffect'
import * as LogFiles from './LogFiles'
import * as LogIntake from './LogIntake'
import * as LogReplay from './LogReplay'
import * as LogRow from './LogRow'
import * as LogShards from './LogShards'
import * as LogSpool from './LogSpool'
import * as PosthocView from './PosthocView'
import type * as PosthocOptions from './PosthocOptions'
import * as Setup from './Setup'

export const names = ['posthoc.json', 'posthoc.csv', 'left-out.csv', 'rejected.csv', 'run.json'] as const

/** The logs, and how they are read. */
export type Reading = Pick<
  LogReplay.Plan,
  'logs' | 'format' | 'names' | 'codes' | 'strict' | 'locale' | 'seed'
>

export interface Request {
  readonly reading: Reading
  readonly bank: string
  readonly out: string
  readonly campaign: string | undefined
  readonly options: PosthocOptions.Options
  readonly workers: number
  readonly json: boolean
}

/** Learners are handed to workers by so many: a second of work or less. */
const SHARD = 16

/** Results are kept until there are so many, and then added up. */
const BATCH = 512

async function* shards(
  ids: ReadonlyArray<string>,
  runs: AsyncIterable<LogSpool.Run>
): AsyncGenerator<ReadonlyArray<Posthoc.Answers>> {
  let shard: Array<Posthoc.Answers> = []
  for await (const { learner, codes } of runs) {
    shard.push({
      learner: ids[learner] ?? '',
      items: codes.map(LogRow.itemOf),
      outcomes: codes.map(LogRow.outcomeOf)
    })
    if (shard.length < SHARD) continue
    yield shard
    shard = []
  }
  if (shard.length > 0) yield shard
}

/** Tests all learners of the spool, and lists those that are left out. */
const test = async (
  { progress, workers }: Capabilities,
  plan: Posthoc.Plan,
  count: number,
  ids: ReadonlyArray<string>,
  spool: LogSpool.Spool,
  leftOut: LogFiles.Text
): Promise<PosthocSums.Sums> => {
  const { challenges } = Posthoc.sizes(plan)
  const added = PosthocSums.of(plan, challenges)
  const bar = progress('testing', ids.length)
  let sums = added([])
  let batch: Array<Posthoc.Result> = []
  let finished = 0
  leftOut.add('learner,answered,challenges\n')
  const settle = (): void => {
    sums = PosthocSums.merge(sums, added(batch))
    batch = []
  }
  const take = async (results: ReadonlyArray<Posthoc.Result>): Promise<void> => {
    for (const result of results) {
      batch.push(result)
      if (result._tag === 'LeftOut')
        leftOut.add(`${LogFiles.field(result.learner)},${result.answered},${challenges}\n`)
    }
    if (batch.length >= BATCH) settle()
    bar.update((finished += results.length))
    await leftOut.settle()
  }
  const parts = shards(ids, spool.runs(LogShards.inOrder(ids)))
  try {
    if (count > 1 && ids.length > SHARD)
      await done(workers.run({ job: Jobs.posthoc, context: plan, shards: parts, workers: count, take }))
    else {
      const run = Posthoc.all(plan)
      for await (const part of parts) await take(run(part))
    }
  } finally {
    bar.stop()
  }
  settle()
  return sums
}

interface Finished {
  readonly counts: LogIntake.Counts
  readonly summary: PosthocSummary.Summary
}

const encoded = (u: unknown): string => `${JSON.stringify(u, null, 2)}\n`

/** What the numbers rest on: the same in `posthoc.json` and `run.json`. */
const settingOf = ({ policies, lengths, coverage, validation, locale, campaign, rules }: Posthoc.Plan) => ({
  policies,
  lengths,
  coverage,
  validation,
  locale: locale ?? null,
  campaign: campaign?.id ?? null,
  rules
})

/** The whole way from the logs to the files. */
const replay = async (
  capabilities: Capabilities,
  { reading, out, workers }: Request,
  plan: Posthoc.Plan
): Promise<Finished> => {
  const folder = await LogFiles.folder(capabilities, out, names)
  const { texts } = folder
  const learners = LogRow.learners()
  const spool = LogSpool.spool(capabilities.files, LogReplay.CAPACITY)
  const forget = capabilities.onInterrupt(
    () => `interrupted; the files in \`${out}\` are as they were before: the same command starts again`
  )
  try {
    texts['rejected.csv'].add(LogIntake.header)
    const from = { ...reading, model: Model.of(plan.bank) }
    const counts = await LogIntake.read(capabilities, from, learners, spool, texts['rejected.csv'])
    const sums = await test(capabilities, plan, workers, learners.ids, spool, texts['left-out.csv'])
    const summary = PosthocSummary.of(plan, sums)
    const bank = { id: plan.bank.id, fingerprint: plan.bank.fingerprint }
    const { inputs, rows, rejected, folded } = counts
    texts['posthoc.json'].add(
      encoded({ format: PosthocSummary.FORMAT, bank, seed: plan.seed, ...settingOf(plan), ...summary })
    )
    texts['posthoc.csv'].add(PosthocView.csv(summary))
    texts['run.json'].add(
      encoded({
        format: 'acquis-run/1',
        version: capabilities.version,
        command: 'replay',
        options: {
          mode: 'posthoc',
          format: reading.format?.name ?? 'canonical',
          map: { ...reading.format?.names, ...reading.names },
          outcomes: Object.fromEntries(reading.codes),
          strict: reading.strict,
          ...settingOf(plan)
        },
        seed: plan.seed,
        bank,
        inputs,
        rows,
        responses: LogIntake.responsesOf(counts),
        learners: summary.learners,
        leftOut: summary.leftOut,
        rejected,
        folded
      })
    )
    await folder.commit()
    return { counts, summary }
  } catch (error) {
    await folder.discard()
    throw error
  } finally {
    forget()
    await spool.discard()
  }
}

const planOf =
  ({ files }: Capabilities, { reading, campaign, options }: Request) =>
  (bank: Bank): Effect<Posthoc.Plan> =>
    pipe(
      TE.fromEither(Setup.localeOf(bank, reading.locale)),
      TE.chain((locale) =>
        pipe(
          campaign === undefined
            ? TE.right<Failure.Failure, Campaign.Campaign | undefined>(undefined)
            : pipe(
                Load.decoded(files)(campaign, Campaign.decode(bank)),
                TE.map(({ value }) => value)
              ),
          TE.map((given): Posthoc.Plan => ({
            bank,
            seed: reading.seed,
            ...options,
            ...(locale === undefined ? {} : { locale }),
            ...(given === undefined ? {} : { campaign: given })
          }))
        )
      ),
      TE.filterOrElse(
        (plan) => Posthoc.sizes(plan).challenges > 0,
        () => Failure.problems('there is no challenge that may be asked, so there is no test')
      )
    )

export const run = (capabilities: Capabilities, request: Request): Effect<Exit> => {
  const { stdout, files } = capabilities
  const { bank, out, json } = request
  return pipe(
    Load.bank(files)(bank),
    TE.chain(planOf(capabilities, request)),
    TE.chain((plan) =>
      pipe(
        attempt('cannot replay', () => replay(capabilities, request, plan)),
        TE.chainFirst(({ counts, summary }) => {
          const text = json
            ? JSON.stringify({ rows: counts.rows, rejected: counts.rejected, ...summary }, null, 2)
            : [
                ...PosthocView.report(plan, summary, Math.max(72, stdout.width())),
                ...(counts.rejected === 0 ? [] : ['', `${counts.rejected} of ${counts.rows} rows rejected`]),
                '',
                `${names.join(', ')} in ${Layout.safeLine(out)}`
              ].join('\n')
          return stdout.write(`${text}\n`)
        }),
        TE.map((): Exit => 0)
      )
    )
  )
}
