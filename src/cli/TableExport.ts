/**
 * `acquis export table`: a bank as a table that people open in a spreadsheet.
 *
 * @since 0.2.0
 */
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as Table from '../exchange/TableWrite'
import type { Effect } from './Capabilities'
import type { Outbound, Settings, Written } from './Formats'
import * as TableText from './TableText'

const SEPARATORS: Readonly<Record<string, TableText.Separator>> = { comma: ',', semicolon: ';', tab: '\t' }

const separatorOf = (settings: Settings, out: string | undefined): TableText.Separator =>
  SEPARATORS[settings.get('separator') ?? ''] ?? (out?.toLowerCase().endsWith('.tsv') === true ? '\t' : ',')

/** Without it, Excel takes UTF-8 for the encoding of the country it is in. */
const BYTE_ORDER_MARK = '\ufeff'

/** Characters. */
const EXCEL_LIMIT = 32_767

const notesOf = (table: Table.Table): ReadonlyArray<string> => {
  const long = table.flat().filter((cell) => cell.length > EXCEL_LIMIT).length
  return long === 0 ? [] : [`Excel keeps ${EXCEL_LIMIT} characters of a cell, and ${long} have more`]
}

export const write = ({ draft, out }: Outbound, settings: Settings): Effect<Written> => {
  const separator = separatorOf(settings, out)
  const table = Table.write(draft, separator === ';')
  const text = TableText.write(table, separator)
  const bom = settings.get('bom') ?? (out === undefined ? 'no' : 'yes')
  return TE.of({ text: bom === 'yes' ? BYTE_ORDER_MARK + text : text, notes: notesOf(table) })
}
