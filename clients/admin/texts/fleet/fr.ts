import type { texts as en } from './en.ts'
import { plurals } from '../../../web/i18n/plural.ts'

const count = plurals('fr')

export const texts = {
  fleet: {
    bulks: 'Commandes groupées',
    noBulks: 'Rien n’a encore été demandé à plusieurs bornes. Choisissez-en parmi les points de charge.',
    faults: 'Pannes',
    faulted: 'En panne',
    select: 'Choix',
    state: 'État',
    selectLoaded: 'Choisir tout ce qui est affiché',
    selectNone: 'Ne rien choisir',
    allThatFit: 'Toutes celles des filtres',
    selected: (shown: string) => `Choisies : ${shown}`,
    chargers: (n: number) => count(n, { one: '# borne', other: '# bornes' }),
    command: 'Commande',
    ask: (shown: string) => `Demander à ${shown}`,
    wishes: {
      RESET: 'Redémarrer en douceur',
      HEARTBEAT: 'Demander un signe de vie',
      STATUS: 'Demander l’état des prises',
      INTO_SERVICE: 'Mettre en service',
      OUT_OF_SERVICE: 'Mettre hors service',
    },
    asks: {
      RESET: 'Elles terminent proprement ce qui est en cours puis redémarrent, 60 par minute. Tout s’arrête si la moitié échoue.',
      HEARTBEAT: 'Chaque borne donne un signe de vie.',
      STATUS: 'Chaque borne dit comment sont ses prises.',
      INTO_SERVICE: 'Les conducteurs peuvent de nouveau y charger.',
      OUT_OF_SERVICE: 'Personne ne peut y commencer une charge avant la remise en service.',
    },
    states: { RUNNING: 'En cours', PAUSED: 'En pause', DONE: 'Terminée', CANCELLED: 'Annulée' },
    progress: (done: number, of: number) => `${done} sur ${of} faites`,
    first: 'Sollicitée d’abord, seule :',
    counts: 'Par état',
    results: 'Chaque borne',
    noResults: 'Aucune borne n’est dans cet état.',
    pause: 'Mettre en pause',
    resume: 'Continuer',
    callOff: 'Annuler',
    callOffAsks: 'Les bornes pas encore sollicitées ne le seront plus. Les autres répondent encore.',
  },
} satisfies typeof en
