/**
 * What can be said of an input: its issues, and the value as far as it can be told, so that one wrong line does not hide
 * the next.
 *
 * @since 0.1.0
 */
import type * as t from 'io-ts'
import * as EditDistance from '../math/EditDistance'
import * as Damage from './Damage'
import * as Id from './Id'
import type { Issue, Path } from './Issue'
import * as Issues from './Issue'
import type { AnyCodec, Codec, Problem, Shape } from './Reading'

/** The issues of an input, and its value, with stand-ins for what is wrong: whole where there are no issues. */
export interface Examination<A> {
  readonly issues: ReadonlyArray<Issue>
  readonly value: A
  readonly damage: Damage.Damage
}

/** Keys of objects as they are; places in lists as numbers. */
const pathOf = (context: t.Context): Path =>
  context.slice(1).map(({ key }, i) => (Array.isArray(context[i]?.actual) ? Number(key) : key))

const keysOf = (shape: Shape | undefined): ReadonlyArray<string> => {
  switch (shape?._tag) {
    case 'object':
      return [...Object.keys(shape.required), ...Object.keys(shape.optional)]
    case 'either':
      return shape.options.flatMap((option) => keysOf(option.shape))
    default:
      return []
  }
}

const codecAt = (context: t.Context, i: number): AnyCodec | undefined =>
  context.at(i)?.type as AnyCodec | undefined

const issueOf = ({ value, context, message }: t.ValidationError): Issue => {
  const path = pathOf(context)
  const key = context.at(-1)?.key ?? ''
  const codec = codecAt(context, -1)
  const expected = codec?.name ?? ''
  switch (message as Problem) {
    case 'missing-key':
      return { _tag: 'missing-key', path: path.slice(0, -1), key, expected }
    case 'unknown-key': {
      const suggestion = EditDistance.nearest(key, keysOf(codecAt(context, -2)?.shape))
      return { _tag: 'unknown-key', path, key, ...(suggestion === undefined ? {} : { suggestion }) }
    }
    case 'invalid-key':
      return codec?.shape._tag === 'string' && codec.shape.pattern === Id.pattern
        ? { _tag: 'invalid-id', path, id: key }
        : { _tag: 'wrong-value', path, expected, actual: Issues.show(key) }
    case 'invalid-id':
      return { _tag: 'invalid-id', path, id: String(value) }
    case 'wrong-value':
      return { _tag: 'wrong-value', path, expected, actual: Issues.show(value) }
    case 'wrong-type':
      return { _tag: 'wrong-type', path, expected, actual: Issues.show(value) }
  }
}

/** A format of ours, of another kind or version: what else the file has follows rules that are not known here. */
const isForeign = (issue: Issue): boolean =>
  issue._tag === 'unsupported-format' && /^`acquis-[a-z]+\/[0-9]+`$/.test(issue.actual)

/** Decodes, names every problem, and still gives a value with stand-ins for what is wrong. */
export const examine =
  <A>(codec: Codec<A>) =>
  (u: unknown): Examination<A> => {
    const { errors, value } = codec.read(u, [{ key: '', type: codec, actual: u }])
    const issues = errors.map(issueOf).map(Issues.asUnsupportedFormat)
    const foreign = issues.filter(isForeign)
    return foreign.length > 0
      ? { issues: foreign, value, damage: Damage.total }
      : { issues, value, damage: Damage.of(errors, issues) }
  }
