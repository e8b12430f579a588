import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as Issue from '../../src/bank/Issue'
import * as PathSet from '../../src/bank/PathSet'

describe('messages', () => {
  test.each<[Issue.Issue, string, string | undefined]>([
    [
      { _tag: 'other-bank', path: ['bank'], expected: 'a', actual: 'b' },
      'this file belongs to the bank `b`, not to `a`',
      undefined
    ],
    [
      { _tag: 'changed-bank', path: ['bank'], expected: 'f1', actual: 'f0' },
      'the bank has changed since this file was written (its fingerprint was f0, it is f1)',
      'it is read beside the bank as it is now'
    ],
    [
      { _tag: 'refused-response', path: ['responses', 3], reason: 'it was asked before' },
      'it was asked before',
      undefined
    ],
    [
      { _tag: 'too-many-states', path: [], acquis: 5000, limit: 4096 },
      'these 5000 acquis have more than 4096 knowledge states',
      'cut it in two with `requires: []`'
    ],
    [
      { _tag: 'wrong-value', path: [], expected: 'one of red, green', actual: '`grene`' },
      'expected one of red, green, found `grene`',
      'did you mean `green`?'
    ],
    [
      { _tag: 'wrong-type', path: [], expected: 'a number', actual: '`2.5`' },
      'expected a number, found `2.5`',
      'take the quotes off'
    ]
  ])('%o', (issue, message, suggestion) => {
    expect(Issue.message(issue)).toBe(message)
    expect(Issue.suggestion(issue)).toBe(suggestion)
  })

  test('a changed bank is a warning, another one an error', () => {
    expect(Issue.severity({ _tag: 'changed-bank', path: [], expected: '', actual: '' })).toBe('warning')
    expect(Issue.isError({ _tag: 'other-bank', path: [], expected: '', actual: '' })).toBe(true)
  })

  test('nothing in them is obeyed by a terminal, and nothing is endless', () => {
    const key = `\u001b[31m\u202e\u0007\n${'x'.repeat(1e6)}`
    const issues: ReadonlyArray<Issue.Issue> = [
      { _tag: 'unknown-key', path: [key], key },
      { _tag: 'invalid-id', path: [key], id: key },
      { _tag: 'wrong-type', path: [key], expected: 'an id', actual: Issue.show(key) }
    ]
    for (const issue of issues) {
      const text = `${Issue.message(issue)} ${Issue.showPath(issue.path)}`
      expect(text).not.toMatch(/[\p{Cc}\u202e]/u)
      expect(text).toContain('\\u001b[31m')
      expect(text.length).toBeLessThan(300)
    }
  })
})

test.each([
  [undefined, 'nothing'],
  [null, 'null'],
  [['a'], 'a list'],
  [{ a: 1 }, 'an object'],
  [() => 1, 'a function'],
  [-0.5, '-0.5'],
  [false, 'false'],
  [10n, '10'],
  [Symbol('s'), 'Symbol(s)'],
  ['a b', '`a b`']
])('%o is shown as %o', (value, shown) => {
  expect(Issue.show(value)).toBe(shown)
})

test.each<[Issue.Path, string]>([
  [[], 'the top level'],
  [['competences', '1.3', 'levels', '2'], 'competences.1.3.levels.2'],
  [['locales', 0], 'locales[0]'],
  [[3, 'id'], '[3].id']
])('the path %o is shown as %o', (path, shown) => {
  expect(Issue.showPath(path)).toBe(shown)
})

const path = fc.array(fc.oneof(fc.nat(2), fc.constantFrom('a', 'b', '0')), { maxLength: 4 })

const startsWith = (path: Issue.Path, start: Issue.Path): boolean => start.every((key, i) => path[i] === key)

test.prop([fc.array(path, { maxLength: 5 }), path])(
  'sets of paths are what lists of them would be',
  (members, asked) => {
    const set = PathSet.of(members)
    expect(PathSet.touches(set)(asked)).toBe(members.some((member) => startsWith(member, asked)))
    expect(PathSet.covers(set)(asked)).toBe(
      members.some((member) => member.length > 0 && startsWith(asked, member))
    )
  }
)
