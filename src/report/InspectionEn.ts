/**
 * The report of an inspection in English.
 *
 * @since 0.2.0
 */
import type { Words } from './InspectionWords'

export const en: Words = {
  title: (bank) => `What “${bank}” can measure`,
  design: (learners, campaign) =>
    campaign === undefined
      ? `${learners} simulated learners took the test of each competence, one by one.`
      : `${learners} simulated learners took the test of the campaign ${campaign}.`,
  duration: (median, ninetieth) =>
    `Half of them were done within ${median.minutes} minutes and ${median.questions} questions, nine in ten within ${ninetieth.minutes} minutes and ${ninetieth.questions} questions.`,
  bottomLine: (questions, accuracy) =>
    `After ${questions} questions a competence, on average, ${accuracy} of the acquis are judged rightly.`,
  facts: {
    bank: 'Bank',
    fingerprint: 'Fingerprint',
    seed: 'Seed',
    rules: 'Rules',
    locale: 'Language of the tests'
  },
  defaultRules: 'the defaults',
  contents: 'Contents',
  findings: 'What stands in the way',
  finding: {
    unreachable: {
      'no-challenges': (levels, competence, acquis) =>
        `Nobody can show level ${levels} of ${competence}: no challenge to any of its acquis can be asked (${acquis}).`,
      challenges: (levels, competence, acquis) =>
        `Nobody can reach level ${levels} of ${competence}: right answers to every challenge would still leave these more likely unknown than known: ${acquis}.`,
      tests: (levels, competence) =>
        `No test reached level ${levels} of ${competence}, though there are learners who have it: tests end before it shows.`
    },
    unseen: {
      'no-challenges': (acquis, level, beside) =>
        `Nothing asks ${acquis} (level ${level}): those who know it answer like those who do not. It can only be guessed from ${beside}.`,
      noise: (acquis, level, beside, [high, low]) =>
        `The challenges to ${acquis} (level ${level}) say next to nothing: with all of them asked, even odds become ${high} to ${low}. It can hardly be told apart from ${beside}.`
    },
    together: (a, b, share) =>
      `${a} and ${b} can hardly be told apart: of the learners who know either, ${share} know both. A question about one serves for the other.`,
    neverBoth: (a, b) =>
      `${a} and ${b} are never asked in the same test: every challenge to one is an enemy of every challenge to the other.`,
    rest: 'the rest of the competence'
  },
  noFindings: 'Nothing: every level can be reached, and every acquis can be told from the others.',
  competences: 'Competences',
  competence: 'Competence',
  acquis: 'Acquis',
  topic: 'Topic',
  level: 'Level',
  levels: 'Levels',
  challenges: 'Challenges',
  questions: 'Questions',
  questionsOfTest: 'questions in a test',
  accuracy: 'Judged rightly',
  reliability: 'Expected',
  precision: 'Known to',
  interval: (half) => `± ${half}`,
  ends: 'Why tests end',
  ending: {
    precision: 'enough is known',
    maxQuestions: 'no more questions are allowed',
    maxSeconds: 'time is up',
    exhausted: 'nothing is left to ask',
    minGain: 'nothing left would tell enough'
  },
  lengths: 'How long tests are',
  lengthsLegend: '● the median; the line spans the middle 80% of tests',
  lengthsLabel: 'The length of tests of each competence: the median and the middle 80%.',
  lengthsTable:
    'Questions in a test: one test in ten has at most the first number, half at most the second, nine in ten at most the third.',
  tenth: 'Tenth',
  median: 'Median',
  ninetieth: 'Ninetieth',
  competencesTable:
    'Per competence: questions in a test, and the share of acquis that are judged rightly at its end, with 95% intervals.',
  levelsTable:
    'How well the acquis of each level can be known at the end of a test, in percent: the mean probability of the judgement on each. 50 is a coin.',
  levelsShort: 'How well the acquis of each level can be known (percent; 50 is a coin)',
  levelsNote: 'A low number weighs most at the levels where most learners stand.',
  competenceLine: (questions, accuracy, endings) =>
    `Its tests take ${questions} questions on average, and judge ${accuracy} of the acquis rightly. They end because ${endings}.`,
  curve: 'What each question adds',
  curveLabel: (competence, from, to) =>
    `${competence}: the share of acquis judged rightly rises from ${from} to ${to} with the questions.`,
  curveAxis: '% of acquis judged rightly',
  running: 'How long tests go on',
  runningLabel: (competence, median) =>
    `${competence}: the share of tests that go on falls with the questions; half have ended after ${median}.`,
  runningAxis: '% of tests that go on',
  afterQuestions: 'questions asked',
  reach: 'Who has each level, and who is shown to',
  reachLabel: (competence) =>
    `${competence}: the share of learners who have at least each level, and of tests that end with at least it.`,
  reachAxis: '% of learners',
  had: 'have at least the level',
  reached: 'are shown to',
  exposure: 'How often each challenge is asked',
  exposureLabel: (competence, max) =>
    `${competence}: challenges from the most asked, in ${max} of the tests, to the least.`,
  exposureAxis: '% of tests',
  exposureColumns: ['Most', 'Mean', 'Never asked', 'In common'],
  exposureSummary: (max, mean, unasked, overlap) =>
    `The most asked challenge is in ${max} of the tests, the average one in ${mean}; ${unasked} were never asked. Two learners have ${overlap} of their questions in common.`,
  challengesByRank: 'challenges, most asked first',
  map: 'Topics and levels',
  mapLegend: 'percent, known to:',
  mapTable: (competence) =>
    `How well the acquis of each topic and level can be known, in percent: ${competence}.`,
  nothingAsks: '† an acquis there that nothing asks',
  topics: 'Topic by topic',
  topicAside: (acquis, precision) => `${acquis} acquis, known to ${precision}`,
  acquisLine: (precision, accuracy, asked) =>
    `Known to ${precision}, judged rightly in ${accuracy} of the tests, asked in ${asked}.`,
  neverAsked: 'No challenge to it can be asked.',
  challengesOf: (list) => `Asked by ${list}.`,
  worthOf: (surplus, format) =>
    `One more challenge (${format}): ${surplus} more acquis judged rightly in 100 tests.`,
  blockLine: (states, rank, least) =>
    `There are ${states} ways to know some of these and not the others; the challenges tell ${rank} of them apart${
      least === undefined ? '' : `, with ${least} of the possible information where they do it least well`
    }.`,
  oneMore: 'Where one more challenge would buy most',
  oneMoreNote:
    'At the end of each test one more question is put, from the bank as it is, and from the bank with a new challenge to the acquis, of its usual format. The gain is what the new challenge adds: acquis that would be judged rightly in 100 tests and are not now. Listed is what these learners are enough to show.',
  oneMoreShort: 'Acquis judged rightly in 100 tests that are not now, each test one question longer:',
  oneMoreTable: 'Acquis for which a new challenge would add most.',
  oneMoreNothing:
    'Nowhere that so many learners could show: at the end of tests, what the bank can still ask is nearly always as good as a new challenge.',
  perTests: 'Gain in 100 tests',
  least: 'Least well known',
  format: { choice: 'choice', choices: 'choices', text: 'text', number: 'number', practical: 'practical' },
  data: 'The numbers',
  method: 'How this was found',
  methodParagraphs: [
    'Learners are drawn from the bank’s own model: an ability for each competence, then what they know and do not. They skip, slip and guess as often as the bank says, and the real engine chooses what to ask and when to stop. So these numbers hold as far as the bank’s model does.',
    'An acquis is judged rightly where it is held for more likely known than not and is known, or the other way round. “Expected” is what the test itself believes of its judgements; under the model both agree on average. “Known to” is the same for one acquis or level.',
    'Intervals are 95%, over learners. With the same seed the same learners come and answer the challenges that were there before alike, so that two versions of a bank can be compared.'
  ],
  and: (more) => `and ${more} more`
}
