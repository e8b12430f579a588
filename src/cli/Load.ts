/**
 * Files of ours as they are read by a command: each decoded, or all of its problems with their places.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as Bank from '../bank/Bank'
import type { Issue } from '../bank/Issue'
import type { Effect, Files } from './Capabilities'
import * as Failure from './Failure'
import * as Layout from './Layout'
import * as Source from './Source'

/** How many problems are shown to a person who has not asked for all of them. */
export const SHOWN = 100

const order = (a: Source.Problem, b: Source.Problem): number => a.line - b.line || a.column - b.column

/** By place. */
export const sorted = (problems: ReadonlyArray<Source.Problem>): ReadonlyArray<Source.Problem> =>
  [...problems].sort(order)

/** `bank.yaml:42:7 error unknown-key: unknown key …; did you mean …?` */
export const line = ({ file, line, column, severity, code, message, suggestion }: Source.Problem): string =>
  `${Layout.safeLine(file)}:${line}:${column} ${severity} ${code}: ${message}${suggestion === undefined ? '' : `; ${suggestion}`}`

const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`

/** `2 errors, 1 warning`. */
export const count = (problems: ReadonlyArray<Source.Problem>): string => {
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const warnings = problems.length - errors
  if (problems.length === 0) return 'no problems'
  return [
    ...(errors === 0 ? [] : [plural(errors, 'error')]),
    ...(warnings === 0 ? [] : [plural(warnings, 'warning')])
  ].join(', ')
}

/** Problems as a person reads them, at most `limit`, with the count at the end. */
export const report = (
  file: string,
  problems: ReadonlyArray<Source.Problem>,
  limit = SHOWN,
  show: (problem: Source.Problem) => ReadonlyArray<string> = (problem) => [line(problem)]
): ReadonlyArray<string> => {
  const rest = problems.length - limit
  return [
    ...sorted(problems).slice(0, limit).flatMap(show),
    ...(rest > 0 ? [`… and ${rest} more; \`acquis validate --all\` shows them`] : []),
    `${count(problems)} in ${Layout.safeLine(file)}`
  ]
}

/** A file as a value with the places of its paths. */
export const source =
  ({ read }: Files) =>
  (file: string): Effect<Source.Source> =>
    pipe(
      read(file, Source.LIMIT),
      TE.chain((bytes) => TE.fromTask(() => Source.parse(file, bytes)))
    )

/** What a file holds: itself, or each of its records. */
export const sources =
  ({ read }: Files) =>
  (file: string): Effect<ReadonlyArray<Source.Source>> =>
    pipe(
      read(file, Source.LIMIT),
      TE.chain((bytes) => TE.fromTask(() => Source.parseAll(file, bytes)))
    )

/** A file that has to be right, decoded; else the failure lists what is wrong with it, like `validate`. */
export const decoded =
  (files: Files) =>
  <A>(
    file: string,
    decode: (u: unknown) => E.Either<ReadonlyArray<Issue>, A>
  ): Effect<{ readonly value: A; readonly source: Source.Source }> =>
    pipe(
      source(files)(file),
      TE.chainEitherK((read) => {
        const failed = (issues: ReadonlyArray<Issue>): Failure.Failure =>
          Failure.problems(
            `there is something to mend\n${report(file, [...read.problems, ...read.locate(issues)]).join('\n')}`
          )
        if (!read.whole) return E.left(failed([]))
        const result = decode(read.value)
        if (E.isLeft(result)) return E.left(failed(result.left))
        return read.problems.some(({ severity }) => severity === 'error')
          ? E.left(failed([]))
          : E.right({ value: result.right, source: read })
      })
    )

/** An item bank. */
export const bank =
  (files: Files) =>
  (file: string): Effect<Bank.Bank> =>
    pipe(
      // Warnings stand in the list only where there are errors to be listed.
      decoded(files)(file, (u) => E.mapLeft(() => Bank.check(u))(Bank.decode(u))),
      TE.map(({ value }) => value)
    )
