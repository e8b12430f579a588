/**
 * Rows of resources: each one is of a list that the thing it belongs to has.
 *
 * @since 0.2.0
 */
import { show } from '../bank/Issue'
import type { Kind, Place } from './TableColumns'
import type { Remark } from './TableRemark'
import { nameOf, type Row } from './TableRow'
import type { Thing } from './TableThings'

export const lists = ['nextTime', 'learnMore'] as const
export type List = (typeof lists)[number]

/** The lists of a kind of thing; the last one is meant where a row does not say which. */
export const listsOf = (kind: Kind): ReadonlyArray<List> =>
  kind === 'acquis' ? lists : kind === 'challenge' ? ['nextTime'] : kind === 'topic' ? ['learnMore'] : []

const wanted = ({ places }: Row): string | undefined => places.get('for')

const named = (word: string | undefined): List | undefined =>
  lists.find((list) => list.toLowerCase() === word?.toLowerCase().replace(/[\s_-]+/g, ''))

/** The resources that rows give to a list of a thing; the usual one takes those that name none that it has. */
export const of = ({ row, children }: Thing, list: List): ReadonlyArray<Thing> => {
  const own = listsOf(row.kind)
  return children.filter((each) => {
    const word = named(wanted(each.row))
    return each.row.kind === 'resource' && (own.find((name) => name === word) ?? own.at(-1)) === list
  })
}

export interface Fault extends Pick<Remark, 'code' | 'message'> {
  readonly resource: Row
  readonly at: Place
}

/** Resources in no list, in one that their thing does not have, or that is something else already. */
export const faults = (thing: Thing): ReadonlyArray<Fault> => {
  const { row, children } = thing
  const odd = children.flatMap(({ row: resource }): ReadonlyArray<Fault> => {
    const word = wanted(resource)
    const list = named(word)
    if (resource.kind !== 'resource' || word === undefined) return []
    if (list === undefined)
      return [
        {
          resource,
          at: 'for',
          code: 'wrong-value',
          message: `expected nextTime or learnMore, found ${show(word)}`
        }
      ]
    return listsOf(row.kind).includes(list)
      ? []
      : [{ resource, at: 'for', code: 'misplaced-cell', message: `${nameOf(row.kind)} has no \`${list}\`` }]
  })
  const twice = lists.flatMap((list): ReadonlyArray<Fault> => {
    const [first] = row.body.has(list) ? of(thing, list) : []
    return first === undefined
      ? []
      : [
          {
            resource: first.row,
            at: 'resource',
            code: 'contradiction',
            message: `${nameOf(row.kind)} has either resources or something else in \`${list}\`, not both`
          }
        ]
  })
  return [...odd, ...twice]
}
