import { createHash } from 'node:crypto'
import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import * as Sha256 from '../../src/math/Sha256'

// FIPS 180-4, examples of NIST's Cryptographic Standards and Guidelines
test.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'
  ]
])('of %o', (text, digest) => {
  expect(Sha256.hex(text)).toBe(digest)
})

test('of a million times a', () => {
  expect(Sha256.hex('a'.repeat(1_000_000))).toBe(
    'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'
  )
})

test.each(['é', 'compétences', '日本語', '𝒶🙂', '\u0000', '\ud800', 'a\udc00b', '\u07ff\u0800\uffff'])(
  'of %j it is that of the bytes in UTF-8',
  (text) => {
    expect(Sha256.hex(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'))
  }
)

test.prop([fc.string({ unit: 'binary', maxLength: 300 })])('it agrees with the platform’s own', (text) => {
  expect(Sha256.hex(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'))
})

test('every length around the edges of a block', () => {
  for (let n = 0; n <= 130; n++)
    expect(Sha256.hex('x'.repeat(n))).toBe(createHash('sha256').update('x'.repeat(n)).digest('hex'))
})
