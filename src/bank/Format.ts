/**
 * What a file names in its key `format`: its kind and its version (`acquis-bank/1`).
 *
 * Laws
 * 1. a file of an earlier version reads as it does once it is written in the latest
 * 2. one of a later version, or of another kind, is refused for that alone
 *
 * @since 0.2.0
 */
import * as EditDistance from '../math/EditDistance'

const FORMAT = /^(acquis-[a-z]+)\/([1-9][0-9]*)$/

/** The kind and the version that a format names; undefined where it is none of ours. */
export const parse = (format: unknown): { readonly kind: string; readonly version: number } | undefined => {
  const [, kind, version] = (typeof format === 'string' && FORMAT.exec(format)) || []
  return kind === undefined ? undefined : { kind, version: Number(version) }
}

/**
 * Makes of a file of one version one of the next: its key `format`, and whatever else has changed, in a value of which
 * nothing has been checked yet. Problems are told at the places that the result has.
 */
export type Upgrade = (file: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>

/** A file of an earlier version of `format` as one of that version; anything else as it is. */
export const upgraded =
  (format: string, upgrades: ReadonlyArray<Upgrade>) =>
  (u: unknown): unknown => {
    const file = Object(u) as Readonly<Record<string, unknown>>
    const { kind, version } = parse(file['format']) ?? { kind: '', version: 0 }
    return kind === parse(format)?.kind
      ? upgrades.slice(version - 1).reduce((at, upgrade) => upgrade(at), file)
      : u
  }

/** Why a file of one format is refused where another is expected; `actual` as it stands in the file. */
export const message = (expected: string, actual: string): string => {
  const [wanted, found] = [parse(expected), parse(actual)]
  if (wanted === undefined || found === undefined)
    return `expected the format ${expected}, found \`${actual}\``
  return found.kind === wanted.kind
    ? `this file is of version ${found.version}, this program reads up to ${wanted.version}: update acquis`
    : `this file is of the kind ${found.kind}, expected ${expected}`
}

/** The expected format where the actual one is a slip of it, and not one of another version. */
export const meant = (expected: string, actual: string): string | undefined =>
  parse(actual)?.kind === parse(expected)?.kind ? undefined : EditDistance.nearest(actual, [expected])
