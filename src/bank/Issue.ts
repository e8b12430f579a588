/**
 * A problem of a file that a person wrote: what is wrong, where, what was expected, and how to mend it. One type
 * serves banks, campaigns and sessions; what is merely weak in a bank has its own file, `Weakness`.
 *
 * @since 0.1.0
 */
import * as EditDistance from '../math/EditDistance'
import * as Format from './Format'
import * as PathSet from './PathSet'
import { printable, show } from './Quote'
import * as Weakness from './Weakness'

export { show } from './Quote'

/** The way from the root of a file to a value: keys, and indexes of lists. */
export type Path = ReadonlyArray<string | number>

/** Errors make a file unusable; warnings do not. */
export type Severity = 'error' | 'warning'

interface Place {
  readonly path: Path
}

/** What an id or a reference names. */
export type Kind = 'domain' | 'competence' | 'topic' | 'acquis' | 'challenge' | 'option' | 'locale' | 'bank'

/** What is found while a file is read. */
type Fault = Place &
  (
    | { readonly _tag: 'wrong-type'; readonly expected: string; readonly actual: string }
    | { readonly _tag: 'wrong-value'; readonly expected: string; readonly actual: string }
    | { readonly _tag: 'missing-key'; readonly key: string; readonly expected: string }
    | { readonly _tag: 'unknown-key'; readonly key: string; readonly suggestion?: string }
    | { readonly _tag: 'invalid-id'; readonly id: string }
    | { readonly _tag: 'unsupported-format'; readonly expected: string; readonly actual: string }
    | { readonly _tag: 'duplicate-id'; readonly kind: Kind; readonly id: string; readonly first: Path }
    | {
        readonly _tag: 'unknown-reference'
        readonly kind: Kind
        readonly id: string
        readonly suggestion?: string
      }
    | { readonly _tag: 'requires-other-competence'; readonly id: string; readonly competence: string }
    | { readonly _tag: 'requires-cycle'; readonly cycle: ReadonlyArray<string> }
    | { readonly _tag: 'requires-higher-level'; readonly id: string; readonly level: number }
    | {
        readonly _tag: 'too-many-states'
        readonly acquis: number
        readonly limit: number
        /** Two that no requirement relates; absent where the block is a chain, only longer than the limit. */
        readonly relate?: readonly [string, string]
      }
    | { readonly _tag: 'guess-not-below'; readonly guess: number; readonly slip: number }
    | { readonly _tag: 'missing-solution'; readonly format: string }
    | { readonly _tag: 'missing-options'; readonly format: string }
    | { readonly _tag: 'misplaced-key'; readonly key: string; readonly format: string }
    | { readonly _tag: 'own-enemy'; readonly id: string }
    | { readonly _tag: 'missing-locale'; readonly locale: string }
    | { readonly _tag: 'other-bank'; readonly expected: string; readonly actual: string }
    | { readonly _tag: 'changed-bank'; readonly expected: string; readonly actual: string }
    | { readonly _tag: 'refused-response'; readonly reason: string }
  )

export type Issue = Fault | Weakness.Weakness

/** What reading a file finds although the file can be used. */
const REMARKS: ReadonlySet<Issue['_tag']> = new Set([
  'requires-higher-level',
  'missing-locale',
  'changed-bank'
])

/** Whether a file in which this was found while it was read cannot be used. No weakness is found while reading. */
export const spoils = (found: Issue): boolean => !REMARKS.has(found._tag)

/** The severity of an issue where nothing changes it. */
export const severity = (issue: Issue): Severity =>
  Weakness.is(issue) || !spoils(issue) ? 'warning' : 'error'

export const isError = (issue: Issue): boolean => severity(issue) === 'error'

const meant = (word: string | undefined): string | undefined =>
  word === undefined ? undefined : `did you mean \`${word}\`?`

/** YAML makes numbers of `1.3` and `2`, and truth values of `true`, where an id or a text was meant, and the reverse. */
const quotes = (expected: string, actual: string): string | undefined =>
  /^(an id|a text|an option id)/.test(expected) && /^(-?[0-9]|true|false)/.test(actual)
    ? 'put it in quotes'
    : /^(a number|a whole number)/.test(expected) && /^`-?[0-9]+([.][0-9]+)?`$/.test(actual)
      ? 'take the quotes off'
      : undefined

/** A text as it was before it was shown. */
const unquoted = (shown: string): string => shown.slice(1, -1)

/** Of the words that were expected, the one that a misspelt one is like. */
const nearestOf = (expected: string, actual: string): string | undefined =>
  expected.startsWith('one of ')
    ? EditDistance.nearest(unquoted(actual), expected.slice('one of '.length).split(', '))
    : undefined

