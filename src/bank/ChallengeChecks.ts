/**
 * What has to hold inside a challenge: that its solution and options fit its format, that knowing makes a right answer
 * likelier, and that its locales and enemies exist.
 *
 * @since 0.1.0
 */
import type { ChallengeDraft } from './BankFile'
import * as Issues from './Issue'
import type { Issue, Path } from './Issue'
import * as LocaleChecks from './LocaleChecks'
import * as Resolve from './Resolve'
import type { Context } from './Scene'

const SOLUTIONS: Readonly<Record<ChallengeDraft['format'], string>> = {
  choice: 'an option id, since the format is choice',
  choices: 'a list of option ids, since the format is choices',
  text: 'a text, a list of texts or { accept: [ … ] }, since the format is text',
  number: 'a number or { value: … }, since the format is number',
  practical: 'no solution, since the format is practical'
}

/** Whether the options and the solution belong to the format, and are there where there is a prompt. */
const content = (path: Path, body: ChallengeDraft): ReadonlyArray<Issue> => {
  const { format, prompt, options = [], solution } = body
  const hasChoice = format === 'choice' || format === 'choices'
  const accepted = solution === undefined ? undefined : Resolve.solution(format, solution)
  const asked = prompt !== undefined && format !== 'practical'
  const issues: Array<Issue> = []
  if (body.options !== undefined && !hasChoice)
    issues.push({ _tag: 'misplaced-key', path: [...path, 'options'], key: 'options', format })
  if (solution !== undefined && format === 'practical')
    issues.push({ _tag: 'misplaced-key', path: [...path, 'solution'], key: 'solution', format })
  else if (solution !== undefined && accepted === undefined)
    issues.push({
      _tag: 'wrong-type',
      path: [...path, 'solution'],
      expected: SOLUTIONS[format],
      actual: Issues.show(solution)
    })
  if (accepted?._tag === 'text' && accepted.accept.length === 0)
    issues.push({ _tag: 'missing-solution', path: [...path, 'solution'], format })
  if (asked && solution === undefined) issues.push({ _tag: 'missing-solution', path, format })
  if (asked && hasChoice && options.length === 0) issues.push({ _tag: 'missing-options', path, format })
  return issues
}

const optionReferences = (path: Path, body: ChallengeDraft, { unknown }: Context): ReadonlyArray<Issue> => {
  const { format, solution, options = [] } = body
  if (options.length === 0 || solution === undefined) return []
  const ids = new Set(options.map(([id]) => id))
  const resolved = Resolve.solution(format, solution)
  switch (resolved?._tag) {
    case 'option':
      return ids.has(resolved.option) ? [] : unknown('option', [...path, 'solution'], resolved.option, ids)
    case 'options':
      return resolved.options.flatMap((id, i) =>
        ids.has(id) ? [] : unknown('option', [...path, 'solution', i], id, ids)
      )
    default:
      return []
  }
}

/** One of the keys that the probabilities of a challenge come from. */
const sources = (path: Path): ReadonlyArray<Path> => [
  ...['format', 'options', 'slip', 'guess'].map((key) => [...path, key]),
  ['defaults', 'slip'],
  ['defaults', 'guess']
]

const noise = (path: Path, body: ChallengeDraft, { draft, damage }: Context): ReadonlyArray<Issue> => {
  const { slip, guess } = Resolve.noise(draft, body)
  // Two defaults that do not fit are one issue, not one for every challenge.
  if (guess < 1 - slip || Resolve.isNoiseOfBank(body) || sources(path).some(damage.touches)) return []
  const key = body.guess !== undefined ? ['guess'] : body.slip !== undefined ? ['slip'] : []
  return [{ _tag: 'guess-not-below', path: [...path, ...key], guess, slip }]
}

/** Everything that is wrong with a challenge. */
export const check =
  (context: Context) =>
  (path: Path, id: string, body: ChallengeDraft): ReadonlyArray<Issue> => {
    const { damage, locales, localesUnknown, challenges, unknown } = context
    const isRead = ['format', 'options', 'solution'].every((key) => !damage.touches([...path, key]))
    return [
      ...noise(path, body, context),
      ...(isRead ? [...content(path, body), ...optionReferences(path, body, context)] : []),
      ...(body.locales ?? []).flatMap((locale, i) =>
        localesUnknown || locales.includes(locale)
          ? []
          : unknown('locale', [...path, 'locales', i], locale, locales)
      ),
      ...(body.enemies ?? []).flatMap((enemy, i): ReadonlyArray<Issue> => {
        const place = [...path, 'enemies', i]
        if (enemy === id) return [{ _tag: 'own-enemy', path: place, id }]
        return challenges.has(enemy) ? [] : unknown('challenge', place, enemy, challenges)
      }),
      ...LocaleChecks.ofChallenge(context)(path, body)
    ]
  }
