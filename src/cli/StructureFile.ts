/**
 * A file of the states of a knowledge structure: CSV with a column for each acquis and 1 where a state holds it, 0 where not,
 * as other software writes them; or what `StatesFile` reads, of which only `known` counts. Challenges may stand for acquis.
 *
 * Laws
 * 1. every row is a state, or a problem with its place
 * 2. a matrix and a list of the same states are the same structure
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { STATES } from '../bank/Checks'
import * as Codec from '../bank/Codec'
import type { Model } from '../knowledge/Model'
import * as SaturatedStates from '../lab/SaturatedStates'
import type { Effect, Files } from './Capabilities'
import type * as Failure from './Failure'
import * as Source from './Source'
import * as StatesFile from './StatesFile'
import * as TableText from './TableText'

type Problem = StatesFile.Problem

/** An id, and where it stands. */
interface Mention extends TableText.Place {
  readonly id: string
}

interface Read {
  /** All ids; those of the columns of a matrix in their order. */
  readonly mentions: ReadonlyArray<Mention>
  readonly isMatrix: boolean
  readonly states: ReadonlyArray<ReadonlyArray<string>>
  readonly problems: ReadonlyArray<Problem>
}

const record = Codec.object('a state', { known: Codec.list(Codec.id) }, { learner: Codec.string })

const ofLines = async (file: string, bytes: Uint8Array): Promise<Read> => {
  const mentions: Array<Mention> = []
  const states: Array<ReadonlyArray<string>> = []
  const problems: Array<Problem> = []
  for (const { line, value, whole, problems: own, locate } of await Source.parseAll(file, bytes)) {
    const { issues, value: read } = whole ? Codec.examine(record)(value) : { issues: [], value: undefined }
    problems.push(...own, ...locate(issues))
    if (read === undefined || issues.length > 0) continue
    states.push(read.known)
    mentions.push(...read.known.map((id) => ({ id, line, column: 1 })))
  }
  return { mentions, isMatrix: false, states, problems }
}

const ofTable = (file: string, text: string): Read => {
  const { rows, broken, placeOf } = TableText.read(text)
  const problems = broken.map((each) => StatesFile.problem(file, each, 'syntax', each.reason))
  const header = (rows[0]?.cells ?? []).map((cell) => cell.trim())
  const list = header.indexOf('known')
  // R gives the column of the names of rows an empty name.
  const columns = header.flatMap((id, i) => (id === '' ? [] : [{ id, i }]))
  const mentions: Array<Mention> = list < 0 ? columns.map(({ id, i }) => ({ id, ...placeOf(0, i) })) : []
  const states: Array<ReadonlyArray<string>> = []
  columns.forEach(({ id, i }, n) => {
    if (list < 0 && columns.findIndex((each) => each.id === id) < n)
      problems.push(
        StatesFile.problem(file, placeOf(0, i), 'duplicate-id', `there are two columns \`${id}\``)
      )
  })
  rows.slice(1).forEach(({ cells }, n) => {
    const row = n + 1
    if (cells.length !== header.length) {
      const message = `this row has ${cells.length} fields, and the first one ${header.length}`
      problems.push(StatesFile.problem(file, placeOf(row, 0), 'wrong-fields', message))
      return
    }
    if (list >= 0) {
      const known = (cells[list] ?? '').split(/\s+/).filter((id) => id !== '')
      mentions.push(...known.map((id) => ({ id, ...placeOf(row, list) })))
      states.push(known)
      return
    }
    const state = columns.filter(({ i }) => {
      const cell = (cells[i] ?? '').trim()
      if (cell !== '0' && cell !== '1')
        problems.push(
          StatesFile.problem(
            file,
            placeOf(row, i),
            'wrong-value',
            `1 where the state holds it, or 0, is expected, not \`${cell}\``
          )
        )
      return cell === '1'
    })
    states.push(state.map(({ id }) => id))
  })
  return { mentions, isMatrix: list < 0, states, problems }
}

const read = async (file: string, bytes: Uint8Array): Promise<Read> => {
  if (StatesFile.isLines(file)) return ofLines(file, bytes)
  const text = StatesFile.textOf(file, bytes)
  return E.isLeft(text)
    ? { mentions: [], isMatrix: false, states: [], problems: [text.left] }
    : ofTable(file, text.right)
}

/** What ids stand for: all acquis or all challenges, whichever knows more of them. */
const elementsOf = (model: Model, mentions: ReadonlyArray<Mention>) => {
  const kinds = [
    { word: 'acquis', other: 'a challenge', all: SaturatedStates.acquis(model) },
    { word: 'challenge', other: 'an acquis', all: SaturatedStates.challenges(model) }
  ].map((kind) => {
    const ids = new Set(kind.all.map(({ id }) => id))
    return { ...kind, ids, unknown: mentions.filter(({ id }) => !ids.has(id)) }
  })
  const [acquis, challenges] = kinds
  if (acquis === undefined || challenges === undefined) return undefined
  return challenges.unknown.length < acquis.unknown.length
    ? { own: challenges, others: acquis }
    : { own: acquis, others: challenges }
}

const structureOf = (
  file: string,
  model: Model,
  { mentions, isMatrix, states, problems }: Read
): E.Either<Failure.Failure, SaturatedStates.Structure> => {
  const refuse = (all: ReadonlyArray<Problem>) => E.left(StatesFile.refused(file, all))
  const at = (message: string): Problem => StatesFile.problem(file, StatesFile.START, 'empty', message)
  const found = elementsOf(model, mentions)
  const all = [...problems]
  for (const mention of found?.own.unknown ?? []) {
    const { id } = mention
    const isOther = found?.others.ids.has(id) === true
    const message = isOther
      ? `\`${id}\` is ${found.own.other}, and others are not: states are made of acquis, or of challenges`
      : `there is no ${found?.own.word ?? ''} \`${id}\``
    const ids = isOther ? [] : (found?.own.ids ?? [])
    all.push(StatesFile.unknownId(file, mention, message, id, ids))
  }
  if (all.length > 0 || found === undefined) return refuse(all)
  if (states.length === 0) return refuse([at('there is no state in this file')])
  if (mentions.length === 0) return refuse([at('no state holds anything')])
  const wanted = new Set(mentions.map(({ id }) => id))
  const byId = new Map(found.own.all.map((each) => [each.id, each]))
  const elements = isMatrix
    ? mentions.flatMap(({ id }) => byId.get(id) ?? [])
    : found.own.all.filter(({ id }) => wanted.has(id))
  const placeOf = new Map(elements.map(({ id }, place) => [id, place]))
  const structure = SaturatedStates.of(
    elements,
    states.map((state) => state.flatMap((id) => placeOf.get(id) ?? []))
  )
  return structure.states.length > STATES
    ? refuse([at(`there are ${structure.states.length} states; ${STATES} are the most`)])
    : E.right(structure)
}

/** The structure of a file, or a failure that lists all that is wrong with it. */
export const load = (files: Files, file: string, model: Model): Effect<SaturatedStates.Structure> =>
  pipe(
    files.read(file, Source.LIMIT),
    TE.chain((bytes) => TE.fromTask(() => read(file, bytes))),
    TE.chainEitherK((found) => structureOf(file, model, found))
  )
