/**
 * What is wrong with a table as a table, whatever bank it makes.
 *
 * @since 0.2.0
 */

/** A cell by its row in the table and its column, both from 0. */
export interface At {
  readonly row: number
  readonly column: number
}

export type Code =
  | 'unknown-column'
  | 'duplicate-column'
  | 'missing-column'
  | 'misplaced-cell'
  | 'missing-cell'
  | 'contradiction'
  | 'duplicate-row'
  | 'missing-row'
  | 'unknown-reference'
  | 'wrong-value'
  | 'syntax'

export interface Remark {
  readonly at: At
  readonly code: Code
  readonly message: string
  readonly suggestion?: string | undefined
}
