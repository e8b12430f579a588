/**
 * Tables in Parquet: kept in a temporary file, because what they hold stands at their end, and read one group of rows after
 * the other.
 *
 * @since 0.2.0
 */
import type { Scratch } from './Capabilities'
import * as Failure from './Failure'
import * as Layout from './Layout'
import * as LogColumns from './LogColumns'
import { done, fail } from './LogEffect'
import type { Log, Road } from './LogFormat'
import type { Table } from './LogTable'
import * as LogText from './LogText'

const MAGIC = 'PAR1'

export const isParquet = (file: string, head: Uint8Array): boolean =>
  Buffer.from(head.subarray(0, 4)).toString('latin1') === MAGIC ||
  /\.parquet$/.test(file.toLowerCase().replace(/\.gz$/, ''))

/** A value as it would stand in a column of text. */
const cell = (value: unknown): string | undefined => {
  if (value === undefined || value === null) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString()
  if (Array.isArray(value)) return value.map((each) => cell(each) ?? '').join('~~')
  return typeof value === 'object' ? undefined : String(value)
}

/** So many rows are held at a time. */
const ROWS = 1 << 18

/** Of a group of rows, what its sizes are checked by: a list has more values than rows, all else has as many. */
interface Group {
  readonly num_rows: bigint
  readonly columns: ReadonlyArray<{ readonly meta_data?: { readonly num_values: bigint } }>
}

/** In a damaged file, what should be a number can be anything. */
const isCount = (size: unknown): size is bigint => typeof size === 'bigint' && size >= 0n

/** Whether the sizes agree that a file states in several places: nobody should count to a number that one bit made up. */
const isSound = (rows: bigint, groups: ReadonlyArray<Group>): boolean =>
  groups.every(
    ({ num_rows, columns }) =>
      isCount(num_rows) &&
      columns.every(({ meta_data }) => isCount(meta_data?.num_values) && meta_data.num_values >= num_rows)
  ) && groups.reduce((sum, group) => sum + group.num_rows, 0n) === rows

/** Ranges of rows, none across the boundary of two groups, which are decoded as a whole. */
function* ranges(groups: ReadonlyArray<Group>): Generator<readonly [number, number]> {
  let start = 0
  for (const { num_rows } of groups) {
    const end = start + Number(num_rows)
    for (; start < end; start = Math.min(start + ROWS, end)) yield [start, Math.min(start + ROWS, end)]
  }
}

const bytesOf = async (stored: Scratch, from: number, to: number): Promise<ArrayBuffer> => {
  const bytes = new Uint8Array(Math.max(0, to - from))
  let at = 0
  for await (const chunk of stored.read(from, to)) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes.buffer
}

const damaged = (file: string, why: string): never =>
  fail(
    Failure.problems(`${LogText.nameOf(file)} is no Parquet file, or a damaged one: ${Layout.safeLine(why)}`)
  )

/** What is wrong with a file is found by the package that reads it, in words of its own. */
const orDamaged = async <A>(file: string, read: () => Promise<A>): Promise<A> => {
  try {
    return await read()
  } catch (error) {
    return damaged(file, error instanceof Error ? error.message : String(error))
  }
}

const read = async ({ file, kept, sink }: Log, stored: Scratch, table: Table): Promise<void> => {
  const { compressors, parquetMetadataAsync, parquetRead, parquetSchema } = await import('./ParquetPackage')
  const buffer = {
    byteLength: stored.size(),
    slice: (from: number, to = stored.size()) =>
      bytesOf(stored, Math.max(0, from), Math.min(to, stored.size()))
  }
  const { metadata, header, sound } = await orDamaged(file, async () => {
    const found = await parquetMetadataAsync(buffer)
    const names: ReadonlyArray<unknown> = parquetSchema(found).children.map(({ element }) => element.name)
    return {
      metadata: found,
      header: names.map(String),
      sound: names.every((name) => typeof name === 'string') && isSound(found.num_rows, found.row_groups)
    }
  })
  if (!sound) damaged(file, 'its description contradicts itself')
  const { wanted, row } = table(header)
  const keptPlaces = LogColumns.keptPlaces({ file, kept }, header)
  const columns = header.filter((_, i) => wanted.has(i) || keptPlaces.includes(i))
  const places = columns.map((name) => header.indexOf(name))
  let line = 0
  const take = (values: ReadonlyArray<unknown>): void => {
    line++
    const cells = values.map(cell)
    const raw = (): string => cells.map((each) => each ?? '?').join()
    const odd = cells.findIndex((each) => each === undefined)
    if (odd >= 0) return sink.rejected(`\`${columns[odd]}\` is neither text, number nor time`, line, raw())
    const fields = new Array<string>(header.length).fill('')
    places.forEach((place, i) => {
      fields[place] = cells[i] ?? ''
    })
    row(fields, { line, raw, kept: LogColumns.keptOf(keptPlaces, fields) })
  }
  for (const [rowStart, rowEnd] of ranges(metadata.row_groups)) {
    let rows: ReadonlyArray<ReadonlyArray<unknown>> = []
    await orDamaged(file, () =>
      parquetRead({
        file: buffer,
        metadata,
        compressors,
        columns,
        rowStart,
        rowEnd,
        onComplete: (all) => {
          rows = all
        }
      })
    )
    if (rows.length !== rowEnd - rowStart)
      damaged(file, `${rows.length} rows instead of ${rowEnd - rowStart}`)
    rows.forEach(take)
    await sink.settle()
  }
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
