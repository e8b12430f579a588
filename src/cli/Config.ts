/**
 * `acquis-config/1`: which warnings an author wants to see, how loudly, and from where on. It changes what `validate`
 * says of a file, never what the file is: an error makes a file unusable whatever anybody calls it, so it stays one.
 *
 * Laws
 * 1. a problem has the severity that its code is given, else its own
 * 2. what is off is gone, and nothing else
 * 3. what makes a file unusable stays an error
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as Codec from '../bank/Codec'
import * as Issue from '../bank/Issue'
import * as Thresholds from '../bank/Thresholds'
import * as Weakness from '../bank/Weakness'
import type { Code, Problem } from './Source'

export const FORMAT = 'acquis-config/1'

const severities = ['error', 'warning', 'off'] as const

export interface Config {
  /** By code. */
  readonly severity: ReadonlyMap<string, (typeof severities)[number]>
  readonly thresholds: Thresholds.Thresholds
}

/** What holds where there is no configuration. */
export const none: Config = { severity: new Map(), thresholds: Thresholds.defaults }

/** What is wrong with a file as such. */
const ofFiles: Readonly<Record<Code, true>> = {
  'alias-bomb': true,
  'duplicate-key': true,
  empty: true,
  encoding: true,
  syntax: true,
  'too-deep': true,
  'too-large': true
}

/** Warnings that are found while a file is read. */
const read: Readonly<
  Record<Exclude<Issue.Issue['_tag'], (typeof Issue.errors)[number] | Weakness.Weakness['_tag']>, true>
> = {
  'changed-bank': true,
  'missing-locale': true,
  'requires-higher-level': true
}

const adjustable = Codec.oneOf(severities)

const fixed = Codec.matching(/^error$/, '`error`, since a file that has it cannot be used', 'error')

const ofEach = (
  codes: ReadonlyArray<string>,
  codec: Codec.AnyCodec
): Readonly<Record<string, Codec.AnyCodec>> => Object.fromEntries(codes.map((code) => [code, codec]))

const severity = Codec.object(
  'severities by code',
  {},
  {
    ...ofEach([...Object.keys(read), ...Weakness.codes], adjustable),
    ...ofEach([...Issue.errors, ...Object.keys(ofFiles)], fixed)
  }
)

const thresholds = Codec.object(
  'where warnings begin',
  {},
  {
    minimumChallenges: Codec.number({ min: 0, integer: true }, 0),
    maximumGap: Codec.number({ min: 0, integer: true }, 0),
    minimumGain: Codec.number({ min: 0, max: 0.69 }, 0),
    maximumLength: Codec.number({ min: 1 }, 1)
  }
)

export const codec = Codec.object(
  'a configuration',
  { format: Codec.oneOf([FORMAT]) },
  { severity, thresholds }
)

/** A configuration from parsed JSON or YAML, or all of its problems. */
export const decode = (u: unknown): E.Either<ReadonlyArray<Issue.Issue>, Config> => {
  const { issues, value } = Codec.examine(codec)(u)
  if (issues.length > 0) return E.left(issues)
  return E.right({
    severity: new Map(Object.entries(value.severity ?? {})) as Config['severity'],
    thresholds: { ...Thresholds.defaults, ...value.thresholds }
  })
}

/** Problems as a configuration has them: some louder or quieter, some not at all. */
export const applied =
  ({ severity: wanted }: Config) =>
  (problems: ReadonlyArray<Problem>): ReadonlyArray<Problem> =>
    wanted.size === 0
      ? problems
      : problems.flatMap((problem) => {
          const own = wanted.get(problem.code) ?? problem.severity
          return own === 'off' ? [] : [{ ...problem, severity: own }]
        })
