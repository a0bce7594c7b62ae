import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../test/source-files.ts'

const ROOM = 'subgraphs/reservations/'
const BOOKING = `${ROOM}booking/booking.test.ts`
const CHANGE = `${ROOM}booking/change.test.ts`
const ZONES = `${ROOM}calendar/zones.test.ts`
const UNUSED = `${ROOM}lifecycle/unused.test.ts`
const MOVE = `${ROOM}lifecycle/move.test.ts`
const FEES = `${ROOM}fees/fee.test.ts`
const FIRST = `${ROOM}waitlist/first.test.ts`
const CHARGING = 'subgraphs/charging/slots/slot.test.ts'

type Rule = readonly [rule: string, file: string, test: string]

/** What has gone wrong in the field, and the tests that would see it here. */
const RULES: Readonly<Record<string, readonly Rule[]>> = {
  slots: [
    ['two bookings', BOOKING, 'two bookings of one time are one, and SLOT_TAKEN'],
    ['two bookings', BOOKING, 'of 200 who want one at once'],
    ['booking and walk-up', CHARGING, 'while it is held, others are refused'],
    ['booking and walk-up', MOVE, 'a walk-up that still charges when a slot begins'],
    ['booking and walk-up', 'ocpp-bridge/operations/slot.test.ts', 'soft: another driver’s card is refused at the EVSE'],
    ['PENDING blocks', BOOKING, 'that a driver holds is PENDING too'],
    ['cancel frees at once', CHANGE, 'that is cancelled is free at once'],
    ['cancel frees at once', CHARGING, '%s frees it at once'],
    ['extend into the next', CHANGE, 'but not into the next one'],
    ['extend into the next', CHANGE, 'extended and booked at the same moment'],
    ['same driver twice', BOOKING, 'of two that one driver asks for at once at two places is one'],
    ['adjacent slots touch', BOOKING, 'touches the next one'],
    ['offer and newcomer', FIRST, 'a newcomer who books in the moment of a cancellation, twenty times'],
    ['EVSE removed', MOVE, 'slots of an EVSE that is retired move at once'],
    ['EVSE removed', `${ROOM}places/place.test.ts`, 'has an EVSE no more that is not named any more'],
    ['EVSE faulted', MOVE, 'gives its slot to an equal one of the station'],
    ['EVSE faulted', MOVE, 'without an equal one has its slot cancelled, for nothing'],
  ],
  time: [
    ['02:30 that does not exist', ZONES, 'a time that the clock leaves out is refused'],
    ['02:30 twice', ZONES, 'a time that comes twice is told apart'],
    ['a 25-hour day', ZONES, 'a day has as many slots as it has quarters of an hour'],
    ['charger’s clock ± 10 min', CHARGING, 'a charger’s clock that is %i minutes off'],
    ['charger’s clock ± 10 min', `${ROOM}lifecycle/begin.test.ts`, 'a charger whose clock is ten minutes off'],
    ['charger’s clock ± 10 min', `${ROOM}lifecycle/used.test.ts`, 'a clock that is %i minutes off'],
    ['offline start after the no-show was billed', FEES, 'a no-show that comes to light as a late start'],
    [
      'offline start after the no-show was billed',
      'subgraphs/payments/bills/reservation.test.ts',
      'a fee that is let off after it was paid goes back, once',
    ],
    [
      'offline start after the no-show was billed',
      CHARGING,
      'a start that was made offline in its time is found after the no-show',
    ],
    ['a phone in another zone', ZONES, 'a day is the station’s, wherever the phone is'],
    ['clock set back', `${ROOM}lifecycle/sweep.test.ts`, 'a clock that is set back moves nothing back'],
    ['clock set back', `${ROOM}reservation.test.ts`, 'stays over, whoever writes'],
  ],
  'no-show': [
    ['plugged in at 23:59 of the grace', UNUSED, 'when the vehicle is plugged in in the last second'],
    ['authorised, not charging', UNUSED, 'when its driver has authorised and does not charge yet'],
    ['charger offline (no fee)', UNUSED, 'when the charger is offline: a start there may still come to light'],
    ['charger offline (no fee)', FEES, 'whose slot ends by %s pays nothing'],
    ['operator’s fault (no fee)', UNUSED, 'when the EVSE was out of order while its driver was waited for'],
    ['operator’s fault (no fee)', UNUSED, 'when the charger does not let its driver begin'],
    ["somebody else's session on the slot", UNUSED, "when somebody else's session is on the slot"],
    ['charged twice', FEES, 'a late cancellation and a start cross'],
  ],
}

test.each(Object.entries(RULES))('each field bug of “%s” has its test', (_group, rules) => {
  expect(rules.filter(([, file, name]) => !readFileSync(join(root, file), 'utf8').includes(name))).toEqual([])
})
