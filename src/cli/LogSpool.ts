/**
 * Responses on their way from the order of the log to the order of the learners. A bounded number of records is held in
 * memory; beyond, they go to scratch files: first as they come, then once more, parted by ranges of learners that each
 * fit. So memory follows the learners, not the rows, and every record is written and read at most twice.
 *
 * Laws
 * 1. the records of a learner keep their order
 * 2. what comes out does not depend on how much is held in memory
 *
 * @since 0.1.0
 */
import type { Vector } from '../math/Vector'
import type { Files, Scratch } from './Capabilities'
import { done } from './LogEffect'

/** Records by column; the first `length` of each count. */
interface Block {
  learner: Uint32Array
  code: Uint32Array
  at: Float64Array
  /** What else is kept of each response: a column for each of `LogNotes`. */
  notes: ReadonlyArray<Uint32Array>
  length: number
}

const BYTES = 16

const block = (capacity: number, width: number): Block => ({
  learner: new Uint32Array(capacity),
  code: new Uint32Array(capacity),
  at: new Float64Array(capacity),
  notes: Array.from({ length: width }, () => new Uint32Array(capacity)),
  length: 0
})

const grown = ({ learner, code, at, notes, length }: Block): Block => {
  const larger = block(2 * learner.length, notes.length)
  larger.learner.set(learner)
  larger.code.set(code)
  larger.at.set(at)
  notes.forEach((note, column) => larger.notes[column]?.set(note))
  larger.length = length
  return larger
}

/** Writes a record behind the others of a block that has room for it. */
const append = (
  to: Block,
  learner: number,
  code: number,
  at: number,
  note: (column: number) => number
): void => {
  to.learner[to.length] = learner
  to.code[to.length] = code
  to.at[to.length] = at
  to.notes.forEach((column, i) => {
    column[to.length] = note(i)
  })
  to.length++
}

const bytesOf = (array: Uint32Array | Float64Array, length: number): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, length * array.BYTES_PER_ELEMENT)

/** Blocks in a scratch file, one behind the other. */
interface Stored {
  readonly put: (full: Block) => Promise<void>
  readonly blocks: () => AsyncGenerator<Block>
  readonly discard: () => Promise<void>
}

const stored = async (files: Files, width: number): Promise<Stored> => {
  const scratch: Scratch = await done(files.scratch)
  const lengths: Array<number> = []
  return {
    put: async ({ learner, code, at, notes, length }) => {
      if (length === 0) return
      lengths.push(length)
      // Copies: a scratch file may still be writing when the block is filled again.
      for (const part of [learner, code, at, ...notes])
        await done(scratch.write(bytesOf(part, length).slice()))
    },
    blocks: async function* () {
      let from = 0
      for (const length of lengths) {
        const bytes = new Uint8Array(length * (BYTES + 4 * width))
        let place = 0
        for await (const chunk of scratch.read(from, from + bytes.length)) {
          bytes.set(chunk, place)
          place += chunk.length
        }
        from += bytes.length
        yield {
          learner: new Uint32Array(bytes.buffer, 0, length),
          code: new Uint32Array(bytes.buffer, 4 * length, length),
          // Eight bytes an element have to begin at a multiple of eight, and do.
          at: new Float64Array(bytes.buffer, 8 * length, length),
          notes: Array.from(
            { length: width },
            (_, column) => new Uint32Array(bytes.buffer, (BYTES + 4 * column) * length, length)
          ),
          length
        }
      }
    },
    discard: async () => scratch.discard()
  }
}

/** The responses of one learner, in the order of answering. */
export interface Run {
  /** The learner's number. */
  readonly learner: number
  /** As in `LogRow.Entry`. */
  readonly codes: Uint32Array
  /** Of each response, a column for each of `LogNotes`. */
  readonly notes: ReadonlyArray<Uint32Array>
  /** When each was given, or the one before it; −∞ before the first that has a time. */
  readonly times: Float64Array
}

export interface Spool {
  readonly put: (learner: number, code: number, at: number, notes: Vector) => void
  /** Makes room, where there is none left; to be called now and then, records are not lost without. */
  readonly settle: () => Promise<void>
  /** All records by learner, learners in the order given (their numbers); after the last was put, in the same order each time. */
  readonly runs: (order: ReadonlyArray<number>) => AsyncGenerator<Run>
  readonly discard: () => Promise<void>
}

/** The records of some consecutive ranks, in the order of the learners; stable. */
function* sorted(
  blocks: ReadonlyArray<Block>,
  ranks: Uint32Array,
  order: ReadonlyArray<number>,
  counts: Uint32Array,
  first: number,
  last: number
): Generator<Run> {
  const starts = new Uint32Array(last - first + 1)
  for (let rank = first; rank < last; rank++)
    starts[rank - first + 1] = (starts[rank - first] ?? 0) + (counts[order[rank] ?? 0] ?? 0)
  const total = starts[last - first] ?? 0
  const width = blocks[0]?.notes.length ?? 0
  const codes = new Uint32Array(total)
  const notes = Array.from({ length: width }, () => new Uint32Array(total))
  const times = new Float64Array(total)
  const next = starts.slice()
  for (const { learner, code, at, notes: noted, length } of blocks)
    for (let i = 0; i < length; i++) {
      const place = (ranks[learner[i] ?? 0] ?? 0) - first
      const to = next[place] ?? 0
      next[place] = to + 1
      codes[to] = code[i] ?? 0
      times[to] = at[i] ?? NaN
      for (let column = 0; column < width; column++) {
        const target = notes[column]
        if (target !== undefined) target[to] = noted[column]?.[i] ?? 0
      }
    }
  for (let rank = first; rank < last; rank++) {
    const from = starts[rank - first] ?? 0
    const to = starts[rank - first + 1] ?? 0
    yield {
      learner: order[rank] ?? 0,
      ...inTime(
        codes.subarray(from, to),
        notes.map((column) => column.subarray(from, to)),
        times.subarray(from, to)
      )
    }
  }
}

