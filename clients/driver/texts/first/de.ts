import { plurals } from '../../../web/i18n/plural.ts'
import { installed } from '../installed/de.ts'
import { map } from '../map/de.ts'
import type { FirstTexts } from './en.ts'

const count = plurals('de')

export const texts: FirstTexts = {
  app: 'Evergraph',
  installed,
  map,
  places: {
    stations: 'Ladesäulen',
    sessions: 'Vorgänge',
    wallet: 'Guthaben',
    inbox: 'Mitteilungen',
    pay: 'Bezahlen',
    slots: 'Buchungen',
    favourites: 'Favoriten',
    odometer: 'Kilometerstand',
    deeds: 'Gute Taten',
    meetups: 'Treffen',
    boards: 'Ranglisten',
    profile: 'Profil',
  },
  unread: (n) => count(n, { one: '# ungelesen', other: '# ungelesen' }),
  stations: {
    title: 'Ladesäulen in Ihrer Nähe',
    find: 'Name, Straße oder Ort',
    onlyFree: 'Jetzt frei',
    power: 'Mindestens',
    anyPower: 'jede Leistung',
    nearMe: 'Bei mir',
    none: 'Keine Ladesäule passt. Nehmen Sie einen Filter weg, oder suchen Sie anderswo.',
    free: (n: number, of: number) => `${n} von ${of} frei`,
    found: (n: number) => count(n, { one: '# Standort', other: '# Standorte' }),
    perKwh: 'je kWh',
  },
  plug: {
    CHADEMO: 'CHAdeMO',
    DOMESTIC_E: 'Steckdose E',
    DOMESTIC_F: 'Schuko',
    DOMESTIC_G: 'Steckdose G',
    GBT_AC: 'GB/T AC',
    GBT_DC: 'GB/T DC',
    IEC_60309_2_three_32: 'CEE 32 A',
    IEC_62196_T1: 'Typ 1',
    IEC_62196_T1_COMBO: 'CCS 1',
    IEC_62196_T2: 'Typ 2',
    IEC_62196_T2_COMBO: 'CCS 2',
    MCS: 'MCS',
    NEMA_14_50: 'NEMA 14-50',
    SAE_J3400: 'NACS',
    TESLA_S: 'Tesla',
  },
}
