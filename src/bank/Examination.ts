/**
 * What can be said of an input: its issues, and the value as far as it can be told, so that one wrong line does not hide
 * the next.
 *
 * @since 0.1.0
 */
import * as EditDistance from '../math/EditDistance'
import * as Damage from './Damage'
import * as Id from './Id'
import type { Issue, Path } from './Issue'
import * as Issues from './Issue'
import { root, type Codec, type Context, type Fault, type Shape } from './Reading'

/** The issues of an input, and its value, with stand-ins for what is wrong: whole where there are no issues. */
export interface Examination<A> {
  readonly issues: ReadonlyArray<Issue>
  readonly value: A
  readonly damage: Damage.Damage
}

/** Keys of objects as they are; places in lists as numbers. */
const pathOf = ({ key, outer }: Context): Path =>
  outer === undefined ? [] : [...pathOf(outer), Array.isArray(outer.actual) ? Number(key) : key]

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

const issueOf = ({ problem, value, context }: Fault): Issue => {
  const path = pathOf(context)
  const { key, codec, outer } = context
  const expected = codec.name
  switch (problem) {
    case 'missing-key':
      return { _tag: 'missing-key', path: path.slice(0, -1), key, expected }
    case 'unknown-key': {
      const suggestion = EditDistance.nearest(key, keysOf(outer?.codec.shape))
      return { _tag: 'unknown-key', path, key, ...(suggestion === undefined ? {} : { suggestion }) }
    }
    case 'invalid-key':
      return codec.shape._tag === 'string' && codec.shape.pattern === Id.pattern
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
    const { faults, value } = codec.read(u, root(codec, u))
    const issues = faults.map(issueOf).map(Issues.asUnsupportedFormat)
    const foreign = issues.filter(isForeign)
    return foreign.length > 0
      ? { issues: foreign, value, damage: Damage.total }
      : { issues, value, damage: Damage.of(faults, issues) }
  }
