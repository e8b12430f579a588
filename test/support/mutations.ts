/**
 * Banks that went wrong: parts of a good one replaced, lost, moved or doubled, and bytes of its text changed. All
 * chance comes from a source, so that a seed tells a case.
 */
import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import * as E from 'fp-ts/lib/Either.js'
import { parse } from 'yaml'
import * as Bank from '../../src/bank/Bank'
import * as Issue from '../../src/bank/Issue'
import type { Source } from '../../src/math/Random'

type Container = Record<string, unknown>

const isContainer = (u: unknown): u is Container => typeof u === 'object' && u !== null

const below = (chance: Source, n: number): number => Math.floor(chance() * n)

const pick = <A>(chance: Source, items: ReadonlyArray<A>): A => items[below(chance, items.length)]!

interface Slot {
  readonly parent: Container
  readonly key: string
}

/** Every place in a value that holds another. */
const slots = (root: unknown): ReadonlyArray<Slot> => {
  const found: Array<Slot> = []
  const visit = (parent: unknown): void => {
    if (!isContainer(parent)) return
    for (const key of Object.keys(parent)) {
      found.push({ parent, key })
      visit(parent[key])
    }
  }
  visit(root)
  return found
}

const words: ReadonlyArray<string> = [
  '',
  'a',
  'choice',
  '__proto__',
  'constructor',
  'requires',
  'acquis-bank/1',
  'acquis-bank/2',
  '../x',
  '\u0000',
  '\ud800',
  'fr',
  '2',
  'x'.repeat(70)
]

const numbers: ReadonlyArray<number> = [0, -0, 1, -1, 0.5, 8, 1e308, -1e308, 5e-324, 1e21, 2 ** 53, 0.1 + 0.2]

/** Any JSON value, a few levels deep. */
const anyJson = (chance: Source, depth = 3): unknown => {
  switch (below(chance, depth > 0 ? 7 : 5)) {
    case 0:
      return null
    case 1:
      return chance() < 0.5
    case 2:
      return pick(chance, numbers)
    case 3:
      return chance() * 10
    case 4:
      return pick(chance, words)
    case 5:
      return Array.from({ length: below(chance, 4) }, () => anyJson(chance, depth - 1))
    default:
      return Object.fromEntries(
        Array.from({ length: below(chance, 4) }, () => [pick(chance, words), anyJson(chance, depth - 1)])
      )
  }
}

const put = (parent: Container, key: string, value: unknown): void => {
  Object.defineProperty(parent, key, { value, writable: true, enumerable: true, configurable: true })
}

/** Changes one place of a value of its own. */
const mutate = (root: Container, chance: Source): void => {
  const all = slots(root)
  if (all.length === 0) return
  const { parent, key } = pick(chance, all)
  const other = pick(chance, all)
  switch (below(chance, 6)) {
    case 0:
      return put(parent, key, anyJson(chance))
    case 1:
      if (Array.isArray(parent)) parent.splice(Number(key), 1)
      else Reflect.deleteProperty(parent, key)
      return
    case 2: // the same under another key
      if (Array.isArray(parent)) parent.push(structuredClone(parent[Number(key)]))
      else put(parent, chance() < 0.5 ? pick(chance, words) : `${key}x`, structuredClone(parent[key]))
      return
    case 3: // something from elsewhere
      return put(parent, key, structuredClone(other.parent[other.key]))
    case 4: // under another name, which may be a slip of the keyboard
      if (Array.isArray(parent)) parent.reverse()
      else {
        const value = parent[key]
        Reflect.deleteProperty(parent, key)
        put(parent, chance() < 0.5 ? key.slice(1) : pick(chance, words), value)
      }
      return
    default: // an entry among others of its kind
      return put(
        other.parent,
        Array.isArray(other.parent) ? String(other.parent.length) : key,
        structuredClone(parent[key])
      )
  }
}

