/**
 * YAML as the events of `js-yaml`, with what is wrong with a text, and where each event stands in it.
 *
 * @since 0.2.0
 */
import { EVENT_ID, type Event, parseEvents, SCALAR_STYLE, type ScalarEvent, YAMLException } from 'js-yaml'
import type { Path } from '../bank/Issue'
import { DEPTH } from './Json'
import type { Span } from './Place'

export interface Remark {
  readonly span: Span
  readonly path: Path
  readonly code: 'syntax' | 'empty' | 'duplicate-key' | 'too-deep' | 'too-large' | 'alias-bomb'
  readonly severity: 'error' | 'warning'
  readonly message: string
}

export const remark = (
  code: Remark['code'],
  span: Span,
  message: string,
  path: Path = [],
  severity: Remark['severity'] = 'error'
): Remark => ({ span, path, code, severity, message })

/** Of an offset: nothing is written. */
export const ABSENT = -1

export const TOO_DEEP = `nested more than ${DEPTH} levels deep`

/** The events of a text, or what is wrong with it. */
export const eventsOf = (text: string): ReadonlyArray<Event> | Remark => {
  try {
    return parseEvents(text, { maxDepth: DEPTH })
  } catch (error) {
    const { reason, mark } =
      error instanceof YAMLException ? error : { reason: 'this is no YAML', mark: undefined }
    const from = Math.min(mark?.position ?? 0, text.length)
    return reason.startsWith('nesting exceeded')
      ? remark('too-deep', [from, from + 1], TOO_DEEP)
      : remark('syntax', [from, from + 1], reason)
  }
}

/** Where a scalar stands, with its quotes; undefined where nothing is written. */
const spanOfScalar = (text: string, event: ScalarEvent): Span | undefined => {
  const { style, valueStart: from, valueEnd: to } = event
  if (from === ABSENT) return undefined
  switch (style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return [from - 1, to + 1]
    case SCALAR_STYLE.LITERAL_BLOCK:
    case SCALAR_STYLE.FOLDED_BLOCK: {
      const sign = text.lastIndexOf(style === SCALAR_STYLE.LITERAL_BLOCK ? '|' : '>', from - 1)
      return [sign, sign + 1]
    }
    default:
      return [from, to]
  }
}

/** Where an event stands in its text; undefined where nothing is written. */
export const spanOf = (text: string, event: Event | undefined): Span | undefined => {
  switch (event?.type) {
    case EVENT_ID.SCALAR:
      return spanOfScalar(text, event)
    case EVENT_ID.ALIAS:
      return [event.anchorStart - 1, event.anchorEnd]
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return [event.start, event.start + 1]
    default:
      return undefined
  }
}

export const isCollection = (event: Event | undefined): boolean =>
  event?.type === EVENT_ID.MAPPING || event?.type === EVENT_ID.SEQUENCE

/** Whether a map or a list ends here; all do where the events end. */
export const isEnd = (event: Event | undefined): boolean => event === undefined || event.type === EVENT_ID.POP
