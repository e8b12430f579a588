/**
 * Files checked together: the banks among them serve to check what belongs to them.
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as Bank from '../bank/Bank'
import * as EditDistance from '../math/EditDistance'
import * as Config from './Config'
import * as FileKind from './FileKind'
import type { Lines } from './Lines'
import * as Load from './Load'
import type { Problem, Source } from './Source'

export interface Checked {
  readonly file: string
  readonly lines: Lines
  /** By place. */
  readonly problems: ReadonlyArray<Problem>
  /** What could not be checked. */
  readonly note?: string
}

type Banks = ReadonlyMap<string, Bank.Bank>

/** The sound banks among these files by their ids. None is decoded where nothing belongs to a bank. */
const banksOf = (sources: ReadonlyArray<Source>): Banks => {
  const kinds = sources.map(({ value }) => FileKind.of(value))
  if (kinds.every(({ beside }) => beside === undefined)) return new Map()
  return new Map(
    sources.flatMap(({ whole, value }, i) => {
      const decoded = whole && kinds[i]?.beside === undefined ? Bank.decode(value) : undefined
      return decoded !== undefined && E.isRight(decoded) ? [[decoded.right.id, decoded.right] as const] : []
    })
  )
}

/** The bank of this id, or the one that a misspelt id means. */
const named = (banks: Banks, id: unknown): Bank.Bank | undefined =>
  typeof id === 'string'
    ? (banks.get(id) ?? banks.get(EditDistance.nearest(id, banks.keys()) ?? ''))
    : undefined

const checkOne =
  (banks: Banks, configOf: (file: string) => Config.Config) =>
  ({ file, lines, value, whole, problems, locate }: Source): Checked => {
    if (!whole) return { file, lines, problems }
    const config = configOf(file)
    const { name, beside, check: alone } = FileKind.of(value)
    const bank = named(banks, beside?.bankOf(value))
    const issues = (beside === undefined || bank === undefined ? alone : beside.check(bank))(
      value,
      config.thresholds
    )
    return {
      file,
      lines,
      problems: Load.sorted(Config.applied(config)([...problems, ...locate(issues)])),
      ...(beside === undefined || bank !== undefined
        ? {}
        : { note: `what this ${name} names in its bank was not checked: give the bank as well` })
    }
  }

/** The records of a file, which share their lines, as one; the note on the first stands for all. */
const together = (checked: ReadonlyArray<Checked>): ReadonlyArray<Checked> => {
  const files = new Map<Lines, { readonly first: Checked; readonly problems: Array<Problem> }>()
  for (const each of checked) {
    const file = files.get(each.lines) ?? { first: each, problems: [] }
    files.set(each.lines, file)
    for (const problem of each.problems) file.problems.push(problem)
  }
  return Array.from(files.values(), ({ first, problems }) => ({ ...first, problems }))
}

/** Every problem of each file, as the configuration has it that holds for the file. */
export const check = (
  sources: ReadonlyArray<Source>,
  configOf: (file: string) => Config.Config = () => Config.none
): ReadonlyArray<Checked> => together(sources.map(checkOne(banksOf(sources), configOf)))
