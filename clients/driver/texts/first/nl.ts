import { plurals } from '../../../web/i18n/plural.ts'
import { installed } from '../installed/nl.ts'
import { map } from '../map/nl.ts'
import type { FirstTexts } from './en.ts'

const count = plurals('nl')

export const texts: FirstTexts = {
  app: 'Evergraph',
  installed,
  map,
  places: {
    stations: 'Laadpalen',
    sessions: 'Sessies',
    wallet: 'Portemonnee',
    inbox: 'Berichten',
    pay: 'Betalen',
    slots: 'Boekingen',
    favourites: 'Favorieten',
    odometer: 'Kilometerstand',
    deeds: 'Goede daden',
    meetups: 'Ontmoetingen',
    boards: 'Ranglijsten',
    profile: 'Profiel',
  },
  unread: (n) => count(n, { one: '# ongelezen', other: '# ongelezen' }),
  stations: {
    title: 'Laadpalen bij jou in de buurt',
    find: 'Naam, straat of plaats',
    onlyFree: 'Nu vrij',
    power: 'Minstens',
    anyPower: 'elk vermogen',
    nearMe: 'Bij mij',
    none: 'Geen laadpaal past. Haal een filter weg, of zoek een andere plek.',
    free: (n: number, of: number) => `${n} van ${of} vrij`,
    found: (n: number) => count(n, { one: '# locatie', other: '# locaties' }),
    perKwh: 'per kWh',
  },
  plug: {
    CHADEMO: 'CHAdeMO',
    DOMESTIC_E: 'Stopcontact E',
    DOMESTIC_F: 'Schuko',
    DOMESTIC_G: 'Stopcontact G',
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
