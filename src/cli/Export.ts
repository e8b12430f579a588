/**
 * `acquis export`: an item bank in another format.
 *
 * @since 0.2.0
 */
import { flag, option, optional, positional, string } from 'cmd-ts'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as Bank from '../bank/Bank'
import * as BankFile from '../bank/BankFile'
import * as Codec from '../bank/Codec'
import type { Capabilities, Effect, Exit } from './Capabilities'
import * as Command from './Command'
import * as Failure from './Failure'
import * as FormatChoice from './FormatChoice'
import * as FormatNotes from './FormatNotes'
import { exporters, type Outbound } from './Formats'
import * as Load from './Load'

interface Values {
  readonly format: string | undefined
  readonly bank: string | undefined
  readonly set: ReadonlyArray<string>
  readonly out: string | undefined
  readonly all: boolean
}

const outbound = ({ files }: Capabilities, { bank: file, out }: Values): Effect<Outbound> =>
  file === undefined
    ? TE.left(Failure.usage('which bank? `acquis export --help` has an example'))
    : pipe(
        TE.fromEither(FormatChoice.output([file], out)),
        TE.chain(() => Load.decoded(files)(file, Bank.decode)),
        TE.map(({ value: bank, source }) => ({
          bank,
          draft: Codec.examine(BankFile.codec)(source.value).value,
          out: out === '-' ? undefined : out
        }))
      )

const run =
  (values: Values) =>
  (capabilities: Capabilities): Effect<Exit> => {
    const { files, stdout, stderr } = capabilities
    return pipe(
      TE.Do,
      TE.bind('exporter', () => TE.fromEither(FormatChoice.format(exporters, values.format))),
      TE.bind('settings', ({ exporter }) => TE.fromEither(FormatChoice.settings(exporter, values.set))),
      TE.bind('outbound', () => outbound(capabilities, values)),
      TE.bind('loaded', ({ exporter }) =>
        TE.tryCatch(exporter.load, Failure.from(`cannot load the format ${exporter.name}`))
      ),
      TE.bind('written', ({ loaded, outbound, settings }) => loaded.write(outbound, settings)),
      TE.chainFirst(({ written: { text }, outbound: { out } }) =>
        out === undefined ? stdout.write(text) : files.write(out, text)
      ),
      TE.chain(({ written: { notes } }) => FormatNotes.write(stderr, 'export', notes, values.all)),
      TE.map((): Exit => 0)
    )
  }

const { format, set } = FormatChoice.args(exporters)

export const command = Command.define({
  name: 'export',
  description: 'Writes an item bank in another format. What that cannot carry is listed',
  examples: [
    { description: 'a spreadsheet', command: 'acquis export table bank.yaml --out bank.csv' },
    {
      description: 'the same for Excel in French, German and other languages with decimal commas',
      command: 'acquis export table bank.yaml --out bank.csv --set separator=semicolon'
    },
    {
      description: 'its competence framework, for other programs',
      command: 'acquis export case bank.yaml --out framework.json --set creator="Town hall"'
    }
  ],
  args: {
    format,
    bank: positional({
      type: optional(string),
      displayName: 'BANK',
      description: 'the item bank, JSON or YAML; `-` is stdin'
    }),
    set,
    out: option({
      type: { ...optional(string), displayName: 'FILE' },
      long: 'out',
      description: 'the file to write (default: stdout)'
    }),
    all: flag({ long: 'all', description: `all notes, not only the first ${Load.SHOWN}` })
  },
  handler: run
})
