/**
 * A file of learners and what they know, for simulations: CSV with the columns `learner` and `known`, the ids of acquis
 * separated by spaces; or JSON lines, `{ "learner": "l1", "known": ["a", "b"] }`.
 *
 * Laws
 * 1. every line is a state of knowledge, or a problem with its place
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as Codec from '../bank/Codec'
import type { Model } from '../knowledge/Model'
import * as Population from '../lab/Population'
import * as EditDistance from '../math/EditDistance'
import type { Effect, Files } from './Capabilities'
import * as Failure from './Failure'
import * as Layout from './Layout'
import * as Load from './Load'
import * as Source from './Source'
import * as TableText from './TableText'

export type Problem = Source.Problem<string>

/** A line as it was read, and where it stands. */
interface Row extends Population.State {
  readonly line: number
  readonly column: number
}

interface Read {
  readonly rows: ReadonlyArray<Row>
  readonly problems: ReadonlyArray<Problem>
}

/** A problem with its place. */
export const problem = (
  file: string,
  { line, column }: TableText.Place,
  code: string,
  message: string,
  suggestion?: string
): Problem => ({
  file,
  line,
  column,
  endLine: line,
  endColumn: column,
  path: [],
  code,
  severity: 'error',
  message: Layout.safeLine(message),
  ...(suggestion === undefined ? {} : { suggestion })
})

const record = Codec.object('a learner', { learner: Codec.string, known: Codec.list(Codec.id) }, {})

const ofLines = async (file: string, bytes: Uint8Array): Promise<Read> => {
  const sources = await Source.parseAll(file, bytes)
  const rows: Array<Row> = []
  const problems: Array<Problem> = []
  for (const { line, value, whole, problems: own, locate } of sources) {
    const { issues, value: read } = whole ? Codec.examine(record)(value) : { issues: [], value: undefined }
    problems.push(...own, ...locate(issues))
    if (read !== undefined && issues.length === 0) rows.push({ ...read, line, column: 1 })
  }
  return { rows, problems }
}

const COLUMNS = ['learner', 'known'] as const

const ofTable = (file: string, text: string): Read => {
  const { rows, broken, placeOf } = TableText.read(text)
  const problems = broken.map((each) => problem(file, each, 'syntax', each.reason))
  const header = (rows[0]?.cells ?? []).map((cell) => cell.trim())
  const [learner, known] = COLUMNS.map((name) => header.indexOf(name))
  if (learner === undefined || known === undefined || learner < 0 || known < 0) {
    const message = `the first row names the columns, among them ${COLUMNS.map((each) => `\`${each}\``).join(' and ')}`
    return { rows: [], problems: [...problems, problem(file, placeOf(0, 0), 'missing-key', message)] }
  }
  const found: Array<Row> = []
  rows.slice(1).forEach(({ cells }, i) => {
    const place = placeOf(i + 1, known)
    if (cells.length !== header.length)
      problems.push(
        problem(
          file,
          placeOf(i + 1, 0),
          'wrong-fields',
          `this row has ${cells.length} fields, and the first one ${header.length}; acquis are separated by spaces`
        )
      )
    else
      found.push({
        learner: (cells[learner] ?? '').trim(),
        known: (cells[known] ?? '').split(/\s+/).filter((id) => id !== ''),
        ...place
      })
  })
  return { rows: found, problems }
}

export const START: TableText.Place = { line: 1, column: 1 }

/** Whether a file is one of JSON lines, by its name. */
export const isLines = (file: string): boolean => /\.(jsonl|ndjson)(\.gz)?$/i.test(file)

/** A text, or that the bytes are none. */
export const textOf = (file: string, bytes: Uint8Array): E.Either<Problem, string> => {
  try {
    return E.right(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return E.left(problem(file, START, 'encoding', 'this is no UTF-8: save the file as UTF-8'))
  }
}

const read = async (file: string, bytes: Uint8Array): Promise<Read> => {
  if (isLines(file)) return ofLines(file, bytes)
  const text = textOf(file, bytes)
  return E.isLeft(text) ? { rows: [], problems: [text.left] } : ofTable(file, text.right)
}

/** An id that means nothing, with the one that may be meant. */
export const unknownId = (
  file: string,
  place: TableText.Place,
  message: string,
  id: string,
  ids: Iterable<string>
): Problem => {
  const nearest = EditDistance.nearest(id, ids)
  return problem(
    file,
    place,
    'unknown-reference',
    message,
    nearest === undefined ? undefined : `did you mean \`${nearest}\`?`
  )
}

/** What has to be mended before anything goes on. */
export const refused = (file: string, problems: ReadonlyArray<Problem>): Failure.Failure =>
  Failure.problems(`there is something to mend\n${Load.report(file, problems).join('\n')}`)

/** What is wrong with what the rows say, beside the bank. */
const checked = (file: string, model: Model, rows: ReadonlyArray<Row>): ReadonlyArray<Problem> => {
  const acquis = model.bank.competences.flatMap((each) => each.acquis.map(({ id }) => id))
  const ids = new Set(acquis)
  const seen = new Map<string, number>()
  return rows.flatMap((row) => {
    const { learner, known, line } = row
    const first = seen.get(learner)
    if (first === undefined) seen.set(learner, line)
    const unknown = known.filter((id) => !ids.has(id))
    return [
      ...(learner === '' ? [problem(file, row, 'wrong-value', 'this learner has no name')] : []),
      ...(first === undefined
        ? []
        : [problem(file, row, 'duplicate-id', `the learner \`${learner}\` stands in line ${first} already`)]),
      ...unknown.map((id) => unknownId(file, row, `there is no acquis \`${id}\``, id, ids)),
      ...(unknown.length > 0
        ? []
        : Population.infeasible(model, row).map(({ acquis: id, requires }) =>
            problem(
              file,
              row,
              'infeasible-state',
              `whoever knows \`${id}\` knows \`${requires}\`, which it requires`,
              `add \`${requires}\`, or take \`${id}\` out`
            )
          ))
    ]
  })
}

/** The learners of a file, or a failure that lists all that is wrong with it. */
export const load = (files: Files, file: string, model: Model): Effect<ReadonlyArray<Population.State>> =>
  pipe(
    files.read(file, Source.LIMIT),
    TE.chain((bytes) => TE.fromTask(() => read(file, bytes))),
    TE.chainEitherK(({ rows, problems }) => {
      const all = [...problems, ...checked(file, model, rows)]
      if (all.length === 0 && rows.length === 0)
        all.push(problem(file, START, 'empty', 'there is no learner in this file'))
      return all.length > 0
        ? E.left(refused(file, all))
        : E.right(rows.map(({ learner, known }) => ({ learner, known })))
    })
  )
