/**
 * Three lines a learner, as deep knowledge tracing had its data (Piech et al. 2015): how many responses, their items, their
 * outcomes. A learner is called by the number of its triple. What is a row elsewhere is a response here; a number whose lists
 * do not fit it counts as one row, and so does each line that no number stands before.
 *
 * Laws
 * 1. one spoilt line does not take along more than two triples
 *
 * @since 0.2.0
 */
import * as Failure from './Failure'
import * as Layout from './Layout'
import { fail } from './LogEffect'
import type { Log, LogFormat } from './LogFormat'
import * as LogText from './LogText'

/** Characters; no learner has a million responses. */
const LONGEST = 1 << 24

const COUNT = /^\d+,?$/

/** Without the comma that some end with. */
const listOf = (text: string): ReadonlyArray<string> => {
  const whole = text.trim().replace(/,$/, '')
  return whole === '' ? [] : whole.split(',').map((each) => each.trim())
}

/** A line of a triple that has begun. */
interface Line {
  readonly number: number
  readonly text: string
}

const reader = ({ file, sink, numbered, kept }: Log) => {
  const named = kept.find((name) => name !== undefined)
  if (named !== undefined)
    fail(
      Failure.problems(
        `${LogText.nameOf(file)} has no column \`${Layout.safeLine(named)}\`: three lines a learner have none`
      )
    )
  const nothing = kept.map(() => '')
  let count: Line | undefined
  let items: Line | undefined

  const reject = (reason: string, { number, text }: Line): void => sink.rejected(reason, number, text)

  const begin = (line: Line): void => {
    if (line.text.trim() === '') return
    if (!COUNT.test(line.text.trim())) return reject('no number of responses', line)
    numbered.count++
    count = line
  }

  /** The lines so far make no triple; the last of them may begin one. */
  const giveUp = (head: Line, reason: string, last: Line): void => {
    reject(reason, head)
    count = undefined
    items = undefined
    // A line like this one is a list in its place, and no number that stands alone.
    if (COUNT.test(last.text.trim())) begin(last)
  }

  const take = (line: Line): void => {
    if (count === undefined) return begin(line)
    const expected = Number.parseInt(count.text.trim(), 10)
    const list = listOf(line.text)
    const what = items === undefined ? 'items' : 'outcomes'
    if (list.length !== expected)
      return giveUp(
        count,
        `lists that do not fit their number: ${expected} responses, but ${list.length} ${what} in line ${line.number}`,
        line
      )
    if (items === undefined) {
      items = line
      return
    }
    const challenges = listOf(items.text)
    const learner = String(numbered.count)
    list.forEach((outcome, i) => {
      const challenge = challenges[i] ?? ''
      sink.said(
        { learner, challenge, outcome, at: undefined, seconds: undefined },
        () => ({ isFirst: undefined, skills: [], competence: '' }),
        { line: line.number, raw: () => `${learner},${challenge},${outcome}`, kept: nothing }
      )
    })
    count = undefined
    items = undefined
  }

  return {
    take,
    end: (): void => {
      if (count !== undefined) reject('the log ends within three lines', count)
    }
  }
}

/** Cuts a text into lines. */
const splitter = (log: Log) => {
  const { take, end } = reader(log)
  let text = ''
  let number = 1
  const run = (last: boolean): void => {
    let from = 0
    while (from < text.length) {
      const feed = text.indexOf('\n', from)
      if (feed < 0 && !last && text.length - from <= LONGEST) break
      const stop = feed < 0 ? text.length : feed
      if (feed < 0 && !last) log.sink.rejected('the line is too long', number, text.slice(from))
      else take({ number: number++, text: text.slice(from, stop).replace(/\r$/, '') })
      from = stop + 1
    }
    text = text.slice(from)
  }
  return {
    push: (piece: string): void => {
      text += piece
      run(false)
    },
    end: (): void => {
      run(true)
      end()
    }
  }
}

export const format: LogFormat = {
  name: 'dkt3',
  summary:
    'three lines a learner: how many responses, items, outcomes; the learner is the number of the three',
  names: {},
  mappable: [],
  codes: new Map(),
  open: (log) => LogText.road(splitter(log), LogText.decoder(log.file))
}
