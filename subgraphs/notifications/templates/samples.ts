import type { ParamsOf } from './params.ts'

const at = { stationName: 'Station Utrecht Centraal', stationZone: 'Europe/Amsterdam' }
const slot = { ...at, evseNumber: 2, startsAt: '2026-06-15T12:30:00.000Z', endsAt: '2026-06-15T13:30:00.000Z' }
const meetup = { title: 'Coffee & kilowatts', startsAt: '2026-06-20T09:00:00.000Z' }
const euros = { currency: 'EUR' }
const moment = '2026-06-15T12:30:00.000Z'

/** What the texts are filled with where nothing has happened: in a preview, and in tests. */
export const SAMPLES: Readonly<ParamsOf> = {
  NEW_SIGN_IN: { device: 'Firefox on Linux', signedInAt: moment },
  EMAIL_CHANGED: { undone: false },
  PAYOUT_ACCOUNT_CHANGED: { account: '…4321', restsUntil: moment },
  CHARGING_STARTED: { ...at, startedAt: moment },
  CHARGING_COMPLETE: { ...at, endedAt: moment, energyWh: 23_450 },
  CHARGING_FAILED: { stationName: at.stationName, failure: 'OFFLINE' },
  CHARGING_LIMIT: { ...euros, step: 'NEAR', costMinor: 1_600, limitMinor: 2_000 },
  IDLE_SOON: { ...at, idleAt: moment },
  EVSE_BOOKED: { ...at, evseNumber: 2, bookedAt: moment, begun: false },
  BILL: { ...euros, totalMinor: 1_234, paid: true },
  PAYMENT_FAILED: { ...euros, dueMinor: 1_234 },
  PAYMENT_REMINDER: { ...euros, dueMinor: 1_234, blocksAt: moment },
  REFUND: { ...euros, amountMinor: 1_234, state: 'SUCCEEDED' },
  RESERVATION_CONFIRMED: slot,
  RESERVATION_SOON: slot,
  RESERVATION_MOVED: slot,
  RESERVATION_CANCELLED: { ...slot, by: 'FAULT' },
  RESERVATION_ENDED: { ...slot, stays: true, mayStayUntil: '2026-06-15T13:40:00.000Z' },
  RESERVATION_NO_SHOW: slot,
  SLOT_OFFERED: { ...slot, expiresAt: '2026-06-15T11:00:00.000Z' },
  PHOTO_APPROVED: { purpose: 'ODOMETER' },
  PHOTO_REJECTED: { purpose: 'ODOMETER', reason: 'DUPLICATE', appealable: true },
  PHOTO_ASKED: { purpose: 'DEED' },
  APPEAL_DECIDED: { purpose: 'DEED', approved: true },
  REWARD_EARNED: { amountUnits: '12500000000000000000' },
  REWARD_SETTLED: { amountUnits: null },
  STATION_FREE: { stationName: at.stationName },
  MEETUP_CREATED: meetup,
  MEETUP_CHANGED: { ...meetup, cancelled: false },
  MEETUP_SOON: meetup,
  REVIEW_WAITING: { count: 3 },
  CHARGER_OFFLINE: { ...at, offlineAt: moment },
  CHARGERS_OFFLINE: { count: 12, names: 'Harbour, Mill, Old Town', more: 9 },
  PAYOUT: { ...euros, amountMinor: 123_456, state: 'SENT' },
  WEBHOOK_OFF: { host: 'hooks.example.org' },
  NEWS: { title: 'Half price at night', body: 'In June a kWh costs half as much after ten.' },
  ANNOUNCEMENT: { title: 'New chargers', body: 'There are ten new chargers at the station.' },
}
