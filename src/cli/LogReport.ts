/**
 * The report of a replay, around the replay.
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Bank } from '../bank/Bank'
import * as Learning from '../lab/Learning'
import * as Residuals from '../lab/Residuals'
import * as ReplayReport from '../report/ReplayReport'
import type { Capabilities, Effect } from './Capabilities'
import type * as LogReplay from './LogReplay'

interface Wanted {
  /** The file; none is written where it is not named. */
  readonly report: string | undefined
  readonly locale: string | undefined
  readonly seed: string
}

/** The report is opened before the log is read, so that nobody waits for a file that cannot be written. */
export const around =
  (
    { files }: Capabilities,
    { report, locale, seed }: Wanted,
    bank: Bank,
    replay: Effect<LogReplay.Finished>
  ): Effect<LogReplay.Finished> =>
  async () => {
    if (report === undefined) return replay()
    const opened = await files.create(report)()
    if (E.isLeft(opened)) return opened
    const output = opened.right
    const ended = await pipe(
      replay,
      TE.chainFirst(({ counts, metrics, sums }) =>
        output.write(
          ReplayReport.of(
            bank,
            {
              metrics,
              learning: sums.details === undefined ? [] : Learning.points(sums.details.learning),
              residuals: sums.details === undefined ? [] : Residuals.worst(sums.details.residuals),
              logs: counts.inputs.map(({ file }) => file),
              rows: counts.rows,
              rejected: counts.rejected,
              seed
            },
            locale
          )
        )
      ),
      TE.chainFirst(() => output.commit)
    )()
    if (E.isLeft(ended)) await output.discard()
    return ended
  }
