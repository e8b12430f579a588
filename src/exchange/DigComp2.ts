/**
 * DigComp 2 as a CSV of areas and competences, `Level;Name;ShortCode;Description;Uri;BroaderConcept`: level 1 is an area,
 * level 2 a competence of the area that it names.
 *
 * Laws
 * 1. every problem is named at its row and column
 * 2. every row is an area or a competence, or a problem
 *
 * @since 0.2.0
 */
import { show } from '../bank/Issue'
import type * as DigComp from './DigCompFramework'
import * as Loss from './Loss'
import type { Cells } from './TableRead'
import type { Remark } from './TableRemark'

/** Each column with its other name. */
const COLUMNS = {
  level: ['level'],
  name: ['name'],
  code: ['shortcode', 'code'],
  area: ['broaderconcept', 'area']
} as const

type Column = keyof typeof COLUMNS

const columnsOf = ({ cells }: Cells): Readonly<Record<Column, number>> => {
  const names: ReadonlyArray<string> = cells.map((cell) => cell.trim().toLowerCase())
  const indexOf = (column: Column): number =>
    names.findIndex((name) => COLUMNS[column].some((each) => each === name))
  return { level: indexOf('level'), name: indexOf('name'), code: indexOf('code'), area: indexOf('area') }
}

/** Whether the first row is that of such a table. */
export const isHeader = (row: Cells): boolean => {
  const { level, name, code } = columnsOf(row)
  return level >= 0 && name >= 0 && code >= 0
}

export interface Read {
  readonly framework: DigComp.Framework
  readonly remarks: ReadonlyArray<Remark>
  readonly losses: ReadonlyArray<Loss.Loss>
}

interface Row {
  readonly level: string
  readonly text: string
  readonly code: string
  /** The name of the area that it is in. */
  readonly area: string
  readonly row: number
}

/** Values in columns that a bank has no place for. */
const unread = (rows: ReadonlyArray<Cells>, columns: ReadonlyArray<number>): ReadonlyArray<Loss.Loss> =>
  (rows[0]?.cells ?? []).flatMap((name, column) =>
    columns.includes(column)
      ? []
      : Loss.counted(
          `values of the column ${show(name)}`,
          rows.slice(1).filter(({ cells }) => (cells[column] ?? '').trim() !== '').length,
          'a bank has no place for them'
        )
  )

export const read = (rows: ReadonlyArray<Cells>, locale: string): Read => {
  const columns = columnsOf(rows[0] ?? { number: 1, cells: [] })
  const remarks: Array<Remark> = []
  const say = (row: number, column: Column, code: Remark['code'], message: string): void => {
    remarks.push({ at: { row, column: columns[column] }, code, message })
  }
  const first = new Map<string, number>()
  const all = rows.slice(1).map(({ cells, number }, i): Row => {
    const cell = (column: Column): string => (cells[columns[column]] ?? '').trim()
    const [level, text, code, row] = [cell('level'), cell('name'), cell('code'), i + 1]
    if (level !== '1' && level !== '2')
      say(row, 'level', 'wrong-value', `expected 1 for an area or 2 for a competence, found ${show(level)}`)
    if (text === '') say(row, 'name', 'missing-cell', 'an area or a competence needs its name')
    if (code === '') say(row, 'code', 'missing-cell', 'an area or a competence needs its code')
    const known = first.get(code)
    if (code !== '' && known !== undefined)
      say(row, 'code', 'duplicate-row', `${show(code)} has a row already, row ${known}`)
    else first.set(code, number)
    return { level, text, code, area: cell('area'), row }
  })
  const ofLevel = (level: string): ReadonlyArray<Row> => all.filter((row) => row.level === level)
  const areas = new Map<string, string>()
  for (const { text, code, row } of ofLevel('1'))
    if (areas.has(text)) say(row, 'name', 'duplicate-row', `there are two areas ${show(text)}`)
    else areas.set(text, code)
  for (const { area, row } of ofLevel('2'))
    if (area !== '' && !areas.has(area))
      say(row, 'area', 'unknown-reference', `there is no area ${show(area)}`)
  const named = ({ text, code, row }: Row) => ({ text, code, origin: [0, row] })
  return {
    framework: {
      locale,
      areas: ofLevel('1').map(named),
      competences: ofLevel('2').map((row) => ({ ...named(row), area: areas.get(row.area) })),
      descriptors: []
    },
    remarks,
    losses: unread(rows, Object.values(columns))
  }
}
