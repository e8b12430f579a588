/**
 * Logs that are tables of text: a header, then rows of as many fields.
 *
 * @since 0.2.0
 */
import * as Failure from './Failure'
import * as LogColumns from './LogColumns'
import * as LogCsv from './LogCsv'
import { fail } from './LogEffect'
import type { Log, Place, Road } from './LogFormat'
import type * as LogRow from './LogRow'
import * as LogText from './LogText'

/** Those that most tables have, whatever they call them. */
export const columns: ReadonlyArray<LogRow.Column | LogRow.TraitColumn> = [
  'learner',
  'challenge',
  'outcome',
  'at',
  'seconds',
  'attempt',
  'skill',
  'competence'
]

/** What is done with the rows under a header. The fields are those of one call alone. */
export interface Rows {
  /** Places of the columns that are read; the others may come empty. */
  readonly wanted: ReadonlySet<number>
  readonly row: (fields: ReadonlyArray<string>, place: Place) => void
  /** A line that has no such fields, before it is rejected. */
  readonly spoilt?: () => void
}

export type Table = (header: ReadonlyArray<string>) => Rows

/** The rows of a table, those that are none rejected. */
export const sink = (
  { file, kept, sink: { rejected } }: Pick<Log, 'file' | 'kept' | 'sink'>,
  table: Table
): {
  readonly sink: LogCsv.Sink
  readonly wanted: (column: number) => boolean
  readonly width: () => number
} => {
  let rows: Rows | undefined
  let places: ReadonlyArray<number> = []
  let width = 0
  const reject = (reason: string, line: number, raw: string): void => {
    rows?.spoilt?.()
    rejected(reason, line, raw)
  }
  return {
    wanted: (column) => rows === undefined || rows.wanted.has(column) || places.includes(column),
    width: () => width,
    sink: {
      broken: (reason, line, raw) => {
        if (rows === undefined)
          fail(Failure.problems(`${LogText.nameOf(file)} has a broken header, line ${line}: ${reason}`))
        reject(reason, line, raw)
      },
      row: (fields, count, line, raw) => {
        if (rows === undefined) {
          const header = fields.slice(0, count)
          rows = table(header)
          places = LogColumns.keptPlaces({ file, kept }, header)
          width = count
        } else if (count === width) rows.row(fields, { line, raw, kept: LogColumns.keptOf(places, fields) })
        else reject(`${count} field${count === 1 ? '' : 's'} instead of ${width}`, line, raw())
      }
    }
  }
}

const SEPARATORS = ['\t', ',', ';'] as const

/** Fields between the separator that comes first in a header, quoted names left out; commas where there is none. */
export const shapeOf = (head: Buffer): LogCsv.Shape => {
  const bare = LogText.firstLine(head).replace(/"(?:[^"]|"")*"/g, '')
  const found = SEPARATORS.map((each) => [each, bare.indexOf(each)] as const).filter(([, at]) => at >= 0)
  return { separator: found.sort(([, a], [, b]) => a - b)[0]?.[0] ?? ',', quotes: true }
}

/** The names in the header of a table. */
export const headerOf = (head: Buffer, shape: LogCsv.Shape): ReadonlyArray<string> => {
  const names: Array<string> = []
  const splitter = LogCsv.splitter(
    { broken: () => undefined, row: (fields, count) => names.push(...fields.slice(0, count)) },
    () => true,
    shape
  )
  splitter.push(LogText.firstLine(head))
  splitter.end()
  return names
}

export const road = (log: Log, shape: LogCsv.Shape, table: Table): Road => {
  const rows = sink(log, table)
  return LogText.road(LogCsv.splitter(rows.sink, rows.wanted, shape), LogText.decoder(log.file))
}
