/** Jobs that go well, and jobs that do not, for a worker thread of the tests. */
import type { Job } from '../../src/cli/Jobs'

/** Times the context. The first shards take longest, so that results come in the wrong order. */
export const times: Job<{ readonly factor: number }, number, number> = {
  name: 'times',
  load: () =>
    Promise.resolve(({ factor }) => (shard) => {
      const until = performance.now() + (shard < 2 ? 60 : 0)
      while (performance.now() < until);
      return factor * shard
    })
}

/** How often this thread was told its context, and how many shards it has had. */
export const counts: Job<null, null, readonly [number, number]> = {
  name: 'counts',
  load: () => {
    let contexts = 0
    return Promise.resolve(() => {
      contexts++
      let shards = 0
      return () => [contexts, ++shards]
    })
  }
}

/** Fails at a shard in one of the ways in which a thread can. */
export const fails: Job<'throw' | 'exit' | 'function' | 'memory', number, unknown> = {
  name: 'fails',
  load: () =>
    Promise.resolve((how) => (shard) => {
      if (shard < 3) return shard
      switch (how) {
        case 'throw':
          throw new Error('no such number')
        case 'exit':
          return process.exit(7)
        case 'function':
          return () => shard
        // To fill four gigabytes takes a minute: this is what Node says then.
        case 'memory':
          throw Object.assign(new Error('heap limit'), { code: 'ERR_WORKER_OUT_OF_MEMORY' })
      }
    })
}

/** Never ends. */
export const endless: Job<null, null, never> = {
  name: 'endless',
  load: () =>
    Promise.resolve(() => () => {
      for (;;);
    })
}

/** What no worker knows. */
export const unknown: Job<null, null, null> = {
  name: 'unknown',
  load: () => Promise.resolve(() => () => null)
}

export const all = [times, counts, fails, endless]
