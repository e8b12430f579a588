/**
 * The formats of logs by their names.
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as EditDistance from '../math/EditDistance'
import * as Failure from './Failure'
import * as Layout from './Layout'
import * as LogAssistments from './LogAssistments'
import * as LogCanonical from './LogCanonical'
import * as LogDatashop from './LogDatashop'
import * as LogDkt3 from './LogDkt3'
import type { LogFormat } from './LogFormat'
import type * as LogRow from './LogRow'
import * as LogMatrix from './LogMatrix'
import * as LogPykt from './LogPykt'

export const canonical = LogCanonical.format

export const all: ReadonlyArray<LogFormat> = [
  canonical,
  LogDatashop.format,
  LogAssistments.format,
  LogPykt.format,
  LogDkt3.format,
  LogMatrix.format
]

const names: ReadonlyArray<string> = all.map(({ name }) => name)

/** A line of help for each. */
export const described: ReadonlyArray<string> = all.map(({ name, summary }) => `${name}: ${summary}`)

/** The format of a name; our own where there is none. */
export const named = (name: string | undefined): E.Either<Failure.Failure, LogFormat> => {
  const found = name === undefined ? canonical : all.find((each) => each.name === name)
  if (found !== undefined) return E.right(found)
  const nearest = EditDistance.nearest(name ?? '', names)
  return E.left(
    Failure.usage(
      `there is no format \`${Layout.safeLine(name ?? '')}\` of logs${
        nearest === undefined ? '.' : `; did you mean \`${nearest}\`?`
      } There are: ${names.join(', ')}`
    )
  )
}

/** The names that columns were given, all of columns that the format has. */
export const mapped = (
  { name: format, mappable }: LogFormat,
  names: LogRow.Names
): E.Either<Failure.Failure, LogRow.Names> => {
  const odd = Object.keys(names).find((column) => !mappable.some((each) => each === column))
  return odd === undefined
    ? E.right(names)
    : E.left(
        Failure.usage(
          `${format} has no column for \`${odd}\`${
            mappable.length === 0 ? '' : `, only for ${mappable.join(', ')}`
          }`
        )
      )
}
