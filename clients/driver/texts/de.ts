import type { ChargingFailureReason, ChargingSessionStatus, ConnectorStatus, CostLineType } from '../generated/graphql.ts'
import { plurals } from '../../web/i18n/plural.ts'
import { letters } from './letters/de.ts'
import { account } from './account/de.ts'
import { privacy } from './privacy/de.ts'
import { settings, telling } from './settings/de.ts'
import { slots } from './slots/de.ts'
import { pay } from './pay/de.ts'
import { odometer } from './odometer/de.ts'
import { photos } from './photos/de.ts'
import { place } from './place/de.ts'
import { profile } from './profile/de.ts'
import { wallet } from './wallet/de.ts'
import { deeds } from './deeds/de.ts'
import { chain } from './chain/de.ts'
import { history } from './history/de.ts'
import type { Texts } from './en.ts'

const count = plurals('de')

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
    offline: 'Dieser Standort ist gerade nicht verbunden. Was Sie sehen, kann alt sein.',
    connector: (n: number) => `Anschluss ${n}`,
    since: (clock: string) => `seit ${clock}`,
    estimate: (energy: string) => `${energy} kosten hier`,
    start: 'Laden beginnen',
    signInToStart: 'Zum Laden anmelden',
    starting: 'Die Ladesäule wird gefragt …',
    vehicle: 'Fahrzeug',
    alreadyCharging: 'Sie laden schon.',
    toSession: 'Zum Ladevorgang',
  },
  sessions: {
    title: 'Ladevorgänge',
    none: 'Noch keiner. Suchen Sie eine Ladesäule, stecken Sie ein und beginnen Sie.',
    more: 'Mehr zeigen',
  },
  session: {
    stop: 'Laden beenden',
    stopping: 'Die Ladesäule wird gebeten zu enden …',
    energy: 'Energie',
    power: 'Leistung',
    battery: 'Batterie',
    cost: 'Kosten bisher',
    total: 'Insgesamt',
    minutesLeft: (n: number) => count(n, { one: 'noch etwa # Minute', other: 'noch etwa # Minuten' }),
    parkingFrom: (clock: string) => `Ab ${clock} kostet das Parken. Fahren Sie vorher weg.`,
    lines: 'Was es kostet',
    chart: 'Leistung in kW',
    asTable: 'Als Tabelle',
    time: 'Zeit',
  },
  connectorStatus: {
    AVAILABLE: 'Frei',
    PREPARING: 'Eingesteckt',
    CHARGING: 'Belegt',
    SUSPENDED: 'Unterbrochen',
    FINISHING: 'Fertig, noch eingesteckt',
    RESERVED: 'Für jemanden freigehalten',
    UNAVAILABLE: 'Außer Betrieb',
    FAULTED: 'Gestört',
    UNKNOWN: 'Nicht bekannt',
  } satisfies Record<ConnectorStatus, string>,
  sessionStatus: {
    PENDING: 'Wartet',
    STARTING: 'Beginnt',
    ACTIVE: 'Lädt',
    SUSPENDED: 'Unterbrochen',
    COMPLETED: 'Fertig',
    FAILED: 'Fehlgeschlagen',
    EXPIRED: 'Abgelaufen',
  } satisfies Record<ChargingSessionStatus, string>,
  failure: {
    CANCELLED: 'Es wurde abgesagt, bevor es begann.',
    CONNECTOR_TAKEN: 'Jemand anderes hat an diesem Anschluss begonnen. Nehmen Sie einen anderen.',
    EXPIRED: 'Es wurde nicht rechtzeitig eingesteckt. Stecken Sie ein und beginnen Sie noch einmal.',
    OFFLINE: 'Die Ladesäule ist nicht verbunden. Nehmen Sie eine andere.',
    REJECTED: 'Die Ladesäule hat abgelehnt. Versuchen Sie einen anderen Anschluss.',
    TIMEOUT: 'Die Ladesäule hat nicht geantwortet. Versuchen Sie es noch einmal, oder nehmen Sie eine andere.',
    UNKNOWN_STATION: 'Hier ist keine Ladesäule bekannt. Nehmen Sie einen anderen Standort.',
  } satisfies Record<ChargingFailureReason, string>,
  costLine: {
    ENERGY: 'Energie',
    FLAT: 'Ladevorgang',
    IDLE_CAP: 'Höchstpreis fürs Parken',
    MAX_PRICE: 'Höchstpreis eines Ladevorgangs',
    MIN_PRICE: 'Mindestpreis eines Ladevorgangs',
    PARKING_TIME: 'Parken',
    TIME: 'Zeit',
  } satisfies Record<CostLineType, string>,
} satisfies Texts
