/**
 * Codecs of the files that people write, on top of io-ts: they name every problem at once, refuse unknown keys, keep
 * the order of a file's entries, and carry their shape as data, from which JSON Schema is made.
 *
 * Laws
 * 1. decode ∘ encode = identity
 * 2. whatever the input, decoding gives a value or issues, never an exception
 * 3. every problem of an input is named, not only the first
 * 4. one misspelt key is one problem, and what stands under it is still read
 *
 * @since 0.1.0
 */
import * as EditDistance from '../math/EditDistance'
import * as Id from './Id'
import { faultsOf, make, right, wrong } from './Reading'
import type { AnyCodec, Codec, Context, Fault, Problem, Props, Reading, Shape, TypeOfProps } from './Reading'

export { examine } from './Examination'
export type { AnyCodec, Codec, Shape } from './Reading'

/** A codec of values that stand in a file as they are in memory. */
const leaf = <A>(
  name: string,
  shape: Shape,
  standIn: A,
  type: string,
  accepts: (a: A) => boolean,
  refused: Problem = 'wrong-value'
): Codec<A> =>
  make<A>(
    name,
    shape,
    (u): u is A => typeof u === type && accepts(u as A),
    (u, context) =>
      typeof u !== type
        ? wrong('wrong-type', u, context, standIn)
        : accepts(u as A)
          ? right(u as A)
          : wrong(refused, u, context, standIn)
  )

export const string: Codec<string> = leaf('a text', { _tag: 'string' }, '', 'string', () => true)

export const boolean: Codec<boolean> = leaf(
  'true or false',
  { _tag: 'boolean' },
  false,
  'boolean',
  () => true
)

/** A string that matches a pattern; `expected` says in words what that is. */
export const matching = (pattern: RegExp, expected: string, standIn: string): Codec<string> =>
  leaf(expected, { _tag: 'string', pattern }, standIn, 'string', (text) => pattern.test(text))

/** An id. Nothing has the id that stands in for a wrong one. */
export const id: Codec<string> = leaf<string>(
  'an id',
  { _tag: 'string', pattern: Id.pattern },
  '',
  'string',
  Id.isId,
  'invalid-id'
)

/** Bounds of a number: `min` and `max` belong to the range, `above` and `below` do not. */
export interface Range {
  readonly min?: number
  readonly max?: number
  readonly above?: number
  readonly below?: number
  readonly integer?: boolean
}

const rangeName = ({ min, max, above, below, integer = false }: Range): string => {
  const low = min !== undefined ? `${min} or more` : above !== undefined ? `more than ${above}` : undefined
  const high = max !== undefined ? `at most ${max}` : below !== undefined ? `less than ${below}` : undefined
  const bounds = [low, high].filter((bound) => bound !== undefined).join(' and ')
  return `a ${integer ? 'whole ' : ''}number${bounds === '' ? '' : `, ${bounds}`}`
}

/** A finite number in a range; −0 is 0, which JSON makes of it. */
export const number = (range: Range, standIn: number): Codec<number> => {
  const { min = -Infinity, max = Infinity, above = -Infinity, below = Infinity, integer = false } = range
  const accepts = (x: number): boolean =>
    Number.isFinite(x) && x >= min && x <= max && x > above && x < below && (!integer || Number.isInteger(x))
  return make(
    rangeName(range),
    { ...range, _tag: 'number', integer },
    (u): u is number => typeof u === 'number' && accepts(u),
    (u, context) =>
      typeof u !== 'number'
        ? wrong('wrong-type', u, context, standIn)
        : accepts(u)
          ? right(u === 0 ? 0 : u)
          : wrong('wrong-value', u, context, standIn)
  )
}

/** One of a few words; `refused` says what another one is. */
export const oneOf = <A extends string>(
  values: readonly [A, ...ReadonlyArray<A>],
  refused?: Problem
): Codec<A> =>
  leaf<A>(
    values.length === 1 ? values[0] : `one of ${values.join(', ')}`,
    { _tag: 'oneOf', values },
    values[0],
    'string',
    (word) => values.includes(word),
    refused
  )

const child = (outer: Context, key: string, codec: AnyCodec, actual: unknown): Context => ({
  key,
  codec,
  actual,
  outer
})

export const list = <A>(item: Codec<A>): Codec<ReadonlyArray<A>> =>
  make<ReadonlyArray<A>>(
    `a list, each ${item.name}`,
    { _tag: 'list', item },
    (u): u is ReadonlyArray<A> => Array.isArray(u) && u.every(item.is),
    (u, context) => {
      if (!Array.isArray(u)) return wrong('wrong-type', u, context, [])
      const readings = Array.from(u, (element: unknown, i) =>
        item.read(element, child(context, String(i), item, element))
      )
      return { faults: faultsOf(readings), value: readings.map(({ value }) => value) }
    },
    (values) => values.map(item.encode)
  )

const isRecord = (u: unknown): u is Readonly<Record<string, unknown>> =>
  typeof u === 'object' && u !== null && !Array.isArray(u)

