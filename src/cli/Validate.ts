/**
 * `acquis validate`: every problem of banks, campaigns and sessions at once, with its place and a way out.
 *
 * @since 0.1.0
 */
import { flag, oneOf, option, restPositionals, string } from 'cmd-ts'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as Campaign from '../assessment/Campaign'
import * as SessionFile from '../assessment/SessionFile'
import * as Bank from '../bank/Bank'
import * as Codec from '../bank/Codec'
import type { Issue } from '../bank/Issue'
import type { Capabilities, Effect, Exit } from './Capabilities'
import * as Command from './Command'
import * as Failure from './Failure'
import * as Load from './Load'
import type { Problem, Source } from './Source'

type Check = (u: unknown) => ReadonlyArray<Issue>

/** A file that belongs to a bank: what is wrong with it by itself, and what beside its bank. */
interface Dependent {
  readonly what: string
  readonly bankOf: (file: Readonly<Record<string, unknown>>) => unknown
  readonly alone: Check
  readonly beside: (bank: Bank.Bank) => Check
}

const issuesOf = <A>(
  result: E.Either<ReadonlyArray<Issue>, A>,
  warnings: (a: A) => ReadonlyArray<Issue> = () => []
): ReadonlyArray<Issue> => (E.isLeft(result) ? result.left : warnings(result.right))

const alone =
  <A>(codec: Codec.Codec<A>): Check =>
  (u) =>
    Codec.examine(codec)(u).issues

const isRecord = (u: unknown): u is Readonly<Record<string, unknown>> => typeof u === 'object' && u !== null

const DEPENDENTS: Readonly<Record<string, Dependent>> = {
  [Campaign.FORMAT]: {
    what: 'campaign',
    bankOf: ({ bank }) => bank,
    alone: alone(Campaign.codec),
    beside: (bank) => (u) => issuesOf(Campaign.decode(bank)(u))
  },
  [SessionFile.FORMAT]: {
    what: 'session',
    bankOf: ({ bank }) => (isRecord(bank) ? bank['id'] : undefined),
    alone: alone(SessionFile.codec),
    beside: (bank) => (u) => issuesOf(SessionFile.decode(bank)(u), ({ warnings }) => warnings)
  }
}

const dependentOf = ({ value }: Source): Dependent | undefined => {
  const format = isRecord(value) ? value['format'] : undefined
  return typeof format === 'string' && Object.hasOwn(DEPENDENTS, format) ? DEPENDENTS[format] : undefined
}

interface Checked {
  readonly file: string
  readonly problems: ReadonlyArray<Problem>
  /** What could not be checked. */
  readonly note?: string
}

/** The banks among the files serve to check what belongs to them. */
const check = (sources: ReadonlyArray<Source>): ReadonlyArray<Checked> => {
  const banks = new Map<unknown, Bank.Bank>()
  if (sources.some((source) => dependentOf(source) !== undefined))
    for (const source of sources) {
      const decoded =
        source.whole && dependentOf(source) === undefined ? Bank.decode(source.value) : undefined
      if (decoded !== undefined && E.isRight(decoded)) banks.set(decoded.right.id, decoded.right)
    }
  return sources.map((source): Checked => {
    const { file, value, whole, problems, locate } = source
    if (!whole) return { file, problems }
    const dependent = dependentOf(source)
    const id = dependent?.bankOf(value as Readonly<Record<string, unknown>>)
    const bank = banks.get(id)
    const issues =
      dependent === undefined
        ? Bank.check(value)
        : (bank === undefined ? dependent.alone : dependent.beside(bank))(value)
    return {
      file,
      problems: Load.sorted([...problems, ...locate(issues)]),
      ...(dependent === undefined || bank !== undefined
        ? {}
        : { note: `what this ${dependent.what} names in its bank was not checked: give the bank as well` })
    }
  })
}

const asText = (checked: ReadonlyArray<Checked>, all: boolean): string => {
  let left = all ? Infinity : Load.SHOWN
  const lines = checked.flatMap(({ file, problems, note }) => {
    const report = Load.report(file, problems, left)
    left = Math.max(0, left - problems.length)
    return [...report, ...(note === undefined ? [] : [`${file}: ${note}`])]
  })
  const problems = checked.flatMap((each) => each.problems)
  return [
    ...lines,
    ...(checked.length > 1 ? [`${Load.count(problems)} in ${checked.length} files`] : []),
    ''
  ].join('\n')
}

const asJson = (checked: ReadonlyArray<Checked>): string =>
  `${JSON.stringify(
    checked.flatMap(({ problems }) => problems),
    null,
    2
  )}\n`

interface Values {
  readonly files: ReadonlyArray<string>
  readonly format: 'text' | 'json'
  readonly all: boolean
}

const run =
  ({ files, format, all }: Values) =>
  ({ files: disk, stdout, stderr }: Capabilities): Effect<Exit> =>
    files.length === 0
      ? TE.left(Failure.usage('which files? `acquis validate --help` has an example'))
      : async () => {
          const sources: Array<Source> = []
          let failed: Failure.Failure | undefined
          // One after the other: a hundred files need not be in memory as text at once.
          for (const file of files) {
            const source = await Load.source(disk)(file)()
            if (E.isRight(source)) sources.push(source.right)
            else {
              failed = { ...source.left, message: '' }
              await stderr.write(`acquis validate: ${source.left.message}\n`)()
            }
          }
          const checked = check(sources)
          const isBad = checked.some(({ problems }) => problems.some(({ severity }) => severity === 'error'))
          const text = format === 'json' ? asJson(checked) : sources.length === 0 ? '' : asText(checked, all)
          return pipe(
            stdout.write(text),
            TE.chain(() =>
              failed === undefined ? TE.right<Failure.Failure, Exit>(isBad ? 1 : 0) : TE.left(failed)
            )
          )()
        }

export const command = Command.define({
  name: 'validate',
  description:
    'Lists every problem of item banks, campaigns and sessions (JSON or YAML), each with its place and, where there is one, a way out',
  examples: [
    { description: 'a bank', command: 'acquis validate bank.yaml' },
    {
      description: 'a campaign together with the bank it names',
      command: 'acquis validate bank.yaml campaign.yaml'
    },
    { description: 'for a program', command: 'acquis validate --format json bank.yaml' }
  ],
  args: {
    files: restPositionals({
      type: string,
      displayName: 'FILE',
      description: 'banks, and campaigns or sessions that belong to them; `-` is stdin'
    }),
    format: option({
      type: { ...oneOf(['text', 'json'] as const), displayName: 'FORMAT' },
      long: 'format',
      description:
        'text, or json: an array of { file, line, column, path, code, severity, message, suggestion? }',
      defaultValue: () => 'text' as const,
      defaultValueIsSerializable: true
    }),
    all: flag({
      long: 'all',
      description: `all problems, not only the first ${Load.SHOWN} (json: always all)`
    })
  },
  handler: run
})
