/**
 * Codecs of the files that people write, on top of io-ts: they name every problem at once, refuse unknown keys, keep
 * the order of a file's entries, and carry their shape as data, from which JSON Schema is made.
 *
 * Laws
 * 1. decode ∘ encode = identity
 * 2. whatever the input, decoding gives a value or issues, never an exception
 * 3. every problem of an input is named, not only the first
 *
 * @since 0.1.0
 */
import * as t from 'io-ts'
import * as E from 'fp-ts/lib/Either.js'
import * as EditDistance from '../math/EditDistance'
import * as Id from './Id'
import type { Issue, Path } from './Issue'

/** What a codec accepts, as data. */
export type Shape =
  | { readonly _tag: 'any' }
  | { readonly _tag: 'boolean' }
  | { readonly _tag: 'string'; readonly pattern?: RegExp }
  | {
      readonly _tag: 'number'
      readonly integer: boolean
      readonly min?: number
      readonly max?: number
      readonly above?: number
      readonly below?: number
    }
  | { readonly _tag: 'oneOf'; readonly values: ReadonlyArray<string> }
  | { readonly _tag: 'list'; readonly item: AnyCodec }
  | {
      readonly _tag: 'entries'
      readonly key: RegExp
      readonly keyName: string
      readonly value: AnyCodec
    }
  | { readonly _tag: 'object'; readonly required: Props; readonly optional: Props }
  | { readonly _tag: 'either'; readonly options: ReadonlyArray<AnyCodec> }

/** An io-ts codec from unknown, with its shape, and what stands in for a wrong value so that the rest can be checked. */
export interface Codec<A> extends t.Type<A, unknown, unknown> {
  readonly shape: Shape
  readonly standIn: unknown
}

/** Some codec, as `t.Mixed` in io-ts: codecs that stand side by side have no type in common. */
export type AnyCodec = Codec<any> // eslint-disable-line @typescript-eslint/no-explicit-any -- decoding is covariant, encoding contravariant

type Props = Readonly<Record<string, AnyCodec>>

type TypeOfProps<P extends Props> = { readonly [K in keyof P]: t.TypeOf<P[K]> }

/** The kinds of problem that a codec finds; an io-ts error carries one as its message. */
type Problem = 'wrong-type' | 'wrong-value' | 'missing-key' | 'unknown-key' | 'invalid-key' | 'invalid-id'

const fail = <A>(problem: Problem, value: unknown, context: t.Context): t.Validation<A> =>
  t.failure(value, context, problem)

const make = <A>(
  name: string,
  shape: Shape,
  standIn: unknown,
  is: (u: unknown) => u is A,
  validate: (u: unknown, context: t.Context) => t.Validation<A>,
  encode: (a: A) => unknown = (a) => a
): Codec<A> => Object.assign(new t.Type<A, unknown, unknown>(name, is, validate, encode), { shape, standIn })

