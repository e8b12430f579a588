/**
 * Logs as text: decoded piece by piece from their bytes.
 *
 * @since 0.2.0
 */
import { StringDecoder } from 'node:string_decoder'
import * as Failure from './Failure'
import * as Layout from './Layout'
import type * as LogCsv from './LogCsv'
import { fail } from './LogEffect'
import type { Road } from './LogFormat'

/** A log as sentences name it. */
export const nameOf = (file: string): string => (file === '-' ? 'stdin' : `\`${Layout.safeLine(file)}\``)

/** The text of a log piece by piece, as UTF-8, without its byte order mark. */
export const decoder = (file: string) => {
  const utf8 = new StringDecoder('utf8')
  let first = true
  const checked = (text: string): string => {
    if (!first || text === '') return text
    first = false
    return text.startsWith('\ufeff') ? text.slice(1) : text
  }
  return {
    of: (bytes: Uint8Array): string => {
      const [a, b] = bytes
      if (first && ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)))
        fail(Failure.problems(`${nameOf(file)} is UTF-16: save it as UTF-8`))
      return checked(utf8.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
    },
    rest: (): string => checked(utf8.end())
  }
}

type Decoder = ReturnType<typeof decoder>

/** A road that takes everything at once. */
interface Plain extends Road {
  readonly push: (bytes: Uint8Array) => void
  readonly end: () => void
}

/** All of a log as text to a splitter. */
export const road = (splitter: Pick<LogCsv.Splitter, 'push' | 'end'>, text: Decoder): Plain => ({
  push: (bytes) => splitter.push(text.of(bytes)),
  end: () => {
    splitter.push(text.rest())
    splitter.end()
  }
})

/** The first line of the text that begins with these bytes. */
export const firstLine = (head: Buffer): string =>
  head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/, 1)[0] ?? ''
