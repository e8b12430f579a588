/**
 * How a codec reads: its shape as data, and what it makes of a value, right or wrong.
 *
 * @since 0.1.0
 */
import * as t from 'io-ts'

/** What a codec accepts, as data. */
export type Shape =
  | { readonly _tag: 'any' }
  | { readonly _tag: 'null' }
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
  | { readonly _tag: 'list'; readonly item: AnyCodec; readonly length?: number }
  | {
      readonly _tag: 'entries'
      readonly key: RegExp
      readonly keyName: string
      readonly value: AnyCodec
    }
  | { readonly _tag: 'object'; readonly required: Props; readonly optional: Props }
  | { readonly _tag: 'either'; readonly options: ReadonlyArray<AnyCodec> }

/** Where a value stands. One is made for every value that is read: so it is small, and knows what is around it. */
export interface Context {
  readonly key: string
  readonly codec: AnyCodec
  readonly actual: unknown
  readonly outer: Context | undefined
}

/** The kinds of problem that a codec finds. */
export type Problem =
  'wrong-type' | 'wrong-value' | 'missing-key' | 'unknown-key' | 'invalid-id' | 'unsupported-format'

/** A problem of a value in its context. */
export interface Fault {
  readonly problem: Problem
  readonly value: unknown
  readonly context: Context
}

/** What is wrong with a value, and a value all the same: what could not be read has a stand-in. */
export interface Reading<A> {
  readonly faults: ReadonlyArray<Fault>
  readonly value: A
}

/** An io-ts codec from unknown, with its shape. Where `validate` gives errors or a value, `read` gives both, and the errors with their places. */
export interface Codec<A> extends t.Type<A, unknown, unknown> {
  readonly shape: Shape
  readonly read: (u: unknown, context: Context) => Reading<A>
}

/** Some codec, as `t.Mixed` in io-ts: codecs that stand side by side have no type in common. */
export type AnyCodec = Codec<any> // eslint-disable-line @typescript-eslint/no-explicit-any -- decoding is covariant, encoding contravariant

export type Props = Readonly<Record<string, AnyCodec>>

export type TypeOfProps<P extends Props> = { readonly [K in keyof P]: t.TypeOf<P[K]> }

const NONE: ReadonlyArray<Fault> = []

/** The reading of a wrong value. */
export const wrong = <A>(problem: Problem, value: unknown, context: Context, standIn: A): Reading<A> => ({
  faults: [{ problem, value, context }],
  value: standIn
})

/** The reading of a right value. */
export const right = <A>(value: A): Reading<A> => ({ faults: NONE, value })

/** The faults of several readings. Most have none, and then nothing is made. */
export const faultsOf = (readings: ReadonlyArray<Reading<unknown>>): ReadonlyArray<Fault> =>
  readings.some(({ faults }) => faults.length > 0) ? readings.flatMap(({ faults }) => faults) : NONE

/** The whole value that a codec reads. */
export const root = (codec: AnyCodec, actual: unknown): Context => ({
  key: '',
  codec,
  actual,
  outer: undefined
})

/** A codec that validates by reading. */
export const make = <A>(
  name: string,
  shape: Shape,
  is: (u: unknown) => u is A,
  read: (u: unknown, context: Context) => Reading<A>,
  encode: (a: A) => unknown = (a) => a
): Codec<A> => {
  const validate = (u: unknown, context: t.Context): t.Validation<A> => {
    const { faults, value } = read(u, root(codec, u))
    return faults.length > 0
      ? t.failures(faults.map((fault) => ({ value: fault.value, context, message: fault.problem })))
      : t.success(value)
  }
  const codec: Codec<A> = Object.assign(new t.Type<A, unknown, unknown>(name, is, validate, encode), {
    shape,
    read
  })
  return codec
}
