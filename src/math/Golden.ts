/**
 * The highest place of a function with one peak, by golden section.
 *
 * Laws
 * 1. the peak is found
 * 2. where the function only rises or falls, the end is found
 *
 * @since 0.2.0
 */

const GOLDEN = (Math.sqrt(5) - 1) / 2

/** Rounds that leave less than 1e-8 of the width. */
const ROUNDS = 40

export const highest = (f: (x: number) => number, least: number, most: number): number => {
  let [low, high] = [least, most]
  let left = high - GOLDEN * (high - low)
  let right = low + GOLDEN * (high - low)
  let ofLeft = f(left)
  let ofRight = f(right)
  for (let round = 0; round < ROUNDS; round++)
    if (ofLeft > ofRight) {
      high = right
      right = left
      ofRight = ofLeft
      left = high - GOLDEN * (high - low)
      ofLeft = f(left)
    } else {
      low = left
      left = right
      ofLeft = ofRight
      right = low + GOLDEN * (high - low)
      ofRight = f(right)
    }
  return (low + high) / 2
}
