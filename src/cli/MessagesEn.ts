/**
 * `take` in English.
 *
 * @since 0.1.0
 */
import type { Messages } from './Messages'

const some = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`

export const en: Messages = {
  decimal: '.',
  percent: (x) => `${x}%`,
  seed: (seed) => `Seed: ${seed} (with --seed ${seed}, the same test).`,
  welcome: (title) => `${title}: where do you stand?`,
  how: 'Answer as you would without help. An empty answer skips the question, and that is fine. The test ends by itself as soon as it knows enough.',
  simulating: (ability, seed) =>
    `A simulated learner of ability ${ability} (in levels) answers, with the seed ${seed}.`,
  resumed: (n) => `We go on where you were, after ${some(n, 'answer')}.`,
  duration: (minutes, questions, ninetieth) =>
    ninetieth === minutes
      ? `This takes about ${some(minutes, 'minute')} (${some(questions, 'question')}).`
      : `This takes about ${some(minutes, 'minute')} (${some(questions, 'question')}); nine people in ten are done within ${ninetieth}.`,
  earlier: (n) => `${some(n, 'earlier answer')} of yours ${n === 1 ? 'is' : 'are'} taken into account.`,
  nothingToAsk: 'There is no question to ask here.',
  progress: (competence, n, sure) => `${competence} · question ${n} · ${sure} sure`,
  noPrompt: (acquis) => `${acquis}: can you do it? (This question has no text in this file.)`,
  attachment: (path) => `Attachment: ${path}`,
  answer: {
    choice: (ids) => `One answer: ${ids}.`,
    choices: (ids) => `One or more answers, with spaces between them: ${ids}.`,
    text: 'A few words will do.',
    number: 'A number.',
    report: 'Try it, then tell: y = done, n = not done.'
  },
  keys: (quit) => `Empty: skip. ${quit}: quit.`,
  prompt: 'Your answer: ',
  yes: ['y', 'yes', 'o', 'oui', '1', 'correct'],
  no: ['n', 'no', 'non', '0', 'incorrect'],
  unreadable: {
    option: (ids) => `This answer is not in the list. Choose from: ${ids}.`,
    number: () => 'This cannot be read as a number. Try for instance 12 or 3.5.',
    report: () => 'Answer y (done) or n (not done).'
  },
  correct: '✓ That is right.',
  incorrect: '✗ That is not it yet.',
  skipped: '→ Question skipped.',
  fault: {
    'missing-option': 'At least one choice is missing.',
    'extra-option': 'There is at least one choice too many.',
    'too-low': 'It is too low.',
    'too-high': 'It is too high.',
    'unknown-option': 'One of the choices does not exist.',
    'not-a-number': 'It is not a number.'
  },
  hint: 'For next time: ',
  noted: { correct: '✓ Noted, well done.', incorrect: '→ Noted: not yet.', skipped: '→ Question skipped.' },
  simulated: {
    correct: '✓ The simulated learner is right.',
    incorrect: '✗ The simulated learner is wrong.',
    skipped: '→ The simulated learner skips the question.'
  },
  why: 'Why this one: ',
  decider: {
    start: 'a competence begins with a question of level 2, or of the level nearest to it',
    repeats: 'what would tell more has been asked often enough',
    jump: 'what would tell more is still far above your probable level',
    streak: 'after several failures in a row, something within reach',
    timed: 'what would tell more is timed, like the one before',
    criterion: ''
  },
  criterion: {
    information: 'it is what tells us most here',
    accuracy: 'it is what avoids most misjudgements',
    random: 'it is drawn at random'
  },
  numbers: (gain, mastery, predicted) =>
    `(gain ${gain} nats; we think you know it with ${mastery}, and will be right with ${predicted})`,
  drawn: (n) => `drawn from ${n} as good`,
  finished: (n) => `Done: ${some(n, 'question')}. Thank you!`,
  soFar: (n) => `This is what we know after ${some(n, 'question')}.`,
  profile: 'Your profile',
  legend: 'Score from 0 to 8, in levels: ▓▒ covers the 90% interval.',
  columns: { competence: 'Competence', score: 'Score (90%)', level: 'Level', reliability: 'Sure' },
  band: {
    none: 'not yet',
    novice: 'novice',
    intermediate: 'intermediate',
    advanced: 'advanced',
    expert: 'expert'
  },
  levelOf: (level, band) => `${level}, ${band}`,
  reliabilityOf: (sure) => `${sure} sure`,
  total: 'In all',
  expected: 'Beside what is expected',
  attained: (competence, band, level, there) =>
    `${competence}: ${band} (level ${level}) is expected; ${
      there === undefined
        ? 'nothing was asked yet'
        : `you are there with ${there.probability}${
            there.missing === undefined
              ? ''
              : `, about ${there.missing[0]} levels (${there.missing[1]}) are missing`
          }`
    }.`,
  surprising:
    'Your answers are surprising: hard questions right and easy ones wrong, more often than usual. Take this profile with care; a second try in a quiet moment would tell more.',
  toSucceed: 'To succeed next time',
  toLearn: 'To learn more',
  see: 'See: ',
  more: (n) => `… and ${some(n, 'other')}.`,
  endings: { over: 'Why the test ended', left: 'Where the test stands' },
  ending: {
    precision: 'we know enough',
    maxQuestions: 'the intended number of questions is reached',
    maxSeconds: 'the intended time is over',
    exhausted: 'there is no question left to ask',
    minGain: 'no question would tell enough any more',
    open: 'not finished',
    untouched: 'not begun'
  },
  kept: (file) => `Your answers are kept in ${file}. To go on:`,
  notKept: 'Your answers are not kept. To be able to go on next time:',
  inputEnded: (n) => `the answers end after ${some(n, 'question')}, before the test is over`,
  misread: (challenge, answer) =>
    `${challenge}: “${answer}” cannot be read as an answer and counts as a wrong one`
}
