/**
 * A solution in the cells of a row: what stands in `solution` depends on the format; `ignore` and `distance` belong to
 * texts, `tolerance` to numbers.
 *
 * Laws
 * 1. what is written is read as the same solution, wherever it can be written
 *
 * @since 0.2.0
 */
import * as Cell from './TableCell'
import { SOLUTION } from './TableColumns'

/** Cells by the names of their columns. */
export type Cells = ReadonlyMap<string, string>

/** The columns besides `solution` that a format has. */
export const partsOf = (format: unknown): ReadonlyArray<string> =>
  format === 'text' ? ['ignore', 'distance'] : format === 'number' ? ['tolerance'] : []

type Long = Readonly<Record<string, unknown>>

const isLong = (u: unknown): u is Long => typeof u === 'object' && u !== null && !Array.isArray(u)

/** The short form, where the long one says no more than it. */
export const canonical = (solution: unknown): unknown => {
  if (Array.isArray(solution)) return solution
  if (!isLong(solution)) return solution
  const { accept, value, ...rest } = solution
  if (Object.keys(rest).length > 0) return solution
  return accept ?? value
}

/** A list of one accepted text is that text. */
export const ofFormat = (format: unknown, solution: unknown): unknown => {
  const short = canonical(solution)
  return format === 'text' && Array.isArray(short) && short.length === 1 ? (short[0] as unknown) : short
}

const long = (
  cells: Cells,
  decimalComma: boolean,
  key: string,
  value: unknown,
  forms: Readonly<Record<string, Cell.Form>>
): unknown => {
  const parts = Object.entries(forms).flatMap(([name, form]) => {
    const cell = cells.get(name)
    return cell === undefined ? [] : [[name, form.read(cell, decimalComma)] as const]
  })
  return parts.length === 0 ? value : { [key]: value, ...Object.fromEntries(parts) }
}

/** The solution that cells give; undefined where they give none. */
export const read = (format: unknown, cells: Cells, decimalComma: boolean): unknown => {
  const cell = cells.get(SOLUTION)
  switch (format) {
    case 'choices':
      return cell === undefined ? undefined : Cell.list.read(cell, decimalComma)
    case 'text': {
      const accept =
        cell === undefined ? undefined : (Cell.lines.read(cell, decimalComma) as ReadonlyArray<string>)
      return ofFormat(
        format,
        long(cells, decimalComma, 'accept', accept, { ignore: Cell.words, distance: Cell.number })
      )
    }
    case 'number': {
      const value = cell === undefined ? undefined : Cell.number.read(cell, decimalComma)
      return long(cells, decimalComma, 'value', value, { tolerance: Cell.number })
    }
    default:
      return cell?.trim()
  }
}

const cellsOf = (pairs: ReadonlyArray<readonly [string, string | undefined]>): Cells =>
  new Map(pairs.flatMap(([name, cell]) => (cell === undefined ? [] : [[name, cell] as const])))

/** The cells that give a solution, as far as cells can. */
export const write = (format: unknown, solution: unknown, decimalComma: boolean): Cells => {
  const { accept, value, ignore, distance, tolerance }: Long = isLong(solution) ? solution : {}
  const texts = accept ?? solution
  switch (format) {
    case 'choices':
      return cellsOf([[SOLUTION, Cell.list.write(solution, decimalComma)]])
    case 'text':
      return cellsOf([
        [SOLUTION, (typeof texts === 'string' ? Cell.line : Cell.lines).write(texts, decimalComma)],
        ['ignore', Cell.words.write(ignore, decimalComma)],
        ['distance', Cell.number.write(distance, decimalComma)]
      ])
    case 'number':
      return cellsOf([
        [SOLUTION, Cell.number.write(value ?? solution, decimalComma)],
        ['tolerance', Cell.number.write(tolerance, decimalComma)]
      ])
    default:
      return cellsOf([[SOLUTION, Cell.line.write(solution, decimalComma)]])
  }
}
