import type { ChargingFailureReason, ChargingSessionStatus, ConnectorStatus, CostLineType } from '../generated/graphql.ts'
import { plurals } from '../../web/i18n/plural.ts'
import { letters } from './letters/en.ts'
import { account } from './account/en.ts'
import { privacy } from './privacy/en.ts'
import { settings, telling } from './settings/en.ts'
import { slots } from './slots/en.ts'
import { pay } from './pay/en.ts'
import { odometer } from './odometer/en.ts'
import { photos } from './photos/en.ts'
import { place } from './place/en.ts'
import { profile } from './profile/en.ts'
import { wallet } from './wallet/en.ts'
import { deeds } from './deeds/en.ts'
import { chain } from './chain/en.ts'
import { history } from './history/en.ts'

const count = plurals('en')

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
    offline: 'This station is not connected at the moment. What you see may be old.',
    connector: (n: number) => `Connector ${n}`,
    since: (clock: string) => `since ${clock}`,
    estimate: (energy: string) => `${energy} here costs`,
    start: 'Start charging',
    signInToStart: 'Sign in to start',
    starting: 'The charger is asked to start …',
    vehicle: 'Vehicle',
    alreadyCharging: 'You are charging already.',
    toSession: 'To the session',
  },
  sessions: { title: 'Sessions', none: 'No session yet. Find a charger, plug in and start.', more: 'Show more' },
  session: {
    stop: 'Stop charging',
    stopping: 'The charger is asked to stop …',
    energy: 'Energy',
    power: 'Power',
    battery: 'Battery',
    cost: 'Cost so far',
    total: 'In all',
    minutesLeft: (n: number) => count(n, { one: 'about # minute left', other: 'about # minutes left' }),
    parkingFrom: (clock: string) => `Parking costs from ${clock}. Move the car before.`,
    lines: 'What it costs',
    chart: 'Power in kW',
    asTable: 'As a table',
    time: 'Time',
  },
  connectorStatus: {
    AVAILABLE: 'Free',
    PREPARING: 'Plugged in',
    CHARGING: 'In use',
    SUSPENDED: 'Paused',
    FINISHING: 'Done, still plugged in',
    RESERVED: 'Kept for somebody',
    UNAVAILABLE: 'Out of use',
    FAULTED: 'Out of order',
    UNKNOWN: 'Not known',
  } satisfies Record<ConnectorStatus, string>,
  sessionStatus: {
    PENDING: 'Waiting',
    STARTING: 'Starting',
    ACTIVE: 'Charging',
    SUSPENDED: 'Paused',
    COMPLETED: 'Done',
    FAILED: 'Failed',
    EXPIRED: 'Expired',
  } satisfies Record<ChargingSessionStatus, string>,
  failure: {
    CANCELLED: 'It was called off before it began.',
    CONNECTOR_TAKEN: 'Somebody else began at this connector. Take another one.',
    EXPIRED: 'No vehicle was plugged in in time. Plug in and start again.',
    OFFLINE: 'The charger is offline. Take another one.',
    REJECTED: 'The charger refused. Try another connector.',
    TIMEOUT: 'The charger did not answer. Try again, or take another one.',
    UNKNOWN_STATION: 'No charger is known here. Take another station.',
  } satisfies Record<ChargingFailureReason, string>,
  costLine: {
    ENERGY: 'Energy',
    FLAT: 'Session',
    IDLE_CAP: 'Most for parking',
    MAX_PRICE: 'Most for a session',
    MIN_PRICE: 'Least for a session',
    PARKING_TIME: 'Parking',
    TIME: 'Time',
  } satisfies Record<CostLineType, string>,
}

export type Texts = typeof texts
