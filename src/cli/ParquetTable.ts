/**
 * Tables in Parquet, inside the thread that decodes them: damage can keep the decoder busy for ever, and a thread can be
 * ended.
 *
 * @since 0.2.0
 */
import type { ColumnChunk, ColumnMetaData, FileMetaData, SchemaTree } from 'hyparquet'
import { compressors, getTreePath, parquetMetadata, parquetRead, parquetSchema } from './ParquetPackage'
import * as ParquetPages from './ParquetPages'

/** What could be read, or what is wrong with it, in the words of whoever found it. */
export type Read<A> = { readonly value: A } | { readonly wrong: string }

const orWrong = async <A>(read: () => A | Promise<A>): Promise<Read<A>> => {
  try {
    return { value: await read() }
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) }
  }
}

const wrong = (why: string): never => {
  throw new Error(why)
}

/** The description of a table, which stands at the end of its file, and the names of its columns. */
export interface Description {
  readonly metadata: FileMetaData
  readonly header: ReadonlyArray<string>
}

/** In a damaged file, what should be a number can be anything. */
const isCount = (size: unknown): size is bigint => typeof size === 'bigint' && size >= 0n

/** A column has a value for each row, missing ones among them; one of lists may have more. */
const isSoundColumn =
  (schema: SchemaTree, rows: bigint) =>
  ({ meta_data: meta }: ColumnChunk): boolean => {
    if (meta === undefined) return false
    const path = getTreePath(schema, meta.path_in_schema)
    const isRepeated = path.some(({ element }) => element.repetition_type === 'REPEATED')
    const sizes = [meta.data_page_offset, meta.total_compressed_size, meta.total_uncompressed_size]
    return (
      isCount(meta.num_values) &&
      (isRepeated ? meta.num_values >= rows : meta.num_values === rows) &&
      [...sizes, meta.dictionary_page_offset ?? 0n].every(isCount)
    )
  }

/** Whether the sizes agree that a file states in several places: nobody should count to a number that one bit made up. */
const isSound = ({ num_rows: all, row_groups: groups }: FileMetaData, schema: SchemaTree): boolean =>
  groups.every(
    ({ num_rows: rows, columns }) => isCount(rows) && columns.every(isSoundColumn(schema, rows))
  ) && groups.reduce((sum, { num_rows: rows }) => sum + rows, 0n) === all

/** Told the last bytes of a file. */
export const describe =
  () =>
  (end: Uint8Array): Promise<Read<Description>> =>
    orWrong(() => {
      const metadata = parquetMetadata(end, { geoparquet: false })
      const schema = parquetSchema(metadata)
      const header: ReadonlyArray<unknown> = schema.children.map(({ element }) => element.name)
      if (!header.every((name) => typeof name === 'string') || !isSound(metadata, schema))
        return wrong('its description contradicts itself')
      return { metadata, header }
    })

/** A column of a group of rows: what is said of it, and its bytes from one place of the file on. */
export interface Part {
  readonly meta: ColumnMetaData
  readonly from: number
  readonly bytes: Uint8Array
}

/** Which rows to decode, and the columns of their group. */
export interface Rows {
  readonly begin: number
  readonly end: number
  readonly parts: ReadonlyArray<Part>
}

export interface Plan {
  readonly metadata: FileMetaData
  /** The names of the columns that are wanted. */
  readonly columns: ReadonlyArray<string>
  /** Bytes of the file. */
  readonly size: number
}

/** The bytes between two places; zeros where no part has them. */
const bytesOf =
  (parts: ReadonlyArray<Part>) =>
  (from: number, to: number): ArrayBuffer => {
    const all = new Uint8Array(Math.max(0, to - from))
    for (const { from: begin, bytes } of parts) {
      const [first, last] = [Math.max(from, begin), Math.min(to, begin + bytes.length)]
      if (first < last) all.set(bytes.subarray(first - begin, last - begin), first - from)
    }
    return all.buffer
  }

/** A value as it would stand in a column of text. */
const cell = (value: unknown): string | undefined => {
  if (value === undefined || value === null) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString()
  if (Array.isArray(value)) return value.map((each) => cell(each) ?? '').join('~~')
  return typeof value === 'object' ? undefined : String(value)
}

/** By column; undefined is what cannot stand in one. */
export type Cells = ReadonlyArray<ReadonlyArray<string | undefined>>

export const decode =
  ({ metadata, columns, size }: Plan) =>
  ({ begin, end, parts }: Rows): Promise<Read<Cells>> =>
    orWrong(async () => {
      const slice = bytesOf(parts)
      const schema = parquetSchema(metadata)
      for (const { meta, bytes } of parts) {
        const fault = ParquetPages.fault(bytes, { meta, path: getTreePath(schema, meta.path_in_schema) })
        if (fault !== undefined) wrong(fault)
      }
      let rows: ReadonlyArray<ReadonlyArray<unknown>> = []
      await parquetRead({
        file: { byteLength: size, slice: (from, to = size) => slice(from, to) },
        metadata,
        compressors,
        columns: [...columns],
        rowStart: begin,
        rowEnd: end,
        onComplete: (all) => {
          rows = all
        }
      })
      if (rows.length !== end - begin) wrong(`${rows.length} rows instead of ${end - begin}`)
      return columns.map((_, i) => rows.map((row) => cell(row[i])))
    })
