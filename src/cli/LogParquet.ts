/**
 * Tables in Parquet: kept in a temporary file, because what they hold stands at their end, and read one group of rows after
 * the other.
 *
 * @since 0.2.0
 */
import type { ColumnMetaData } from 'hyparquet'
import * as E from 'fp-ts/lib/Either.js'
import type { Scratch } from './Capabilities'
import * as Failure from './Failure'
import type { Job } from './Jobs'
import * as Jobs from './Jobs'
import * as Layout from './Layout'
import * as LogColumns from './LogColumns'
import { done, fail } from './LogEffect'
import type { Log, Road } from './LogFormat'
import type { Table } from './LogTable'
import * as LogText from './LogText'
import type * as ParquetTable from './ParquetTable'

const MAGIC = 'PAR1'

export const isParquet = (file: string, head: Uint8Array): boolean =>
  Buffer.from(head.subarray(0, 4)).toString('latin1') === MAGIC ||
  /\.parquet$/.test(file.toLowerCase().replace(/\.gz$/, ''))

/** So many rows are held at a time. */
const ROWS = 1 << 18

const bytesOf = async (stored: Scratch, from: number, to: number): Promise<Uint8Array> => {
  const bytes = new Uint8Array(Math.max(0, to - from))
  let at = 0
  for await (const chunk of stored.read(from, to)) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

const damaged = (file: string, why: string): never =>
  fail(
    Failure.problems(`${LogText.nameOf(file)} is no Parquet file, or a damaged one: ${Layout.safeLine(why)}`)
  )

/** Milliseconds that the thread has for anything, and for each value: many times what a slow machine needs. */
const PATIENCE = { whole: 10_000, value: 0.02, most: 1e9 }

/**
 * Has shards decoded by a thread of its own, one after the other; the thread is ended where one takes longer than its number
 * of values allows.
 */
const decoded = async <Context, Shard extends object, A>(
  { file, workers }: Log,
  job: Job<Context, Shard, ParquetTable.Read<A>>,
  context: Context,
  shards: AsyncIterable<Shard>,
  valuesOf: (shard: Shard) => number,
  take: (value: A) => void | Promise<void>
): Promise<void> => {
  const late = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const timed = async function* (): AsyncGenerator<Shard> {
    for await (const shard of shards) {
      const patience = PATIENCE.whole + PATIENCE.value * valuesOf(shard)
      timer = setTimeout(() => late.abort(), Math.min(patience, PATIENCE.most))
      yield shard
    }
  }
  const takeRead = async (read: ParquetTable.Read<A>): Promise<void> => {
    clearTimeout(timer)
    if ('wrong' in read) return damaged(file, read.wrong)
    return take(read.value)
  }
  const ended = await workers.run({
    job,
    context,
    shards: timed(),
    workers: 1,
    take: takeRead,
    signal: late.signal
  })()
  clearTimeout(timer)
  if (late.signal.aborted) damaged(file, 'to decode it takes far longer than its size would need')
  if (E.isLeft(ended)) fail(ended.left)
}

/** Magic number and length of the description, which ends a file. */
const TAIL = 8

const described = async (log: Log, stored: Scratch): Promise<ParquetTable.Description> => {
  const { file } = log
  const size = stored.size()
  if (size < TAIL) damaged(file, 'it is too short')
  const tail = await bytesOf(stored, size - TAIL, size)
  const length = Buffer.from(tail).readUInt32LE(0) + TAIL
  if (length > size) damaged(file, `its description would have ${length} bytes, it has ${size} in all`)
  const end = await bytesOf(stored, size - length, size)
  const shards = (async function* () {
    yield await Promise.resolve(end)
  })()
  let found: ParquetTable.Description | undefined
  await decoded(
    log,
    Jobs.parquetDescription,
    null,
    shards,
    ({ length: bytes }) => bytes,
    (description) => {
      found = description
    }
  )
  return found ?? damaged(file, 'it has no description')
}

/** Where the pages of a column are. */
const placeOf = ({
  dictionary_page_offset: dictionary,
  data_page_offset: data,
  total_compressed_size: size
}: ColumnMetaData): readonly [number, number] => {
  // As the package has it: 0 is no place.
  const from = Number(dictionary === undefined || dictionary === 0n ? data : dictionary)
  return [from, from + Number(size)]
}

/** Ranges of rows, none across the boundary of two groups, each with the bytes of its group. */
async function* ranges(
  { file }: Log,
  stored: Scratch,
  { metadata, columns }: ParquetTable.Plan
): AsyncGenerator<ParquetTable.Rows> {
  let begin = 0
  for (const { num_rows: rows, columns: all } of metadata.row_groups) {
    const groupEnd = begin + Number(rows)
    const parts: Array<ParquetTable.Part> = []
    for (const { meta_data: meta } of all) {
      if (meta === undefined || !columns.includes(meta.path_in_schema[0] ?? '')) continue
      const [from, to] = placeOf(meta)
      if (to > stored.size()) damaged(file, 'a column goes beyond its end')
      parts.push({ meta, from, bytes: await bytesOf(stored, from, to) })
    }
    for (; begin < groupEnd; begin = Math.min(begin + ROWS, groupEnd))
      yield { begin, end: Math.min(begin + ROWS, groupEnd), parts }
  }
}

const read = async (log: Log, stored: Scratch, table: Table): Promise<void> => {
  const { file, kept, sink } = log
  const { metadata, header } = await described(log, stored)
  const { wanted, row } = table(header)
  const keptPlaces = LogColumns.keptPlaces({ file, kept }, header)
  const columns = header.filter((_, i) => wanted.has(i) || keptPlaces.includes(i))
  const places = columns.map((name) => header.indexOf(name))
  const plan = { metadata, columns, size: stored.size() }
  let line = 0
  const take = (cells: ReadonlyArray<string | undefined>): void => {
    line++
    const raw = (): string => cells.map((each) => each ?? '?').join()
    const odd = cells.findIndex((each) => each === undefined)
    if (odd >= 0) return sink.rejected(`\`${columns[odd]}\` is neither text, number nor time`, line, raw())
    const fields = new Array<string>(header.length).fill('')
    places.forEach((place, i) => {
      fields[place] = cells[i] ?? ''
    })
    row(fields, { line, raw, kept: LogColumns.keptOf(keptPlaces, fields) })
  }
  const valuesOf = ({ parts }: ParquetTable.Rows): number =>
    parts.reduce((sum, { meta }) => sum + Number(meta.num_values), 0)
  await decoded(log, Jobs.parquetRows, plan, ranges(log, stored, plan), valuesOf, async (cells) => {
    const [first = []] = cells
    for (let i = 0; i < first.length; i++) take(cells.map((column) => column[i]))
    await sink.settle()
  })
}

export const road = (log: Log, table: Table): Road => {
  let stored: Scratch | undefined
  return {
    push: async (bytes) => {
      stored ??= await done(log.files.scratch)
      await done(stored.write(Buffer.from(bytes)))
    },
    end: async () => {
      if (stored !== undefined) await read(log, stored, table)
    },
    discard: async () => {
      await stored?.discard()
    }
  }
}
