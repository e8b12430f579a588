/**
 * Logs of ASSISTments, with the columns of 2009 (Feng, Heffernan & Koedinger 2009), or those of 2012 and 2015. `correct` is that of
 * the first action on a problem.
 *
 * A response to a problem with several skills stands there once for each of them. Copies have the same order id, learner and
 * problem; they need not follow each other, and are folded into one response. Copies that contradict each other in the outcome
 * are all rejected: nobody knows which one is right. So the log is read twice, from a temporary file; what is held in memory is
 * a few dozen bytes a response.
 *
 * Laws
 * 1. the order of the rows of a response does not matter
 *
 * @since 0.2.0
 */
import type { Scratch } from './Capabilities'
import * as Failure from './Failure'
import * as LogColumns from './LogColumns'
import type { Shape } from './LogCsv'
import { done, fail } from './LogEffect'
import type { Log, LogFormat, Place, Road, Said } from './LogFormat'
import type { Traits } from './LogRow'
import * as LogTable from './LogTable'
import * as LogText from './LogText'

/** By which the rows of one response know each other, in order of time; of 2009, 2012, 2015. */
const ORDERS = ['order_id', 'problem_log_id', 'log_id'] as const

/** A row with what tells it from others; no key where it can have no copies. */
type Take = (key: string | undefined, said: Said, traits: () => Traits, place: Place) => void

const isNumber = (text: string): boolean => /^\d+(?:\.\d+)?$/.test(text)

/** In seconds; nothing where the clock ran backwards, as it does in these logs. */
const duration = (cell: string, isMilliseconds: boolean): string => {
  const number = Number(cell)
  if (cell === '' || Number.isNaN(number)) return cell
  return number < 0 ? '' : isMilliseconds ? String(number / 1000) : cell
}

const nothingIfNA = (cell: string | undefined): string => {
  const text = cell?.trim() ?? ''
  return text === 'NA' ? '' : text
}

const table =
  (log: Log, take: Take): LogTable.Table =>
  (header) => {
    const { one, all } = LogColumns.places(log, header)
    const learner = one('learner', 'user_id')
    const challenge = one('challenge', 'problem_id')
    const outcome = one('outcome', 'correct')
    const order = header.findIndex((name) => ORDERS.some((each) => each === name))
    const at = one('at')
    const seconds = one('seconds', 'ms_first_response')
    const original = one('attempt', 'original')
    const skills = all('skill', 'skill_id', 'skill_name', 'skill')
    const competence = one('competence')
    const isMilliseconds = header[seconds]?.startsWith('ms_') === true
    return {
      wanted: new Set([learner, challenge, outcome, order, at, seconds, original, ...skills, competence]),
      row: (fields, place) => {
        const [person, problem] = [fields[learner]?.trim() ?? '', fields[challenge]?.trim() ?? '']
        const rank = order < 0 ? '' : (fields[order]?.trim() ?? '')
        take(
          rank === '' ? undefined : `${rank}\0${person}\0${problem}`,
          {
            learner: person,
            challenge: problem,
            outcome: fields[outcome]?.trim() ?? '',
            at: at >= 0 ? fields[at] : isNumber(rank) ? rank : '',
            seconds: seconds < 0 ? undefined : duration(nothingIfNA(fields[seconds]), isMilliseconds)
          },
          () => ({
            isFirst: LogColumns.isFirst(nothingIfNA(fields[original])),
            skills: LogColumns.several(skills.map((i) => nothingIfNA(fields[i]))),
            competence: nothingIfNA(fields[competence])
          }),
          place
        )
      }
    }
  }

/** What is known of a response by its key; 0 and more: the number of its outcome. */
const CONTRADICTED = -1
const GIVEN = -2

/** More a map cannot hold. */
const MOST = 2 ** 24 - 1

/** All responses of a log by their keys, each with its outcome, in two passes: first every row is noted, then taken. */
const folding = (log: Log): { readonly note: Take; readonly take: Take } => {
  const known = new Map<string, number>()
  const outcomes = new Map<string, number>()
  const numberOf = (outcome: string): number => {
    const number = outcomes.get(outcome) ?? outcomes.size
    outcomes.set(outcome, number)
    return number
  }
  return {
    note: (key, { outcome }) => {
      if (key === undefined) return
      const before = known.get(key)
      const own = numberOf(outcome)
      if (before === undefined && known.size === MOST)
        fail(
          Failure.problems(
            `${LogText.nameOf(log.file)} has more than ${MOST} responses: split it by learners`
          )
        )
      if (before === undefined) known.set(key, own)
      else if (before !== own) known.set(key, CONTRADICTED)
    },
    take: (key, said, traits, place) => {
      const state = key === undefined ? undefined : known.get(key)
      if (state === CONTRADICTED)
        log.sink.rejected('rows of the same response contradict each other', place.line, place.raw())
      else if (state === GIVEN) log.sink.folded(said.challenge, traits)
      else if (log.sink.said(said, traits, place) && key !== undefined) known.set(key, GIVEN)
    }
  }
}

/** Bytes that are taken at a time. */
const PIECE = 1 << 18

const twice = (log: Log, shape: Shape): Road => {
  const { note, take } = folding(log)
  const unheard = { ...log, sink: { ...log.sink, rejected: () => undefined } }
  const first = LogTable.road(unheard, shape, table(log, note))
  let stored: Scratch | undefined
  return {
    push: async (bytes) => {
      stored ??= await done(log.files.scratch)
      await done(stored.write(Buffer.from(bytes)))
      await first.push(bytes)
    },
    end: async () => {
      await first.end()
      const second = LogTable.road(log, shape, table(log, take))
      for await (const { buffer, byteOffset, byteLength } of stored?.read() ?? []) {
        const chunk = Buffer.from(buffer, byteOffset, byteLength)
        for (let at = 0; at < chunk.length; at += PIECE) {
          await second.push(chunk.subarray(at, at + PIECE))
          await log.sink.settle()
        }
      }
      await second.end()
    },
    discard: async () => {
      await stored?.discard()
    }
  }
}

const once = (log: Log, shape: Shape): Road =>
  LogTable.road(
    log,
    shape,
    table(log, (_key, ...row) => {
      log.sink.said(...row)
    })
  )

export const format: LogFormat = {
  name: 'assistments',
  summary: 'ASSISTments 2009 and later; the rows that a response has for several skills are folded into one',
  names: { learner: 'user_id', challenge: 'problem_id', outcome: 'correct' },
  mappable: LogTable.columns,
  codes: new Map(),
  open: (log, head) => {
    const shape = LogTable.shapeOf(head)
    const hasOrder = LogTable.headerOf(head, shape).some((name) => ORDERS.some((each) => each === name))
    return hasOrder ? twice(log, shape) : once(log, shape)
  }
}
