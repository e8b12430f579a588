/**
 * `acquis replay`: what the engine would have said of the answers in a log, one step ahead, and what it makes of them; by
 * way of `ReplayModes`, what else can be done with it.
 *
 * @since 0.1.0
 */
import { flag, restPositionals, string } from 'cmd-ts'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as Model from '../knowledge/Model'
import type { Capabilities, Effect, Exit } from './Capabilities'
import * as Command from './Command'
import * as Failure from './Failure'
import * as Layout from './Layout'
import * as Load from './Load'
import { attempt } from './LogEffect'
import type { LogFormat } from './LogFormat'
import * as LogOptions from './LogOptions'
import * as LogReplay from './LogReplay'
import * as LogReport from './LogReport'
import * as Options from './Options'
import * as ReplayModes from './ReplayModes'
import * as ReplayView from './ReplayView'
import * as StudyOptions from './StudyOptions'

interface Values extends ReplayModes.Values {
  readonly logs: ReadonlyArray<string>
  readonly bank: string | undefined
  readonly out: string | undefined
}

/** Options and what they were read into. */
interface Request extends Omit<LogReplay.Plan, 'model' | 'capacity' | 'workers' | 'alone' | 'checkpoint'> {
  readonly format: LogFormat
  readonly bank: string
  readonly out: string
}

const twice = (words: ReadonlyArray<string>): string | undefined =>
  words.find((word, i) => words.indexOf(word) !== i)

const request = (values: Values): E.Either<Failure.Failure, Request> => {
  const { logs, bank, out, locale, seed, campaign, profiles, train, strict } = values
  if (logs.length === 0) return E.left(Failure.usage('name a log, or `-` for stdin'))
  if (bank === undefined) return E.left(Failure.usage('name the item bank: --bank BANK'))
  if (out === undefined) return E.left(Failure.usage('name a folder for the results: --out DIR'))
  const again = twice([...logs, ...train, bank, ...(campaign === undefined ? [] : [campaign]), ...profiles])
  if (again !== undefined)
    return E.left(
      Failure.usage(
        again === '-'
          ? 'stdin can be read only once'
          : `\`${Layout.safeLine(again)}\` is named twice: each of its rows would count twice`
      )
    )
  const { workers } = values
  if (workers !== undefined && !(Number.isInteger(workers) && workers >= 1))
    return E.left(Failure.usage('--workers takes a whole number from 1 on'))
  const how = LogOptions.reading(values)
  if (E.isLeft(how)) return how
  const wish = StudyOptions.read(values)
  if (E.isLeft(wish)) return wish
  return E.right({
    logs,
    bank,
    out,
    locale,
    seed,
    profiles: !values.noProfiles,
    resume: values.resume,
    ...how.right,
    strict,
    wish: wish.right
  })
}

const predict =
  (values: Values) =>
  (capabilities: Capabilities): Effect<Exit> => {
    const asked = request(values)
    if (E.isLeft(asked)) return TE.left(asked.left)
    const { bank: file, out, ...rest } = asked.right
    const { stdout, version } = capabilities
    /** Nothing that differs between two runs of the same command: no times, no folders. */
    const record =
      (bank: Model.Model['bank']) =>
      ({ counts, metrics, train }: LogReplay.Finished) => ({
        format: 'acquis-run/1',
        version,
        command: 'replay',
        options: {
          mode: 'predict',
          format: rest.format.name,
          map: { ...rest.format.names, ...rest.names },
          outcomes: Object.fromEntries(rest.codes),
          locale: rest.locale ?? null,
          profiles: rest.profiles,
          strict: rest.strict,
          ...StudyOptions.recorded(rest.wish)
        },
        seed: rest.seed,
        bank: { id: bank.id, fingerprint: bank.fingerprint },
        inputs: counts.inputs,
        ...(train === undefined
          ? {}
          : {
              train: {
                inputs: train.inputs,
                rows: train.rows,
                rejected: train.rejected,
                folded: train.folded
              }
            }),
        rows: counts.rows,
        responses: metrics.responses,
        learners: metrics.learners,
        rejected: counts.rejected,
        folded: counts.folded
      })
    return pipe(
      Load.bank(capabilities.files)(file),
      TE.chain((bank) => {
        const plan: LogReplay.Plan = {
          ...rest,
          model: Model.of(bank),
          capacity: LogReplay.CAPACITY,
          alone: LogReplay.ALONE,
          checkpoint: LogReplay.CHECKPOINT,
          workers: values.workers ?? capabilities.workers.cores
        }
        return LogReport.around(
          capabilities,
          values,
          bank,
          attempt(`cannot replay`, () => LogReplay.run(capabilities, plan, out, record(bank)))
        )
      }),
      TE.chain((finished) => {
        const { counts, metrics } = finished
        const text = values.json
          ? JSON.stringify(
              {
                rows: counts.rows,
                rejected: counts.rejected,
                folded: counts.folded,
                ...metrics,
                reasons: Object.fromEntries(counts.reasons)
              },
              null,
              2
            )
          : ReplayView.summary(asked.right, finished).join('\n')
        return pipe(
          stdout.write(`${text}\n`),
          TE.map((): Exit => 0)
        )
      })
    )
  }

