/**
 * Values of settings that are more than one of a few words: numbers, ids, times, lists of pairs.
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as Id from '../bank/Id'
import * as Text from '../bank/Text'
import * as Failure from './Failure'
import type { Settings } from './Formats'
import * as Layout from './Layout'
import * as LogTime from './LogTime'

type Either<A> = E.Either<Failure.Failure, A>

/** The value of a setting, undefined where it was not chosen; `expected` says what `read` takes. */
const value =
  <A>(expected: string, read: (text: string) => A | undefined) =>
  (settings: Settings, name: string): Either<A | undefined> => {
    const text = settings.get(name)
    if (text === undefined) return E.right(undefined)
    const found = read(text)
    return found === undefined
      ? E.left(Failure.usage(`${name} is ${expected}, not \`${Layout.safeLine(text)}\``))
      : E.right(found)
  }

export const id = value(
  'an id: letters, digits, `.`, `_` and `-`, a letter or digit first, 64 at most',
  (text) => (Id.isId(text) ? text : undefined)
)

export const locale = value('a locale such as `fr` or `fr-CA`', (text) =>
  Text.localePattern.test(text) ? text : undefined
)

export const wholeNumber = (min: number, max: number) =>
  value(`a whole number from ${min} to ${max}`, (text) => {
    const number = Number(text)
    return /^\d+$/.test(text) && number >= min && number <= max ? number : undefined
  })

/** In ISO 8601, UTC. */
export const time = value('a date, with or without a time: 2026-01-31, 2026-01-31T12:00:00Z', (text) => {
  const milliseconds = /^\d{4}-/.test(text) ? LogTime.parse(text) : NaN
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString()
})

export const address = value('a web address: https://example.org/frameworks', (text) =>
  /^https?:\/\/[^\s\p{Cc}]+$/u.test(text) ? text.replace(/\/+$/, '') : undefined
)

/** `Target=competence,Task Model=none`, by the names in small letters. */
export const words = <A extends string>(known: ReadonlyArray<A>) =>
  value(`a list of NAME=ROLE, separated by commas, each role one of ${known.join(', ')}`, (text) => {
    const pairs = text.split(',').map((pair) => {
      const at = pair.lastIndexOf('=')
      const word = known.find(
        (each) =>
          each ===
          pair
            .slice(at + 1)
            .trim()
            .toLowerCase()
      )
      return [pair.slice(0, Math.max(at, 0)).trim().toLowerCase(), word] as const
    })
    const map = new Map<string, A>()
    for (const [name, word] of pairs) {
      if (name === '' || word === undefined) return undefined
      map.set(name, word)
    }
    return map
  })

export const isYes = (settings: Settings, name: string): boolean => settings.get(name) === 'yes'

/** The name of a file without its folder and its endings, for a title: `logs/2025.csv.gz` → `2025`. */
export const stem = (file: string, otherwise: string): string => {
  const name = file
    .replace(/^.*[\\/]/, '')
    .replace(/(?:\.(?:csv|tsv|txt|jsonl|ndjson|json|parquet|gz))+$/i, '')
  return name === '' || name === '-' ? otherwise : name
}

/** Only what was chosen: a default is not to be replaced by undefined. */
export const defined = <A extends object>(
  values: A
): { readonly [K in keyof A]?: Exclude<A[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof A]?: Exclude<A[K], undefined>
  }
