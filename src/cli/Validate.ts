/**
 * `acquis validate`: every problem of banks, campaigns, roles, sessions and profiles at once, with its place and a way
 * out; for people, for programs, for code scanning, and again after every change.
 *
 * @since 0.1.0
 */
import { flag, number, oneOf, option, optional, restPositionals, string } from 'cmd-ts'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as Annotations from './Annotations'
import type { Capabilities, Effect, Exit } from './Capabilities'
import { check, type Checked } from './Checking'
import * as Command from './Command'
import * as Config from './Config'
import * as ConfigFile from './ConfigFile'
import * as Failure from './Failure'
import * as Layout from './Layout'
import * as Load from './Load'
import * as Report from './Report'
import type { Source } from './Source'
import * as Style from './Style'

const formats = ['text', 'json', 'sarif', 'github'] as const

interface Values {
  readonly files: ReadonlyArray<string>
  readonly format: (typeof formats)[number]
  readonly out: string | undefined
  readonly all: boolean
  readonly context: number
  readonly watch: boolean
  readonly config: string | undefined
  readonly noConfig: boolean
}

/** What was found, and why some files could not be looked at. */
interface Outcome {
  readonly checked: ReadonlyArray<Checked>
  readonly failures: ReadonlyArray<Failure.Failure>
}

const wishOf = ({ config, noConfig }: Values): ConfigFile.Wish => {
  if (noConfig) return { _tag: 'None' }
  return config === undefined ? { _tag: 'Nearest' } : { _tag: 'Named', file: config }
}

const look = async (capabilities: Capabilities, values: Values): Promise<Outcome> => {
  const configFor = ConfigFile.finder(capabilities, wishOf(values))
  const sources: Array<Source> = []
  const found = new Map<string, ConfigFile.Found>()
  const failures = new Map<string, Failure.Failure>()
  // One after the other: a hundred files need not be read at once.
  for (const file of values.files) {
    const read = await pipe(
      configFor(file),
      TE.bindTo('config'),
      TE.bind('sources', () => Load.sources(capabilities.files)(file))
    )()
    if (E.isLeft(read)) failures.set(read.left.message, read.left)
    else {
      found.set(file, read.right.config)
      for (const source of read.right.sources) sources.push(source)
    }
  }
  const broken = ConfigFile.broken([...found.values()])
  return {
    checked: [
      ...broken.filter(({ file }) => !values.files.includes(file)),
      ...check(sources, (file) => found.get(file)?.config ?? Config.none)
    ],
    failures: [...failures.values()]
  }
}

const json = (u: unknown): string => `${JSON.stringify(u, null, 2)}\n`

/** Columns where no terminal sets them. */
const PIPED = 120

/** The most lines around a place that anybody reads. */
const AROUND = 20

const text = async (
  { format, all, context, out }: Values,
  { checked, failures }: Outcome,
  { version, folder, stdout }: Capabilities
): Promise<string> => {
  switch (format) {
    case 'text':
      return Report.of(checked, {
        limit: all ? Infinity : Load.SHOWN,
        width: stdout.isTerminal ? stdout.width() : PIPED,
        context: Math.min(AROUND, Math.max(0, Math.floor(context))),
        style: Style.of(stdout.colour && out === undefined)
      })
    case 'json':
      return json(checked.flatMap(({ problems }) => problems))
    case 'sarif': {
      const { of } = await import('./Sarif')
      return json(of({ version, folder, checked, failures: failures.map(({ message }) => message) }))
    }
    case 'github':
      return Annotations.of(checked, folder)
  }
}

/** What did not come to be checked, for those who do not read it in the result. */
const remarks = ({ format }: Values, { checked, failures }: Outcome): ReadonlyArray<string> => [
  ...failures.map(({ message }) => message),
  ...(format === 'text'
    ? []
    : checked.flatMap(({ file, note }) => (note === undefined ? [] : [`${Layout.safeLine(file)}: ${note}`])))
]

