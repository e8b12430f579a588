import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, 'docs/codes')

/** Outside of the documentation, links lead nowhere, and only the language of a block means something. */
const plain = (markdown: string): string =>
  markdown.replace(/\[([^\]]+)\]\([^)\s]+\)/g, '$1').replace(/^(```\S+) .*$/gm, '$1')

/**
 * The pages of the codes as the command carries them, by code: the severity and the summary that stand at the beginning,
 * and all that comes behind.
 */
export const codes = Object.fromEntries(
  readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .sort()
    .map((name) => {
      const [, severity = '', summary = '', rest = ''] =
        /^# \S+\n\n(Error|Warning)\. ([\s\S]+?[^.]\.)((?: [A-Z`]|\n\n)[\s\S]*)$/.exec(
          readFileSync(join(folder, name), 'utf8')
        ) ?? []
      const markdown = plain(`${summary}${rest}`).trim()
      return [name.slice(0, -3), { severity: severity.toLowerCase(), summary: plain(summary), markdown }]
    })
)
