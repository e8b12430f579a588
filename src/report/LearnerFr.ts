/**
 * The page of a learner in French.
 *
 * @since 0.2.0
 */
import type { Words } from './LearnerWords'

export const fr: Words = {
  title: 'Ce que vous savez, et la suite',
  subtitle: (learner, questions, bank) => `${learner} · ${bank} · ${questions} réponses`,
  known: 'Ce que vous savez',
  knownSentence: (count) =>
    `Vos réponses montrent, directement ou par ce qui s’appuie dessus, que vous savez ${count} choses. Elles sont listées plus bas, par compétence.`,
  nothingYet:
    'Il n’y a pas encore assez de réponses pour dire avec certitude ce que vous savez. Chaque réponse de plus rend l’image plus nette.',
  notAsked: (competences) => `Rien n’a encore été demandé sur\u00a0: ${competences}.`,
  competence: 'Compétence',
  chart: 'Où vous en êtes',
  chartLabel:
    'Pour chaque compétence, votre niveau de 0 à 8, par un point sur un trait qui montre combien c’est sûr.',
  chartAxis: 'niveaux',
  chartLegend:
    '● la meilleure estimation\u00a0; plus le trait est long, moins on en sait encore (9 fois sur 10, vous y êtes)',
  data: 'La même chose en tableau',
  table: 'Où vous en êtes dans chaque compétence.',
  columns: ['Où vous en êtes', 'Est-ce sûr\u00a0?', 'Niveaux'],
  band: {
    none: 'au départ',
    novice: 'débutant',
    intermediate: 'intermédiaire',
    advanced: 'avancé',
    expert: 'expert'
  },
  level: (band, level) => `${band} (niveau ${level})`,
  between: (low, high) => `entre ${low} et ${high}`,
  levels: (low, high) => `${low} à ${high}`,
  sure: ['tout à fait', 'assez', 'sans doute'],
  open: 'encore ouvert',
  count: (known) => `vous en savez ${known}`,
  reach: 'Ce qui est à votre portée',
  reachSentence:
    'Vous avez sans doute ce qui y mène, et pouvez l’apprendre maintenant. Les premiers pas sont ceux qui vous mènent le plus loin.',
  reachTable: 'Les prochains pas, les meilleurs d’abord.',
  reachColumns: ['Prochain pas', 'À votre portée\u00a0?'],
  ready: ['très probable', 'probable', 'peut-être'],
  noReach: 'Il ne reste rien à proposer ici\u00a0: vous savez ce qui a été regardé.',
  next: 'Que regarder maintenant',
  succeed: 'Pour réussir la prochaine fois',
  succeedSentence: 'Un indice pour les questions qui n’ont pas réussi cette fois.',
  learn: 'Pour en apprendre davantage',
  learnSentence: 'Où apprendre les prochains pas.',
  noAdvice: 'Ce test n’a ni indices ni liens. La liste ci-dessus dit par où continuer.',
  minutes: (count) => `${count}\u00a0min`,
  expected: (role) =>
    role === undefined ? 'Face à ce qui est attendu' : `Face à ce qui est attendu\u00a0: ${role}`,
  expectedTable: 'Ce qui est attendu, combien il est probable que vous y soyez, et ce qui peut manquer.',
  expectedColumns: ['Attendu', 'Y êtes-vous\u00a0?', 'Peut manquer'],
  reached: ['très probable', 'probable', 'pas sûr', 'pas encore'],
  unasked: 'pas encore demandé',
  nothingMissing: 'rien',
  missing: (levels) => `environ ${levels} niveaux`,
  closes: 'Ce qui vous en rapproche le plus\u00a0:',
  method: 'Comment lire cette page',
  methodParagraphs: [
    'Personne ne peut regarder dans votre tête\u00a0: tout vient ici de vos réponses, et de ce qui s’appuie sur quoi. La chance et l’étourderie sont prises en compte. Là où peu de questions ont été posées, les traits sont longs.',
    'Vous n’êtes comparé à personne. Si quelque chose vous étonne, parlez-en avec ceux qui vous ont donné le test.'
  ]
}
