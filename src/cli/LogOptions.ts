/**
 * How a log is read: `--format`, and `--map` and `--outcomes`, which take pairs `name=value`, separated by commas.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { isOutcome, type Outcome, outcomes } from '../bank/Challenge'
import * as EditDistance from '../math/EditDistance'
import * as Failure from './Failure'
import * as Layout from './Layout'
import type { LogFormat } from './LogFormat'
import * as LogFormats from './LogFormats'
import * as LogRow from './LogRow'
import * as Options from './Options'

export const args = {
  format: Options.text(
    'format',
    'FORMAT',
    ['how the logs are written (default: canonical)', ...LogFormats.described].join('\n')
  ),
  map: Options.text(
    'map',
    'COLUMN=NAME,…',
    'what the columns are called in the log, such as learner=user_id'
  ),
  outcomes: Options.text(
    'outcomes',
    'CODE=OUTCOME,…',
    'what codes mean besides correct, 1, incorrect, 0, skipped; such as T=correct,F=incorrect'
  )
}

type Read<A> = E.Either<Failure.Failure, A>

type Column = LogRow.Column | LogRow.TraitColumn

const columns: ReadonlyArray<Column> = [...LogRow.columns, ...LogRow.traitColumns]

const isColumn = (word: string): word is Column => columns.some((column) => column === word)

export const meant = (word: string, candidates: ReadonlyArray<string>): string => {
  const nearest = EditDistance.nearest(word, candidates)
  return nearest === undefined ? `there are ${candidates.join(', ')}` : `did you mean \`${nearest}\`?`
}

/** Pairs on both sides of the last equals sign (or the first one), in order. */
const pairs = (
  option: string,
  words: string,
  cut: 'first' | 'last'
): Read<ReadonlyArray<readonly [string, string]>> => {
  const found: Array<readonly [string, string]> = []
  for (const word of words.split(',')) {
    const at = cut === 'first' ? word.indexOf('=') : word.lastIndexOf('=')
    if (at < 0 || (cut === 'first' && at === word.length - 1))
      return E.left(Failure.usage(`--${option} takes name=value, …, not \`${Layout.safeLine(word)}\``))
    found.push([word.slice(0, at), word.slice(at + 1)])
  }
  return E.right(found)
}

/** `learner=user_id,outcome=correct`: our columns by their names in the log, those that were given. */
export const names = (words: string | undefined): Read<LogRow.Names> => {
  const own: Partial<Record<Column, string>> = {}
  const read = words === undefined ? E.right([]) : pairs('map', words, 'first')
  if (E.isLeft(read)) return read
  for (const [word, name] of read.right) {
    const column = word.trim()
    if (!isColumn(column))
      return E.left(
        Failure.usage(`--map: no column \`${Layout.safeLine(column)}\`; ${meant(column, columns)}`)
      )
    own[column] = name
  }
  return E.right(own)
}

/** `1=correct,0=incorrect`: what the log's codes mean, besides those that are always understood, or in its format. */
export const codes = (words: string | undefined, ofFormat: LogRow.Codes): Read<LogRow.Codes> => {
  const known = new Map<string, Outcome>([...LogRow.codes, ...ofFormat])
  const read = words === undefined ? E.right([]) : pairs('outcomes', words, 'last')
  if (E.isLeft(read)) return read
  for (const [code, word] of read.right) {
    const outcome = word.trim()
    if (!isOutcome(outcome))
      return E.left(
        Failure.usage(`--outcomes: no outcome \`${Layout.safeLine(outcome)}\`; ${meant(outcome, outcomes)}`)
      )
    known.set(code, outcome)
  }
  return E.right(known)
}

/** How a log is read: its format, what its columns are called, and what its codes mean. */
export interface Reading {
  readonly format: LogFormat
  readonly names: LogRow.Names
  readonly codes: LogRow.Codes
}

/** `more`: columns that are named by options of their own. */
export const reading = (
  values: {
    readonly format: string | undefined
    readonly map: string | undefined
    readonly outcomes: string | undefined
  },
  more: LogRow.Names = {}
): E.Either<Failure.Failure, Reading> =>
  pipe(
    E.Do,
    E.bind('format', () => LogFormats.named(values.format)),
    E.bind('given', () => names(values.map)),
    E.bind('names', ({ format, given }) => LogFormats.mapped(format, { ...given, ...more })),
    E.bind('codes', ({ format }) => codes(values.outcomes, format.codes)),
    E.map(({ format, names: named, codes: meanings }) => ({ format, names: named, codes: meanings }))
  )
