/**
 * Our own format: CSV with a header row, or JSON lines, one response a row.
 *
 * @since 0.2.0
 */
import type * as LogBytes from './LogBytes'
import * as LogColumns from './LogColumns'
import * as LogCsv from './LogCsv'
import type { Log, LogFormat, Road } from './LogFormat'
import * as LogJsonl from './LogJsonl'
import * as LogRow from './LogRow'
import * as LogTable from './LogTable'
import * as LogText from './LogText'

/** Bytes at the beginning of a log that tell what it is. */
const SNIFFED = 1 << 10

/** Whether a log of this name and this beginning is JSON lines. */
export const isJsonl = (file: string, begin: string): boolean => {
  const name = file.toLowerCase().replace(/\.gz$/, '')
  if (/\.(?:jsonl|ndjson|json)$/.test(name)) return true
  return !/\.(?:csv|txt)$/.test(name) && /^\s*\{/.test(begin)
}

/** Where the columns are that make a response. */
const placesOf = ({ one }: ReturnType<typeof LogColumns.places>): LogBytes.Places => {
  const [learner, challenge, outcome] = [
    one('learner', 'learner'),
    one('challenge', 'challenge'),
    one('outcome', 'outcome')
  ]
  return {
    learner,
    challenge,
    outcome,
    at: one('at', 'at'),
    seconds: one('seconds', 'seconds'),
    session: one('session', 'session')
  }
}

/** Judges rows whose columns are at these places. */
const judged =
  (
    { sink: { said } }: Log,
    { learner, challenge, outcome, at, seconds }: LogBytes.Places,
    traits: (fields: ReadonlyArray<string>) => LogRow.Traits
  ): LogTable.Rows['row'] =>
  (fields, place) => {
    said(
      {
        learner: fields[learner] ?? '',
        challenge: fields[challenge] ?? '',
        outcome: fields[outcome] ?? '',
        at: at < 0 ? undefined : fields[at],
        seconds: seconds < 0 ? undefined : fields[seconds]
      },
      () => traits(fields),
      place
    )
  }

const traitsAt =
  (attempt: number, skills: ReadonlyArray<number>, competence: number) =>
  (fields: ReadonlyArray<string>): LogRow.Traits => ({
    isFirst: LogColumns.isFirst(fields[attempt]),
    skills: LogColumns.several(skills.map((i) => fields[i] ?? '')),
    competence: fields[competence]?.trim() ?? ''
  })

/** The rows under the header of a table; `known` is told where the columns are. */
export const table =
  (log: Log, known: (table: Omit<LogBytes.Table, 'width'>) => void = () => undefined): LogTable.Table =>
  (header) => {
    const columns = LogColumns.places(log, header)
    const places = placesOf(columns)
    known({ places, kept: LogColumns.keptPlaces(log, header) })
    const [attempt, skills, competence] = log.traits
      ? [
          columns.one('attempt', 'attempt'),
          columns.all('skill', 'skill'),
          columns.one('competence', 'competence')
        ]
      : [-1, [], -1]
    return {
      wanted: new Set([...Object.values(places), attempt, ...skills, competence]),
      row: judged(log, places, traitsAt(attempt, skills, competence))
    }
  }

const jsonl = (log: Log): LogCsv.Splitter => {
  const columns = log.traits ? [...LogRow.columns, ...LogRow.traitColumns] : LogRow.columns
  const kept = log.kept.filter((name) => name !== undefined)
  const keptPlaces = log.kept.map((name) => (name === undefined ? -1 : columns.length + kept.indexOf(name)))
  const keys = columns.map((column) => log.names[column] ?? column)
  const here: LogBytes.Places = { learner: 0, challenge: 1, outcome: 2, at: 3, seconds: 4, session: 5 }
  const row = judged(log, here, traitsAt(6, [7], 8))
  return LogJsonl.splitter(
    {
      broken: log.sink.rejected,
      row: (fields, _count, line, raw) =>
        row(fields, { line, raw, kept: LogColumns.keptOf(keptPlaces, fields) })
    },
    [...keys, ...kept],
    [log.names.skill ?? 'skill']
  )
}

const LINE_FEED = 10

/** A row that is longer is given on without its end. */
const LONGEST = 1 << 20

/**
 * CSV on two roads: each line on the fast one if that will do, else as text to the splitter; with all that follows in
 * the same piece, where it opens a row that goes on behind the line.
 */
const csv = (log: Log): Road => {
  let known: Omit<LogBytes.Table, 'width'> | undefined
  const rows = LogTable.sink(
    log,
    table(log, (found) => {
      known = found
    })
  )
  const splitter = LogCsv.splitter(rows.sink, rows.wanted)
  const slow = LogText.road(splitter, LogText.decoder(log.file))
  const { took } = log.sink
  let header: LogBytes.Table | undefined
  let rest: Buffer = Buffer.alloc(0)
  return {
    push: (piece) => {
      const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece])
      const last = bytes.lastIndexOf(LINE_FEED) + 1
      const end = last === 0 && bytes.length > LONGEST ? bytes.length : last
      let from = 0
      while (from < end) {
        const feed = splitter.isOpen() ? -1 : bytes.indexOf(LINE_FEED, from)
        if (feed >= 0 && header !== undefined && took(header, bytes, from, feed)) splitter.skip(1)
        else slow.push(bytes.subarray(from, feed < 0 ? end : feed + 1))
        if (header === undefined && known !== undefined) header = { ...known, width: rows.width() }
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

export const format: LogFormat = {
  name: 'canonical',
  summary: 'CSV with a header row, or JSON lines, one response a row; or a table in Parquet',
  names: Object.fromEntries(LogRow.columns.map((column) => [column, column])),
  mappable: [...LogRow.columns, ...LogRow.traitColumns],
  codes: new Map(),
  open: (log, head) =>
    isJsonl(log.file, head.toString('utf8', 0, SNIFFED).replace(/^\ufeff/, ''))
      ? LogText.road(jsonl(log), LogText.decoder(log.file))
      : csv(log)
}
