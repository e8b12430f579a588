/**
 * `Files.watch` by Node. Files are looked at by their names, a few times a second, and not listened to: so it does not
 * matter whether an editor writes into a file or puts another one in its place, nor on what file system that is.
 *
 * @since 0.2.0
 */
import { type Stats, unwatchFile, watchFile } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds between two looks at a file. */
const INTERVAL = 200

/** An editor that saves several files, or one in steps, is through with it after so many. */
const QUIET = 100

export const watch = async function* (
  paths: ReadonlyArray<string>
): AsyncGenerator<ReadonlyArray<string>, undefined> {
  const changed = new Set<string>()
  let wake = (): void => undefined
  const listeners = paths.map((path) => {
    const listener = (now: Stats, before: Stats): void => {
      // Node tells once that there is no such file.
      if (now.ctimeMs === before.ctimeMs && now.ino === before.ino && now.size === before.size) return
      changed.add(path)
      wake()
    }
    watchFile(path, { interval: INTERVAL }, listener)
    return { path, listener }
  })
  try {
    for (;;) {
      if (changed.size === 0)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      for (let known = 0; known < changed.size;) {
        known = changed.size
        await sleep(QUIET)
      }
      const settled = [...changed]
      changed.clear()
      yield settled
    }
  } finally {
    for (const { path, listener } of listeners) unwatchFile(path, listener)
  }
}
