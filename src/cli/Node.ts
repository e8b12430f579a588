/**
 * The capabilities of a real process.
 *
 * @since 0.1.0
 */
import { randomBytes } from 'node:crypto'
import { sep } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type { Capabilities, Output, Progress } from './Capabilities'
import * as Failure from './Failure'
import { files } from './NodeFiles'
import { removeUnfinished } from './NodeOutgoing'
import { lines } from './NodeLines'
import { watch } from './NodeWatch'
import { workers } from './NodeWorkers'

declare const __VERSION__: string

const { env } = process

const set = (name: string): boolean => env[name] !== undefined && env[name] !== ''

const colourOf = (stream: NodeJS.WriteStream): boolean => {
  if (set('NO_COLOR')) return false
  if (set('FORCE_COLOR')) return env['FORCE_COLOR'] !== '0'
  return stream.isTTY && env['TERM'] !== 'dumb'
}

const leave = (code: number): never => {
  removeUnfinished()
  process.exit(code)
}

const outputOf = (stream: NodeJS.WriteStream): Output => {
  // `| head` has read enough: nobody is left to be told anything.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') leave(0)
  })
  return {
    isTerminal: stream.isTTY,
    width: () => (stream.isTTY && stream.columns > 0 ? stream.columns : 80),
    colour: colourOf(stream),
    write: (text) => () =>
      new Promise((resolve) => {
        stream.write(text, (error) =>
          resolve(error ? E.left(Failure.from('cannot write the output')(error)) : E.right(undefined))
        )
      })
  }
}

/** Of a folder that has been removed under the process, its shell still knows the name. */
const folder = (): string => {
  try {
    return process.cwd()
  } catch {
    return env['PWD'] ?? sep
  }
}

const sentences: Array<() => string> = []

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

for (const [signal, code] of Object.entries(signals))
  process.on(signal, () => {
    const sentence = sentences[sentences.length - 1]?.() ?? 'interrupted; nothing was written'
    if (signal !== 'SIGHUP') process.stderr.write(`\nacquis: ${sentence}\n`, () => leave(code))
    else leave(code)
  })

const silent: Progress = { update: () => undefined, stop: () => undefined }

const progress = (label: string, total: number): Progress => {
  if (!process.stderr.isTTY) return silent
  let bar: Progress | undefined
  let stopped = false
  let done = 0
  void import('./ProgressBar').then(({ begin }) => {
    if (!stopped) bar = begin(label, total, done)
  })
  return {
    update: (value) => {
      done = value
      bar?.update(value)
    },
    stop: () => {
      stopped = true
      bar?.stop()
    }
  }
}

export const capabilities: Capabilities = {
  version: __VERSION__,
  folder: folder(),
  files: { ...files, watch },
  stdin: { isTerminal: process.stdin.isTTY, lines },
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
  workers: workers(new URL('./worker.js', import.meta.url)),
  progress,
  now: Date.now,
  randomSeed: () => randomBytes(4).toString('hex'),
  onInterrupt: (sentence) => {
    sentences.push(sentence)
    return () => {
      const at = sentences.indexOf(sentence)
      if (at >= 0) sentences.splice(at, 1)
    }
  }
}
