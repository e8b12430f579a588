import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import type { Work } from '../../src/cli/Capabilities'
import type { Failure } from '../../src/cli/Failure'
import { workers } from '../../src/cli/NodeWorkers'
import { bundled } from './entry'
import * as Jobs from './jobs'

const entry = bundled('worker.ts')

/** What was taken, in order, and how it ended. */
const run = async <C, S, R>(
  work: Omit<Work<C, S, R>, 'take'>
): Promise<{ readonly taken: ReadonlyArray<R>; readonly failure: Failure | undefined }> => {
  const taken: Array<R> = []
  const ended = await workers(entry()).run({ ...work, take: (result) => void taken.push(result) })()
  return { taken, failure: E.isLeft(ended) ? ended.left : undefined }
}

const numbers = Array.from({ length: 12 }, (_, i) => i)

/** Threads of this process that are at work. */
const threads = (): number =>
  process.getActiveResourcesInfo().filter((name) => name === 'Worker' || name === 'MessagePort').length

describe('laws', () => {
  it.each([1, 2, 5, 40])(
    '1. results are taken in the order of the shards, however many workers there are: %d',
    async (count) => {
      const work = { job: Jobs.times, context: { factor: 3 }, shards: numbers, workers: count }
      expect(await run(work)).toEqual({ taken: numbers.map((n) => 3 * n), failure: undefined })
    }
  )

  it.each([
    ['throw', 'a worker failed: no such number'],
    ['exit', 'a worker ended before its work was done'],
    ['function', 'could not be cloned'],
    ['memory', 'a worker ran out of memory; fewer workers need less']
  ] as const)(
    '2. whatever ends a worker early ends the whole, with a sentence, and leaves no thread behind: %s',
    async (how, sentence) => {
      const before = threads()
      const { taken, failure } = await run({ job: Jobs.fails, context: how, shards: numbers, workers: 2 })
      expect(taken).toEqual([0, 1, 2].slice(0, taken.length))
      expect(failure?.exit).toBe(3)
      expect(failure?.message).toContain(sentence)
      expect(failure?.message).not.toContain('\n')
      expect(threads()).toBe(before)
    }
  )
})

describe('run', () => {
  it('tells every worker its context once, and gives each its share', async () => {
    const shards = Array.from({ length: 20 }, () => null)
    const { taken } = await run({ job: Jobs.counts, context: null, shards, workers: 2 })
    expect(taken.every(([contexts]) => contexts === 1)).toBe(true)
    expect(taken.filter(([, n]) => n === 1).length).toBeLessThanOrEqual(2)
    expect(
      (await run({ job: Jobs.counts, context: null, shards, workers: 1 })).taken.map(([, n]) => n)
    ).toEqual(shards.map((_, i) => i + 1))
  })

  it('stops when it is told to, at once and before', async () => {
    const controller = new AbortController()
    const endless = { job: Jobs.endless, context: null, shards: [null, null], workers: 2 }
    const running = run({ ...endless, signal: controller.signal })
    setTimeout(() => controller.abort(), 100)
    expect(await running).toEqual({ taken: [], failure: { exit: 130, message: '' } })
    expect(await run({ ...endless, signal: AbortSignal.abort() })).toEqual({
      taken: [],
      failure: { exit: 130, message: '' }
    })
  })

  it('has a sentence for a context that cannot be sent, and a job that is not there', async () => {
    const odd = { job: Jobs.times, context: { factor: 1, f: () => 1 }, shards: [1], workers: 1 }
    expect((await run(odd)).failure?.message).toContain('could not be cloned')
    const absent = { job: Jobs.unknown, context: null, shards: [null], workers: 1 }
    expect((await run(absent)).failure?.message).toBe('a worker failed: there is no job `unknown`')
  })

  it('has a sentence for a result that cannot be taken', async () => {
    const ended = await workers(entry()).run({
      job: Jobs.times,
      context: { factor: 1 },
      shards: numbers,
      workers: 2,
      take: () => {
        throw new Error('no room')
      }
    })()
    expect(ended).toEqual(E.left({ exit: 3, message: 'a worker failed: no room' }))
  })

  it('is done at once where there is nothing to do', async () => {
    expect(await run({ job: Jobs.endless, context: null, shards: [], workers: 2 })).toEqual({
      taken: [],
      failure: undefined
    })
  })

  it('knows how many cores there are', () => {
    expect(workers(entry()).cores).toBeGreaterThanOrEqual(1)
  })
})
