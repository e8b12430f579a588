/**
 * The report of a cohort in French.
 *
 * @since 0.2.0
 */
import type { Words } from './CohortWords'

export const fr: Words = {
  title: (bank) =>
    bank === undefined ? 'Où en sont les personnes' : `Où en sont les personnes\u00a0: «\u00a0${bank}\u00a0»`,
  groupTitle: (by, group) => `${by}\u00a0: ${group}`,
  subtitle: (people, least) =>
    `${people} personnes ont été mesurées. Les groupes de moins de ${least} sont réunis à d’autres, si bien que rien ici ne parle d’une personne.`,
  groupSubtitle:
    'Ce qui est publié de ce groupe. Là où il était trop petit dans une compétence, celle-ci manque.',
  withheld: (competences) =>
    `Trop peu de personnes ont été mesurées pour dire quoi que ce soit de ${competences}.`,
  contents: 'Sommaire',
  back: 'Toutes les personnes',
  data: 'Les chiffres',
  range: (low, high) => `${low} à ${high}`,
  people: (count) => `${count} personnes`,
  all: 'Toutes les personnes',
  others: 'Autres, réunis',
  none: 'Non renseigné',
  role: 'Fonction',
  group: 'Groupe',
  competence: 'Compétence',
  topic: 'Sujet',
  notSaid: '–',
  bands: ['Novice', 'Intermédiaire', 'Autonome'],
  belowBase: 'Sous le socle',
  ofAll: (share) => `ensemble\u00a0: ${share}`,
  shares: 'Où en est tout le monde',
  groupShares: 'Où en est ce groupe',
  sharesChart: 'Part des personnes à chaque palier',
  sharesLabel:
    'Des barres en trois morceaux\u00a0: les parts de novices, de personnes intermédiaires et de personnes autonomes, de gauche à droite.',
  sharesAxis: 'part des personnes, %',
  bordersLegend: 'traits fins\u00a0: où chaque limite peut se trouver (90\u00a0%)',
  sharesTable: (base) =>
    `Part des personnes à chaque palier, son intervalle à 90\u00a0% dessous\u00a0; le socle commun est le niveau ${base}.`,
  sharesNote:
    'Novice\u00a0: sous le niveau 3. Autonome\u00a0: à partir du niveau 5, avancé ou expert. Le palier de personne n’est connu avec certitude\u00a0: ce ne sont donc pas des décomptes, mais des moyennes de ce que les profils tiennent pour probable.',
  by: (division) => `Par ${division}`,
  byNote:
    'Ouvrez une compétence pour comparer les groupes. La page d’un groupe en montre toutes les compétences.',
  fragile: (from, to) => `sous le socle\u00a0: ${from} à ${to}`,
  first: (shown) =>
    `Les ${shown} groupes dont la plus grande part est sous le socle\u00a0; les chiffres les donnent tous.`,
  expected: 'Face à ce qui est attendu',
  expectedChart: 'Part des personnes qui atteignent ce qui est attendu d’elles',
  expectedLabel:
    'Pour chaque compétence, la part des personnes qui atteignent ce que leur fonction attend, avec son intervalle à 90\u00a0%.',
  expectedAxis: 'l’atteignent, %',
  expectedTable:
    'De celles dont on attend quelque chose\u00a0: qui l’atteint, et combien de niveaux manquent en moyenne.',
  expectedColumns: ['Personnes', 'L’atteignent', 'Niveaux manquants'],
  expectedNote:
    'Niveaux manquants\u00a0: la moyenne sur toutes ces personnes, y compris celles à qui rien ne manque.',
  felt: 'Comment les personnes se voient',
  feltRow: (band) => `Se voient\u00a0: ${band.toLowerCase()}`,
  feltColumns: ['D’accord', 'Se surestiment', 'Se sous-estiment'],
  feltTable:
    'Selon comment les personnes se voient\u00a0: la part dont la mesure est d’accord, ou qui se situent au-dessus ou au-dessous.',
  feltNote:
    'Chaque barre réunit les personnes qui se placent à ce palier, découpées selon ce qui a été mesuré d’elles.',
  participation: 'Qui a participé',
  participationChart: 'Part des personnes invitées qui ont fini, commencé, ou pas commencé',
  participationLabel: (finished, invited) => `${finished} des ${invited} personnes invitées ont fini.`,
  participationParts: ['Pas commencé', 'Commencé', 'Fini'],
  participationTable: 'Qui a été invité, a commencé et a fini\u00a0; la durée médiane.',
  participationColumns: ['Invités', 'Ont commencé', 'Ont fini', 'Minutes (médiane)'],
  topics: 'Ce qui manque au plus grand nombre',
  topicsChart: 'Personnes à qui manque sans doute ce que leur fonction demande, par sujet',
  topicsLabel:
    'Pour chaque sujet, le nombre attendu de personnes à qui il manque, avec son intervalle à 90\u00a0%.',
  topicsAxis: 'personnes',
  topicsTable:
    'Les sujets, selon le nombre de personnes à qui manque sans doute quelque chose que leur fonction demande.',
  topicsColumns: ['Attendu de', 'Manque à'],
  topicsNote:
    'Ces nombres sont ceux de ces personnes mêmes\u00a0; l’intervalle dit combien leurs profils sont sûrs.',
  training: 'Quelles formations aideraient le plus',
  trainingChart: 'Quelle part du besoin est couverte, session après session',
  trainingLabel: (share, sessions) => `Une ligne qui monte jusqu’à ${share} avec ${sessions} sessions.`,
  trainingAxis: ['sessions', 'couvert, %'],
  trainingTable:
    'Les sessions dans l’ordre où elles aident le plus. Un besoin est un sujet à un niveau, qui manque à une personne.',
  trainingColumns: ['Session', 'Personnes', 'Heures', 'Besoins couverts', 'Couvert en tout'],
  guarantee: {
    '1-1/e':
      'Chaque session est la meilleure après celles d’avant. Ensemble, elles couvrent au moins 63\u00a0% de ce que couvrirait le meilleur choix d’autant de sessions, et en pratique presque toujours davantage.',
    '1/2':
      'Chaque session est la meilleure après celles d’avant. Ensemble, elles couvrent au moins la moitié de ce que couvrirait le meilleur choix d’autant de sessions, car certaines ont moins de places que de personnes qui en ont besoin\u00a0; en pratique, c’est presque toujours bien davantage.'
  },
  change: 'Ce qui a changé',
  changeChart: ['Intermédiaire ou mieux\u00a0: changement en points', 'Autonome\u00a0: changement en points'],
  changeLabel: 'Pour chaque compétence, le changement de la part en points, avec son intervalle à 90\u00a0%.',
  changeAxis: 'points\u00a0; à droite de 0\u00a0: plus de personnes qu’avant',
  changeTable:
    'De celles seules qui ont été mesurées les deux fois\u00a0: la part avant et après, et le changement en points.',
  changeColumns: ['Avant', 'Après', 'Changement'],
  changeNote: 'Un intervalle qui contient 0 peut être dû au hasard.',
  rangeLegend: '● la meilleure estimation\u00a0; le trait est son intervalle à 90\u00a0%',
  method: 'Comment cela a été calculé',
  methodParagraphs: [
    'Un profil dit combien chaque palier est probable. La part d’un groupe est la moyenne de ces probabilités, chaque profil étant vu depuis son propre groupe. Son intervalle porte deux choses\u00a0: que ces personnes en représentent d’autres qui pourraient être à leur place, et qu’aucun profil n’est sûr.',
    'Les groupes trop petits sont réunis à d’autres jusqu’à ce qu’on ne puisse reconnaître personne, ni dans un tableau, ni par la différence de deux. Cela se fait pour chaque compétence, si bien qu’un groupe peut figurer dans l’une et pas dans l’autre.'
  ],
  names: 'Listes de noms',
  namesSubtitle: 'Ces listes parlent de personnes. Gardez cette page à part des autres.',
  reminders: 'Invités, et qui n’ont pas fini',
  remindersColumns: ['Apprenant', 'Fonction', 'État'],
  began: ['pas commencé', 'commencé'],
  fragility: (base) => `Plus probablement sous le socle commun (niveau ${base}) qu’au-dessus`,
  fragilityColumns: ['Apprenant', 'En quoi, et avec quelle probabilité'],
  seats: 'Qui a une place dans quelle session',
  session: (n, offer) => `Session ${n}\u00a0: ${offer}`,
  learnerPages: 'Une page pour chaque apprenant',
  nobody: 'Personne.'
}
