/**
 * Which format `import` and `export` were asked for, and with which settings.
 *
 * @since 0.2.0
 */
import { array, multioption, optional, positional, string } from 'cmd-ts'
import * as E from 'fp-ts/lib/Either.js'
import * as EditDistance from '../math/EditDistance'
import * as Failure from './Failure'
import type { Exporter, Importer, Settings } from './Formats'
import * as Layout from './Layout'

type Either<A> = E.Either<Failure.Failure, A>

const quoted = (word: string): string => `\`${Layout.safeLine(word)}\``

/** What to use in place of an unknown word. */
const known = (word: string, words: ReadonlyArray<string>): string => {
  const nearest = EditDistance.nearest(word, words)
  return `${nearest === undefined ? '.' : `; did you mean \`${nearest}\`?`} There are: ${words.join(', ')}`
}

/** The format of this name. */
export const format = <F extends Importer | Exporter>(
  formats: ReadonlyArray<F>,
  name: string | undefined
): Either<F> => {
  const names = formats.map((each) => each.name)
  if (name === undefined) return E.left(Failure.usage(`which format? There are: ${names.join(', ')}`))
  const found = formats.find((each) => each.name === name)
  return found === undefined
    ? E.left(Failure.usage(`there is no format ${quoted(name)}${known(name, names)}`))
    : E.right(found)
}

/** `name=value`, each a setting of the format. */
export const settings = (
  { name: format, settings: all }: Importer | Exporter,
  words: ReadonlyArray<string>
): Either<Settings> => {
  const chosen = new Map<string, string>()
  for (const word of words) {
    const at = word.indexOf('=')
    if (at < 1) return E.left(Failure.usage(`--set takes name=value, not ${quoted(word)}`))
    const [name, value] = [word.slice(0, at).trim(), word.slice(at + 1).trim()]
    const names = all.map((each) => each.name)
    const setting = all.find((each) => each.name === name)
    if (setting === undefined)
      return E.left(
        Failure.usage(
          names.length === 0
            ? `${format} has no settings`
            : `${format} has no setting ${quoted(name)}${known(name, names)}`
        )
      )
    const { values } = setting
    if (values !== undefined && !values.includes(value))
      return E.left(Failure.usage(`${name} cannot be ${quoted(value)}${known(value, values)}`))
    chosen.set(name, value)
  }
  return E.right(chosen)
}

/** Nobody wants what is read to be written over by what is made of it. */
export const output = (inputs: ReadonlyArray<string>, out: string | undefined): Either<void> =>
  out === undefined || out === '-' || !inputs.includes(out)
    ? E.right(undefined)
    : E.left(Failure.usage(`${quoted(out)} is what is read: give --out another name`))

/** The arguments that both commands have. */
export const args = (formats: ReadonlyArray<Importer | Exporter>) => {
  const described = formats.flatMap(({ name: of, settings: all }) =>
    all.map(({ name, description }) => `${of}: ${name}=VALUE, ${description}`)
  )
  return {
    format: positional({
      type: optional(string),
      displayName: 'FORMAT',
      description: formats.map(({ name, summary }) => `${name}: ${summary}`).join('\n')
    }),
    set: multioption({
      type: { ...array(string), displayName: 'NAME=VALUE' },
      long: 'set',
      description: ['a setting of the format, as often as needed', ...described].join('\n')
    })
  }
}
