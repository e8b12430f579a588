/**
 * Persons × items: a row a person, a column an item, in each cell the outcome. An empty cell and NA are no response. What
 * is a row elsewhere is a cell here. A column that is kept besides tells something of the person, and is no item.
 *
 * @since 0.2.0
 */
import * as LogColumns from './LogColumns'
import type { Log, LogFormat } from './LogFormat'
import * as LogTable from './LogTable'
import * as LogText from './LogText'
import * as Failure from './Failure'
import { fail } from './LogEffect'
import * as Layout from './Layout'

/** What the first column may be called where it names the persons, in small letters; R writes an empty name. */
const PERSONS: ReadonlySet<string> = new Set(
  ['', '.row', 'row', 'rowname', 'row.names', 'id', 'case']
    .concat([
      'learner',
      'person',
      'student',
      'pupil',
      'user',
      'subject',
      'respondent',
      'examinee',
      'participant'
    ])
    .flatMap((word) => [word, `${word}id`, `${word}_id`, `${word}.id`, `${word} id`])
    .concat(['uid', 'pid', 'sid'])
)

const isMissing = (cell: string): boolean => cell === '' || cell === 'NA'

/** Two columns of one name would be two responses to one challenge. */
const distinct = (log: Log, items: ReadonlyArray<string>): void => {
  const seen = new Set<string>()
  for (const item of items) {
    if (seen.has(item))
      fail(Failure.problems(`${LogText.nameOf(log.file)} has two columns \`${Layout.safeLine(item)}\``))
    seen.add(item)
  }
}

const table =
  (log: Log): LogTable.Table =>
  (header) => {
    const named = LogColumns.places(log, header)
    const first = PERSONS.has((header[0] ?? '').trim().toLowerCase()) ? 0 : -1
    const learner = log.names.learner === undefined ? first : named.one('learner')
    const others = new Set([learner, ...LogColumns.keptPlaces(log, header)])
    const items = header.flatMap((name, i) => (others.has(i) ? [] : [{ name: name.trim(), i }]))
    distinct(
      log,
      items.map(({ name }) => name)
    )
    for (const { name } of items) log.sink.mentioned(name)
    const numbered = log.numbered
    return {
      wanted: new Set(header.keys()),
      // A person whose row is spoilt keeps its number.
      spoilt: () => {
        numbered.count++
      },
      row: (fields, { line, kept }) => {
        numbered.count++
        const person = learner < 0 ? String(numbered.count) : (fields[learner] ?? '')
        for (const { name, i } of items) {
          const outcome = fields[i]?.trim() ?? ''
          if (isMissing(outcome)) continue
          log.sink.said(
            { learner: person, challenge: name, outcome, at: undefined, seconds: undefined },
            () => ({ isFirst: undefined, skills: [], competence: '' }),
            { line, raw: () => `${person},${name},${outcome}`, kept }
          )
        }
      }
    }
  }

export const format: LogFormat = {
  name: 'matrix',
  summary: 'persons × items, a row a person; 0, 1, and NA or nothing where there is no response',
  names: {},
  mappable: ['learner'],
  codes: new Map(),
  open: (log, head) => LogTable.road(log, LogTable.shapeOf(head), table(log))
}
