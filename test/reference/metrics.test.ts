/** The metrics against scikit-learn and direct formulas: ../shared/reference/metrics. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import * as Metrics from '../../src/lab/Metrics'

interface Reference {
  readonly y: ReadonlyArray<number>
  readonly p: ReadonlyArray<number>
  readonly AUC: number
  readonly log_loss_nats: number
  readonly Brier: number
  readonly RMSE: number
  readonly accuracy_ge_half: number
  readonly ECE_10_equal_width_floor_bins: number
}

const file = join(import.meta.dirname, '../../../shared/reference/metrics/metrics_reference.json')
const reference = JSON.parse(readFileSync(file, 'utf8')) as Reference

const split = (parts: number): Metrics.Summary =>
  Metrics.summary(
    Metrics.of(1)(
      Array.from({ length: parts }, (_, part) => {
        const own = (xs: ReadonlyArray<number>): ReadonlyArray<number> =>
          xs.filter((_, i) => i % parts === part)
        return { learner: `l-${part}`, p: own(reference.p), correct: own(reference.y), skips: 0 }
      })
    )
  )

it.each([1, 3, 20])('agree to 1e-10, the answers being of %i learners', (parts) => {
  const summary = split(parts)
  const pairs = [
    [summary.auc, reference.AUC],
    [summary.logLoss, reference.log_loss_nats],
    [summary.brier, reference.Brier],
    [summary.rmse, reference.RMSE],
    [summary.accuracy, reference.accuracy_ge_half],
    [summary.ece, reference.ECE_10_equal_width_floor_bins]
  ] as const
  for (const [estimate, expected] of pairs) expect(Math.abs(estimate!.value - expected)).toBeLessThan(1e-10)
})
