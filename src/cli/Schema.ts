/**
 * `acquis schema`: JSON Schema of a file, for an editor that completes and checks while one writes.
 *
 * @since 0.1.0
 */
import { option, optional, positional, string } from 'cmd-ts'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as EditDistance from '../math/EditDistance'
import type { Capabilities, Effect, Exit } from './Capabilities'
import * as Command from './Command'
import * as Failure from './Failure'
import { kinds } from './FileKind'
import * as JsonSchema from './JsonSchema'
import * as Layout from './Layout'

const names = kinds.map(({ name }) => name)

const available = names.join(', ')

const unknown = (name: string | undefined): Failure.Failure => {
  if (name === undefined) return Failure.usage(`of which file? There are: ${available}`)
  const nearest = EditDistance.nearest(name, names)
  const hint = nearest === undefined ? '' : `; did you mean \`${nearest}\`?`
  return Failure.usage(`there is no schema \`${Layout.safeLine(name)}\`${hint} There are: ${available}`)
}

const run =
  ({ name, out }: { readonly name: string | undefined; readonly out: string | undefined }) =>
  ({ files, stdout }: Capabilities): Effect<Exit> => {
    const kind = kinds.find((each) => each.name === name)
    if (kind === undefined) return TE.left(unknown(name))
    const text = `${JSON.stringify(JsonSchema.of(kind.codec), null, 2)}\n`
    return pipe(
      out === undefined || out === '-' ? stdout.write(text) : files.write(out, text),
      TE.map((): Exit => 0)
    )
  }

export const command = Command.define({
  name: 'schema',
  description: 'Prints the JSON Schema (draft 2020-12) of a file, for an editor that completes and checks it',
  examples: [{ description: 'for banks', command: 'acquis schema bank --out bank.schema.json' }],
  args: {
    name: positional({ type: optional(string), displayName: 'NAME', description: `one of ${available}` }),
    out: option({
      type: { ...optional(string), displayName: 'FILE' },
      long: 'out',
      description: 'the file to write (default: stdout)'
    })
  },
  handler: run
})
