/**
 * What workers can be asked to do. A job is found by its name, since a function cannot be sent to another thread: told
 * the context once, it makes a result of every shard, and nothing else.
 *
 * @since 0.2.0
 */
import type * as Attempt from '../lab/Attempt'
import type * as Audit from '../lab/Audit'
import type * as Baselines from '../lab/Baselines'
import type * as CalibrationShard from '../lab/CalibrationShard'
import type * as Comparison from '../lab/Comparison'
import type * as FitShard from '../lab/FitShard'
import type * as InspectionPart from '../lab/InspectionPart'
import type * as Posthoc from '../lab/Posthoc'
import type * as Saturated from '../lab/Saturated'
import type * as Tally from '../lab/Tally'
import type * as Trial from '../lab/Trial'
import type * as CohortShard from './CohortShard'
import type * as LogShard from './LogShard'
import type * as ParquetTable from './ParquetTable'

export interface Job<Context, Shard, Result> {
  readonly name: string
  /** Loads its code, in the thread that is to do it. */
  readonly load: () => Promise<(context: Context) => (shard: Shard) => Result | Promise<Result>>
  /** The buffers of a result that are handed over rather than copied: it is of no use to the worker any more. */
  handsOver?(result: Result): ReadonlyArray<ArrayBufferLike>
}

/** The trials of some learners, added up. */
export const inspect: Job<Trial.Plan, Tally.Range, InspectionPart.InspectionPart> = {
  name: 'inspect',
  load: async () => (await import('../lab/InspectionPart')).of
}

const buffersOf = (record: object | undefined): ReadonlyArray<ArrayBufferLike> =>
  Object.values(record ?? {}).flatMap((each: unknown) => (ArrayBuffer.isView(each) ? [each.buffer] : []))

/** Some learners of a log, to the bytes of what is written of them. */
export const replay: Job<LogShard.Plan, LogShard.Shard, LogShard.Done> = {
  name: 'replay',
  load: async () => (await import('./LogShard')).of,
  handsOver: ({ profiles, predictions, sums }) => {
    const { engine, later, groups, rivals, details } = sums
    return [
      { profiles, predictions },
      engine,
      later,
      details?.learning,
      details?.residuals,
      ...rivals,
      ...groups.flatMap((each) => [...each.values()])
    ].flatMap(buffersOf)
  }
}

/** Baselines, fitted to a log. */
export const fit: Job<Baselines.Material, Baselines.Task, Baselines.Fitted> = {
  name: 'fit',
  load: async () => (await import('../lab/Baselines')).fitted
}

/** Some learners of a log, tested post hoc. */
export const posthoc: Job<Posthoc.Plan, ReadonlyArray<Posthoc.Answers>, ReadonlyArray<Posthoc.Result>> = {
  name: 'posthoc',
  load: async () => (await import('../lab/Posthoc')).all
}

/** Some sessions, audited. */
export const audit: Job<Audit.Plan, ReadonlyArray<Audit.Recorded>, ReadonlyArray<Audit.Finding>> = {
  name: 'audit',
  load: async () => (await import('../lab/Audit')).all
}

/** The end of a file in Parquet, to the description of its table. */
export const parquetDescription: Job<null, Uint8Array, ParquetTable.Read<ParquetTable.Description>> = {
  name: 'parquet-description',
  load: async () => (await import('./ParquetTable')).describe
}

/** Rows of a table in Parquet, to cells. */
export const parquetRows: Job<ParquetTable.Plan, ParquetTable.Rows, ParquetTable.Read<ParquetTable.Cells>> = {
  name: 'parquet-rows',
  load: async () => (await import('./ParquetTable')).decode
}

/** Some simulated learners, each tested by all policies. */
export const simulate: Job<
  Comparison.Plan,
  Comparison.Range,
  ReadonlyArray<ReadonlyArray<Attempt.Attempt>>
> = {
  name: 'simulate',
  load: async () => (await import('../lab/Comparison')).all
}

/** What some learners of a log say of parameters. */
export const calibrate: Job<CalibrationShard.Context, CalibrationShard.Shard, CalibrationShard.Result> = {
  name: 'calibrate',
  load: async () => (await import('../lab/CalibrationShard')).of,
  handsOver: (result) => buffersOf(result._tag === 'sums' ? result.sums : { missing: result.missing })
}

/** One part of what is said of the fit of a calibration. */
export const statistics: Job<FitShard.Context, FitShard.Part, FitShard.Made> = {
  name: 'statistics',
  load: async () => (await import('../lab/FitShard')).of
}

/** The end of a saturated fit from one start, by its number. */
export const saturated: Job<
  { readonly plan: Saturated.Plan; readonly settings: Saturated.Settings },
  number,
  Saturated.Climb
> = {
  name: 'saturated',
  load: async () => {
    const { climb } = await import('../lab/Saturated')
    return ({ plan, settings }) =>
      (n) =>
        climb(plan, settings, n)
  },
  handsOver: ({ point }) => buffersOf(point)
}

/** Some lines of a file of profiles, parsed. */
export const cohort: Job<CohortShard.Context, CohortShard.Shard, CohortShard.Parsed> = {
  name: 'cohort',
  load: async () => (await import('./CohortShard')).of,
  handsOver: ({ numbers, masteries }) => [numbers.buffer, masteries.buffer]
}

/** A job whose types the thread that does it need not know. */
export type AnyJob = Job<never, never, unknown>

export const all: ReadonlyArray<AnyJob> = [
  inspect,
  replay,
  fit,
  posthoc,
  audit,
  parquetDescription,
  parquetRows,
  simulate,
  calibrate,
  saturated,
  statistics,
  cohort
]
