/**
 * From the words of a command line to an exit code: finds the command, loads it, runs it, says what failed.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as EditDistance from '../math/EditDistance'
import type { Capabilities, Output } from './Capabilities'
import { commands } from './Commands'
import * as Help from './Help'
import * as Layout from './Layout'

export type ExitCode = 0 | 1 | 2 | 3 | 130

/** Writes and answers with the exit code, or with 3 where even that could not be written. */
const say = async (output: Output, text: string, exit: ExitCode): Promise<ExitCode> =>
  E.isLeft(await output.write(text.endsWith('\n') ? text : `${text}\n`)()) ? 3 : exit

const unknown = (name: string): string => {
  const nearest = EditDistance.nearest(
    name,
    commands.map((command) => command.name)
  )
  const what = name.startsWith('-') ? 'option' : 'command'
  const hint = nearest === undefined ? '' : `; did you mean \`${nearest}\`?`
  return `acquis: unknown ${what} \`${Layout.safeLine(name)}\`${hint}\n\`acquis --help\` lists what there is.`
}

/** Runs `acquis` with the words after its name. */
export const main = async (words: ReadonlyArray<string>, capabilities: Capabilities): Promise<ExitCode> => {
  const { stdout, stderr, version } = capabilities
  const [name, ...rest] = words[0] === 'help' ? [...words.slice(1), '--help'] : words
  if (name === undefined) return say(stderr, Help.overview(commands, stderr.width()), 2)
  if (name === '--help' || name === '-h') return say(stdout, Help.overview(commands, stdout.width()), 0)
  if (name === '--version' || name === '-v') return say(stdout, version, 0)
  const entry = commands.find((command) => command.name === name)
  if (entry === undefined) return say(stderr, unknown(name), 2)
  const { command } = await entry.load()
  const parsed = await command.parse(rest, stdout.width())
  if (E.isLeft(parsed)) {
    const { exit, text } = parsed.left
    return say(exit === 0 ? stdout : stderr, text, exit)
  }
  const ended = await parsed.right(capabilities)()
  if (E.isRight(ended)) return ended.right
  const { exit, message } = ended.left
  return message === '' ? exit : say(stderr, `acquis ${name}: ${message}`, exit)
}
