import type { ChargingFailureReason, ChargingSessionStatus, ConnectorStatus, CostLineType } from '../generated/graphql.ts'
import { plurals } from '../../web/i18n/plural.ts'
import { letters } from './letters/nl.ts'
import { account } from './account/nl.ts'
import { privacy } from './privacy/nl.ts'
import { settings, telling } from './settings/nl.ts'
import { slots } from './slots/nl.ts'
import { pay } from './pay/nl.ts'
import { odometer } from './odometer/nl.ts'
import { photos } from './photos/nl.ts'
import { place } from './place/nl.ts'
import { profile } from './profile/nl.ts'
import { wallet } from './wallet/nl.ts'
import { deeds } from './deeds/nl.ts'
import { chain } from './chain/nl.ts'
import { history } from './history/nl.ts'
import type { Texts } from './en.ts'

const count = plurals('nl')

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
    offline: 'Deze locatie is nu niet verbonden. Wat je ziet kan oud zijn.',
    connector: (n: number) => `Aansluiting ${n}`,
    since: (clock: string) => `sinds ${clock}`,
    estimate: (energy: string) => `${energy} kost hier`,
    start: 'Begin met laden',
    signInToStart: 'Log in om te laden',
    starting: 'De laadpaal wordt gevraagd …',
    vehicle: 'Auto',
    alreadyCharging: 'Je bent al aan het laden.',
    toSession: 'Naar de sessie',
  },
  sessions: { title: 'Sessies', none: 'Nog geen sessie. Zoek een laadpaal, sluit aan en begin.', more: 'Meer tonen' },
  session: {
    stop: 'Stop met laden',
    stopping: 'De laadpaal wordt gevraagd te stoppen …',
    energy: 'Energie',
    power: 'Vermogen',
    battery: 'Accu',
    cost: 'Kosten tot nu',
    total: 'Totaal',
    minutesLeft: (n: number) => count(n, { one: 'nog ongeveer # minuut', other: 'nog ongeveer # minuten' }),
    parkingFrom: (clock: string) => `Vanaf ${clock} kost parkeren geld. Rijd eerder weg.`,
    lines: 'Wat het kost',
    chart: 'Vermogen in kW',
    asTable: 'Als tabel',
    time: 'Tijd',
  },
  connectorStatus: {
    AVAILABLE: 'Vrij',
    PREPARING: 'Aangesloten',
    CHARGING: 'Bezet',
    SUSPENDED: 'Onderbroken',
    FINISHING: 'Klaar, nog aangesloten',
    RESERVED: 'Vastgehouden voor iemand',
    UNAVAILABLE: 'Buiten gebruik',
    FAULTED: 'Defect',
    UNKNOWN: 'Onbekend',
  } satisfies Record<ConnectorStatus, string>,
  sessionStatus: {
    PENDING: 'Wacht',
    STARTING: 'Begint',
    ACTIVE: 'Laadt',
    SUSPENDED: 'Onderbroken',
    COMPLETED: 'Klaar',
    FAILED: 'Mislukt',
    EXPIRED: 'Verlopen',
  } satisfies Record<ChargingSessionStatus, string>,
  failure: {
    CANCELLED: 'Het is afgezegd voor het begon.',
    CONNECTOR_TAKEN: 'Iemand anders begon aan deze aansluiting. Neem een andere.',
    EXPIRED: 'Er werd niet op tijd aangesloten. Sluit aan en begin opnieuw.',
    OFFLINE: 'De laadpaal is niet verbonden. Neem een andere.',
    REJECTED: 'De laadpaal weigerde. Probeer een andere aansluiting.',
    TIMEOUT: 'De laadpaal antwoordde niet. Probeer opnieuw, of neem een andere.',
    UNKNOWN_STATION: 'Hier is geen laadpaal bekend. Neem een andere locatie.',
  } satisfies Record<ChargingFailureReason, string>,
  costLine: {
    ENERGY: 'Energie',
    FLAT: 'Sessie',
    IDLE_CAP: 'Hoogste parkeerprijs',
    MAX_PRICE: 'Hoogste prijs van een sessie',
    MIN_PRICE: 'Laagste prijs van een sessie',
    PARKING_TIME: 'Parkeren',
    TIME: 'Tijd',
  } satisfies Record<CostLineType, string>,
} satisfies Texts
