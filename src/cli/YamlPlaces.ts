/**
 * Where in a YAML text the values of paths stand.
 *
 * @since 0.2.0
 */
import { EVENT_ID, type Event, getScalarValue } from 'js-yaml'
import type { Span, Wanted } from './Place'
import { isCollection, isEnd, spanOf } from './YamlEvents'

/** Fills a tree of paths. What nobody wants is passed over; of an alias, what it stands for is looked into. */
export const fill = (
  text: string,
  events: ReadonlyArray<Event>,
  targets: ReadonlyMap<number, number>,
  first: number,
  top: Wanted
): void => {
  /** Behind a node. */
  const after = (at: number): number => {
    let depth = 0
    do {
      const event = events[at++]
      if (isCollection(event)) depth++
      else if (isEnd(event)) depth--
    } while (depth > 0)
    return at
  }

  const keyAt = (at: number): string => {
    const event = events[targets.get(at) ?? at]
    return event?.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : ''
  }

  const node = (at: number, wanted: Wanted, key: Span | undefined): void => {
    const event = events[at]
    const value = spanOf(text, event) ?? key ?? [0, 0]
    wanted.found = { key: key ?? value, value, scalar: event?.type === EVENT_ID.SCALAR }
    if (wanted.children.size > 0) inside(targets.get(at) ?? at, wanted.children)
  }

  const inside = (at: number, children: Wanted['children']): void => {
    if (!isCollection(events[at])) return
    const isMapping = events[at]?.type === EVENT_ID.MAPPING
    let next = at + 1
    for (let n = 0; !isEnd(events[next]); n++) {
      const wanted = children.get(isMapping ? keyAt(next) : String(n))
      const key = isMapping ? spanOf(text, events[next]) : undefined
      if (isMapping) next = after(next)
      if (wanted !== undefined) node(next, wanted, key)
      next = after(next)
    }
  }

  node(first, top, undefined)
}
