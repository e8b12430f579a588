/**
 * The value that the events of a YAML text make: as `js-yaml` would make it, but with keys as they are written, with what
 * is wrong at its place, and within bounds.
 *
 * @since 0.2.0
 */
import {
  boolCoreTag,
  EVENT_ID,
  type Event,
  floatCoreTag,
  getScalarValue,
  intCoreTag,
  NOT_RESOLVED,
  nullCoreTag,
  SCALAR_STYLE,
  type ScalarEvent
} from 'js-yaml'
import { MOST } from '../bank/Examination'
import { DEPTH } from './Json'
import type { Span } from './Place'
import { ABSENT, isEnd, remark, type Remark, spanOf, TOO_DEEP } from './YamlEvents'

/** How many values aliases may stand for in all. */
const ALIASED = 1_000_000

const NUMBERS_AND_THE_LIKE = /^(?:$|[-+.~0-9nNtTfF])/
const OTHER_THAN_TEXT = [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag]
const TAGS = new Map(OTHER_THAN_TEXT.map((tag) => [tag.tagName.replace('tag:yaml.org,2002:', '!!'), tag]))

/** What an unquoted scalar without a tag stands for. */
const plain = (source: string): unknown => {
  if (!NUMBERS_AND_THE_LIKE.test(source)) return source
  for (const tag of OTHER_THAN_TEXT) {
    const value: unknown = tag.resolve(source, false, tag.tagName)
    if (value !== NOT_RESOLVED) return value
  }
  return source
}

type Tagged = Pick<ScalarEvent, 'tagStart' | 'tagEnd'>

interface Anchor {
  readonly event: number
  readonly value: unknown
  /** How many values it holds, and how deep; undefined as long as it is not complete. */
  readonly extent: { readonly size: number; readonly height: number } | undefined
}

/** The value that the events from `first` on make, and which event each alias stands for. */
export const valueOf = (text: string, events: ReadonlyArray<Event>, first: number) => {
  const remarks: Array<Remark> = []
  const anchors = new Map<string, Anchor>()
  const targets = new Map<number, number>()
  const path: Array<string | number> = []
  let next = first
  let size = 0
  let deepest = 0
  let aliased = 0

  const refuse = (code: Remark['code'], span: Span | undefined, message: string): undefined => {
    if (remarks.length < MOST) remarks.push(remark(code, span ?? [0, 1], message, [...path]))
  }

  const unknownTag = ({ tagStart, tagEnd }: Tagged): void => {
    const message = `the tag \`${text.slice(tagStart, tagEnd)}\` means nothing here`
    remarks.push(remark('syntax', [tagStart, tagEnd], message, [...path], 'warning'))
  }

  const alias = (event: Event, at: number, name: string): unknown => {
    if (aliased > ALIASED) return null
    const anchor = anchors.get(name)
    const span = spanOf(text, event)
    if (anchor === undefined)
      return refuse('syntax', span, `the alias \`*${name}\` has no anchor \`&${name}\` before it`)
    if (anchor.extent === undefined)
      return refuse('syntax', span, `the alias \`*${name}\` stands inside of what it stands for`)
    const depth = path.length + anchor.extent.height
    if (depth > DEPTH) return refuse('too-deep', span, TOO_DEEP)
    deepest = Math.max(deepest, depth)
    targets.set(at, anchor.event)
    aliased += anchor.extent.size
    size += anchor.extent.size
    return anchor.value
  }

  const scalar = (event: ScalarEvent): unknown => {
    const source = getScalarValue(text, event)
    if (event.tagStart === ABSENT) return event.style === SCALAR_STYLE.PLAIN ? plain(source) : source
    const name = text.slice(event.tagStart, event.tagEnd)
    const tag = TAGS.get(name)
    if (tag === undefined) {
      if (name !== '!' && name !== '!!str') unknownTag(event)
      return source
    }
    const value: unknown = tag.resolve(source, true, tag.tagName)
    if (value !== NOT_RESOLVED) return value
    return refuse('syntax', spanOf(text, event), `\`${source}\` is not what its tag \`${name}\` says`)
  }

  /** The next node as a key: as it is written. */
  const key = (): string | undefined => {
    const event = events[next]
    const value = node()
    if (event?.type === EVENT_ID.SCALAR) return getScalarValue(text, event)
    return event?.type === EVENT_ID.ALIAS && typeof value !== 'object' ? String(value) : undefined
  }

  const mapping = (record: Record<string, unknown>): void => {
    const keys = new Set<string>()
    while (!isEnd(events[next])) {
      const span = spanOf(text, events[next])
      const name = key()
      if (name === undefined) refuse('syntax', span, 'a key has to be a text')
      path.push(name ?? '')
      if (name !== undefined && keys.has(name))
        refuse('duplicate-key', span, `the key \`${name}\` stands here twice`)
      const value = node()
      path.pop()
      if (name === undefined) continue
      keys.add(name)
      if (name !== '__proto__') record[name] = value
      else
        Object.defineProperty(record, name, { value, writable: true, enumerable: true, configurable: true })
    }
    next++
  }

  const sequence = (list: Array<unknown>): void => {
    while (!isEnd(events[next])) {
      path.push(list.length)
      list.push(node())
      path.pop()
    }
    next++
  }

  /** The next node with all that is inside. */
  const node = (): unknown => {
    const at = next++
    const event = events[at]
    size++
    if (event === undefined || event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) return null
    const name = event.anchorStart === ABSENT ? undefined : text.slice(event.anchorStart, event.anchorEnd)
    if (event.type === EVENT_ID.ALIAS) return alias(event, at, name ?? '')
    if (event.type === EVENT_ID.SCALAR) {
      const value = scalar(event)
      if (name !== undefined) anchors.set(name, { event: at, value, extent: { size: 1, height: 0 } })
      return value
    }
    if (event.tagStart !== ABSENT && !/^!(!map|!seq)?$/.test(text.slice(event.tagStart, event.tagEnd)))
      unknownTag(event)
    const value = event.type === EVENT_ID.MAPPING ? {} : []
    if (name !== undefined) anchors.set(name, { event: at, value, extent: undefined })
    const [sizeBefore, deepestBefore] = [size, deepest]
    deepest = path.length + 1
    if (Array.isArray(value)) sequence(value)
    else mapping(value)
    if (name !== undefined) {
      const extent = { size: size - sizeBefore + 1, height: deepest - path.length }
      anchors.set(name, { event: at, value, extent })
    }
    deepest = Math.max(deepest, deepestBefore)
    return value
  }

  const value = node()
  if (aliased > ALIASED)
    remarks.push(
      remark('alias-bomb', [0, 1], `its aliases stand for more than ${ALIASED.toLocaleString('en')} values`)
    )
  return { value, remarks, bomb: aliased > ALIASED, targets }
}
