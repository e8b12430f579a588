/**
 * The counts of a calibration, on one thread or several: the answers are handed out once, and then only parameters.
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import type * as Calibration from '../lab/Calibration'
import * as CalibrationShard from '../lab/CalibrationShard'
import * as Expectation from '../knowledge/Expectation'
import type { Layout } from '../knowledge/Missing'
import type { Parameters } from '../knowledge/Parameters'
import type { Capabilities } from './Capabilities'
import * as Jobs from './Jobs'
import { fail } from './LogEffect'
import * as Failure from './Failure'

export interface Pool {
  readonly sums: (at: Parameters) => Promise<Expectation.Sums>
  readonly missing: (at: Parameters, layout: Layout) => Promise<Float64Array>
  readonly close: () => Promise<void>
}

/** Parts for each worker: the last one idles for a part at most. */
const PARTS = 2

/** With so few answers, a thread costs more than it brings. */
export const ALONE = 1 << 16

interface Request {
  readonly shards: ReadonlyArray<CalibrationShard.Shard>
  readonly take: (result: CalibrationShard.Result) => void
  readonly settle: (ended: E.Either<Failure.Failure, void>) => void
}

const plus = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, i) => x + (b[i] ?? 0))

/** What does the shards of one request after the other. */
const alone = (context: CalibrationShard.Context) => {
  const run = CalibrationShard.of(context)
  return {
    ask: async ({ shards, take, settle }: Request): Promise<void> => {
      for (const shard of shards) {
        take(run(shard))
        // Lets an interruption through.
        await new Promise((next) => setImmediate(next))
      }
      settle(E.right(undefined))
    },
    close: async (): Promise<void> => Promise.resolve()
  }
}

const together = ({ workers }: Capabilities, context: CalibrationShard.Context, count: number) => {
  const waiting: Array<Request | undefined> = []
  let wake: () => void = () => undefined
  let current: { request: Request; left: number } | undefined
  let finished: Promise<void> = Promise.resolve()
  let over: E.Either<Failure.Failure, void> | undefined
  async function* shards(): AsyncGenerator<CalibrationShard.Shard> {
    for (;;) {
      if (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      const request = waiting.shift()
      if (request === undefined) return
      current = { request, left: request.shards.length }
      yield* request.shards
    }
  }
  const begun = workers.run({
    job: Jobs.calibrate,
    context,
    shards: shards(),
    workers: count,
    take: (result) => {
      if (current === undefined) return
      current.request.take(result)
      if (--current.left > 0) return
      const { request } = current
      current = undefined
      request.settle(E.right(undefined))
    }
  })
  finished = begun().then((ended) => {
    over = E.isLeft(ended) ? ended : E.left(Failure.io('the workers ended before their work was done'))
    for (const each of [current?.request, ...waiting]) each?.settle(over)
  })
  return {
    ask: async (request: Request): Promise<void> => {
      if (over !== undefined) return request.settle(over)
      waiting.push(request)
      wake()
    },
    close: async (): Promise<void> => {
      waiting.push(undefined)
      wake()
      await finished
    }
  }
}

/** A pool for a plan. Sums are exact, so that the number of workers cannot show. */
export const of = (capabilities: Capabilities, plan: Calibration.Plan, workers: number): Pool => {
  const { model, answers, wish, patterns } = plan
  const context: CalibrationShard.Context = { bank: model.bank, answers, wish }
  const count = answers.codes.length > ALONE ? workers : 1
  const { ask, close } = count > 1 ? together(capabilities, context, count) : alone(context)
  const parts = Math.max(1, count * PARTS)
  let round = 0
  const shards = (at: Parameters, layout?: Layout): ReadonlyArray<CalibrationShard.Shard> => {
    round++
    return Array.from({ length: parts }, (_, i) => ({
      round,
      at,
      first: Math.floor((patterns.learners * i) / parts),
      last: Math.floor((patterns.learners * (i + 1)) / parts),
      ...(layout === undefined ? {} : { layout })
    }))
  }
  const whole = <A>(
    all: ReadonlyArray<CalibrationShard.Shard>,
    begin: A,
    add: (so: A, result: CalibrationShard.Result) => A
  ): Promise<A> =>
    new Promise<E.Either<Failure.Failure, A>>((resolve) => {
      let so = begin
      void ask({
        shards: all,
        take: (result) => {
          so = add(so, result)
        },
        settle: (ended) => resolve(E.map(() => so)(ended))
      })
    }).then((ended) => (E.isLeft(ended) ? fail(ended.left) : ended.right))
  return {
    sums: (at) =>
      whole(shards(at), Expectation.empty(model, patterns, wish), (so, result) =>
        result._tag === 'sums' ? Expectation.merge(so, result.sums) : so
      ),
    missing: (at, layout) =>
      whole<Float64Array>(shards(at, layout), new Float64Array(layout.count ** 2), (so, result) =>
        result._tag === 'missing' ? plus(so, result.missing) : so
      ),
    close
  }
}
