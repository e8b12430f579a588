import { describe, expect, test } from 'vitest'
import * as Codec from '../../src/bank/Codec'
import * as FileCodec from '../../src/bank/FileCodec'
import * as Format from '../../src/bank/Format'
import * as Issue from '../../src/bank/Issue'

/** A kind of file with two changes behind it: `name` became `title`, and `title` became a list. */
const upgrades: ReadonlyArray<Format.Upgrade> = [
  ({ name, ...rest }) => ({ ...rest, format: 'acquis-test/2', title: name }),
  ({ title, ...rest }) => ({ ...rest, format: 'acquis-test/3', titles: [title] })
]

const codec = FileCodec.of(
  'a test file',
  'acquis-test/3',
  upgrades,
  { titles: Codec.list(Codec.string) },
  { n: Codec.number({}, 0) }
)

const examine = Codec.examine(codec)

describe('Format laws', () => {
  test.each([
    { format: 'acquis-test/1', name: 'x', n: 1 },
    { format: 'acquis-test/2', title: 'x', n: 1 },
    { format: 'acquis-test/3', titles: ['x'], n: 1 }
  ])('1. a file of an earlier version reads as it does once it is written in the latest: $format', (file) => {
    expect(examine(file)).toMatchObject({
      issues: [],
      value: { format: 'acquis-test/3', titles: ['x'], n: 1 }
    })
  })

  test('1. and what is wrong with it is told', () => {
    expect(examine({ format: 'acquis-test/1', name: 'x', n: 'y', m: 1 }).issues).toMatchObject([
      { _tag: 'wrong-type', path: ['n'] },
      { _tag: 'unknown-key', path: ['m'] }
    ])
  })

  test.each([
    ['acquis-test/4', 'this file is of version 4, this program reads up to 3: update acquis'],
    ['acquis-test/70', 'this file is of version 70, this program reads up to 3: update acquis'],
    ['acquis-other/1', 'this file is of the kind acquis-other, expected acquis-test/3'],
    ['acquis-other/9', 'this file is of the kind acquis-other, expected acquis-test/3']
  ])('2. one of a later version, or of another kind, is refused for that alone: %s', (format, message) => {
    const { issues, damage } = examine({ format, name: 3, whatever: true })
    expect(issues).toMatchObject([{ _tag: 'unsupported-format', path: ['format'] }])
    expect(issues.map(Issue.message)).toEqual([message])
    expect(damage.touches(['whatever'])).toBe(true)
  })
})

describe('what is no format', () => {
  test.each([
    ['acquistest/3', 'did you mean `acquis-test/3`?'],
    ['acquis-test/0', 'did you mean `acquis-test/3`?'],
    ['acquis-test/01', 'did you mean `acquis-test/3`?'],
    ['acquis-test', 'did you mean `acquis-test/3`?'],
    ['', undefined]
  ])('is told with what may have been meant: %s', (format, suggestion) => {
    const { issues } = examine({ format, titles: [], more: 1 })
    expect(issues).toMatchObject([{ _tag: 'unsupported-format' }, { _tag: 'unknown-key' }])
    expect(Issue.message(issues[0]!)).toBe(`expected the format acquis-test/3, found \`${format}\``)
    expect(Issue.suggestion(issues[0]!)).toBe(suggestion)
  })

  test.each([[3], [null], [['acquis-test/1']], [{ toString: null }]])('is a wrong type: %j', (format) => {
    expect(examine({ format, titles: [] }).issues).toMatchObject([{ _tag: 'wrong-type', path: ['format'] }])
  })
})
