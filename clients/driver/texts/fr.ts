import type { ChargingFailureReason, ChargingSessionStatus, ConnectorStatus, CostLineType } from '../generated/graphql.ts'
import { plurals } from '../../web/i18n/plural.ts'
import { letters } from './letters/fr.ts'
import { account } from './account/fr.ts'
import { privacy } from './privacy/fr.ts'
import { settings, telling } from './settings/fr.ts'
import { slots } from './slots/fr.ts'
import { pay } from './pay/fr.ts'
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
  letters,
  account,
  privacy,
  settings,
  telling,
  ...deeds,
  ...chain,
  ...history,
  pay,
  odometer,
  photos,
  place,
  profile,
  wallet,
  station: {
    offline: 'Cette station n’est pas connectée. Ce que vous voyez peut être ancien.',
    connector: (n: number) => `Prise ${n}`,
    since: (clock: string) => `depuis ${clock}`,
    estimate: (energy: string) => `${energy} coûtent ici`,
    start: 'Commencer la recharge',
    signInToStart: 'Se connecter pour charger',
    starting: 'La borne est interrogée …',
    vehicle: 'Véhicule',
    alreadyCharging: 'Une recharge est déjà en cours.',
    toSession: 'Voir la recharge',
  },
  sessions: { title: 'Recharges', none: 'Aucune encore. Trouvez une borne, branchez et commencez.', more: 'Afficher plus' },
  session: {
    stop: 'Arrêter la recharge',
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
    FLAT: 'Recharge',
    IDLE_CAP: 'Maximum du stationnement',
    MAX_PRICE: 'Maximum d’une recharge',
    MIN_PRICE: 'Minimum d’une recharge',
    PARKING_TIME: 'Stationnement',
    TIME: 'Temps',
  } satisfies Record<CostLineType, string>,
} satisfies Texts
