import { plurals } from '../../../web/i18n/plural.ts'
import type { MapTexts } from './en.ts'

const count = plurals('fr')

export const map: MapTexts = {
  show: 'Afficher la carte',
  hide: 'Masquer la carte',
  region: 'Carte des bornes ; la liste à côté les contient toutes',
  legend: 'Ce que veulent dire les formes',
  pins: { free: 'libre, et combien', busy: 'occupée', out: 'en panne ou non connectée', many: 'plusieurs stations' },
  drawn: 'Pays : Natural Earth. La ville et ses rues sont dessinées pour la démo. Elles ne sont pas réelles.',
  noMap: 'Ce navigateur ne peut pas dessiner la carte. La liste contient toutes les bornes.',
  open: 'Ouvrir',
  looking: 'Nous cherchons où vous êtes …',
  refusals: {
    denied:
      'Vous n’avez pas permis à cette page de savoir où vous êtes. Permettez-le dans le navigateur, ou cherchez par nom ou sur la carte.',
    notFound: 'Votre position n’a pas été trouvée. Réessayez, ou cherchez par nom ou sur la carte.',
  },
  plug: 'Prise',
  anyPlug: 'toute prise',
  fits: (name, plugs) => `${name} (${plugs})`,
  openNow: 'Ouvert maintenant',
  filters: (n) => (n === 0 ? 'Filtres' : count(n, { one: 'Filtres, # actif', other: 'Filtres, # actifs' })),
  price: (currency) => `Prix du kWh, au plus (${currency})`,
  clear: 'Effacer les filtres',
  everywhere: 'Chercher partout',
  foundMore: (n) => count(n, { one: 'plus de # station', other: 'plus de # stations' }),
  from: {
    reader: 'distances depuis votre position',
    middle: 'distances depuis le milieu de la carte',
    start: 'distances depuis le centre-ville',
  },
  showMore: 'Afficher plus',
  favourite: 'Favori :',
  states: { free: 'Libre', busy: 'Occupée', out: 'En panne', unknown: 'Non connectée' },
}
