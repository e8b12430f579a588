/**
 * The help of a command, wrapped to the width of the terminal.
 *
 * @since 0.1.0
 */
import { stripVTControlCharacters } from 'node:util'
import * as Layout from './Layout'

export interface Example {
  readonly command: string
  readonly description: string
}

/** An argument or option, as cmd-ts tells of it. */
export interface Topic {
  readonly category: string
  readonly usage: string
  readonly description: string
  readonly defaults: ReadonlyArray<string>
}

/** Without the colours that cmd-ts puts into its sentences. */
export const plain = (text: string): string => stripVTControlCharacters(text)

/** `[...FILE]` → `FILE…`. */
const usageOf = ({ usage }: Topic): string => plain(usage).replace(/^\[\.\.\.(.*)\]$/, '$1…')

const INDENT = 2

/** Two columns, or one above the other where the terminal is narrow; what stands on a line of its own keeps it. */
const table = (rows: ReadonlyArray<readonly [string, string]>, width: number): ReadonlyArray<string> => {
  const widest = Math.max(0, ...rows.map(([left]) => left.length))
  const column = Math.min(widest, Math.floor(width * 0.4)) + INDENT + 2
  const narrow = width < 60
  return rows.flatMap(([left, right]) => {
    const head = ' '.repeat(INDENT) + left
    const room = Math.max(20, width - (narrow ? 6 : column))
    const lines = right.split('\n').flatMap((line) => Layout.wrap(line, room))
    if (narrow || head.length > column - 2)
      return [head, ...lines.map((line) => ' '.repeat(narrow ? 6 : column) + line)]
    const [first = '', ...rest] = lines
    return [head.padEnd(column) + first, ...rest.map((line) => ' '.repeat(column) + line)]
  })
}

const sentence = ({ description, defaults }: Topic): string =>
  [
    description,
    ...defaults
      .map(plain)
      .filter((each) => each !== 'optional' && each !== 'default: false')
      .map((each) => `(${each})`)
  ].join(' ')

const HELP: Topic = { category: 'flags', usage: '--help, -h', description: 'this help', defaults: [] }

const positional = ({ category }: Topic): boolean => category === 'arguments'

export const ofCommand = (
  {
    name,
    description,
    examples,
    topics
  }: {
    readonly name: string
    readonly description: string
    readonly examples: ReadonlyArray<Example>
    readonly topics: ReadonlyArray<Topic>
  },
  width: number
): string => {
  const args = topics.filter(positional)
  const options = topics.filter((topic) => !positional(topic))
  const rows = (some: ReadonlyArray<Topic>): ReadonlyArray<string> =>
    table(
      some.map((topic) => [usageOf(topic), sentence(topic)] as const),
      width
    )
  return [
    ...Layout.wrap(`Usage: acquis ${[name, ...args.map(usageOf)].join(' ')} [options]`, width),
    '',
    ...Layout.wrap(`${description}.`, width),
    ...(args.length === 0 ? [] : ['', 'Arguments:', ...rows(args)]),
    '',
    'Options:',
    ...rows([...options, HELP]),
    '',
    examples.length === 1 ? 'Example:' : 'Examples:',
    ...examples.flatMap((example) => [
      ...Layout.wrap(example.description, width - 2).map((line) => `  # ${line}`),
      `  ${example.command}`
    ]),
    ''
  ].join('\n')
}

export const overview = (
  commands: ReadonlyArray<{ readonly name: string; readonly summary: string }>,
  width: number
): string =>
  [
    'Usage: acquis <command> [options]',
    '',
    ...Layout.wrap(
      'Adaptive assessment: what a learner knows, asked in as few questions as possible.',
      width
    ),
    '',
    'Commands:',
    ...table(
      commands.map(({ name, summary }) => [name, summary] as const),
      width
    ),
    '',
    'Options:',
    ...table(
      [
        ['--help, -h', 'this help; after a command, its own'],
        ['--version, -v', 'the version']
      ],
      width
    ),
    '',
    ...Layout.wrap(
      'Exit codes: 0 done, 1 the input has problems, 2 wrong usage, 3 could not read or write, 130 interrupted.',
      width
    ),
    ''
  ].join('\n')
