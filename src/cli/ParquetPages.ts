/**
 * Whether the pages of a column hold what they say. The package that decodes them believes every number: a count that one
 * flipped bit has made too large keeps it busy for minutes, or takes all memory, which ends the process without a word. So
 * the headers of pages and of runs are walked through first, which takes a fraction of the time.
 *
 * Laws
 * 1. what a writer has written is sound
 *
 * @since 0.2.0
 */
import type { ColumnMetaData, PageHeader, SchemaTree } from 'hyparquet'
import {
  compressors,
  decompressPage,
  getMaxDefinitionLevel,
  getMaxRepetitionLevel,
  parquetHeader
} from './ParquetPackage'

/** Longer lists of values are kept by engines in another way, which takes minutes and gigabytes. */
const MOST = 1 << 25

/** Where in a page something is read. */
interface Reader {
  readonly bytes: Uint8Array
  at: number
}

const varint = (reader: Reader): number => {
  let value = 0
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = reader.bytes[reader.at++] ?? 0
    value += (byte & 0x7f) * 2 ** shift
    if (byte < 0x80) return value
  }
  return Infinity
}

const TOO_LONG = 'a run holds more values than its page'

/**
 * Runs of one value and groups of eight packed values, as far as there are bytes and values are expected. The last group is
 * filled up; no run goes beyond. What is too short is found when it is decoded.
 */
const runs = (reader: Reader, width: number, count: number): string | undefined => {
  for (let seen = 0; seen < count && reader.at < reader.bytes.length;) {
    const header = varint(reader)
    const length = Math.floor(header / 2)
    if (length > count) return TOO_LONG
    const isPacked = header % 2 === 1
    seen += isPacked ? 8 * length : length
    reader.at += isPacked ? length * width : Math.ceil(width / 8)
    if (!isPacked && seen >= count + 8) return TOO_LONG
  }
  return undefined
}

/** Runs behind four bytes that tell their length. */
const measuredRuns = (reader: Reader, width: number, count: number): string | undefined => {
  const { bytes, at } = reader
  if (at + 4 > bytes.length) return undefined
  const end = at + 4 + new DataView(bytes.buffer, bytes.byteOffset + at).getUint32(0, true)
  reader.at += 4
  const fault = runs(reader, width, count)
  reader.at = end
  return fault
}

/** Values that are no runs are bounded by their bytes. */
const values = (
  reader: Reader,
  encoding: string | undefined,
  isBoolean: boolean,
  count: number
): string | undefined => {
  if (isBoolean && encoding === 'RLE') return measuredRuns(reader, 1, count)
  if (encoding !== 'RLE' && encoding?.endsWith('_DICTIONARY') !== true) return undefined
  const width = isBoolean ? 1 : (reader.bytes[reader.at++] ?? 0)
  return width === 0 ? undefined : runs(reader, width, count)
}

/** A column in a group of rows, with the schema from the root to it. */
export interface Column {
  readonly meta: ColumnMetaData
  readonly path: ReadonlyArray<SchemaTree>
}

const bits = (level: number): number => 32 - Math.clz32(level)

/** What is wrong with a page of values: levels of repetition and of definition, then the values. */
const page = (header: PageHeader, bytes: Uint8Array, { meta, path }: Column): string | undefined => {
  const { data_page_header: one, data_page_header_v2: two } = header
  const unpacked = (from: number, size: number): Uint8Array =>
    size === 0 ? new Uint8Array() : decompressPage(bytes.subarray(from), size, meta.codec, compressors)
  const levels = [getMaxRepetitionLevel([...path]), getMaxDefinitionLevel([...path])].map(bits)
  const isBoolean = meta.type === 'BOOLEAN'
  if (one !== undefined) {
    const reader = { bytes: unpacked(0, header.uncompressed_page_size), at: 0 }
    for (const width of levels) {
      const fault = width === 0 ? undefined : measuredRuns(reader, width, one.num_values)
      if (fault !== undefined) return fault
    }
    return values(reader, one.encoding, isBoolean, one.num_values)
  }
  if (two === undefined) return undefined
  const sizes = [two.repetition_levels_byte_length, two.definition_levels_byte_length]
  const [repetition = 0, definition = 0] = sizes
  const size = header.uncompressed_page_size - repetition - definition
  if (!(repetition >= 0 && definition >= 0 && size >= 0)) return 'a page is smaller than its levels'
  for (const [i, width] of levels.entries()) {
    const from = i === 0 ? 0 : repetition
    const reader = { bytes: bytes.subarray(from, from + (sizes[i] ?? 0)), at: 0 }
    const fault = width === 0 ? undefined : runs(reader, width, two.num_values)
    if (fault !== undefined) return fault
  }
  const from = repetition + definition
  const whole = two.is_compressed === false ? bytes.subarray(from) : unpacked(from, size)
  return values({ bytes: whole, at: 0 }, two.encoding, isBoolean, two.num_values)
}

/** How many values a page says it has, missing ones among them; NaN where it says so in no sound way. */
const countOf = ({ data_page_header: one, data_page_header_v2: two }: PageHeader): number => {
  const count = one?.num_values ?? two?.num_values ?? 0
  const isSound = two === undefined || (two.num_nulls >= 0 && two.num_nulls <= count)
  return Number.isInteger(count) && count >= 0 && isSound ? count : NaN
}

const isSize = (size: unknown, most: number): boolean =>
  typeof size === 'number' && Number.isInteger(size) && size >= 0 && size <= most

/** What is wrong with the pages of a column, given as they stand in the file. */
export const fault = (bytes: Uint8Array, column: Column): string | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const reader = { view, offset: 0 }
  const most = Number(column.meta.num_values)
  let count = 0
  while (reader.offset < bytes.length - 1) {
    const header = parquetHeader(reader)
    const { compressed_page_size: size, dictionary_page_header: dictionary } = header
    const isWhole =
      isSize(size, bytes.length - reader.offset) &&
      isSize(header.uncompressed_page_size, Number(column.meta.total_uncompressed_size))
    if (!isWhole) return 'a page is larger than its column'
    // A value takes a bit at least.
    if (dictionary !== undefined && !isSize(dictionary.num_values, 8 * header.uncompressed_page_size))
      return 'a page says that it has more values than bits'
    const own = countOf(header)
    count += own
    if (!(own <= MOST && count <= most))
      return 'the pages of a column say that they have more values than it has'
    const wrong = page(header, bytes.subarray(reader.offset, reader.offset + size), column)
    if (wrong !== undefined) return wrong
    reader.offset += size
  }
  return undefined
}
