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
  return long === 0
    ? []
    : [
        `${long} of the cells ${long === 1 ? 'is' : 'are'} longer than the ${EXCEL_LIMIT} characters that Excel keeps`
      ]
}

export const write = ({ draft, out }: Outbound, settings: Settings): Effect<Written> => {
  const table = Table.write(draft)
  const text = TableText.write(table, separatorOf(settings, out))
  const marked = settings.get('bom') === 'yes' || (settings.get('bom') === undefined && out !== undefined)
  return TE.of({ text: marked ? BYTE_ORDER_MARK + text : text, notes: notesOf(table) })
}
