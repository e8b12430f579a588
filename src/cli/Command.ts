/**
 * The shape of a command. A file `src/cli/<Name>.ts` exports one value `command`, made by `Command.define` from a name, a
 * description, examples, cmd-ts arguments and a handler `(args) => Run`, where `Run = (capabilities) => Effect<Exit>`:
 *
 *     export const command = Command.define({
 *       name: 'validate',
 *       description: 'Check banks',
 *       examples: [{ command: 'acquis validate bank.yaml', description: 'every problem of a bank' }],
 *       args: { files: restPositionals({ … }), all: flag({ long: 'all', … }) },
 *       handler: ({ files, all }) => ({ files: { read }, stdout }) => pipe(…)
 *     })
 *
 * and is registered in `Commands`, which loads it with import() when it is called.
 *
 * @since 0.1.0
 */
import { command as parser, parse } from 'cmd-ts'
import * as E from 'fp-ts/lib/Either.js'
import * as EditDistance from '../math/EditDistance'
import type { Parsed, Run } from './Capabilities'
import * as Help from './Help'

type Args = Parameters<typeof parser>[0]['args']

/** What the handler is given: the value that each argument parses to. */
type Values<A extends Args> = {
  readonly [K in keyof A]: A[K] extends { parse: (...context: never) => Promise<infer R> }
    ? Extract<R, { readonly _tag: 'ok' }> extends { readonly value: infer V }
      ? V
      : never
    : never
}

export interface Definition<A extends Args> {
  readonly name: string
  /** One sentence without a full stop. */
  readonly description: string
  readonly examples: ReadonlyArray<Help.Example>
  readonly args: A
  readonly handler: (values: Values<A>) => Run
}

export interface Command {
  /** From the words after the command's name; `width` in columns is for its help. */
  readonly parse: (args: ReadonlyArray<string>, width: number) => Promise<Parsed>
}

const asksForHelp = (args: ReadonlyArray<string>): boolean => {
  const end = args.indexOf('--')
  return (end < 0 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h')
}

/** `--lcoale` → `--locale`. */
const suggestion = (raw: string, topics: ReadonlyArray<Help.Topic>): string => {
  const word = raw.split(/[= ]/)[0] ?? raw
  const options = topics.flatMap(({ usage }) => usage.match(/--[\w-]+/)?.[0] ?? [])
  const nearest = word.startsWith('--') ? EditDistance.nearest(word, options) : undefined
  return nearest === undefined ? '' : `; did you mean \`${nearest}\`?`
}

/** A command from what it takes and what it does with that. */
export const define = <A extends Args>({
  name,
  description,
  examples,
  args,
  handler
}: Definition<A>): Command => {
  const made = parser({ name, description, args, handler: (): undefined => undefined })
  return {
    parse: async (words, width) => {
      const topics = made.helpTopics().filter(({ usage }) => !usage.startsWith('--help'))
      if (asksForHelp(words))
        return E.left({ exit: 0, text: Help.ofCommand({ name, description, examples, topics }, width) })
      const result = await parse(made, [...words])
      if (result._tag === 'ok') return E.right(handler(result.value as Values<A>))
      const wrong = result.error.errors.map(({ message, nodes }) => {
        const raw = nodes.map((node) => node.raw)
        if (message !== 'Unknown arguments') return Help.plain([...raw, message].join(': '))
        return `unknown option or argument ${raw.map((each) => `\`${Help.plain(each)}\``).join(', ')}${suggestion(raw[0] ?? '', topics)}`
      })
      const lines = wrong.map((sentence) => `acquis ${name}: ${sentence}`)
      return E.left({
        exit: 2,
        text: `${lines.join('\n')}\n\`acquis ${name} --help\` lists the options.\n`
      })
    }
  }
}
