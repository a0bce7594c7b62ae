import type {
  ChargingFailureReason,
  ChargingSessionStatus,
  ConnectorStandard,
  ConnectorStatus,
  CostLineType,
} from '../generated/graphql.ts'
import { plurals } from '../../web/i18n/plural.ts'
import { installed } from './installed/fr.ts'
import { letters } from './letters/fr.ts'
import { account } from './account/fr.ts'
import { privacy } from './privacy/fr.ts'
import { settings, telling } from './settings/fr.ts'
import { slots } from './slots/fr.ts'
import { pay } from './pay/fr.ts'
import { map } from './map/fr.ts'
import { odometer } from './odometer/fr.ts'
import { photos } from './photos/fr.ts'
import { place } from './place/fr.ts'
import { profile } from './profile/fr.ts'
import { wallet } from './wallet/fr.ts'
import { deeds } from './deeds/fr.ts'
import { chain } from './chain/fr.ts'
import { history } from './history/fr.ts'
import type { Texts } from './en.ts'

const count = plurals('fr')

export const texts = {
  ...slots,
  installed,
  letters,
  account,
  privacy,
  settings,
  telling,
  ...deeds,
  ...chain,
  ...history,
  app: 'Evergraph',
  pay,
  map,
  odometer,
  photos,
  place,
  profile,
  wallet,
  places: { stations: 'Bornes', sessions: 'Charges' },
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
  station: {
    offline: 'Cette station n’est pas connectée. Ce que vous voyez peut être ancien.',
    connector: (n: number) => `Prise ${n}`,
    since: (clock: string) => `depuis ${clock}`,
    estimate: (energy: string) => `${energy} coûtent ici`,
    start: 'Commencer la charge',
    signInToStart: 'Se connecter pour charger',
    starting: 'La borne est interrogée …',
    vehicle: 'Véhicule',
    alreadyCharging: 'Une charge est déjà en cours.',
    toSession: 'Voir la charge',
  },
  sessions: { title: 'Charges', none: 'Aucune encore. Trouvez une borne, branchez et commencez.', more: 'Montrer plus' },
  session: {
    stop: 'Arrêter la charge',
    stopping: 'La borne est priée de s’arrêter …',
    energy: 'Énergie',
    power: 'Puissance',
    battery: 'Batterie',
    cost: 'Coût jusqu’ici',
    total: 'En tout',
    minutesLeft: (n: number) => count(n, { one: 'encore # minute environ', other: 'encore # minutes environ' }),
    parkingFrom: (clock: string) => `Le stationnement coûte dès ${clock}. Partez avant.`,
    lines: 'Ce que cela coûte',
    chart: 'Puissance en kW',
    asTable: 'En tableau',
    time: 'Heure',
  },
  connectorStatus: {
    AVAILABLE: 'Libre',
    PREPARING: 'Branché',
    CHARGING: 'Occupé',
    SUSPENDED: 'En pause',
    FINISHING: 'Fini, encore branché',
    RESERVED: 'Gardé pour quelqu’un',
    UNAVAILABLE: 'Hors service',
    FAULTED: 'En panne',
    UNKNOWN: 'Inconnu',
  } satisfies Record<ConnectorStatus, string>,
  sessionStatus: {
    PENDING: 'En attente',
    STARTING: 'Commence',
    ACTIVE: 'En charge',
    SUSPENDED: 'En pause',
    COMPLETED: 'Finie',
    FAILED: 'Échouée',
    EXPIRED: 'Expirée',
  } satisfies Record<ChargingSessionStatus, string>,
  failure: {
    CANCELLED: 'Elle a été annulée avant de commencer.',
    CONNECTOR_TAKEN: 'Quelqu’un d’autre a commencé à cette prise. Prenez-en une autre.',
    EXPIRED: 'Aucun véhicule n’a été branché à temps. Branchez et recommencez.',
    OFFLINE: 'La borne n’est pas connectée. Prenez-en une autre.',
    REJECTED: 'La borne a refusé. Essayez une autre prise.',
    TIMEOUT: 'La borne n’a pas répondu. Réessayez, ou prenez-en une autre.',
    UNKNOWN_STATION: 'Aucune borne n’est connue ici. Prenez une autre station.',
  } satisfies Record<ChargingFailureReason, string>,
  costLine: {
    ENERGY: 'Énergie',
    FLAT: 'Charge',
    IDLE_CAP: 'Maximum du stationnement',
    MAX_PRICE: 'Maximum d’une charge',
    MIN_PRICE: 'Minimum d’une charge',
    PARKING_TIME: 'Stationnement',
    TIME: 'Temps',
  } satisfies Record<CostLineType, string>,
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
  } satisfies Record<ConnectorStandard, string>,
} satisfies Texts
