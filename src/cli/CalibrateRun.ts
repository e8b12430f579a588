/**
 * From logs and a bank to a calibrated bank: one pass reads the logs, the answers stay in memory, four bytes each, and the
 * calibration goes on until it is still.
 *
 * @since 0.2.0
 */
import type { Bank } from '../bank/Bank'
import * as Expectation from '../knowledge/Expectation'
import * as Missing from '../knowledge/Missing'
import * as Model from '../knowledge/Model'
import * as Calibration from '../lab/Calibration'
import * as CalibrationErrors from '../lab/CalibrationErrors'
import * as CalibrationResult from '../lab/CalibrationResult'
import * as CalibrateAnswers from './CalibrateAnswers'
import * as CalibrateFit from './CalibrateFit'
import * as CalibratePool from './CalibratePool'
import * as CalibrateSource from './CalibrateSource'
import * as CalibrateView from './CalibrateView'
import type { Capabilities, Outgoing } from './Capabilities'
import * as Failure from './Failure'
import * as LogCheckpoint from './LogCheckpoint'
import { adding, done, fail } from './LogEffect'
import type * as LogIntake from './LogIntake'

export interface Request extends Omit<LogIntake.Logs, 'model'> {
  readonly bank: string
  /** Undefined where nothing is fitted, and nobody wants a copy. */
  readonly out: string | undefined
  readonly estimates: string | undefined
  readonly settings: Calibration.Settings
  readonly starts: number
  readonly seed: string
  readonly errors: boolean
  readonly workers: number
  readonly resume: boolean
  /** What is wanted of fit, beside the parameters. */
  readonly fit: CalibrateFit.Wish
}

export interface Finished {
  readonly counts: LogIntake.Counts
  readonly result: CalibrationResult.Result
  readonly bank: Bank
  /** Undefined where it was not asked for. */
  readonly fit: CalibrateFit.Found | undefined
}

/** Where it has got to. */
interface Progress {
  readonly start: number
  readonly state: Calibration.State
  readonly best: Calibration.State | undefined
}

/** Milliseconds from one checkpoint to the next. */
const PAUSE = 2000

const seconds = (ms: number): string =>
  ms < 90_000 ? `${Math.max(1, Math.round(ms / 1000))} s` : `${Math.round(ms / 60_000)} min`

/** How many iterations there are to come, if the rise goes on shrinking as it did over the last ones. */
const left = (
  rises: ReadonlyArray<number>,
  { rise, iterations }: Calibration.Settings,
  so: number
): number => {
  const [first, last] = [rises[rises.length - 6] ?? rises[0] ?? 0, rises[rises.length - 1] ?? 0]
  const steps = Math.min(5, rises.length - 1)
  const rest = iterations - so
  if (!(first > last && last > 0 && steps > 0)) return rest
  return Math.min(
    rest,
    Math.max(1, Math.ceil((steps * Math.log(last / Math.max(rise, 1e-12))) / Math.log(first / last)))
  )
}

/** All starts, one after the other; the best of their ends. */
const climb = async (
  { stderr, now }: Capabilities,
  request: Request,
  plan: Calibration.Plan,
  pool: CalibratePool.Pool,
  checkpoint: { readonly from: Progress | undefined; readonly set: (progress: Progress) => Promise<void> }
): Promise<Calibration.State> => {
  let best = checkpoint.from?.best
  let saved = now()
  for (let n = checkpoint.from?.start ?? 0; n < request.starts; n++) {
    let state =
      checkpoint.from?.start === n ? checkpoint.from.state : Calibration.startAt(plan, request.seed, n)
    const begun = now()
    const already = state.iterations
    const rises: Array<number> = []
    while (state.status === 'running') {
      const sums = await pool.sums(state.at)
      state = Calibration.next(plan, state, Calibration.modelAt(plan, state.at), sums)
      if (Number.isFinite(state.rise)) rises.push(state.rise)
      const each = (now() - begun) / (state.iterations - already)
      const which = request.starts > 1 ? `start ${n + 1} of ${request.starts}, ` : ''
      const change = Number.isFinite(state.rise)
        ? `, rise ${state.rise.toPrecision(3)}, move ${state.move.toPrecision(3)}`
        : ''
      const rest =
        state.status === 'running'
          ? `, at most ${seconds(each * left(rises, plan.settings, state.iterations))} left`
          : `, ${state.status}`
      await done(
        stderr.write(
          `${which}iteration ${state.iterations}: log-likelihood ${(state.best?.logLikelihood ?? 0).toFixed(4)}${change}${rest}\n`
        )
      )
      if (now() - saved < PAUSE) continue
      await checkpoint.set({ start: n, state, best })
      saved = now()
    }
    if (best === undefined || (state.best?.objective ?? -Infinity) > (best.best?.objective ?? -Infinity))
      best = state
  }
  return best ?? Calibration.startAt(plan, request.seed, 0)
}

