/**
 * What can be said of an input: its issues, and the value as far as it can be told, so that one wrong line does not hide
 * the next.
 *
 * @since 0.1.0
 */
import * as EditDistance from '../math/EditDistance'
import * as Damage from './Damage'
import * as Format from './Format'
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
  switch (problem) {
    case 'missing-key':
      return { _tag: 'missing-key', path: path.slice(0, -1), key, expected: codec.name }
    case 'unknown-key': {
      const suggestion = EditDistance.nearest(key, keysOf(outer?.codec.shape))
      return { _tag: 'unknown-key', path, key, ...(suggestion === undefined ? {} : { suggestion }) }
    }
    case 'invalid-id':
      return { _tag: 'invalid-id', path, id: String(value) }
    default:
      return { _tag: problem, path, expected: codec.name, actual: Issues.show(value) }
  }
}

/** A format of ours, of another kind or version: what else the file has follows rules that are not known here. */
const isForeign = (issue: Issue): boolean =>
  issue._tag === 'unsupported-format' && Format.parse(issue.actual.slice(1, -1)) !== undefined

/** Nobody mends more of them one by one; a file of a million would fill the memory with them. */
export const MOST = 250_000

/** Decodes, names every problem, and still gives a value with stand-ins for what is wrong. */
export const examine =
  <A>(codec: Codec<A>) =>
  (u: unknown): Examination<A> => {
    const { faults, value } = codec.read(u, root(codec, u))
    const issues = faults.slice(0, MOST).map(issueOf)
    const foreign = issues.filter(isForeign)
    if (foreign.length > 0) return { issues: foreign, value, damage: Damage.total }
    return { issues, value, damage: faults.length > MOST ? Damage.total : Damage.of(faults, issues) }
  }
