/**
 * The learners of the spool, cut into shards for workers.
 *
 * @since 0.2.0
 */
import type * as LogShard from './LogShard'
import type * as LogSpool from './LogSpool'

/** The numbers of the learners in the order of their ids, by code unit. */
export const inOrder = (ids: ReadonlyArray<string>): ReadonlyArray<number> => {
  const compare = (i: number, j: number): number => {
    const [a, b] = [ids[i] ?? '', ids[j] ?? '']
    return a < b ? -1 : a > b ? 1 : 0
  }
  return ids.map((_, i) => i).sort(compare)
}

/** A worker is handed so many responses at a time: sums over them take two megabytes, however few they are. */
const RESPONSES = 1 << 16

/** Or the responses of so many learners, where each has a profile to be written. */
const PROFILES = 64

/** The runs of learners, the first so many passed over, as shards; whether profiles are made of them. */
export async function* of(
  ids: ReadonlyArray<string>,
  runs: AsyncIterable<LogSpool.Run>,
  first: number,
  profiles: boolean
): AsyncGenerator<LogShard.Shard> {
  let learners: Array<string> = []
  let parts: Array<LogSpool.Run> = []
  let responses = 0
  let passed = 0
  const joined = (columns: ReadonlyArray<Uint32Array>): Uint32Array => {
    const whole = new Uint32Array(responses)
    let at = 0
    for (const column of columns) {
      whole.set(column, at)
      at += column.length
    }
    return whole
  }
  const shard = (): LogShard.Shard => ({
    learners,
    counts: Uint32Array.from(parts, ({ codes }) => codes.length),
    codes: joined(parts.map(({ codes }) => codes)),
    notes: (parts[0]?.notes ?? []).map((_, column) =>
      joined(parts.map(({ notes }) => notes[column] ?? new Uint32Array(0)))
    )
  })
  for await (const run of runs) {
    if (passed++ < first) continue
    learners.push(ids[run.learner] ?? '')
    parts.push(run)
    responses += run.codes.length
    if (responses < RESPONSES && (!profiles || learners.length < PROFILES)) continue
    yield shard()
    learners = []
    parts = []
    responses = 0
  }
  if (learners.length > 0) yield shard()
}