const run =
  (values: Values) =>
  (capabilities: Capabilities): Effect<Exit> => {
    const mode = ReplayModes.of(values)
    if (E.isLeft(mode)) return TE.left(mode.left)
    if (mode.right === 'predict') return predict(values)(capabilities)
    const asked = request(values)
    return E.isLeft(asked)
      ? TE.left(asked.left)
      : ReplayModes.run(capabilities, mode.right, values, asked.right)
  }

export const command = Command.define({
  name: 'replay',
  description:
    'Replays logs of responses: what the engine says of each answer before it sees it, how well that fits, and the profile that every learner ends with',
  examples: [
    {
      description: 'a log with the columns learner, challenge, outcome',
      command: 'acquis replay log.csv --bank bank.yaml --out results'
    },
    {
      description: 'beside other models and by school, with a report to read in a browser',
      command:
        'acquis replay log.csv --bank bank.yaml --out results --against item,elo,bkt --by school --report replay.html'
    },
    {
      description: 'other columns and codes, several files, gzip',
      command:
        'acquis replay 2025.csv.gz 2026.jsonl --bank bank.json --out results --map learner=user_id,outcome=score --outcomes 1.0=correct,0.0=incorrect'
    },
    {
      description: 'a log in another format',
      command: 'acquis replay log.tsv --format datashop --bank bank.json --out results'
    },
    {
      description: 'what a test of ten questions a competence would have concluded',
      command: 'acquis replay log.csv --bank bank.yaml --out results --mode posthoc --lengths 10'
    },
    {
      description: 'whether sessions and their profiles are what the engine makes of them',
      command:
        'acquis replay sessions.jsonl --bank bank.yaml --out audit --mode audit --profiles profiles.jsonl'
    }
  ],
  args: {
    logs: restPositionals({
      type: string,
      displayName: 'LOG',
      description:
        'CSV with a header row, JSON lines (.jsonl, .ndjson, or a first character `{`), Parquet, or what --format says; gzip is taken off; `-` is stdin. Columns: learner, challenge, outcome, optionally at (ISO 8601, or milliseconds since 1970) and seconds; others are passed over. With --mode audit: sessions (acquis-session/1), as JSON, or one a line (.jsonl)'
    }),
    bank: Options.text('bank', 'BANK', 'the item bank, JSON or YAML'),
    out: Options.text(
      'out',
      'DIR',
      'folder for profiles.jsonl, predictions.csv, metrics.json, rejected.csv and run.json, or for the files of another mode; files of these names in it are replaced, others stay'
    ),
    ...LogOptions.args,
    locale: Options.text(
      'locale',
      'LOCALE',
      "language of the recommendations, and of the report: French, else English (default: the bank's first)"
    ),
    seed: Options.seed(
      'of the bootstrap intervals; posthoc: of what is held out and drawn, too',
      ReplayModes.SEED
    ),
    workers: Options.workers(),
    noProfiles: flag({
      long: 'no-profiles',
      description: 'predictions and metrics alone, which take a fraction of the time: no profiles.jsonl'
    }),
    resume: flag({
      long: 'resume',
      description: 'go on where the same command ended early, however it did; else begin'
    }),
    strict: flag({
      long: 'strict',
      description:
        'stop at the first row that is no response, with exit code 1 and no results (default: such rows go to rejected.csv)'
    }),
    json: flag({ long: 'json', description: 'the summary as JSON' }),
    ...ReplayModes.args
  },
  handler: run
})
