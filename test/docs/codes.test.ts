/**
 * Every code has a page in docs/codes, of one shape; its example has exactly this problem, says so in the words of the
 * page, and once it is mended there is none.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Issue } from '../../src/bank/Issue'
import type { Code, Problem } from '../../src/cli/Source'
import { onPages, read, root, type Block } from './blocks'
import { expected, isFile, problemsOf } from './tried'

/** The compiler sees to it that none is left out. */
const all: Readonly<Record<Issue['_tag'] | Code, true>> = {
  'alias-bomb': true,
  'answer-in-hint': true,
  'answer-in-prompt': true,
  'changed-bank': true,
  'dead-link': true,
  'duplicate-id': true,
  'duplicate-key': true,
  'duplicate-question': true,
  empty: true,
  encoding: true,
  'few-challenges': true,
  'guess-not-below': true,
  'insecure-link': true,
  'invalid-id': true,
  'level-gap': true,
  'little-gain': true,
  'long-solution': true,
  'low-guess': true,
  'misplaced-key': true,
  'missing-hint': true,
  'missing-key': true,
  'missing-level-2': true,
  'missing-locale': true,
  'missing-options': true,
  'missing-resource': true,
  'missing-solution': true,
  'mutual-enemies': true,
  'other-bank': true,
  'outranked-challenge': true,
  'own-enemy': true,
  'refused-response': true,
  'rejected-solution': true,
  'repeated-prompt': true,
  'requires-cycle': true,
  'requires-higher-level': true,
  'requires-other-competence': true,
  'retired-acquis': true,
  syntax: true,
  'too-deep': true,
  'too-large': true,
  'too-many-states': true,
  'twin-options': true,
  'unknown-key': true,
  'unknown-reference': true,
  'unsupported-format': true,
  'wrong-type': true,
  'wrong-value': true
}

const codes = Object.keys(all)

const line = ({ severity, code, message, suggestion }: Problem): string =>
  `${severity} ${code}: ${message}${suggestion === undefined ? '' : `; ${suggestion}`}`

describe('docs/codes', () => {
  it('has a page for every code, and an index, and nothing else', () => {
    expect(readdirSync(join(root, 'docs/codes')).sort()).toEqual(
      [...codes.map((code) => `${code}.md`), 'README.md'].sort()
    )
  })

  it('has every code in its index, with its severity and its summary', () => {
    const index = read('docs/codes/README.md')
    for (const code of codes) {
      const [severity, summary] = firstParagraph(code)
      expect(index).toContain(`| [\`${code}\`](${code}.md) | ${severity.toLowerCase()} | ${summary} |`)
    }
  })
})

/** The severity and the first sentence of a page. */
const firstParagraph = (code: string): readonly [string, string] => {
  const [, severity = '', summary = ''] =
    /^# \S+\n\n(Error|Warning)\. (.+?[^.])\.( [A-Z`].*)?\n\n/.exec(read(`docs/codes/${code}.md`)) ?? []
  return [severity, summary]
}

describe.each(codes)('docs/codes/%s.md', (code) => {
  const file = `docs/codes/${code}.md`
  const text = read(file)
  const blocks = onPages.filter(({ place }) => place.startsWith(`${file}:`))
  const mendsFrom = text.slice(0, text.indexOf('\n## Mend\n')).split('\n').length
  const isMend = ({ place }: Block): boolean => Number(place.slice(file.length + 1)) > mendsFrom
  const examples = blocks.filter((block) => isFile(block) && !isMend(block))
  const mended = blocks.filter((block) => isFile(block) && isMend(block))

  it('is of one shape: the code, severity and summary, an example, its mend', () => {
    expect(
      text.split('\n').filter((each) => /^#/.test(each) && !text.includes(`\`\`\`yaml\n${each}`))
    ).toEqual(expect.arrayContaining([`# ${code}`, '## Example', '## Mend']))
    expect(firstParagraph(code)[1]).not.toBe('')
    expect([examples.length, mended.length]).toEqual([1, 1])
  })

  it('has an example with this problem and no other, in the words of the command', async () => {
    const found = await problemsOf(examples[0]!)
    expect(found.map((problem) => problem.code)).toEqual([code])
    const said = blocks.find(({ language }) => language === 'text')
    expect(found.map(line)).toEqual([said?.code.trim()])
    expect(firstParagraph(code)[0].toLowerCase()).toBe(found[0]?.severity)
  })

  it('has nothing wrong once it is mended', async () => {
    expect(expected(mended[0]!)).toEqual([])
    expect(await problemsOf(mended[0]!)).toEqual([])
  })
})
