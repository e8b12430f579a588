/**
 * Colours, where they are welcome. Lines are laid out first and coloured whole, so that widths stay right.
 *
 * @since 0.1.0
 */
import colors from 'picocolors'

export interface Style {
  readonly bold: (text: string) => string
  readonly quiet: (text: string) => string
  readonly good: (text: string) => string
  readonly bad: (text: string) => string
  readonly note: (text: string) => string
}

export const of = (colour: boolean): Style => {
  const { bold, dim, green, yellow, cyan } = colors.createColors(colour)
  return { bold, quiet: dim, good: green, bad: yellow, note: cyan }
}
