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
import * as FileCodec from '../bank/FileCodec'
import type { Issue } from '../bank/Issue'
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

/** Of what is found while a file is read, whether it can be used all the same. The compiler sees to it that all stand here. */
const usable: Readonly<Record<Exclude<Issue['_tag'], Weakness.Weakness['_tag']> | Code, boolean>> = {
  'alias-bomb': false,
  'changed-bank': true,
  'duplicate-id': false,
  'duplicate-key': false,
  empty: false,
  encoding: false,
  'guess-not-below': false,
  'invalid-id': false,
  'misplaced-key': false,
  'missing-key': false,
  'missing-locale': true,
  'missing-options': false,
  'missing-solution': false,
  'other-bank': false,
  'own-enemy': false,
  'refused-response': false,
  'requires-cycle': false,
  'requires-higher-level': true,
  'requires-other-competence': false,
  syntax: false,
  'too-deep': false,
  'too-large': false,
  'too-many-states': false,
  'unknown-key': false,
  'unknown-reference': false,
  'unsupported-format': false,
  'wrong-type': false,
  'wrong-value': false
}

/** Every code that a problem can have. */
export const codes: ReadonlyArray<string> = [...Weakness.codes, ...Object.keys(usable)]

const adjustable = Codec.oneOf(severities)

const fixed = Codec.matching(/^error$/, '`error`, since a file that has it cannot be used', 'error')

const ofCode = (code: string): Codec.AnyCodec =>
  Object.hasOwn(usable, code) && !usable[code as keyof typeof usable] ? fixed : adjustable

const severity = Codec.object(
  'severities by code',
  {},
  Object.fromEntries(codes.map((code) => [code, ofCode(code)]))
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

export const codec = FileCodec.of('a configuration', FORMAT, [], {}, { severity, thresholds })

/** A configuration from parsed JSON or YAML, or all of its problems. */
export const decode = (u: unknown): E.Either<ReadonlyArray<Issue>, Config> => {
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
