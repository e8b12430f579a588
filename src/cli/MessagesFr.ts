/**
 * `take` in French. No-break spaces stand before `:`, `;`, `?`, `!` and `%`.
 *
 * @since 0.1.0
 */
import type { Messages } from './Messages'

const some = (n: number, one: string, many: string): string => `${n} ${n < 2 ? one : many}`

export const fr: Messages = {
  decimal: ',',
  percent: (x) => `${x} %`,
  seed: (seed) => `Graine : ${seed} (avec --seed ${seed}, le même test).`,
  welcome: (title) => `${title} : où en êtes-vous ?`,
  how: 'Répondez comme vous le feriez sans aide. Une réponse vide passe la question : c’est permis. Le test s’arrête de lui-même dès qu’il en sait assez.',
  simulating: (ability, seed) =>
    `Une personne simulée d’aptitude ${ability} (en niveaux) répond, avec la graine ${seed}.`,
  resumed: (n) => `On reprend où vous en étiez, après ${some(n, 'réponse', 'réponses')}.`,
  duration: (minutes, questions, ninetieth) =>
    ninetieth === minutes
      ? `Comptez environ ${some(minutes, 'minute', 'minutes')} (${some(questions, 'question', 'questions')}).`
      : `Comptez environ ${some(minutes, 'minute', 'minutes')} (${some(questions, 'question', 'questions')}) ; neuf personnes sur dix ont fini en ${ninetieth}.`,
  earlier: (n) =>
    `${some(n, 'réponse déjà donnée est prise', 'réponses déjà données sont prises')} en compte.`,
  nothingToAsk: 'Il n’y a aucune question à poser ici.',
  progress: (competence, n, sure) => `${competence} · question ${n} · ${sure} sûr`,
  noPrompt: (acquis) =>
    `${acquis} : savez-vous le faire ? (Cette question n’a pas d’énoncé dans ce fichier.)`,
  attachment: (path) => `Pièce jointe : ${path}`,
  answer: {
    choice: (ids) => `Une réponse : ${ids}.`,
    choices: (ids) => `Une ou plusieurs réponses, séparées par des espaces : ${ids}.`,
    text: 'Quelques mots suffisent.',
    number: 'Un nombre.',
    report: 'Essayez, puis dites : o = réussi, n = pas réussi.'
  },
  keys: (quit) => `Vide : passer. ${quit} : quitter.`,
  prompt: 'Votre réponse : ',
  yes: ['o', 'oui', 'y', 'yes', '1', 'correct'],
  no: ['n', 'non', 'no', '0', 'incorrect'],
  unreadable: {
    option: (ids) => `Cette réponse n’est pas dans la liste. Choisissez parmi : ${ids}.`,
    number: () => 'Cela ne se lit pas comme un nombre. Essayez par exemple 12 ou 3,5.',
    report: () => 'Répondez par o (réussi) ou n (pas réussi).'
  },
  correct: '✓ C’est juste.',
  incorrect: '✗ Ce n’est pas encore cela.',
  skipped: '→ Question passée.',
  fault: {
    'missing-option': 'Il manque au moins un choix.',
    'extra-option': 'Il y a au moins un choix de trop.',
    'too-low': 'C’est trop peu.',
    'too-high': 'C’est trop.',
    'unknown-option': 'Un des choix n’existe pas.',
    'not-a-number': 'Ce n’est pas un nombre.'
  },
  hint: 'Pour la prochaine fois : ',
  noted: {
    correct: '✓ C’est noté, bravo.',
    incorrect: '→ C’est noté : pas encore.',
    skipped: '→ Question passée.'
  },
  simulated: {
    correct: '✓ La personne simulée répond juste.',
    incorrect: '✗ La personne simulée se trompe.',
    skipped: '→ La personne simulée passe la question.'
  },
  why: 'Pourquoi celle-ci : ',
  decider: {
    start: 'une compétence commence par une question de niveau 2, ou du niveau le plus proche',
    repeats: 'ce qui en dirait plus a déjà été demandé assez souvent',
    jump: 'ce qui en dirait plus est encore loin au-dessus de votre niveau probable',
    streak: 'après plusieurs échecs de suite, quelque chose de plus accessible',
    timed: 'ce qui en dirait plus est encore une question chronométrée',
    criterion: ''
  },
  criterion: {
    information: 'c’est ce qui nous apprend le plus ici',
    accuracy: 'c’est ce qui évite le plus d’erreurs de jugement',
    random: 'elle est tirée au hasard'
  },
  numbers: (gain, mastery, predicted) =>
    `(gain ${gain} nat ; on vous croit à ${mastery} de le savoir, à ${predicted} de répondre juste)`,
  drawn: (n) => `tirée parmi ${n} aussi bonnes`,
  finished: (n) => `C’est fini : ${some(n, 'question', 'questions')}. Merci !`,
  soFar: (n) => `Voici ce qu’on sait après ${some(n, 'question', 'questions')}.`,
  profile: 'Votre profil',
  legend: 'Score de 0 à 8, en niveaux : ▓▒ couvre l’intervalle à 90 %.',
  columns: { competence: 'Compétence', score: 'Score (90 %)', level: 'Niveau', reliability: 'Sûr à' },
  band: {
    none: 'pas encore',
    novice: 'débutant',
    intermediate: 'intermédiaire',
    advanced: 'avancé',
    expert: 'expert'
  },
  levelOf: (level, band) => `${level}, ${band}`,
  reliabilityOf: (sure) => `sûr à ${sure}`,
  total: 'En tout',
  expected: 'À côté de ce qui est attendu',
  attained: (competence, band, level, there) =>
    `${competence} : on attend ${band} (niveau ${level}) ; ${
      there === undefined
        ? 'rien n’a encore été demandé'
        : `vous y êtes à ${there.probability}${
            there.missing === undefined
              ? ''
              : `, il manque environ ${there.missing[0]} de niveau (${there.missing[1]})`
          }`
    }.`,
  surprising:
    'Vos réponses surprennent : des questions difficiles réussies, d’autres faciles manquées, plus souvent que d’ordinaire. Prenez ce profil avec prudence ; un second essai au calme en dirait plus.',
  toSucceed: 'Pour réussir la prochaine fois',
  toLearn: 'Pour en apprendre davantage',
  see: 'À voir : ',
  more: (n) => `… et ${some(n, 'autre', 'autres')}.`,
  endings: { over: 'Pourquoi le test s’est arrêté', left: 'Où en est le test' },
  ending: {
    precision: 'on en sait assez',
    maxQuestions: 'le nombre de questions prévu est atteint',
    maxSeconds: 'le temps prévu est écoulé',
    exhausted: 'il n’y a plus de question à poser',
    minGain: 'plus aucune question n’apprendrait assez',
    open: 'pas terminé',
    untouched: 'pas commencé'
  },
  kept: (file) => `Vos réponses sont gardées dans ${file}. Pour reprendre :`,
  notKept: 'Vos réponses ne sont pas gardées. Pour pouvoir reprendre la prochaine fois :',
  inputEnded: (n) =>
    `les réponses s’arrêtent après ${some(n, 'question', 'questions')}, avant la fin du test`,
  misread: (challenge, answer) =>
    `${challenge} : « ${answer} » ne se lit pas comme une réponse et compte comme une erreur`
}
