/**
 * From a plan to the files of a simulation: learners on all cores, what becomes of each written as it comes, what it adds
 * up to at the end.
 *
 * @since 0.2.0
 */
import type * as Attempt from '../lab/Attempt'
import * as Comparison from '../lab/Comparison'
import * as ComparisonSummary from '../lab/ComparisonSummary'
import * as PoliciesFile from '../lab/PoliciesFile'
import type { Capabilities, Outgoing } from './Capabilities'
import * as Failure from './Failure'
import * as Jobs from './Jobs'
import * as Layout from './Layout'
import { done, fail } from './LogEffect'
import * as LogFiles from './LogFiles'
import * as SimulateView from './SimulateView'

export const names = [
  'summary.json',
  'policies.csv',
  'curve.csv',
  'exposure.csv',
  'learners.csv',
  'run.json'
] as const

export interface Request {
  readonly plan: Comparison.Plan
  readonly learners: number
  readonly workers: number
  readonly out: string
  /** The file of a report, and its language. */
  readonly report: string | undefined
  readonly locale: string
  /** The population in the words of the command line. */
  readonly said: ReadonlyArray<string>
  readonly json: boolean
}

/** Attempts are handed to workers by so many: a second of work or less. */
const SHARD = 60

/** Attempts are kept until there are so many, and then added up. */
const BATCH = 1500

const shards = (learners: number, policies: number): ReadonlyArray<Comparison.Range> => {
  const size = Math.max(1, Math.floor(SHARD / policies))
  return Array.from({ length: Math.ceil(learners / size) }, (_, i) => ({
    first: i * size,
    last: Math.min(learners, (i + 1) * size)
  }))
}

const simulate = async (
  { workers, progress }: Capabilities,
  { plan, learners, workers: count }: Request,
  rows: LogFiles.Text
): Promise<ReadonlyArray<Comparison.Sums>> => {
  const add = Comparison.sums(plan)
  const bar = progress('simulating', learners)
  let sums: ReadonlyArray<Comparison.Sums> | undefined
  let batch: Array<ReadonlyArray<Attempt.Attempt>> = []
  let finished = 0
  const settle = (): ReadonlyArray<Comparison.Sums> => {
    const more = add(batch)
    batch = []
    return sums === undefined ? more : Comparison.merge(sums, more)
  }
  rows.add(SimulateView.learnersHead)
  try {
    await done(
      workers.run({
        job: Jobs.simulate,
        context: plan,
        shards: shards(learners, plan.policies.length),
        workers: count,
        take: async (part) => {
          for (const attempts of part) {
            batch.push(attempts)
            rows.add(SimulateView.learnerRows(plan, attempts))
          }
          if (batch.length * plan.policies.length >= BATCH) sums = settle()
          bar.update((finished += part.length))
          await rows.settle()
        }
      })
    )
  } finally {
    bar.stop()
  }
  return settle()
}

const encoded = (u: unknown): string => `${JSON.stringify(u, null, 2)}\n`

/** Who the learners are, but for the names in a file. */
const populationOf = ({ population: { who, how } }: Comparison.Plan) => {
  const { _tag, ...rest } = who
  return { who: _tag, ...('states' in rest ? { states: rest.states.length } : rest), ...how }
}

const headOf = ({ plan }: Request) => ({
  bank: { id: plan.bank.id, fingerprint: plan.bank.fingerprint },
  campaign: plan.campaign?.id ?? null,
  locale: plan.locale ?? null,
  seed: plan.seed,
  population: populationOf(plan)
})

const filled = async (
  { version, stdout }: Capabilities,
  request: Request,
  texts: Readonly<Record<(typeof names)[number], LogFiles.Text>>,
  sums: ReadonlyArray<Comparison.Sums>,
  report: Outgoing | undefined
): Promise<string> => {
  const { plan, out, json, locale, said } = request
  const summary = ComparisonSummary.of(plan, sums)
  const whole = encoded({ format: ComparisonSummary.FORMAT, ...headOf(request), ...summary })
  texts['summary.json'].add(whole)
  texts['policies.csv'].add(SimulateView.policiesCsv(summary))
  texts['curve.csv'].add(SimulateView.curveCsv(summary))
  texts['exposure.csv'].add(SimulateView.exposureCsv(plan, sums))
  texts['run.json'].add(
    encoded({
      format: 'acquis-run/1',
      version,
      command: 'simulate',
      options: { population: said, rules: plan.rules ?? {}, policies: PoliciesFile.encode(plan.policies) },
      ...headOf(request),
      learners: summary.learners,
      attempts: summary.learners * plan.policies.length
    })
  )
  if (report !== undefined) {
    const { of } = await import('../report/SimulationReport')
    await done(report.write(of(plan, summary, locale)))
    await done(report.commit)
  }
  return json
    ? whole
    : [
        ...SimulateView.report(summary, Math.max(80, stdout.width())),
        '',
        ...Layout.wrap(`${names.join(', ')} in ${Layout.safeLine(out)}`, Math.max(80, stdout.width())),
        ''
      ].join('\n')
}

/** Everything is opened before learners are simulated, so that nobody waits for a file that cannot be written. */
export const run = async (capabilities: Capabilities, request: Request): Promise<string> => {
  const { plan, out, report: file } = request
  if (Comparison.askable(plan).length === 0)
    return fail(Failure.problems('there is no challenge that may be asked, so there is no test'))
  const folder = await LogFiles.folder(capabilities, out, names)
  const forget = capabilities.onInterrupt(
    () => `interrupted; the files in \`${Layout.safeLine(out)}\` are as they were before`
  )
  let report: Outgoing | undefined
  try {
    report = file === undefined ? undefined : await done(capabilities.files.create(file))
    const sums = await simulate(capabilities, request, folder.texts['learners.csv'])
    const text = await filled(capabilities, request, folder.texts, sums, report)
    await folder.commit()
    return text
  } catch (error) {
    await report?.discard()
    await folder.discard()
    throw error
  } finally {
    forget()
  }
}