const once =
  (values: Values) =>
  (capabilities: Capabilities): Effect<Exit> =>
  async () => {
    const { files, stdout, stderr } = capabilities
    const outcome = await look(capabilities, values)
    for (const remark of remarks(values, outcome)) await stderr.write(`acquis validate: ${remark}\n`)()
    const result = await text(values, outcome, capabilities)
    const { out } = values
    const written = await (
      out === undefined || out === '-' ? stdout.write(result) : files.write(out, result)
    )()
    if (E.isLeft(written)) return written
    const [failed] = outcome.failures
    if (failed !== undefined) return E.left({ ...failed, message: '' })
    const isBad = outcome.checked.some(({ problems }) =>
      problems.some(({ severity }) => severity === 'error')
    )
    return E.right(isBad ? 1 : 0)
  }

const CLEAR = '\u001b[2J\u001b[3J\u001b[H'

/** Once, and again after every change, as long as nobody ends it. */
const again =
  (values: Values) =>
  (capabilities: Capabilities): Effect<Exit> =>
  async () => {
    const { files, folder, stdout, stderr, onInterrupt } = capabilities
    const release = onInterrupt(() => 'no longer watching')
    const watched = [...values.files, ...ConfigFile.candidates(folder, wishOf(values), values.files)]
    const changes = files.watch(watched)[Symbol.asyncIterator]()
    // Asked for before the files are read: what changes meanwhile is not missed.
    for (let change = changes.next(); ; change = changes.next()) {
      if (stdout.isTerminal) await stdout.write(CLEAR)()
      const ended = await once(values)(capabilities)()
      await stderr.write('acquis validate: waiting for changes; Ctrl-C ends\n')()
      const { done } = await change
      if (done !== true) continue
      release()
      return ended
    }
  }

const run = (values: Values) => {
  if (values.files.length === 0)
    return () => TE.left(Failure.usage('which files? `acquis validate --help` has an example'))
  if (values.noConfig && values.config !== undefined)
    return () => TE.left(Failure.usage('`--config` and `--no-config` exclude each other'))
  if (!values.watch) return once(values)
  return values.files.includes('-')
    ? () => TE.left(Failure.usage('`--watch` needs files: stdin is read once'))
    : again(values)
}

export const command = Command.define({
  name: 'validate',
  description:
    'Lists every problem of item banks, campaigns, roles, sessions and profiles (JSON or YAML), each with its place and, where there is one, a way out',
  examples: [
    { description: 'a bank', command: 'acquis validate bank.yaml' },
    {
      description: 'a campaign together with the bank it names',
      command: 'acquis validate bank.yaml campaign.yaml'
    },
    { description: 'again after every change', command: 'acquis validate --watch bank.yaml' },
    {
      description: 'for code scanning',
      command: 'acquis validate --format sarif --out acquis.sarif bank.yaml'
    }
  ],
  args: {
    files: restPositionals({
      type: string,
      displayName: 'FILE',
      description: 'banks, and campaigns, roles, sessions or profiles that belong to them; `-` is stdin'
    }),
    format: option({
      type: { ...oneOf(formats), displayName: 'FORMAT' },
      long: 'format',
      description:
        'text; json: an array of { file, line, column, endLine, endColumn, path, code, severity, message, suggestion? }; sarif: SARIF 2.1.0; github: annotations of GitHub Actions',
      defaultValue: () => 'text' as const,
      defaultValueIsSerializable: true
    }),
    out: option({
      type: { ...optional(string), displayName: 'FILE' },
      long: 'out',
      description: 'the file to write (default: stdout)'
    }),
    all: flag({
      long: 'all',
      description: `all problems, not only the first ${Load.SHOWN} (of text; the other formats have all)`
    }),
    context: option({
      type: { ...number, displayName: 'LINES' },
      long: 'context',
      description: `so many lines around the place of a problem, ${AROUND} at most`,
      defaultValue: () => 0,
      defaultValueIsSerializable: true
    }),
    config: option({
      type: { ...optional(string), displayName: 'FILE' },
      long: 'config',
      description: `severities and thresholds (default: the nearest ${ConfigFile.NAMES[0]} or .json, from the folder of each file up to the working folder)`
    }),
    noConfig: flag({ long: 'no-config', description: 'no configuration, whatever is found' }),
    watch: flag({ long: 'watch', description: 'check again whenever a file changes, until Ctrl-C' })
  },
  handler: run
})
