/**
 * What `import` and `export` could not carry over, as it is told on stderr: never in silence, and with a count at the end.
 *
 * @since 0.2.0
 */
import type { Output, Effect } from './Capabilities'
import * as Layout from './Layout'
import * as Load from './Load'

const text = (command: string, notes: ReadonlyArray<string>, all: boolean): string => {
  const shown = all ? notes : notes.slice(0, Load.SHOWN)
  const rest = notes.length - shown.length
  return [
    ...shown.map((note) => `note: ${Layout.safeLine(note)}`),
    ...(rest > 0 ? [`… and ${rest} more; \`acquis ${command} --all\` shows them`] : []),
    notes.length === 1 ? '1 note' : `${notes.length} notes`,
    ''
  ].join('\n')
}

export const write = (
  stderr: Output,
  command: string,
  notes: ReadonlyArray<string>,
  all: boolean
): Effect<void> => stderr.write(notes.length === 0 ? '' : text(command, notes, all))