/** A copy with one to four parts of it changed. */
export const changed = (file: unknown, chance: Source): unknown => {
  const root = structuredClone({ root: file })
  for (let n = 1 + below(chance, 4); n > 0; n--) {
    const inside = root.root
    mutate(isContainer(inside) && chance() < 0.99 ? inside : root, chance)
  }
  return root.root
}

const characters = '{}[]",:0123456789.eE+-\\/ntu \n\u0000\u001b\ufeffaé\ud83d'

/** A text with one to four of its characters replaced, lost or doubled. */
export const scrambled = (text: string, chance: Source): string => {
  let result = text
  for (let n = 1 + below(chance, 4); n > 0; n--) {
    const at = below(chance, result.length + 1)
    const length = below(chance, 3)
    const middle =
      chance() < 0.5 ? pick(chance, [...characters]) : result.slice(at, at + 1 + below(chance, 30))
    result = result.slice(0, at) + middle + result.slice(at + length)
  }
  return result
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isSentence = (text: unknown): boolean =>
  typeof text === 'string' && text.length > 3 && text.length < 1000

/** What is wrong with the way a value is decoded, or undefined where all is as it should be. */
export const complaint = (u: unknown): string | undefined => {
  try {
    const issues = Bank.check(u)
    const result = Bank.decode(u)
    for (const issue of issues) {
      if (!isSentence(Issue.message(issue))) return `no sentence: ${JSON.stringify(issue)}`
      const mend = Issue.suggestion(issue)
      if (mend !== undefined && !isSentence(mend)) return `no suggestion: ${JSON.stringify(issue)}`
    }
    if (E.isLeft(result))
      return isDeepStrictEqual(result.left, issues.filter(Issue.isError))
        ? undefined
        : 'decode and check differ'
    if (issues.some(Issue.isError)) return 'a bank in spite of errors'
    const bank = result.right
    const again = Bank.decode(parsed(JSON.stringify(Bank.encode(bank))))
    if (E.isLeft(again)) return `encode → decode gives ${JSON.stringify(again.left[0])}`
    return isDeepStrictEqual(again.right, bank) ? undefined : 'encode → decode gives another bank'
  } catch (error) {
    return `threw ${String(error)}`
  }
}

/** One case: a change of the value, or of its text as far as that is still JSON. */
export const fuzzed = (
  file: unknown,
  text: string,
  chance: Source
): { readonly value: unknown } | undefined => {
  if (chance() < 0.6) return { value: changed(file, chance) }
  const value = parsed(scrambled(text, chance))
  return value === undefined ? undefined : { value }
}

interface Loose {
  readonly [key: string]: Loose
}

/** Whether an acquis has a challenge of a format that is seldom. */
const isSeldom = ({ challenges = {} }: Loose): boolean =>
  Object.values(challenges).some(({ format }) => ['choices', 'practical'].includes(String(format)))

/** Some acquis of every level of a real bank's first competence: quick to decode, and of every kind. */
export const sample = (): unknown => {
  const file = parse(readFileSync('fixtures/digital-skills.yaml', 'utf8')) as Loose
  const [id, competence] = Object.entries(file['competences']!)[0]!
  const levels = Object.entries(competence['levels']!).map(([level, acquis]) => {
    const all = Object.entries(acquis)
    const seldom = all.find(([, each]) => isSeldom(each))
    return [level, Object.fromEntries(all.filter((each, i) => i === 0 || each === seldom))] as const
  })
  const text = JSON.stringify(levels)
  // What requires or excludes what is left out no longer does.
  const less = JSON.parse(text, (key, value: unknown) =>
    (key === 'requires' || key === 'enemies') && Array.isArray(value)
      ? value.filter((named) => text.includes(`"${named}":`))
      : value
  ) as ReadonlyArray<readonly [string, unknown]>
  return { ...file, competences: { [id]: { ...competence, levels: Object.fromEntries(less) } } }
}
