/**
 * The bank of a calibration as text and as a bank: read before, and made with what was fitted, whatever else its author
 * wrote left as it is.
 *
 * @since 0.2.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as Bank from '../bank/Bank'
import type * as Model from '../knowledge/Model'
import * as Parameters from '../knowledge/Parameters'
import * as CalibrationResult from '../lab/CalibrationResult'
import type { Entry } from '../lab/CalibrationVector'
import * as CalibrateBank from './CalibrateBank'
import type { Capabilities } from './Capabilities'
import * as Failure from './Failure'
import * as Layout from './Layout'
import * as Load from './Load'
import { done, fail } from './LogEffect'
import * as Source from './Source'

export interface Text {
  readonly file: string
  readonly text: string
  readonly bank: Bank.Bank
}

export const read = async ({ files }: Capabilities, file: string): Promise<Text> => {
  const bytes = await done(files.read(file, Source.LIMIT))
  const bank = await done(Load.bank({ ...files, read: () => async () => E.right(bytes) })(file))
  return { file, text: new TextDecoder().decode(bytes), bank }
}

/** The text with the fitted parameters: what is read from it is checked. */
export const written = async (
  { file, text, bank }: Text,
  model: Model.Model,
  entries: ReadonlyArray<Entry>,
  at: Parameters.Parameters
): Promise<Text> => {
  const rounded = CalibrationResult.rounded(at, Parameters.of(model))
  const made = CalibrateBank.edited(text, CalibrateBank.edits(model, entries, rounded))
  if ('stuck' in made)
    return fail(
      Failure.problems(
        `cannot write \`${Layout.safeLine(made.stuck.join('/'))}\` into \`${Layout.safeLine(file)}\`: it stands there by an anchor, an alias or a tag; write it out`
      )
    )
  const expected = CalibrationResult.bankOf(bank, rounded)
  const source = await Source.parse(file, new TextEncoder().encode(made.text))
  const again = Bank.decode(source.value)
  if (E.isLeft(expected) || E.isLeft(again) || again.right.fingerprint !== expected.right.fingerprint)
    return fail(
      Failure.problems(
        `cannot put the parameters into \`${Layout.safeLine(file)}\` and leave the rest as it is: turn it into JSON first, by \`acquis export\``
      )
    )
  return { file, text: made.text, bank: again.right }
}
