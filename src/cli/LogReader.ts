/**
 * Logs read from beginning to end: every row is given on as a response, or as rejected with its place and the reason.
 *
 * Laws
 * 1. rows = responses + rejected
 *
 * @since 0.1.0
 */
import { createHash } from 'node:crypto'
import { StringDecoder } from 'node:string_decoder'
import * as EditDistance from '../math/EditDistance'
import type { Capabilities } from './Capabilities'
import * as Failure from './Failure'
import * as Layout from './Layout'
import type * as LogBytes from './LogBytes'
import * as LogCsv from './LogCsv'
import { attempt, done, fail } from './LogEffect'
import * as LogJsonl from './LogJsonl'
import type { Vector } from '../math/Vector'
import type * as LogNotes from './LogNotes'
import * as LogRow from './LogRow'

export interface Receiver {
  readonly names: LogRow.Names
  readonly judge: ReturnType<typeof LogRow.judge>
  /** Takes plain rows straight from their bytes. */
  readonly take: ReturnType<typeof LogBytes.taker>
  readonly response: (entry: LogRow.Entry, notes: Vector) => void
  /** What is kept of each row beside its response. */
  readonly notes: ReadonlyArray<LogNotes.Note>
  readonly rejected: (file: string, line: number, reason: string, row: string) => void
  /** After every piece of the log. */
  readonly settle: () => Promise<void>
}

/** What there was in a log. */
export interface Input {
  readonly file: string
  /** SHA-256 of the content, gzip taken off. */
  readonly sha256: string
  readonly rows: number
  readonly responses: number
}

/** Bytes that are taken at a time. */
const PIECE = 1 << 18

/** Bytes at the beginning of a log that tell what it is. */
const SNIFFED = 1 << 10

const nameOf = (file: string): string => (file === '-' ? 'stdin' : `\`${Layout.safeLine(file)}\``)

const isJsonl = (file: string, begin: string): boolean => {
  const name = file.toLowerCase().replace(/\.gz$/, '')
  if (/\.(?:jsonl|ndjson|json)$/.test(name)) return true
  return !/\.(?:csv|txt)$/.test(name) && /^\s*\{/.test(begin)
}

const fieldsList = (header: ReadonlyArray<string>): string =>
  header
    .slice(0, 20)
    .map((each) => `\`${Layout.safeLine(each)}\``)
    .join(', ') + (header.length > 20 ? ', …' : '')

/** The places of the columns by the header of a CSV file. */
const placesOf = (file: string, header: ReadonlyArray<string>, names: LogRow.Names): LogBytes.Places => {
  const place = (column: LogRow.Column): number => {
    const name = names[column]
    const at = header.indexOf(name)
    const again = at >= 0 && header.includes(name, at + 1)
    if (again) return fail(Failure.problems(`${nameOf(file)} has two columns \`${name}\``))
    // A column that was given by name has to be there, too.
    if (at >= 0 || (!LogRow.needed.includes(column) && name === column)) return at
    const nearest = EditDistance.nearest(name, header)
    const hint =
      header.length === 1 && /[;\t]/.test(header[0] ?? '')
        ? 'its columns are not separated by commas'
        : nearest === undefined
          ? `\`--map ${column}=NAME\` names another one`
          : `did you mean \`--map ${column}=${Layout.safeLine(nearest)}\`?`
    return fail(
      Failure.problems(`${nameOf(file)} has no column \`${name}\`, only ${fieldsList(header)}; ${hint}`)
    )
  }
  const [learner, challenge, outcome] = [place('learner'), place('challenge'), place('outcome')]
  return {
    learner,
    challenge,
    outcome,
    at: place('at'),
    seconds: place('seconds'),
    session: place('session')
  }
}

/** The place of a column that is to be kept. */
const noted = (file: string, header: ReadonlyArray<string>, { column, needed }: LogNotes.Note): number => {
  const at = header.indexOf(column)
  return at >= 0 || !needed
    ? at
    : fail(
        Failure.problems(
          `${nameOf(file)} has no column \`${Layout.safeLine(column)}\`, only ${fieldsList(header)}`
        )
      )
}

/** The rows of one log, judged. */
const rowsOf = (file: string, { names, judge, take, response, notes, rejected }: Receiver) => {
  let rows = 0
  let responses = 0
  let table: LogBytes.Table | undefined
  let used: ReadonlySet<number> = new Set()
  const reject = (line: number, reason: string, raw: string): void => {
    rows++
    rejected(file, line, reason, raw)
  }
  const judged = (
    fields: ReadonlyArray<string>,
    { places: { learner, challenge, outcome, at, seconds }, notes: kept }: Omit<LogBytes.Table, 'width'>,
    line: number,
    raw: () => string
  ): void => {
    const entry = judge(
      fields[learner] ?? '',
      fields[challenge] ?? '',
      fields[outcome] ?? '',
      at < 0 ? undefined : fields[at],
      seconds < 0 ? undefined : fields[seconds]
    )
    if (typeof entry === 'string') return reject(line, entry, raw())
    rows++
    responses++
    response(
      entry,
      notes.map(({ of }, i) => of(fields[kept[i] ?? -1] ?? ''))
    )
  }
  const csv = (): LogCsv.Splitter =>
    LogCsv.splitter(
      {
        broken: (reason, line, raw) => {
          if (table === undefined)
            fail(Failure.problems(`${nameOf(file)} has a broken header, line ${line}: ${reason}`))
          reject(line, reason, raw)
        },
        row: (fields, count, line, raw) => {
          if (table === undefined) {
            const header = fields.slice(0, count)
            table = {
              places: placesOf(file, header, names),
              notes: notes.map((note) => noted(file, header, note)),
              width: count
            }
            used = new Set([...Object.values(table.places), ...table.notes])
          } else if (count === table.width) judged(fields, table, line, raw)
          else reject(line, `${count} field${count === 1 ? '' : 's'} instead of ${table.width}`, raw())
        }
      },
      (column) => table === undefined || used.has(column)
    )
  const jsonl = (): LogCsv.Splitter => {
    const keys = [...LogRow.columns.map((column) => names[column]), ...notes.map(({ column }) => column)]
    const kept = notes.map((_, i) => LogRow.columns.length + i)
    const here: LogBytes.Places = { learner: 0, challenge: 1, outcome: 2, at: 3, seconds: 4, session: 5 }
    const row: LogCsv.Sink['row'] = (fields, _count, line, raw) =>
      judged(fields, { places: here, notes: kept }, line, raw)
    return LogJsonl.splitter({ broken: (reason, line, raw) => reject(line, reason, raw), row }, keys)
  }
  return {
    csv,
    jsonl,
    /** Takes a plain row of CSV; not before the header is known. */
    plain: (bytes: Buffer, from: number, to: number): boolean => {
      if (table === undefined || !take(table, bytes, from, to)) return false
      rows++
      responses++
      return true
    },
    rows: () => rows,
    responses: () => responses,
    begun: () => table !== undefined
  }
}

/** The text of a log piece by piece, as UTF-8, without its byte order mark. */
const textOf = (file: string) => {
  const decoder = new StringDecoder('utf8')
  let first = true
  const checked = (text: string): string => {
    if (!first || text === '') return text
    first = false
    return text.startsWith('\ufeff') ? text.slice(1) : text
  }
  return {
    of: (bytes: Uint8Array): string => {
      const [a, b] = bytes
      if (first && ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)))
        fail(Failure.problems(`${nameOf(file)} is UTF-16: save it as UTF-8`))
      return checked(decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
    },
    rest: (): string => checked(decoder.end())
  }
}

