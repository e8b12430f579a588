/**
 * `acquis validate`: every problem of banks, campaigns and sessions at once, with its place and a way out.
 *
 * @since 0.1.0
 */
import { flag, oneOf, option, optional, restPositionals, string } from 'cmd-ts'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Capabilities, Effect, Exit } from './Capabilities'
import { check, type Checked } from './Checking'
import * as Command from './Command'
import * as Config from './Config'
import * as ConfigFile from './ConfigFile'
import * as Failure from './Failure'
import * as Load from './Load'
import type { Source } from './Source'

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
  readonly config: string | undefined
  readonly noConfig: boolean
}

const run =
  ({ files, format, all, config, noConfig }: Values) =>
  (capabilities: Capabilities): Effect<Exit> => {
    const { files: disk, stdout, stderr } = capabilities
    if (files.length === 0)
      return TE.left(Failure.usage('which files? `acquis validate --help` has an example'))
    if (config !== undefined && noConfig)
      return TE.left(Failure.usage('--config and --no-config exclude each other'))
    return async () => {
      const configFor = ConfigFile.finder(capabilities, noConfig ? { _tag: 'None' } : ConfigFile.wish(config))
      const sources: Array<Source> = []
      const found = new Map<string, ConfigFile.Found>()
      const said = new Set<string>()
      let failed: Failure.Failure | undefined
      // One after the other: a hundred files need not be in memory as text at once.
      for (const file of files) {
        const read = await pipe(
          Load.source(disk)(file),
          TE.bindTo('source'),
          TE.bind('config', () => configFor(file))
        )()
        if (E.isRight(read)) {
          sources.push(read.right.source)
          found.set(file, read.right.config)
        } else {
          const { message } = read.left
          failed = { ...read.left, message: '' }
          if (!said.has(message)) await stderr.write(`acquis validate: ${message}\n`)()
          said.add(message)
        }
      }
      const checked = [
        ...ConfigFile.broken([...found.values()]).filter(({ file }) => !files.includes(file)),
        ...check(sources, (file) => found.get(file)?.config ?? Config.none)
      ]
      const isBad = checked.some(({ problems }) => problems.some(({ severity }) => severity === 'error'))
      const text = format === 'json' ? asJson(checked) : sources.length === 0 ? '' : asText(checked, all)
      return pipe(
        stdout.write(text),
        TE.chain(() =>
          failed === undefined ? TE.right<Failure.Failure, Exit>(isBad ? 1 : 0) : TE.left(failed)
        )
      )()
    }
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
    {
      description: 'by the severities and thresholds of a configuration',
      command: 'acquis validate --config strict.yaml bank.yaml'
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
    config: option({
      type: { ...optional(string), displayName: 'FILE' },
      long: 'config',
      description: `the configuration (default: the nearest ${ConfigFile.NAMES[0]} or .json, from the folder of each file up to the working directory)`
    }),
    noConfig: flag({ long: 'no-config', description: 'no configuration, whatever is found' }),
    all: flag({
      long: 'all',
      description: `all problems, not only the first ${Load.SHOWN} (json: always all)`
    })
  },
  handler: run
})
