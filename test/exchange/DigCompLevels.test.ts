import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import * as DigCompLevels from '../../src/exchange/DigCompLevels'

describe('law 1: a name spans all levels that a file gives it', () => {
  const level = fc.record({
    code: fc.constantFrom('Basic_1', 'Basic_2', 'Highly advanced_7', 'x'),
    name: fc.constantFrom('Basic', 'Highly advanced', '__proto__', undefined),
    level: fc.integer({ min: 1, max: 8 })
  })

  test.prop([fc.array(level, { minLength: 1 })])('whatever it is called', (levels) => {
    const spans = DigCompLevels.of(levels)
    for (const { code, name = code, level: own } of levels)
      for (const word of [code, name, code.replace(/_\d$/, '')]) {
        const [low, high] = spans.get(word)!
        expect(low <= own && own <= high).toBe(true)
      }
    for (const [word, [low, high]] of spans) {
      const of = levels
        .filter(({ code, name }) => [code, name, code.replace(/_\d$/, '')].includes(word))
        .map((each) => each.level)
      expect([low, high]).toEqual([Math.min(...of), Math.max(...of)])
    }
  })
})

test('law 2: a file without levels has those of DigComp 3.0', () => {
  expect([...DigCompLevels.of([])]).toEqual([
    ['Basic', [1, 2]],
    ['Intermediate', [3, 4]],
    ['Advanced', [5, 6]],
    ['Highly advanced', [7, 8]]
  ])
})
