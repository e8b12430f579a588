import { createHash } from 'node:crypto'
import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import * as Uuid from '../../src/exchange/Uuid'

const names = fc.array(fc.string(), { maxLength: 3 })

test.prop([names])('law 1: it is a UUID of version 5 and of the variant of RFC 9562', (words) => {
  expect(Uuid.of(...words)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test.prop([names, names])('law 2: other names give another one', (a, b) => {
  const isSame = a.length === b.length && a.every((word, i) => word === b[i])
  expect(Uuid.of(...a) === Uuid.of(...b)).toBe(isSame)
})

test('names do not run into each other', () => {
  expect(new Set([Uuid.of('a', 'b'), Uuid.of('ab'), Uuid.of('a,b'), Uuid.of('', 'ab'), Uuid.of()]).size).toBe(
    5
  )
})

test('it is the beginning of a SHA-256, but for the six bits of version and variant', () => {
  const hash = createHash('sha256').update('["digital-skills","Acquis","sort-column"]').digest()
  hash[6] = (hash[6]! & 0x0f) | 0x50
  hash[8] = (hash[8]! & 0x3f) | 0x80
  expect(Uuid.of('digital-skills', 'Acquis', 'sort-column').replaceAll('-', '')).toBe(
    hash.toString('hex').slice(0, 32)
  )
})
