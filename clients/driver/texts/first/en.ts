import type { ConnectorStandard } from '../../generated/graphql.ts'
import { plurals } from '../../../web/i18n/plural.ts'
import { installed } from '../installed/en.ts'
import { map } from '../map/en.ts'

const count = plurals('en')

/** The words of the first page, and of what is around every page. Whatever stands here is loaded before anything is shown. */
export const texts = {
  app: 'Evergraph',
  installed,
  map,
  places: {
    stations: 'Chargers',
    sessions: 'Sessions',
    wallet: 'Wallet',
    inbox: 'Messages',
    pay: 'Paying',
    slots: 'Bookings',
    favourites: 'Favourites',
    odometer: 'Odometer',
    deeds: 'Eco-deeds',
    meetups: 'Meetups',
    boards: 'Leaderboards',
    profile: 'Profile',
  },
  unread: (n: number) => count(n, { one: '# unread', other: '# unread' }),
  stations: {
    title: 'Chargers near you',
    find: 'Name, street or city',
    onlyFree: 'Free now',
    power: 'At least',
    anyPower: 'any power',
    nearMe: 'Near me',
    none: 'No charger fits. Take a filter away, or look for another place.',
    free: (n: number, of: number) => `${n} of ${of} free`,
    found: (n: number) => count(n, { one: '# station', other: '# stations' }),
    perKwh: 'per kWh',
  },
  plug: {
    CHADEMO: 'CHAdeMO',
    DOMESTIC_E: 'Socket E',
    DOMESTIC_F: 'Schuko',
    DOMESTIC_G: 'Socket G',
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
  } satisfies Record<ConnectorStandard, string>,
}

export type FirstTexts = typeof texts
