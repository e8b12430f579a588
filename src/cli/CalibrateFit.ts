/**
 * The fit of a calibration: what is wanted of it, its statistics part by part, and the files that they go to.
 *
 * @since 0.2.0
 */
import type { Bank } from '../bank/Bank'
import type { Result } from '../lab/CalibrationResult'
import * as Fit from '../lab/Fit'
import * as FitFile from '../lab/FitFile'
import * as FitShard from '../lab/FitShard'
import * as FitReport from '../report/FitReport'
import * as CalibrateFitCsv from './CalibrateFitCsv'
import type { Capabilities, Outgoing } from './Capabilities'
import * as Jobs from './Jobs'
import * as Layout from './Layout'
import { done } from './LogEffect'
import * as LogFiles from './LogFiles'
import type * as LogIntake from './LogIntake'
import * as Options from './Options'

/** The values of its options. */
export interface Wish {
  readonly fitOut: string | undefined
  readonly dif: string | undefined
  readonly report: string | undefined
  readonly locale: string | undefined
}

export const isWanted = ({ fitOut, report }: Wish): boolean => fitOut !== undefined || report !== undefined

/** What is wrong with them, beside the names of the other files. */
export const wrong = (wish: Wish, others: ReadonlyArray<string>): string | undefined => {
  const { fitOut, dif, report, locale } = wish
  if (dif !== undefined && !isWanted(wish)) return '--dif needs --fit-out DIR or --report FILE.html'
  if (dif === '') return '--dif takes a column of the log'
  if (locale !== undefined && report === undefined) return '--locale is that of --report FILE.html'
  if ([fitOut, report].some((name) => name === '-' || name === ''))
    return '--fit-out and --report take names of files'
  if (report !== undefined && (others.includes(report) || report === fitOut))
    return 'one file is named for two things'
  if (fitOut !== undefined && others.includes(fitOut)) return 'one file is named for two things'
  return undefined
}

export const args = {
  fitOut: Options.text(
    'fit-out',
    'DIR',
    'how well the calibrated bank fits the log, as tables in a folder: items, local dependence, level order, states, discrimination, drift (default: none)'
  ),
  dif: Options.text(
    'dif',
    'COLUMN',
    'a column of the log by which learners are compared: challenges that are easier for some of them who know as much (default: none)'
  ),
  report: Options.text(
    'report',
    'FILE.html',
    'the same as a page to read, with what to do about it (default: none)'
  ),
  locale: Options.text('locale', 'LOCALE', 'the language of the report, fr or en (default: that of the bank)')
}

export type Found = Fit.Findings

/** What a person who waits is told. */
const PARTS: Readonly<Record<FitShard.Part, string>> = {
  surprises: 'challenges and pairs of them',
  orders: 'order of levels',
  violations: 'states',
  discrimination: 'discrimination',
  dif: 'groups',
  drift: 'drift'
}

/** Each part on a thread of its own, as many at a time as there are workers. */
const made = async (
  { stderr, workers }: Capabilities,
  { model, ...rest }: Fit.Input,
  count: number
): Promise<Fit.Fit> => {
  const parts = FitShard.partsOf(rest)
  let fit: Fit.Fit = Fit.none
  let finished = 0
  await done(
    workers.run({
      job: Jobs.statistics,
      context: { ...rest, bank: model.bank },
      shards: parts,
      workers: Math.min(count, parts.length),
      take: async ({ part, made: more }) => {
        fit = { ...fit, ...more }
        await done(stderr.write(`fit: ${PARTS[part]}, ${++finished} of ${parts.length}\n`))
      }
    })
  )
  return fit
}

const encoded = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** What is known once the calibration is done. */
export interface Ended {
  readonly input: Fit.Input
  /** As it was written. */
  readonly bank: Bank
  readonly result: Result
  readonly counts: LogIntake.Counts
  readonly workers: number
}

export interface Outputs {
  readonly write: (ended: Ended) => Promise<Found>
  readonly discard: () => Promise<void>
}

/** Opens all files, before anything is computed. */
export const outputs = async (capabilities: Capabilities, wish: Wish): Promise<Outputs> => {
  const { files, version } = capabilities
  const { fitOut, report, locale, dif } = wish
  const names = [...CalibrateFitCsv.names, 'fit.json', 'run.json'] as const
  const folder = fitOut === undefined ? undefined : await LogFiles.folder(capabilities, fitOut, names)
  let page: Outgoing | undefined
  try {
    page = report === undefined ? undefined : await done(files.create(report))
  } catch (error) {
    await folder?.discard()
    throw error
  }
  const discard = async (): Promise<void> => {
    await folder?.discard()
    await page?.discard()
  }
  return {
    discard,
    write: async ({ input, bank, result, counts, workers }) => {
      const fit = await made(capabilities, input, workers)
      if (folder !== undefined) {
        const tables = CalibrateFitCsv.tables(input.model, fit)
        for (const name of CalibrateFitCsv.names) folder.texts[name].add(tables[name])
        folder.texts['fit.json'].add(
          encoded({ ...FitFile.of(input.model, fit), bank: { id: bank.id, fingerprint: bank.fingerprint } })
        )
        folder.texts['run.json'].add(
          encoded({
            format: 'acquis-run/1',
            version,
            command: 'calibrate',
            options: { fit: result.fit, dif: dif ?? null, seed: input.seed },
            bank: { id: bank.id, fingerprint: bank.fingerprint },
            inputs: counts.inputs,
            rows: counts.rows,
            rejected: counts.rejected,
            folded: counts.folded
          })
        )
        await folder.commit()
      }
      if (page !== undefined) {
        await done(
          page.write(
            FitReport.of(
              input.model,
              {
                fit,
                result,
                rows: counts.rows,
                rejected: counts.rejected,
                logs: counts.inputs.map(({ file }) => file)
              },
              locale
            )
          )
        )
        await done(page.commit)
      }
      return Fit.findings(fit)
    }
  }
}

const counted = (all: ReadonlyArray<{ readonly marked: boolean }>): string =>
  `${all.filter(({ marked }) => marked).length} of ${all.length}`

/** What was found, in lines for a terminal; what could not be looked at is left out. */
export const summary = (found: Found, { fitOut, report, dif }: Wish): ReadonlyArray<string> => {
  const all = [
    [found.items, 'challenges misfit'],
    [found.pairs, 'pairs of challenges depend'],
    [found.orders, 'pairs of levels are out of order'],
    [found.violations, 'topics have a requirement that does not hold'],
    [found.discrimination, 'challenges ask for more than their acquis'],
    [found.dif, `challenges differ by ${Layout.safeLine(dif ?? '')}`],
    [found.drift, 'challenges drift']
  ] as const
  const lines = all.flatMap(([some, what]) => (some.length === 0 ? [] : [`${counted(some)} ${what}`]))
  const files = [fitOut, report].flatMap((name) => (name === undefined ? [] : [Layout.safeLine(name)]))
  return [
    ...(lines.length === 0 ? ['too few answers for any statistic'] : lines).map(
      (line, i) => (i === 0 ? 'fit' : '').padEnd(16) + line
    ),
    '',
    files.join(', ')
  ]
}
