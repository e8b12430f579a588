/** What can be tried in the documentation: fenced blocks of Markdown files, and `@example`s of doc comments. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')

const markdownIn = (folder: string): ReadonlyArray<string> =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`)
    .sort()

/** The Markdown files that readers see. */
export const pages: ReadonlyArray<string> = [
  'README.md',
  'CHANGELOG.md',
  ...markdownIn('docs'),
  ...markdownIn('docs/codes')
]

export const read = (file: string): string => readFileSync(join(root, file), 'utf8')

/** A block of code, where it stands, and the words behind its opening fence. */
export interface Block {
  /** `docs/banks.md:12`. */
  readonly place: string
  readonly language: string
  readonly words: ReadonlyArray<string>
  readonly code: string
}

const OPENING = /^(\s*)```(\S*)\s*(.*)$/

const blocksOf = (file: string, text: string, firstLine = 1): ReadonlyArray<Block> => {
  const blocks: Array<Block> = []
  const lines = text.split('\n')
  for (let i = 0; i < lines.length; i++) {
    const [, indent, language, rest] = OPENING.exec(lines[i] ?? '') ?? []
    if (indent === undefined || language === undefined) continue
    const place = `${file}:${firstLine + i}`
    const code: Array<string> = []
    for (i++; i < lines.length && lines[i] !== `${indent}\`\`\``; i++) code.push(lines[i] ?? '')
    if (i === lines.length) throw new Error(`${place}: the block is not closed`)
    blocks.push({
      place,
      language,
      words: (rest ?? '').split(' ').filter((word) => word !== ''),
      code: `${code.map((line) => line.slice(indent.length)).join('\n')}\n`
    })
  }
  return blocks
}

/** The source files under a folder. */
export const sources = (folder: string): ReadonlyArray<string> =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
    .sort()

/** The text behind every `@example` of a file, up to the next tag or the end of the comment. */
const examplesOf = (file: string): ReadonlyArray<Block> => {
  const text = read(file)
  return [...text.matchAll(/^ *\* @example\n((?: *\*(?!\/)(?! @).*\n)*)/gm)].flatMap(
    ({ index, 1: body = '' }) => {
      const line = text.slice(0, index).split('\n').length + 1
      const found = blocksOf(file, body.replace(/^ *\* ?/gm, ''), line)
      if (found.length === 0) throw new Error(`${file}:${line - 1}: an @example without a block of code`)
      return found
    }
  )
}

/** The blocks of all pages. */
export const onPages: ReadonlyArray<Block> = pages.flatMap((file) => blocksOf(file, read(file)))

/** The examples of all doc comments. */
export const inSources: ReadonlyArray<Block> = sources('src').flatMap(examplesOf)