const own = (record: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(record, key) ? record[key] : undefined

/** Entries by key, in the order of the file: `[key, value]` pairs, never properties of an object. */
export const entries = <A>(
  key: RegExp,
  keyName: string,
  value: Codec<A>
): Codec<ReadonlyArray<readonly [string, A]>> => {
  const keyCodec = key === Id.pattern ? id : matching(key, keyName, '')
  return make<ReadonlyArray<readonly [string, A]>>(
    `entries by ${keyName}`,
    { _tag: 'entries', key, keyName, value },
    (u): u is ReadonlyArray<readonly [string, A]> =>
      Array.isArray(u) && u.every((pair) => Array.isArray(pair) && keyCodec.is(pair[0]) && value.is(pair[1])),
    (u, context) => {
      if (!isRecord(u)) return wrong('wrong-type', u, context, [])
      const readings = Object.keys(u).map((name): Reading<readonly [string, A]> => {
        const reading = value.read(u[name], child(context, name, value, u[name]))
        const faults = key.test(name)
          ? reading.faults
          : faultsOf([keyCodec.read(name, child(context, name, keyCodec, name)), reading])
        return { faults, value: [name, reading.value] }
      })
      return { faults: faultsOf(readings), value: readings.map((reading) => reading.value) }
    },
    (pairs) => Object.fromEntries(pairs.map(([k, a]) => [k, value.encode(a)]))
  )
}

/** A plain object by keys of which none can be mistaken for a property that every object has. */
export const record = <A>(
  key: RegExp,
  keyName: string,
  value: Codec<A>
): Codec<Readonly<Record<string, A>>> => {
  const pairs = entries(key, keyName, value)
  return make<Readonly<Record<string, A>>>(
    pairs.name,
    pairs.shape,
    (u): u is Readonly<Record<string, A>> => isRecord(u) && pairs.is(Object.entries(u)),
    (u, context) => {
      const { faults, value: read } = pairs.read(u, context)
      return { faults, value: Object.fromEntries(read) }
    },
    (values) => pairs.encode(Object.entries(values))
  )
}

/** What nothing is known of. */
const any: AnyCodec = make<unknown>('anything', { _tag: 'any' }, (_u): _u is unknown => true, right)

const NO_WORDS: ReadonlyMap<string, string> = new Map()

/** The known key that a misspelt one stands for, by its first misspelling, where the key itself is absent. */
const misspellings = (
  u: Readonly<Record<string, unknown>>,
  strange: ReadonlyArray<string>,
  known: ReadonlyMap<string, AnyCodec>
): ReadonlyMap<string, string> => {
  if (strange.length === 0) return NO_WORDS
  const found = new Map<string, string>()
  for (const key of strange.slice(0, 1000)) {
    const meant = EditDistance.nearest(key, known.keys())
    if (meant !== undefined && own(u, meant) === undefined && !found.has(meant)) found.set(meant, key)
  }
  return found
}

/** An object with these keys and no others; `ready` makes of what stands in the file what is read. */
export const object = <R extends Props, O extends Props>(
  name: string,
  required: R,
  optional: O,
  ready: (u: unknown) => unknown = (u) => u
): Codec<TypeOfProps<R> & Partial<TypeOfProps<O>>> => {
  type A = TypeOfProps<R> & Partial<TypeOfProps<O>>
  const known = new Map<string, AnyCodec>([...Object.entries(required), ...Object.entries(optional)])
  const read = (written: unknown, context: Context): Reading<A> => {
    const u = ready(written)
    if (!isRecord(u)) return wrong('wrong-type', u, context, read({}, context).value)
    const faults: Array<Fault> = []
    const result: Record<string, unknown> = {}
    const strange = Object.keys(u).filter((key) => !known.has(key))
    const misspelt = misspellings(u, strange, known)
    const adopted: Array<string> = []
    for (const [key, codec] of known) {
      const value = own(u, key)
      const needed = Object.hasOwn(required, key)
      const name = value === undefined ? misspelt.get(key) : key
      if (name === undefined) {
        if (!needed) continue
        const place = child(context, key, codec, value)
        faults.push({ problem: 'missing-key', value, context: place })
        result[key] = codec.read(undefined, place).value
        continue
      }
      const place = child(context, name, codec, u[name])
      const reading: Reading<unknown> = codec.read(u[name], place)
      // A key that is merely like another one has values of its own kind, which say nothing of the other.
      if (name !== key && !needed && reading.faults.some((each) => each.context === place)) continue
      if (name !== key) adopted.push(name)
      for (const each of reading.faults) faults.push(each)
      result[key] = reading.value
    }
    for (const key of strange)
      faults.push({
        problem: 'unknown-key',
        value: adopted.includes(key) ? undefined : u[key],
        context: child(context, key, any, u[key])
      })
    return { faults, value: result as A }
  }
  return make<A>(
    name,
    { _tag: 'object', required, optional },
    (u): u is A =>
      isRecord(u) &&
      [...known].every(([key, codec]) =>
        own(u, key) === undefined ? !Object.hasOwn(required, key) : codec.is(own(u, key))
      ),
    read,
    (a) =>
      Object.fromEntries(
        [...known].flatMap(([key, codec]) => {
          const value = (a as Readonly<Record<string, unknown>>)[key]
          return value === undefined ? [] : [[key, codec.encode(value)]]
        })
      )
  )
}

/** One of several codecs, told apart by a look at the value; `isFirst` says which of the two it is meant to be. */
export const either = <A, B>(
  name: string,
  first: Codec<A>,
  second: Codec<B>,
  isFirst: (u: unknown) => boolean
): Codec<A | B> =>
  make<A | B>(
    name,
    { _tag: 'either', options: [first, second] },
    (u): u is A | B => first.is(u) || second.is(u),
    // Where the value itself is wrong, its context says what either would have been.
    (u, context) => (isFirst(u) ? first.read(u, context) : second.read(u, context)),
    (a) => (first.is(a) ? first.encode(a) : second.encode(a))
  )
