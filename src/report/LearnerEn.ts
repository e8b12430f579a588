/**
 * The page of a learner in English.
 *
 * @since 0.2.0
 */
import type { Words } from './LearnerWords'

export const en: Words = {
  title: 'What you know, and what comes next',
  subtitle: (learner, questions, bank) => `${learner} · ${bank} · ${questions} answers`,
  known: 'What you know',
  knownSentence: (count) =>
    `Your answers show, directly or by what builds on it, that you know ${count} things. They are listed below, by competence.`,
  nothingYet:
    'There are not enough answers yet to say what you know for sure. Every further answer makes the picture clearer.',
  notAsked: (competences) => `Nothing was asked yet about: ${competences}.`,
  competence: 'Competence',
  chart: 'Where you stand',
  chartLabel: 'For each competence, your level from 0 to 8, as a dot on a line that shows how sure it is.',
  chartAxis: 'levels',
  chartLegend: '● the best guess; the longer the line, the less is known yet (9 times in 10 you are on it)',
  data: 'The same as a table',
  table: 'Where you stand in each competence.',
  columns: ['Where you stand', 'How sure', 'Levels'],
  band: {
    none: 'starting out',
    novice: 'novice',
    intermediate: 'intermediate',
    advanced: 'advanced',
    expert: 'expert'
  },
  level: (band, level) => `${band} (level ${level})`,
  between: (low, high) => `between ${low} and ${high}`,
  levels: (low, high) => `${low} to ${high}`,
  sure: ['quite sure', 'fairly sure', 'probably'],
  open: 'still open',
  count: (known) => `you know ${known}`,
  reach: 'What is within your reach',
  reachSentence:
    'You probably have what these build on, and can learn them now. The first ones bring you furthest.',
  reachTable: 'Next steps, best first.',
  reachColumns: ['Next step', 'Are you ready?'],
  ready: ['very likely', 'likely', 'perhaps'],
  noReach: 'There is nothing left to suggest here: you know what was looked at.',
  next: 'What to look at next',
  succeed: 'To succeed next time',
  succeedSentence: 'A hint for questions that did not work out this time.',
  learn: 'To learn more',
  learnSentence: 'Where you can learn the next steps.',
  noAdvice: 'There are no hints or links for this test. The list above says where to go on.',
  minutes: (count) => `${count} min`,
  expected: (role) => (role === undefined ? 'Beside what is expected' : `Beside what is expected: ${role}`),
  expectedTable: 'What is expected, how likely it is that you are there, and what may be missing.',
  expectedColumns: ['Expected', 'Are you there?', 'May be missing'],
  reached: ['very likely', 'likely', 'not sure', 'not yet'],
  unasked: 'not asked yet',
  nothingMissing: 'nothing',
  missing: (levels) => `about ${levels} levels`,
  closes: 'What brings you closest:',
  method: 'How to read this page',
  methodParagraphs: [
    'Nobody can look into your head: everything here is drawn from your answers, and from what builds on what. A lucky guess or a slip is reckoned with. Where few questions were asked, the lines are long.',
    'You are not compared with anybody. If something here surprises you, talk it over with the people who gave you the test.'
  ]
}
