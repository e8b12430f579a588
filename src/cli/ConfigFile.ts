/**
 * Which configuration holds for a file: the one that was named, or the nearest `acquis.config.yaml` (or `.yml`, `.json`)
 * from the folder of the file up to the working directory. For a file elsewhere its own folder alone is looked into, for
 * stdin the working directory.
 *
 * @since 0.2.0
 */
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Capabilities, Effect } from './Capabilities'
import type { Checked } from './Checking'
import * as Config from './Config'
import * as Failure from './Failure'
import * as Load from './Load'

export const NAMES = ['acquis.config.yaml', 'acquis.config.yml', 'acquis.config.json'] as const

/** Which one is wished for. */
export type Wish =
  { readonly _tag: 'Named'; readonly file: string } | { readonly _tag: 'Nearest' } | { readonly _tag: 'None' }

/** The one that was named, or the nearest. */
export const wish = (file: string | undefined): Wish =>
  file === undefined ? { _tag: 'Nearest' } : { _tag: 'Named', file }

/** What holds for a file, and a configuration that would, had it no problems. */
export interface Found {
  readonly config: Config.Config
  readonly broken?: Checked
}

const NOTHING: Found = { config: Config.none }

/** The folders to look into, nearest first, as a person at the working directory would write them. */
export const foldersOf = (working: string, file: string): ReadonlyArray<string> => {
  if (file === '-') return ['']
  const within = relative(working, dirname(resolve(working, file)))
  if (isAbsolute(within) || within.split(sep)[0] === '..') return [dirname(file)]
  const steps = within === '' ? [] : within.split(sep)
  return [...steps.map((_, i) => join(...steps.slice(0, steps.length - i))), '']
}

/** The configuration of the first folder that has one. Two in one folder are none that can be chosen. */
const nearest =
  ({ files, folder }: Capabilities) =>
  (file: string): Effect<string | undefined> =>
  async () => {
    for (const each of foldersOf(folder, file)) {
      const found: Array<string> = []
      for (const name of NAMES) if (await files.exists(join(each, name))()) found.push(join(each, name))
      if (found.length > 1)
        return E.left(
          Failure.problems(`there are ${found.map((name) => `\`${name}\``).join(' and ')}: keep one of them`)
        )
      if (found[0] !== undefined) return E.right(found[0])
    }
    return E.right(undefined)
  }

const read =
  ({ files }: Capabilities) =>
  (file: string): Effect<Found> =>
    pipe(
      Load.source(files)(file),
      TE.map(({ whole, value, problems, locate }): Found => {
        const decoded = whole ? Config.decode(value) : E.left([])
        const all = [...problems, ...(E.isLeft(decoded) ? locate(decoded.left) : [])]
        return E.isRight(decoded) && all.length === 0
          ? { config: decoded.right }
          : { ...NOTHING, broken: { file, problems: Load.sorted(all) } }
      })
    )

/** The configuration of one file after the other; each is read once. */
export const finder = (capabilities: Capabilities, wish: Wish): ((file: string) => Effect<Found>) => {
  const known = new Map<string, Effect<Found>>()
  const once = (file: string | undefined): Effect<Found> => {
    if (file === undefined) return TE.right(NOTHING)
    const reading = known.get(file) ?? memoised(read(capabilities)(file))
    known.set(file, reading)
    return reading
  }
  switch (wish._tag) {
    case 'None':
      return () => TE.right(NOTHING)
    case 'Named':
      return () => once(wish.file)
    case 'Nearest':
      return (file) => pipe(nearest(capabilities)(file), TE.chain(once))
  }
}

const memoised = <A>(effect: Effect<A>): Effect<A> => {
  let running: ReturnType<Effect<A>> | undefined
  return () => (running ??= effect())
}

/** The configurations among these that have problems, each once. */
export const broken = (found: ReadonlyArray<Found>): ReadonlyArray<Checked> => [
  ...new Map(
    found.flatMap(({ broken: each }) => (each === undefined ? [] : [[each.file, each] as const]))
  ).values()
]