/** Results of the best end. */
const concluded = async (
  plan: Calibration.Plan,
  pool: CalibratePool.Pool,
  state: Calibration.State,
  wantsErrors: boolean
): Promise<CalibrationResult.Result> => {
  const point = state.best ?? { at: state.at, logLikelihood: 0, objective: 0 }
  const made = Calibration.modelAt(plan, point.at)
  const sums = await pool.sums(point.at)
  const counts = Expectation.counts(made, plan.patterns, plan.wish, sums)
  if (!wantsErrors || plan.entries.length === 0)
    return CalibrationResult.of(plan, state, point, counts, undefined)
  const layout = CalibrationErrors.layoutOf(plan)
  const information = CalibrationErrors.observed(
    CalibrationErrors.complete(plan, layout, made, point.at, counts),
    Missing.of(made, plan.patterns, layout).shared(sums.rows),
    await pool.missing(point.at, layout)
  )
  return CalibrationResult.of(plan, state, point, counts, CalibrationErrors.of(plan, layout, information))
}

const cut = (path: string): readonly [folder: string, name: string] => {
  const at = path.lastIndexOf('/')
  return at < 0 ? ['.', path] : [path.slice(0, at) || '/', path.slice(at + 1)]
}

/** The whole way. */
export const run = async (capabilities: Capabilities, request: Request): Promise<Finished> => {
  const { files, version } = capabilities
  const source = await CalibrateSource.read(capabilities, request.bank)
  const { bank } = source
  const model = Model.of(bank)
  const [folder, name] = cut(request.out ?? '')
  const checkpoints =
    request.out === undefined ? undefined : LogCheckpoint.of(files, folder, `${name}.checkpoint`)
  let kept = false
  const forget = capabilities.onInterrupt(() =>
    request.out === undefined
      ? 'interrupted; nothing is written'
      : `interrupted; \`${request.out}\` is as it was before; the same command with --resume goes on`
  )
  // Opened before anything is computed, so that nobody waits for a file that cannot be written.
  const output = request.out === undefined ? undefined : await done(files.create(request.out))
  let fitting: CalibrateFit.Outputs | undefined
  let table: Outgoing | undefined
  let pool: CalibratePool.Pool | undefined
  try {
    if (request.estimates !== undefined) table = await done(files.create(request.estimates))
    const wantsFit = CalibrateFit.isWanted(request.fit)
    if (wantsFit) fitting = await CalibrateFit.outputs(capabilities, request.fit)
    const { counts, answers, beside } = await CalibrateAnswers.gathered(
      capabilities,
      { ...request, model },
      { times: wantsFit, column: request.fit.dif }
    )
    if (answers.codes.length === 0)
      return fail(Failure.problems('there is no answer in these logs that the bank knows'))
    const plan = Calibration.plan(model, answers, request.settings)
    const { settings, starts, seed } = request
    const key = LogCheckpoint.runOf({
      version,
      bank: bank.fingerprint,
      inputs: counts.inputs,
      settings,
      starts,
      seed
    })
    const found = request.resume ? await checkpoints?.find<Progress>(key) : undefined
    kept = found !== undefined
    if (!kept) await checkpoints?.remove()
    pool = CalibratePool.of(capabilities, plan, request.workers)
    const state = await climb(capabilities, request, plan, pool, {
      from: found?.sums,
      set: async (sums) => {
        kept = (await checkpoints?.set({ run: key, learners: 0, lengths: {}, sums })) || kept
      }
    })
    const result = await concluded(plan, pool, state, request.errors)
    await pool.close()
    pool = undefined
    const at = state.best?.at ?? state.at
    const made = await CalibrateSource.written(source, plan.model, plan.entries, at)
    if (table !== undefined) await done(table.write(CalibrateView.csv(result)))
    if (output !== undefined) await done(output.write(made.text))
    if (table !== undefined) await done(table.commit)
    if (output !== undefined) await done(output.commit)
    await checkpoints?.remove()
    kept = false
    const fit = await fitting?.write({
      input: { model: Calibration.modelAt(plan, at), answers, seed, ...beside },
      bank: made.bank,
      result,
      counts,
      workers: request.workers
    })
    return { counts, result, bank: made.bank, fit }
  } catch (error) {
    await output?.discard()
    await fitting?.discard()
    await table?.discard()
    throw kept ? adding(error, 'what is done is kept: the same command with --resume goes on') : error
  } finally {
    await pool?.close()
    forget()
  }
}