type Rows = ReturnType<typeof rowsOf>

/** Takes a log as bytes in pieces; `end` after the last one. */
interface Road {
  readonly push: (bytes: Buffer) => void
  readonly end: () => void
}

type Source = ReturnType<typeof textOf>

const slowly = (splitter: LogCsv.Splitter, source: Source): Road => ({
  push: (bytes) => splitter.push(source.of(bytes)),
  end: () => {
    splitter.push(source.rest())
    splitter.end()
  }
})

const LINE_FEED = 10

/** A row that is longer is given on without its end. */
const LONGEST = 1 << 20

/**
 * CSV on two roads: each line on the fast one if that will do, else as text to the splitter; with all that follows in
 * the same piece, where it opens a row that goes on behind the line.
 */
const quickly = (rows: Rows, splitter: LogCsv.Splitter, source: Source): Road => {
  const slow = slowly(splitter, source)
  let rest: Buffer = Buffer.alloc(0)
  return {
    push: (piece) => {
      const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece])
      const last = bytes.lastIndexOf(LINE_FEED) + 1
      const end = last === 0 && bytes.length > LONGEST ? bytes.length : last
      let from = 0
      while (from < end) {
        const feed = splitter.isOpen() ? -1 : bytes.indexOf(LINE_FEED, from)
        if (feed >= 0 && rows.plain(bytes, from, feed)) splitter.skip(1)
        else slow.push(bytes.subarray(from, feed < 0 ? end : feed + 1))
        from = feed < 0 ? end : feed + 1
      }
      rest = Buffer.from(bytes.subarray(end))
    },
    end: () => {
      slow.push(rest)
      slow.end()
    }
  }
}

/** Reads a log to its end. */
export const read = async (
  { files, progress }: Capabilities,
  file: string,
  receiver: Receiver
): Promise<Input> => {
  const incoming = await done(files.stream(file))
  const bar = progress(nameOf(file).replaceAll('`', ''), incoming.size ?? 0)
  const rows = rowsOf(file, receiver)
  const hash = createHash('sha256')
  let road: Road | undefined
  const begin = (chunk: Buffer): Road =>
    isJsonl(file, chunk.toString('utf8', 0, SNIFFED).replace(/^\ufeff/, ''))
      ? slowly(rows.jsonl(), textOf(file))
      : quickly(rows, rows.csv(), textOf(file))
  const all = async (): Promise<void> => {
    for await (const { buffer, byteOffset, byteLength } of incoming.chunks) {
      const chunk = Buffer.from(buffer, byteOffset, byteLength)
      hash.update(chunk)
      if (chunk.length > 0) road ??= begin(chunk)
      for (let at = 0; at < chunk.length; at += PIECE) {
        road?.push(chunk.subarray(at, at + PIECE))
        await receiver.settle()
      }
      bar.update(incoming.position())
    }
    road?.end()
    await receiver.settle()
  }
  try {
    await done(attempt(`cannot read ${nameOf(file)}`, all))
  } finally {
    bar.stop()
  }
  if (!rows.begun() && !isJsonl(file, '{') && road === undefined)
    fail(Failure.problems(`${nameOf(file)} is empty: a log begins with a row of column names`))
  return { file, sha256: hash.digest('hex'), rows: rows.rows(), responses: rows.responses() }
}
