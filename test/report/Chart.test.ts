import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as Chart from '../../src/report/Chart'

const axis = (from: number, to: number): Chart.Axis => ({
  title: 'an axis, in units',
  from,
  to,
  ticks: Chart.ticks(from, to),
  label: String
})

/** The points of a path, in units of the drawing. */
const drawn = (source: string): ReadonlyArray<readonly [number, number]> => {
  const d = /class="line solid" d="([^"]*)"/.exec(source)?.[1] ?? ''
  const points: Array<[number, number]> = []
  for (const [, command, rest = ''] of d.matchAll(/([MLHV])([^MLHV]*)/g)) {
    const numbers = rest.trim().split(' ').map(Number)
    const [x, y] = points[points.length - 1] ?? [0, 0]
    points.push(
      command === 'H' ? [numbers[0]!, y] : command === 'V' ? [x, numbers[0]!] : [numbers[0]!, numbers[1]!]
    )
  }
  return points
}

const size = (source: string): readonly [number, number] => {
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(source) ?? []
  return [Number(width), Number(height)]
}

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true })

describe('laws', () => {
  test.prop([fc.array(fc.tuple(number, number), { minLength: 1 }), fc.boolean()])(
    '1. every point lies inside the frame, and a larger number is drawn further right or up',
    (points, steps) => {
      const { source } = Chart.lines('label', axis(-1000, 1000), axis(0, 50), [
        { stroke: 'solid', points, steps }
      ])
      const [width, height] = size(source)
      for (const [x, y] of drawn(source)) {
        expect(x).toBeGreaterThanOrEqual(0)
        expect(x).toBeLessThanOrEqual(width)
        expect(y).toBeGreaterThanOrEqual(0)
        expect(y).toBeLessThanOrEqual(height)
      }
      const [low, high] = drawn(
        Chart.lines('label', axis(-1000, 1000), axis(0, 50), [
          {
            stroke: 'solid',
            points: [
              [-500, 10],
              [400, 20]
            ]
          }
        ]).source
      )
      expect(high![0]).toBeGreaterThan(low![0])
      expect(high![1]).toBeLessThan(low![1])
    }
  )

  it('2. the same numbers give the same bytes', () => {
    const chart = () =>
      Chart.lines('label', axis(0, 7), axis(0, 100), [
        {
          stroke: 'dashed',
          points: [
            [0, 1 / 3],
            [7, 99.99]
          ]
        },
        { stroke: 'rings', points: [[1, 2]] }
      ]).source
    expect(chart()).toBe(chart())
    expect(chart()).not.toMatch(/\d\.\d\d/) // one digit after the point is enough
  })
})

describe('ticks', () => {
  it.each([
    [0, 100, [0, 20, 40, 60, 80, 100]],
    [50, 100, [50, 60, 70, 80, 90, 100]],
    [0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [0, 0.3, [0, 0.1, 0.2, 0.3]],
    [0, 132, [0, 50, 100]],
    [1, 7, [2, 4, 6]]
  ])('are round numbers from %d to %d', (from, to, expected) => {
    expect(Chart.ticks(from, to)).toEqual(expected)
  })
})

describe('charts', () => {
  it('have a role, a sentence, titles of their axes and labels', () => {
    const { source } = Chart.ranges('what there is to see', axis(0, 20), [
      { name: '<one>', low: 2, middle: 5, high: 9, text: '5' }
    ])
    expect(source).toMatch(/^<svg role="img" aria-label="what there is to see" viewBox=/)
    for (const text of ['&lt;one&gt;', 'an axis, in units', '>20<', '>5<']) expect(source).toContain(text)
    expect(source).not.toContain('style=')
  })

  it('shorten what is too long for a row', () => {
    const named = (name: string) =>
      Chart.ranges('label', axis(0, 9), [{ name, low: 1, middle: 2, high: 3, text: '' }]).source
    expect(named('x'.repeat(64))).toContain(`>${'x'.repeat(47)}…<`)
    expect(named('x'.repeat(48))).toContain(`>${'x'.repeat(48)}<`)
  })

  it('draw steps as steps', () => {
    const { source } = Chart.lines('label', axis(0, 2), axis(0, 2), [
      {
        stroke: 'solid',
        steps: true,
        points: [
          [0, 0],
          [1, 1],
          [2, 2]
        ]
      }
    ])
    expect(source).toMatch(/d="M[\d.]+ [\d.]+H[\d.]+V[\d.]+H[\d.]+V[\d.]+"/)
  })
})

it('cuts a bar into its parts, with a number in each that has room', () => {
  const { source } = Chart.stacked('label', axis(0, 1), [
    {
      name: 'a',
      parts: [
        { share: 0.5, text: 'half' },
        { share: 0.48, text: 'nearly' },
        { share: 0.02, text: 'little' }
      ],
      borders: [
        [0.4, 0.6],
        [0.95, 1]
      ],
      text: '12'
    }
  ])
  const widths = [...source.matchAll(/<rect[^>]* x="([\d.]+)"[^>]* width="([\d.]+)"/g)].map(([, x, w]) => [
    Number(x),
    Number(w)
  ])
  expect(widths).toHaveLength(3)
  expect(widths[0]![0]! + widths[0]![1]!).toBeCloseTo(widths[1]![0]!, 0)
  expect(widths[2]![0]! + widths[2]![1]!).toBeCloseTo(350, 0)
  for (const shown of ['half', 'nearly', '12']) expect(source).toContain(`>${shown}<`)
  expect(source).not.toContain('little')
})
