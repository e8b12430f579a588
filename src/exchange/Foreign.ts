/**
 * Objects of files that follow the rules of others: the keys that mean something here are read, all others are counted,
 * so that nothing is dropped in silence.
 *
 * Laws
 * 1. a key that is not known is no problem
 * 2. null is as good as absent
 * 3. every problem of the keys that are known is named, with its path
 *
 * @since 0.2.0
 */
import { make, wrong } from '../bank/Reading'
import type { Codec, Context, Fault, Props, Reading, TypeOfProps } from '../bank/Reading'
import * as Loss from './Loss'

export type Fields = Readonly<Record<string, unknown>>

export const isObject = (u: unknown): u is Fields => typeof u === 'object' && u !== null && !Array.isArray(u)

const own = (fields: Fields, key: string): unknown =>
  Object.hasOwn(fields, key) && fields[key] !== null ? fields[key] : undefined

/** An object with these keys, and whatever others. */
export const object = <R extends Props, O extends Props>(
  name: string,
  required: R,
  optional: O
): Codec<TypeOfProps<R> & Partial<TypeOfProps<O>>> => {
  type A = TypeOfProps<R> & Partial<TypeOfProps<O>>
  const known = [...Object.entries(required), ...Object.entries(optional)]
  const read = (u: unknown, context: Context): Reading<A> => {
    if (!isObject(u)) return wrong('wrong-type', u, context, read({}, context).value)
    const faults: Array<Fault> = []
    const result: Record<string, unknown> = {}
    for (const [key, codec] of known) {
      const value = own(u, key)
      const needed = Object.hasOwn(required, key)
      if (value === undefined && !needed) continue
      const place: Context = { key, codec, actual: value, outer: context }
      const reading: Reading<unknown> = codec.read(value, place)
      result[key] = reading.value
      if (value === undefined) faults.push({ problem: 'missing-key', value, context: place })
      else for (const each of reading.faults) faults.push(each)
    }
    return { faults, value: result as A }
  }
  return make<A>(
    name,
    { _tag: 'object', required, optional },
    (u): u is A =>
      isObject(u) &&
      known.every(([key, codec]) =>
        own(u, key) === undefined ? !Object.hasOwn(required, key) : codec.is(own(u, key))
      ),
    read
  )
}

/** Nothing is lost with it. */
const isVoid = (u: unknown): boolean =>
  u === null ||
  u === '' ||
  (Array.isArray(u) && u.length === 0) ||
  (isObject(u) && Object.keys(u).length === 0)

/** The values of some objects whose keys are not among those that are `read`. */
export const unread = (
  what: string,
  objects: ReadonlyArray<unknown>,
  read: ReadonlySet<string>
): ReadonlyArray<Loss.Loss> => {
  const counts = new Map<string, number>()
  for (const fields of objects)
    if (isObject(fields))
      for (const key of Object.keys(fields))
        if (!read.has(key) && !isVoid(fields[key])) counts.set(key, (counts.get(key) ?? 0) + 1)
  return Loss.counted(
    `values of ${what} (${[...counts].map(([key, count]) => `${key} ${count}`).join(', ')})`,
    [...counts.values()].reduce((sum, count) => sum + count, 0),
    'a bank has no place for them'
  )
}
