import type { HistoryTexts } from './en.ts'

export const history: HistoryTexts = {
  history: {
    month: 'Mois',
    allMonths: 'Tous les mois',
    vehicle: 'Véhicule',
    anyVehicle: 'Tous les véhicules',
    state: 'État',
    anyState: 'Tous',
    states: { goesOn: 'En cours', over: 'Terminées', failed: 'Sans suite' },
    sessions: 'Recharges',
    energy: 'Énergie',
    cost: 'Coût',
    co2: 'CO₂ évité',
    kg: (n) => `${n} kg`,
    co2From: 'Comment le CO₂ est estimé',
    totals: 'Les factures encore vérifiées ne sont pas dans ces sommes, et les filtres ne les changent pas.',
    noneFits: 'Aucune recharge ne convient. Retirez un filtre.',
    csv: 'Télécharger le tableau (CSV)',
    running: 'Vous rechargez en ce moment',
  },
  parking: {
    countdown: (clock) => `Le stationnement sera payant dans ${clock}`,
    billed: 'Le stationnement est payant maintenant.',
  },
  charging: {
    soc: 'Batterie en %',
    share: 'Ce que le lieu vous donne',
    shareIs: (amperes) => `${amperes} A par phase`,
    waits: (clock) => `Attend son tour depuis ${clock} : le lieu partage un seul raccordement.`,
    late: 'D’autres rechargent ici aussi. Votre souhait ne sera peut-être pas atteint à temps.',
    notYet: 'Ce n’est pas encore décidé.',
    sharedHint: 'Les bornes de ce lieu partagent un raccordement. Votre part change quand d’autres arrivent et partent.',
    until: (clock) => `Réservé par quelqu’un d’autre à partir de ${clock}. Partez avant.`,
  },
}