/** How to mend it, where that can be said in a few words. */
export const suggestion = (issue: Issue): string | undefined => {
  if (Weakness.is(issue)) return Weakness.suggestion(issue)
  switch (issue._tag) {
    case 'unknown-key':
    case 'unknown-reference':
      return meant(issue.suggestion)
    case 'invalid-id':
      return 'use letters, digits, `.`, `_` and `-`, a letter or digit first, 64 at most'
    case 'wrong-type':
      return quotes(issue.expected, issue.actual)
    case 'wrong-value':
      return meant(nearestOf(issue.expected, issue.actual))
    case 'unsupported-format':
      return meant(Format.meant(issue.expected, unquoted(issue.actual)))
    case 'too-many-states':
      return issue.relate === undefined
        ? 'cut it in two with `requires: []`'
        : `relate \`${issue.relate[0]}\` and \`${issue.relate[1]}\` by \`requires\`, or free one of them with \`requires: []\``
    case 'requires-cycle':
      return issue.cycle.length === 2 ? 'take this requirement out' : 'take one of these requirements out'
    case 'guess-not-below':
      return 'lower one of them: someone who knows must be likelier to be right'
    case 'requires-other-competence':
      return 'name an acquis of the same competence'
    case 'changed-bank':
      return 'it is read beside the bank as it is now'
    default:
      return undefined
  }
}

/** The first and the last of a long list. */
const elided = (ids: ReadonlyArray<string>): ReadonlyArray<string> =>
  ids.length > 12 ? [...ids.slice(0, 6), `… ${ids.length - 9} more …`, ...ids.slice(-3)] : ids

/** What is wrong, in a sentence without the place. Ids and values are quoted as they stand in the file. */
export const message = (issue: Issue): string => {
  switch (issue._tag) {
    case 'wrong-type':
    case 'wrong-value':
      return `expected ${issue.expected}, found ${issue.actual}`
    case 'missing-key':
      return `\`${issue.key}\` is missing: expected ${issue.expected}`
    case 'unknown-key':
      return `unknown key ${show(issue.key)}`
    case 'invalid-id':
      return `${show(issue.id)} is not a valid id`
    case 'unsupported-format':
      return Format.message(issue.expected, unquoted(issue.actual))
    case 'duplicate-id':
      return `the ${issue.kind} id \`${issue.id}\` is used twice, first at ${showPath(issue.first)}`
    case 'unknown-reference':
      return `there is no ${issue.kind} \`${issue.id}\` here`
    case 'requires-other-competence':
      return `\`${issue.id}\` belongs to the competence \`${issue.competence}\`; an acquis can only require others of its own`
    case 'requires-cycle':
      return issue.cycle.length === 2
        ? `\`${issue.cycle[0] ?? ''}\` requires itself`
        : `these acquis require each other in a circle: ${elided(issue.cycle).join(' → ')}`
    case 'requires-higher-level':
      return `the required acquis \`${issue.id}\` is of the higher level ${issue.level}`
    case 'too-many-states':
      return `these ${issue.acquis} acquis have more than ${issue.limit} knowledge states`
    case 'guess-not-below':
      return `guess ${issue.guess} is not below 1 − slip = ${Number((1 - issue.slip).toPrecision(12))}`
    case 'missing-solution':
      return `a ${issue.format} challenge with a prompt needs its solution`
    case 'missing-options':
      return `a ${issue.format} challenge with a prompt needs its options`
    case 'misplaced-key':
      return `a ${issue.format} challenge has no \`${issue.key}\``
    case 'own-enemy':
      return `\`${issue.id}\` is its own enemy`
    case 'missing-locale':
      return `this text is missing in the locale \`${issue.locale}\``
    case 'other-bank':
      return `this file belongs to the bank \`${issue.actual}\`, not to \`${issue.expected}\``
    case 'changed-bank':
      return `the bank has changed since this file was written (its fingerprint was ${issue.actual}, it is ${issue.expected})`
    case 'refused-response':
      return issue.reason
    default:
      return Weakness.message(issue)
  }
}

/** A path as people write it: `competences.1.3.levels.2`, with indexes in brackets. */
export const showPath = (path: Path): string =>
  path.length === 0
    ? 'the top level'
    : path
        .map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${printable(key)}`))
        .join('')

/** The place in a file that an issue is about, which a missing key has as well. */
export const placeOf = (issue: Issue): Path =>
  issue._tag === 'missing-key' ? [...issue.path, issue.key] : issue.path

/** A wrong id of an entry leaves the entry itself as good as it is. */
const isOnlyAName = ({ path, ...issue }: Issue): boolean =>
  issue._tag === 'invalid-id' && issue.id === path[path.length - 1]

/** Those of `found` that do not lie at or under the place of an earlier issue, and may be no more than its echo. */
export const notWithin = (
  earlier: ReadonlyArray<Issue>,
  found: ReadonlyArray<Issue>
): ReadonlyArray<Issue> => {
  if (earlier.length === 0) return found
  const covered = PathSet.covers(PathSet.of(earlier.filter((issue) => !isOnlyAName(issue)).map(placeOf)))
  return found.filter(({ path }) => !covered(path))
}
