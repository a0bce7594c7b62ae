import { plurals } from '../../../web/i18n/plural.ts'
import { installed } from '../installed/fr.ts'
import { map } from '../map/fr.ts'
import type { FirstTexts } from './en.ts'

const count = plurals('fr')

export const texts: FirstTexts = {
  app: 'Evergraph',
  installed,
  map,
  places: {
    stations: 'Bornes',
    sessions: 'Recharges',
    wallet: 'Portefeuille',
    inbox: 'Messages',
    pay: 'Paiement',
    slots: 'Réservations',
    favourites: 'Favoris',
    odometer: 'Kilométrage',
    deeds: 'Éco-gestes',
    meetups: 'Rencontres',
    boards: 'Classements',
    profile: 'Profil',
  },
  unread: (n) => count(n, { one: '# non lu', other: '# non lus' }),
  stations: {
    title: 'Bornes près de vous',
    find: 'Nom, rue ou ville',
    onlyFree: 'Libres maintenant',
    power: 'Au moins',
    anyPower: 'toute puissance',
    nearMe: 'Près de moi',
    none: 'Aucune borne ne convient. Retirez un filtre, ou cherchez ailleurs.',
    free: (n: number, of: number) => `${n} sur ${of} libres`,
    found: (n: number) => count(n, { one: '# station', other: '# stations' }),
    perKwh: 'par kWh',
  },
  plug: {
    CHADEMO: 'CHAdeMO',
    DOMESTIC_E: 'Prise E',
    DOMESTIC_F: 'Schuko',
    DOMESTIC_G: 'Prise G',
    GBT_AC: 'GB/T AC',
    GBT_DC: 'GB/T DC',
    IEC_60309_2_three_32: 'CEE 32 A',
    IEC_62196_T1: 'Type 1',
    IEC_62196_T1_COMBO: 'CCS 1',
    IEC_62196_T2: 'Type 2',
    IEC_62196_T2_COMBO: 'CCS 2',
    MCS: 'MCS',
    NEMA_14_50: 'NEMA 14-50',
    SAE_J3400: 'NACS',
    TESLA_S: 'Tesla',
  },
}
