/**
 * Which configuration holds for a file: the one that was named, or the nearest `acquis.config.yaml` (or `.yml`, `.json`)
 * from the folder of the file up to the working folder. For a file elsewhere its own folder alone is looked into, for
 * stdin the working folder.
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

/** What holds for a file, and a configuration that would, had it no problems. */
export interface Found {
  readonly config: Config.Config
  readonly broken?: Checked
}

const NOTHING: Found = { config: Config.none }

/** The folders to look into, nearest first, as a person in the working folder would write them. */
export const foldersOf = (working: string, file: string): ReadonlyArray<string> => {
  if (file === '-') return ['']
  const within = relative(working, dirname(resolve(working, file)))
  if (isAbsolute(within) || within.split(sep)[0] === '..') return [dirname(file)]
  const steps = within === '' ? [] : within.split(sep)
  return [...steps.map((_, i) => join(...steps.slice(0, steps.length - i))), '']
}

/** Every file that might be, or become, the configuration of one of these. */
export const candidates = (
  working: string,
  wish: Wish,
  files: ReadonlyArray<string>
): ReadonlyArray<string> => {
  switch (wish._tag) {
    case 'None':
      return []
    case 'Named':
      return [wish.file]
    case 'Nearest': {
      const folders = new Set(files.flatMap((file) => foldersOf(working, file)))
      return [...folders].flatMap((folder) => NAMES.map((name) => join(folder, name)))
    }
  }
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
      TE.map(({ whole, lines, value, problems, locate }): Found => {
        const decoded = whole ? Config.decode(value) : E.left([])
        const all = [...problems, ...(E.isLeft(decoded) ? locate(decoded.left) : [])]
        return E.isRight(decoded) && all.length === 0
          ? { config: decoded.right }
          : { ...NOTHING, broken: { file, lines, problems: Load.sorted(all) } }
      })
    )

/** The configuration of one file after the other; each is read once. */
export const finder = (capabilities: Capabilities, wish: Wish): ((file: string) => Effect<Found>) => {
  const known = new Map<string, ReturnType<Effect<Found>>>()
  const once =
    (file: string): Effect<Found> =>
    () => {
      const reading = known.get(file) ?? read(capabilities)(file)()
      known.set(file, reading)
      return reading
    }
  const nothing = TE.right(NOTHING)
  switch (wish._tag) {
    case 'None':
      return () => nothing
    case 'Named':
      return () => once(wish.file)
    case 'Nearest':
      return (file) =>
        pipe(
          nearest(capabilities)(file),
          TE.chain((found) => (found === undefined ? nothing : once(found)))
        )
  }
}

/** The configurations among these that have problems, each once. */
export const broken = (found: ReadonlyArray<Found>): ReadonlyArray<Checked> => [
  ...new Map(
    found.flatMap(({ broken: each }) => (each === undefined ? [] : [[each.file, each] as const]))
  ).values()
]