/** A codec of values that stand in a file as they are in memory. */
const leaf = <A>(
  name: string,
  shape: Shape,
  standIn: A,
  type: string,
  accepts: (a: A) => boolean
): Codec<A> =>
  make<A>(
    name,
    shape,
    standIn,
    (u): u is A => typeof u === type && accepts(u as A),
    (u, context) =>
      typeof u !== type
        ? fail('wrong-type', u, context)
        : accepts(u as A)
          ? t.success(u as A)
          : fail('wrong-value', u, context)
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

const isIdValue = (u: unknown): u is string => typeof u === 'string' && Id.isId(u)

export const id: Codec<string> = make(
  'an id',
  { _tag: 'string', pattern: Id.pattern },
  'x',
  isIdValue,
  (u, context) =>
    typeof u !== 'string'
      ? fail('wrong-type', u, context)
      : Id.isId(u)
        ? t.success(u)
        : fail('invalid-id', u, context)
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

/** A finite number in a range. */
export const number = (range: Range, standIn: number): Codec<number> => {
  const { min = -Infinity, max = Infinity, above = -Infinity, below = Infinity, integer = false } = range
  return leaf(
    rangeName(range),
    { ...range, _tag: 'number', integer },
    standIn,
    'number',
    (x) =>
      Number.isFinite(x) &&
      x >= min &&
      x <= max &&
      x > above &&
      x < below &&
      (!integer || Number.isInteger(x))
  )
}

/** One of a few words. */
export const oneOf = <A extends string>(values: readonly [A, ...ReadonlyArray<A>]): Codec<A> =>
  leaf<A>(
    values.length === 1 ? values[0] : `one of ${values.join(', ')}`,
    { _tag: 'oneOf', values },
    values[0],
    'string',
    (word) => values.includes(word)
  )

const childContext = (context: t.Context, key: string, codec: AnyCodec, actual: unknown): t.Context =>
  t.appendContext(context, key, codec, actual)

export const list = <A>(item: Codec<A>): Codec<ReadonlyArray<A>> =>
  make<ReadonlyArray<A>>(
    `a list, each ${item.name}`,
    { _tag: 'list', item },
    [],
    (u): u is ReadonlyArray<A> => Array.isArray(u) && u.every(item.is),
    (u, context) => {
      if (!Array.isArray(u)) return fail('wrong-type', u, context)
      const values: Array<A> = []
      const errors: t.Errors = []
      u.forEach((element: unknown, i) => {
        const result = item.validate(element, childContext(context, String(i), item, element))
        if (E.isLeft(result)) errors.push(...result.left)
        else values.push(result.right)
      })
      return errors.length > 0 ? t.failures(errors) : t.success(values)
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
): Codec<ReadonlyArray<readonly [string, A]>> =>
  make<ReadonlyArray<readonly [string, A]>>(
    `entries by ${keyName}`,
    { _tag: 'entries', key, keyName, value },
    {},
    (u): u is ReadonlyArray<readonly [string, A]> =>
      Array.isArray(u) && u.every(([k, a]) => typeof k === 'string' && value.is(a)),
    (u, context) => {
      if (!isRecord(u)) return fail('wrong-type', u, context)
      const pairs: Array<readonly [string, A]> = []
      const errors: t.Errors = []
      for (const name of Object.keys(u)) {
        const child = childContext(context, name, value, u[name])
        if (!key.test(name)) {
          errors.push({ value: name, context: child, message: 'invalid-key' satisfies Problem })
          continue
        }
        const result = value.validate(u[name], child)
        if (E.isLeft(result)) errors.push(...result.left)
        else pairs.push([name, result.right])
      }
      return errors.length > 0 ? t.failures(errors) : t.success(pairs)
    },
    (pairs) => Object.fromEntries(pairs.map(([k, a]) => [k, value.encode(a)]))
  )

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
    {},
    (u): u is Readonly<Record<string, A>> => isRecord(u) && Object.values(u).every(value.is),
    (u, context) => {
      const result = pairs.validate(u, context)
      return E.isLeft(result) ? result : t.success(Object.fromEntries(result.right))
    },
    (values) => pairs.encode(Object.entries(values))
  )
}

/** An object with these keys and no others. */
export const object = <R extends Props, O extends Props>(
  name: string,
  required: R,
  optional: O
): Codec<TypeOfProps<R> & Partial<TypeOfProps<O>>> => {
  type A = TypeOfProps<R> & Partial<TypeOfProps<O>>
  const known = new Map<string, AnyCodec>([...Object.entries(required), ...Object.entries(optional)])
  return make<A>(
    name,
    { _tag: 'object', required, optional },
    {},
    (u): u is A =>
      isRecord(u) &&
      [...known].every(([key, codec]) =>
        own(u, key) === undefined ? !Object.hasOwn(required, key) : codec.is(own(u, key))
      ),
    (u, context) => {
      if (!isRecord(u)) return fail('wrong-type', u, context)
      const errors: t.Errors = []
      const result: Record<string, unknown> = {}
      for (const [key, codec] of known) {
        const value = own(u, key)
        if (value === undefined) {
          if (Object.hasOwn(required, key))
            errors.push({
              value,
              context: childContext(context, key, codec, value),
              message: 'missing-key' satisfies Problem
            })
          continue
        }
        const validated = codec.validate(value, childContext(context, key, codec, value))
        if (E.isLeft(validated)) errors.push(...validated.left)
        else result[key] = validated.right
      }
      for (const key of Object.keys(u))
        if (!known.has(key))
          errors.push({
            value: u[key],
            context: childContext(context, key, any, u[key]),
            message: 'unknown-key' satisfies Problem
          })
      return errors.length > 0 ? t.failures(errors) : t.success(result as A)
    },
    (a) =>
      Object.fromEntries(
        [...known].flatMap(([key, codec]) => {
          const value = (a as Readonly<Record<string, unknown>>)[key]
          return value === undefined ? [] : [[key, codec.encode(value)]]
        })
      )
  )
}

/** What nothing is known of. */
const any: AnyCodec = make<unknown>(
  'anything',
  { _tag: 'any' },
  undefined,
  (_u): _u is unknown => true,
  t.success
)

/** One of several codecs, told apart by a look at the value; `choose` says which of the options it is meant to be. */
export const either = <A, B>(
  name: string,
  first: Codec<A>,
  second: Codec<B>,
  isFirst: (u: unknown) => boolean
): Codec<A | B> =>
  make<A | B>(
    name,
    { _tag: 'either', options: [first, second] },
    first.standIn,
    (u): u is A | B => first.is(u) || second.is(u),
    (u, context) => {
      const codec: Codec<A | B> = isFirst(u) ? (first as Codec<A | B>) : (second as Codec<A | B>)
      const result = codec.validate(u, context)
      // Where the value itself has the wrong type, the sentence names what either would have been.
      return E.isLeft(result) && result.left.some((error) => error.context.length === context.length)
        ? t.failure(u, context, result.left[0]?.message)
        : result
    },
    (a) => (first.is(a) ? first.encode(a) : second.encode(a as B))
  )

const show = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  const text = typeof value === 'string' ? `\`${value}\`` : String(value)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

const pathOf = (context: t.Context): Path => {
  const path: Array<string | number> = []
  for (let i = 1; i < context.length; i++) {
    const parent = (context[i - 1]!.type as AnyCodec).shape
    const { key } = context[i]!
    path.push(
      parent._tag === 'list' || (parent._tag === 'either' && Array.isArray(context[i - 1]!.actual))
        ? Number(key)
        : key
    )
  }
  return path
}

const issueOf = ({ value, context, message }: t.ValidationError): Issue => {
  const path = pathOf(context)
  const { key, type } = context[context.length - 1]!
  switch (message as Problem) {
    case 'missing-key':
      return { _tag: 'missing-key', path: path.slice(0, -1), key, expected: type.name }
    case 'unknown-key': {
      const parent = (context[context.length - 2]!.type as AnyCodec).shape
      const siblings =
        parent._tag === 'object' ? [...Object.keys(parent.required), ...Object.keys(parent.optional)] : []
      const suggestion = EditDistance.nearest(key, siblings)
      return { _tag: 'unknown-key', path, key, ...(suggestion === undefined ? {} : { suggestion }) }
    }
    case 'invalid-key': {
      const parent = (context[context.length - 2]!.type as AnyCodec).shape
      return parent._tag === 'entries' && parent.key !== Id.pattern
        ? { _tag: 'wrong-value', path, expected: parent.keyName, actual: show(key) }
        : { _tag: 'invalid-id', path, id: key }
    }
    case 'invalid-id':
      return { _tag: 'invalid-id', path, id: String(value) }
    case 'wrong-value':
      return { _tag: 'wrong-value', path, expected: type.name, actual: show(value) }
    case 'wrong-type':
      return { _tag: 'wrong-type', path, expected: type.name, actual: show(value) }
  }
}

type Container = Record<string, unknown> | Array<unknown>

/**
 * The input with every wrong value replaced by its stand-in, or taken out where it has no place: what is left can be
 * checked further, so that one wrong line does not hide the next. Only what changes is copied.
 */
const repaired = (root: unknown, errors: t.Errors): unknown => {
  const copies = new Set<unknown>()
  const copied = (value: unknown): Container => {
    if (copies.has(value)) return value as Container
    const copy: Container = Array.isArray(value) ? [...(value as Array<unknown>)] : { ...(value as object) }
    copies.add(copy)
    return copy
  }
  const put = (parent: Container, key: string, value: unknown): void => {
    Object.defineProperty(parent, key, { value, writable: true, enumerable: true, configurable: true })
  }
  let top = root
  for (const { context, message } of errors) {
    const { type } = context[context.length - 1]!
    const { standIn } = type as AnyCodec
    const keys = context.slice(1).map(({ key }) => key)
    const last = keys.pop()
    if (last === undefined) {
      top = standIn
      continue
    }
    top = copied(top)
    let parent = top as Container
    for (const key of keys) {
      const child = copied((parent as Record<string, unknown>)[key])
      put(parent, key, child)
      parent = child
    }
    if (message === 'unknown-key' || message === 'invalid-key') Reflect.deleteProperty(parent, last)
    else put(parent, last, standIn)
  }
  return top
}

/** No codec of ours nests deeper: each round of repair settles at least one more level of a file. */
const ROUNDS = 16

/** The issues of an input, and the value as far as it can be told: whole where there are no issues. */
export interface Examination<A> {
  readonly issues: ReadonlyArray<Issue>
  readonly value: A | undefined
}

/** Decodes, names every problem, and still gives a value with stand-ins for what is wrong. */
export const examine =
  <A>(codec: Codec<A>) =>
  (u: unknown): Examination<A> => {
    let input = u
    let issues: ReadonlyArray<Issue> | undefined
    for (let round = 0; round < ROUNDS; round++) {
      const result = codec.decode(input)
      if (E.isRight(result)) return { issues: issues ?? [], value: result.right }
      issues ??= result.left.map(issueOf)
      input = repaired(input, result.left)
    }
    return { issues: issues ?? [], value: undefined }
  }