/** By time; a missing one is that of the response before it in the file. Equal ones stay as they are. */
const inTime = (
  codes: Uint32Array,
  notes: ReadonlyArray<Uint32Array>,
  times: Float64Array
): Omit<Run, 'learner'> => {
  let last = -Infinity
  let ordered = true
  for (let i = 0; i < times.length; i++) {
    const time = times[i] ?? NaN
    if (Number.isNaN(time)) times[i] = last
    else {
      if (time < last) ordered = false
      last = time
    }
  }
  if (ordered) return { codes, notes, times }
  const places = Uint32Array.from(codes, (_, i) => i)
  // Of two without a time, the difference is NaN.
  places.sort((i, j) => (times[i] ?? 0) - (times[j] ?? 0) || i - j)
  const moved = (column: Uint32Array): Uint32Array => places.map((i) => column[i] ?? 0)
  return { codes: moved(codes), notes: notes.map(moved), times: times.slice().sort() }
}

/** A spool that holds some number of records in memory, each with so many notes. */
export const spool = (files: Files, capacity: number, width = 0): Spool => {
  let own = block(Math.min(capacity, 1 << 16), width)
  let counts = new Uint32Array(1 << 10)
  let scratch: Stored | undefined
  const ranges: Array<Stored> = []
  /** Where the ranges end, once there are some. */
  let limits: ReadonlyArray<number> | undefined

  const spill = async (): Promise<void> => {
    scratch ??= await stored(files, width)
    await scratch.put(own)
    own.length = 0
  }

  /** Ends of the ranges of ranks that fit into memory together. */
  const ends = (order: ReadonlyArray<number>): ReadonlyArray<number> => {
    const found: Array<number> = []
    let held = 0
    order.forEach((learner, rank) => {
      const count = counts[learner] ?? 0
      if (held > 0 && held + count > capacity) {
        found.push(rank)
        held = 0
      }
      held += count
    })
    return [...found, order.length]
  }

  /** Every record to the scratch file of its range. */
  const part = async (from: Stored, ranks: Uint32Array, limits: ReadonlyArray<number>): Promise<void> => {
    const rangeOf = new Uint32Array(ranks.length)
    limits.forEach((end, range) => rangeOf.fill(range, limits[range - 1] ?? 0, end))
    const size = Math.max(64, Math.ceil(capacity / limits.length))
    const parts = limits.map(() => block(size, width))
    for (let range = 0; range < limits.length; range++) ranges.push(await stored(files, width))
    const empty = async (range: number): Promise<void> => {
      const full = parts[range]
      if (full === undefined) return
      await ranges[range]?.put(full)
      full.length = 0
    }
    for await (const { learner, code, at, notes, length } of from.blocks())
      for (let i = 0; i < length; i++) {
        const range = rangeOf[ranks[learner[i] ?? 0] ?? 0] ?? 0
        const to = parts[range]
        if (to === undefined) continue
        append(to, learner[i] ?? 0, code[i] ?? 0, at[i] ?? NaN, (column) => notes[column]?.[i] ?? 0)
        if (to.length === size) await empty(range)
      }
    for (let range = 0; range < limits.length; range++) await empty(range)
  }

  const spilled = async function* (
    from: Stored,
    ranks: Uint32Array,
    order: ReadonlyArray<number>
  ): AsyncGenerator<Run> {
    if (limits === undefined) {
      await spill()
      own = block(1, width)
      limits = ends(order)
      await part(from, ranks, limits)
      await from.discard()
    }
    for (const [range, end] of limits.entries()) {
      const blocks: Array<Block> = []
      for await (const each of ranges[range]?.blocks() ?? []) blocks.push(each)
      yield* sorted(blocks, ranks, order, counts, limits[range - 1] ?? 0, end)
    }
  }

  return {
    put: (learner, code, at, notes) => {
      if (own.length === own.learner.length) own = grown(own)
      if (learner >= counts.length) {
        const more = new Uint32Array(Math.max(2 * counts.length, learner + 1))
        more.set(counts)
        counts = more
      }
      counts[learner] = (counts[learner] ?? 0) + 1
      append(own, learner, code, at, (column) => notes[column] ?? 0)
    },
    settle: async () => {
      if (own.length >= capacity) await spill()
    },
    runs: async function* (order) {
      const ranks = new Uint32Array(order.length)
      order.forEach((learner, rank) => {
        ranks[learner] = rank
      })
      if (scratch === undefined) yield* sorted([own], ranks, order, counts, 0, order.length)
      else yield* spilled(scratch, ranks, order)
    },
    discard: async () => {
      await scratch?.discard()
      for (const range of ranges) await range.discard()
    }
  }
}
