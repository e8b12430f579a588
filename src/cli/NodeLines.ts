/**
 * Lines of stdin by Node's readline: at a terminal with a prompt and line editing, from a pipe as they come.
 *
 * @since 0.1.0
 */
import { createInterface } from 'node:readline'
import type { Line, Lines } from './Capabilities'

/** So many lines of a pipe are kept ready before it has to wait. */
const AHEAD = 1024

export const lines = (show: 'stdout' | 'stderr'): Lines => {
  const terminal = process.stdin.isTTY
  // With `| tee`, the prompt goes to stderr, and nothing that moves a cursor goes into the pipe.
  const output = process[show].isTTY ? process[show] : process.stderr
  const reader = createInterface({
    input: process.stdin,
    ...(terminal ? { output } : {}),
    terminal: terminal && output.isTTY,
    historySize: 0
  })
  const ready: Array<Line> = []
  let waiting: ((line: Line) => void) | undefined
  let ended = false
  const give = (line: Line): void => {
    const next = waiting
    waiting = undefined
    if (next !== undefined) next(line)
    else ready.push(line)
    if (!terminal && ready.length > AHEAD) reader.pause()
  }
  reader.on('line', (text) => give({ _tag: 'Line', text }))
  /** What is left by a key has its prompt still standing on the line. */
  const leave = (line: Line): void => {
    if (terminal && waiting !== undefined) output.write('\n')
    give(line)
  }
  reader.on('SIGINT', () => leave({ _tag: 'Interrupt' }))
  reader.on('close', () => {
    ended = true
    if (waiting !== undefined) leave({ _tag: 'End' })
  })
  return {
    next: (prompt) => () =>
      new Promise<Line>((resolve) => {
        const line = ready.shift()
        if (line !== undefined) return resolve(line)
        if (ended) return resolve({ _tag: 'End' })
        waiting = resolve
        if (terminal) {
          reader.setPrompt(prompt)
          reader.prompt()
        } else reader.resume()
      }),
    close: () => {
      reader.close()
      process.stdin.destroy()
    }
  }
}
