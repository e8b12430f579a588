/**
 * A profile as JSON, written straight from the figures: a log has a profile of a hundred kilobytes for each learner, and
 * to make its objects first takes longer.
 *
 * Laws
 * 1. it is the text of the profile: JSON.stringify of it, byte by byte
 *
 * @since 0.2.0
 */
import { bands } from '../bank/Level'
import type { Model } from '../knowledge/Model'
import * as Figures from './Figures'
import { evidenceOf, FORMAT, statusOf, type EvidenceKind, type Status } from './Profile'
import * as Recommendation from './Recommendation'
import type * as Score from './Score'

/** What is the same for all learners, by acquis through the whole bank. */
interface Phrases {
  /** `"sort-column":{"mastery":` */
  readonly masteries: ReadonlyArray<string>
  /** `{"acquis":"sort-column","topic":"sorting","readiness":` */
  readonly leads: ReadonlyArray<string>
  /** `,"reason":"…","resources":`, plain and where a level is expected. */
  readonly reasons: ReadonlyArray<readonly [string, string]>
  /** `"1.3":` by competence. */
  readonly competences: ReadonlyArray<string>
}

const quoted = (text: string): string => JSON.stringify(text)

const phrasesOf = (model: Model, locale: string): Phrases => {
  const { entries } = Recommendation.advice(model, locale)
  const reason = (text: string): string => `,"reason":${quoted(text)},"resources":`
  return {
    masteries: entries.map(({ acquis }) => `${quoted(acquis.id)}:{"mastery":`),
    leads: entries.map(
      ({ acquis }) => `{"acquis":${quoted(acquis.id)},"topic":${quoted(acquis.topic)},"readiness":`
    ),
    reasons: entries.map(({ reasons: [plain, expected] }) => [reason(plain), reason(expected)]),
    competences: model.competences.map(({ competence }) => `${quoted(competence.id)}:`)
  }
}

const known = new WeakMap<Model, Map<string, Phrases>>()

const phrases = (model: Model, locale: string): Phrases => {
  const byLocale = known.get(model) ?? new Map<string, Phrases>()
  known.set(model, byLocale)
  const made = byLocale.get(locale) ?? phrasesOf(model, locale)
  byLocale.set(locale, made)
  return made
}

/** As JSON has it: what is no number becomes null. */
const number = (x: number): string => (Number.isFinite(x) ? `${x}` : 'null')

const scoreText = ({ mean, sd, interval: [low, high] }: Score.Score): string =>
  `{"mean":${number(mean)},"sd":${number(sd)},"interval":[${number(low)},${number(high)}]}`

const ends = (status: Status): Readonly<Record<EvidenceKind, string>> => {
  const end = (kind: EvidenceKind): string => `,"status":"${status}","evidence":"${kind}"}`
  return { direct: end('direct'), inferred: end('inferred'), prior: end('prior') }
}

const ENDS: Readonly<Record<Status, Readonly<Record<EvidenceKind, string>>>> = {
  known: ends('known'),
  unknown: ends('unknown'),
  uncertain: ends('uncertain')
}

const acquisText = (
  figures: Figures.Figures,
  { model, view }: Figures.Scene,
  { masteries }: Phrases
): string => {
  const { direct } = figures
  const { mastery } = view
  const asked = view.belief.answers > 0
  let text = ''
  for (let a = 0; a < mastery.length; a++) {
    const m = mastery[a] ?? 0
    const place = model.acquisOffset + a
    text +=
      (a === 0 ? '' : ',') +
      (masteries[place] ?? '') +
      number(m) +
      ENDS[statusOf(figures, m)][evidenceOf(direct[place] === 1, asked)]
  }
  return text
}

const competenceText = (
  figures: Figures.Figures,
  scene: Figures.Scene,
  stopped: string | undefined,
  words: Phrases
): string => {
  const { ability, score, view, reliability } = scene
  const chances = bands.map((band) => `"${band}":${number(score.bands[band])}`).join(',')
  return (
    (words.competences[view.competence] ?? '') +
    `{"ability":{"mean":${number(ability.mean)},"sd":${number(ability.sd)}},"score":${scoreText(score.score)},` +
    `"level":${number(score.level)},"band":"${score.band}","bands":{${chances}},` +
    `"asked":${view.belief.answers},"reliability":${number(reliability)},` +
    `"stopped":${stopped === undefined ? 'null' : quoted(stopped)},` +
    `"acquis":{${acquisText(figures, scene, words)}}}`
  )
}

const leadText = ({ prospect, resources }: Recommendation.Found, { leads, reasons }: Phrases): string =>
  (leads[prospect.place] ?? '') +
  number(prospect.readiness) +
  (reasons[prospect.place]?.[prospect.expected ? 1 : 0] ?? '') +
  (resources.length === 0 ? '[]}' : `${JSON.stringify(resources)}}`)

/** The text in three parts. The long one in the middle holds ids and numbers: ASCII, which is cheap to write. */
export const parts = (
  evidence: Figures.Evidence,
  settings: Figures.Settings = {}
): { readonly head: string; readonly ascii: string; readonly tail: string } => {
  const { model, responses, stopped, locale = '' } = evidence
  const figures = Figures.of(evidence, settings)
  const words = phrases(model, locale)
  let competences = ''
  for (const scene of figures.scenes)
    competences +=
      (competences === '' ? '' : ',') +
      competenceText(figures, scene, stopped.get(scene.model.competence.id), words)
  let leads = ''
  for (const lead of figures.toLearnMore) leads += (leads === '' ? '' : ',') + leadText(lead, words)
  const { id, fingerprint } = model.bank
  return {
    head:
      `{"format":"${FORMAT}","learner":${quoted(figures.learner)},` +
      `"bank":{"id":${quoted(id)},"fingerprint":${quoted(fingerprint)}},"responses":${responses.length},` +
      `"logEvidence":${number(figures.logEvidence)},"reliability":${number(figures.reliability)},` +
      `"overall":{"score":${scoreText(figures.overall)}},"competences":{`,
    ascii: competences,
    tail:
      `},"recommendations":{"toSucceedNextTime":${JSON.stringify(figures.toSucceedNextTime)},` +
      `"toLearnMore":[${leads}]}}`
  }
}

/** The text of `Profile.of`, without a line end. */
export const of = (evidence: Figures.Evidence, settings: Figures.Settings = {}): string => {
  const { head, ascii, tail } = parts(evidence, settings)
  return head + ascii + tail
}
