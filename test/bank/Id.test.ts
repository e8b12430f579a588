import { test } from '@fast-check/vitest'
import { expect } from 'vitest'
import * as Challenge from '../../src/bank/Challenge'
import * as Id from '../../src/bank/Id'

test.each([
  ['a', true],
  ['1.3', true],
  ['sort-column_a.2', true],
  ['constructor', true],
  ['toString', true],
  ['x'.repeat(64), true],
  ['x'.repeat(65), false],
  ['', false],
  ['-a', false],
  ['.a', false],
  ['_a', false],
  ['__proto__', false],
  ['a b', false],
  ['a/b', false],
  ['a\n', false],
  ['é', false]
])('%o is an id: %o', (id, valid) => {
  expect(Id.isId(id)).toBe(valid)
})

test.each([
  ['correct', true],
  ['skipped', true],
  ['Correct', false],
  ['', false],
  [1, false],
  [null, false],
  [['correct'], false]
])('%o is an outcome: %o', (u, valid) => {
  expect(Challenge.isOutcome(u)).toBe(valid)
})
