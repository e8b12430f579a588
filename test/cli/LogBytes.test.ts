import { fc, test } from '@fast-check/vitest'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { describe, expect, it } from 'vitest'
import type { Capabilities } from '../../src/cli/Capabilities'
import * as LogBytes from '../../src/cli/LogBytes'
import * as LogNotes from '../../src/cli/LogNotes'
import * as LogReader from '../../src/cli/LogReader'
import * as LogRow from '../../src/cli/LogRow'
import * as Model from '../../src/knowledge/Model'
import { bank } from '../support/banks'
import { world } from './fake'

const model = Model.of(
  bank({
    c: {
      easy: { level: 1, challenges: { 'easy-a': {}, 'easy-b': {} } },
      hard: { level: 3, challenges: { h: {} } }
    }
  })
)

const streaming = (chunks: ReadonlyArray<Uint8Array>): Capabilities => {
  const { capabilities } = world()
  const stream: Capabilities['files']['stream'] = () =>
    TE.right({
      chunks: (async function* () {
        yield* chunks
      })(),
      size: undefined,
      position: () => 0
    })
  return { ...capabilities, files: { ...capabilities.files, stream } }
}

const NAMES: LogRow.Names = {
  learner: 'learner',
  challenge: 'challenge',
  outcome: 'outcome',
  at: 'at',
  seconds: 'seconds',
  session: 'session'
}

/** Everything that reading gives, and how many rows went on the fast road. */
const reading = async (chunks: ReadonlyArray<Uint8Array>, fast: boolean) => {
  const people = LogRow.learners()
  const responses: Array<ReadonlyArray<number>> = []
  const rejected: Array<ReadonlyArray<unknown>> = []
  let taken = 0
  const notes = [LogNotes.values('challenge'), LogNotes.seconds]
  const take = LogBytes.taker(
    model,
    LogRow.codes,
    people,
    (learner, code, at, noted) => {
      taken++
      responses.push([learner, code, at, ...Array.from(noted)])
    },
    notes
  )
  const { rows } = await LogReader.reader(streaming(chunks), {
    names: NAMES,
    judge: LogRow.judge(model, LogRow.codes, people),
    take: fast ? take : () => false,
    notes,
    response: ({ learner, code, at }, _traits, noted) =>
      responses.push([learner, code, at, ...Array.from(noted)]),
    rejected: (...row) => rejected.push(row),
    settle: () => Promise.resolve()
  })('log.csv')
  return { result: { rows, responses, rejected, learners: people.ids }, taken }
}

const cut = (bytes: Uint8Array, at: ReadonlyArray<number>): ReadonlyArray<Uint8Array> => {
  const places = [0, ...at.map((n) => n % (bytes.length + 1)), bytes.length].sort((a, b) => a - b)
  return places.slice(1).map((end, i) => bytes.subarray(places[i], end))
}

const learner = fc.oneof(
  fc.constantFrom('a', 'b', 'é', '🙂', '', '"q"', '"two\nlines"', '"open', '\ufffd', ' a'),
  fc.string({ maxLength: 4 })
)
const challenge = fc.constantFrom('easy-a', 'easy-b', 'h', 'easy-c', '', '"h"', 'easy-aa', 'easy-')
const outcome = fc.constantFrom('1', '0', 'correct', 'incorrect', 'skipped', 'maybe', '', '10')
const at = fc.constantFrom('', '5', '2026-01-02', 'noon', '1e3')
const seconds = fc.constantFrom('', '3', '-1', 'x', ' 4')
const row = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(learner, challenge, outcome, at, seconds, fc.constant('more')) },
  { weight: 1, arbitrary: fc.array(learner, { maxLength: 8 }) }
)

describe('law 1: what it takes, the slow road takes as the same response', () => {
  test.prop(
    [
      fc.array(row, { maxLength: 30 }),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      fc.boolean(),
      fc.array(fc.nat(), { maxLength: 12 })
    ],
    { numRuns: 400 }
  )('whatever the rows, and however they are cut into chunks', async (rows, end, mark, ended, places) => {
    const lines = [['learner', 'challenge', 'outcome', 'at', 'seconds', 'other'], ...rows].map((each) =>
      each.join()
    )
    const text = (mark ? '\ufeff' : '') + lines.join(end) + (ended ? end : '')
    const bytes = new TextEncoder().encode(text)
    const slow = await reading([bytes], false)
    const fast = await reading(cut(bytes, places), true)
    expect(fast.result).toEqual(slow.result)
  })

  it('plain rows go on it, all but the last without an end', async () => {
    const text = ['outcome,challenge,learner', '1,h,a', '0,easy-a,a', 'skipped,h,b'].join('\n')
    const { result, taken } = await reading([new TextEncoder().encode(text)], true)
    expect([taken, result.responses.length, result.rejected]).toEqual([2, 3, []])
    expect(result.learners).toEqual(['a', 'b'])
  })

  it('bytes that are no UTF-8 are rejected on both', async () => {
    const head = new TextEncoder().encode('learner,challenge,outcome\na,h,1\n')
    const bytes = new Uint8Array([...head, 0xff, ...new TextEncoder().encode(',h,1\nb,h,0\n')])
    const [slow, fast] = [await reading([bytes], false), await reading([bytes], true)]
    expect(fast.result).toEqual(slow.result)
    expect(fast.result.rejected).toHaveLength(1)
  })

  it('a line without an end does not fill the memory', async () => {
    const line = new TextEncoder().encode('x'.repeat(1 << 20))
    const head = new TextEncoder().encode('learner,challenge,outcome\n')
    const tail = new TextEncoder().encode('\na,h,1\n')
    const { result } = await reading([head, line, line, line, tail], true)
    expect(result.responses).toHaveLength(1)
    expect(result.rejected.length).toBeGreaterThan(0)
  })
})
