/**
 * YAML as plain values, with the places of its paths. It rests on the events of `js-yaml`: the values which that package
 * makes would neither tell where they stand nor keep keys as they are written (`1.10` is not `1.1`). It is loaded only
 * where there is YAML to read.
 *
 * Laws
 * 1. JSON reads as YAML to the same value
 * 2. the time and memory that aliases cost is bounded
 * 3. a text reads to the value that the package `yaml` reads
 * 4. the place of a path is that of its value
 *
 * @since 0.1.0
 */
import { EVENT_ID } from 'js-yaml'
import type { Wanted } from './Place'
import { ABSENT, eventsOf, remark, type Remark, spanOf } from './YamlEvents'
import { fill } from './YamlPlaces'
import { valueOf } from './YamlValue'

export interface Read {
  /** Undefined where it cannot be told. */
  readonly value: unknown
  readonly whole: boolean
  readonly remarks: ReadonlyArray<Remark>
  /** Fills in what is wanted. */
  readonly locate: (top: Wanted) => void
}

const nothing = (remarks: ReadonlyArray<Remark>): Read => ({
  value: undefined,
  whole: false,
  remarks,
  locate: () => undefined
})

/** Lines and entries in brackets: a bank of thirty thousand challenges has fewer. Memory depends on their number. */
const MARKS = 1_000_000

/** Whether a text has more marks that may begin a value than can be read. */
const isTooLarge = (text: string): boolean => {
  let marks = 0
  for (let i = 0; i < text.length && marks <= MARKS; i++) {
    const c = text[i]
    if (c === '\n' || c === ',' || c === '[' || c === '{' || (c === '-' && text[i + 1] === ' ')) marks++
  }
  return marks > MARKS
}

/** Everything that can be said about a text, with its value where its syntax is right. */
export const read = (text: string): Read => {
  if (isTooLarge(text)) {
    const message = `it has more than ${MARKS.toLocaleString('en')} lines and entries: turn it into JSON, or divide it`
    return nothing([remark('too-large', [0, 1], message)])
  }
  const events = eventsOf(text)
  if ('code' in events) return nothing([events])
  const second = events.findIndex(({ type }, i) => i > 0 && type === EVENT_ID.DOCUMENT)
  if (second > 0) {
    const span = spanOf(text, events[second + 1]) ?? [text.length, text.length]
    return nothing([remark('syntax', span, 'a second document begins here: a file holds one')])
  }
  const content = events[1]
  if (content === undefined || (content.type === EVENT_ID.SCALAR && content.valueStart === ABSENT))
    return nothing([remark('empty', [0, 1], 'there is nothing in this file but comments')])
  const { value, remarks, bomb, targets } = valueOf(text, events, 1)
  return { value, whole: !bomb, remarks, locate: (top) => fill(text, events, targets, 1, top) }
}
