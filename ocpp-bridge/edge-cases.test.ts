import { expect, test } from 'vitest'
import { sourceFiles } from '../test/source-files.ts'

/** The index of the edge cases: the rule of each, and the files whose tests bear its number (“edge case 7: …”). */
const EDGE_CASES: Record<number, [rule: string, ...files: string[]]> = {
  1: [
    'The same start under a new message id is the same transaction and one session.',
    'ocpp-bridge/transactions/every-version.test.ts',
  ],
  2: [
    'The same message after a reconnect gets the identical reply, and has no second effect.',
    'ocpp-bridge/transactions/every-version.test.ts',
  ],
  3: [
    'Killed before the commit, or after it and before the reply: the replay gives one settlement.',
    'ocpp-bridge/connections/restart.test.ts',
  ],
  4: [
    'A stop again is answered every time; there is one bill.',
    'ocpp-bridge/transactions/every-version.test.ts',
    'subgraphs/charging/billing/cdr.test.ts',
  ],
  5: [
    'A stop of an unknown transaction is answered, kept, and matched later.',
    'ocpp-bridge/actions/transaction-event.test.ts',
    'ocpp-bridge/transactions/transaction.test.ts',
  ],
  6: [
    'A whole session offline: true times, the price of its start, nothing live.',
    'ocpp-bridge/transactions/every-version.test.ts',
    'ocpp-bridge/transactions/transaction.test.ts',
    'subgraphs/charging/billing/cdr.test.ts',
    'subgraphs/charging/transactions/transaction.test.ts',
  ],
  7: [
    'A late stop amends what we had ended; a bill that was issued is taken back and made anew.',
    'ocpp-bridge/transactions/forgotten.test.ts',
    'subgraphs/charging/billing/cdr.test.ts',
    'subgraphs/charging/session-end.test.ts',
  ],
  8: [
    'An unknown or blocked token: a transaction id of its own, the right word, and the session kept.',
    'ocpp-bridge/transactions/every-version.test.ts',
    'subgraphs/charging/transactions/transaction.test.ts',
  ],
  9: [
    'One bad sample is quarantined, and the rest is used.',
    'ocpp-bridge/transactions/every-version.test.ts',
    'ocpp-bridge/wire/meter-value.test.ts',
  ],
  10: [
    'No measurand and no unit is the import register in Wh; kWh, multipliers and phases are understood.',
    'ocpp-bridge/wire/meter-value.test.ts',
  ],
  11: ['Sample.Periodic counts before Transaction.Begin.', 'ocpp-bridge/wire/meter-value.test.ts'],
  12: [
    'A register that drops, rolls over or stops below its start: never negative, flagged, held.',
    'subgraphs/charging/metering/meter.test.ts',
    'subgraphs/charging/transactions/transaction.test.ts',
  ],
  13: [
    'Samples out of order, late, after the stop or without a transaction: by their times, and nothing reopens.',
    'ocpp-bridge/actions/transaction-event.test.ts',
    'ocpp-bridge/transactions/every-version.test.ts',
    'ocpp-bridge/transactions/transaction.test.ts',
    'ocpp-bridge/wire/meter-value.test.ts',
    'subgraphs/charging/transactions/transaction.test.ts',
  ],
  14: [
    'Clocks that are wrong: both times kept, sane durations, nothing refused.',
    'ocpp-bridge/transactions/every-version.test.ts',
    'subgraphs/charging/billing/rating.test.ts',
  ],
  15: ["Another charger's transaction is not touched.", 'ocpp-bridge/transactions/every-version.test.ts'],
  16: [
    'A boot suspends what runs; it goes on, is stopped, or gives way to the next start.',
    'ocpp-bridge/transactions/every-version.test.ts',
    'ocpp-bridge/transactions/forgotten.test.ts',
  ],
  17: ['Of two sockets of one identity the newest has it, on one node and on two.', 'ocpp-bridge/connections/connection.test.ts'],
  18: ['A half-open connection is found, and its charger is offline.', 'ocpp-bridge/connections/connection.test.ts'],
  19: ['Both sides may ask at once.', 'ocpp-bridge/transactions/every-version.test.ts'],
  20: ['Pipelined calls are answered in order.', 'ocpp-bridge/connections/connection.test.ts'],
  21: ['A charger that does not read is cut off; the others are untouched.', 'ocpp-bridge/connections/charge-point.test.ts'],
  22: [
    'Connector 0 is the station alone.',
    'ocpp-bridge/transactions/every-version.test.ts',
    'ocpp-bridge/transactions/transaction.test.ts',
  ],
  23: ['Parts of a 2.x transaction: gaps, duplicates and any order.', 'ocpp-bridge/actions/transaction-event.test.ts'],
  24: ['A reconnect storm: every reply in time, nothing amplified.', 'ocpp-bridge/connections/storm.test.ts'],
  25: ['An accepted start without a car expires; a late one is still bound.', 'ocpp-bridge/connections/commands.test.ts'],
  26: [
    'Who takes nothing parks, after the grace; whom we hold back does not.',
    'ocpp-bridge/transactions/every-version.test.ts',
    'subgraphs/charging/billing/timeline.test.ts',
    'subgraphs/charging/transactions/transaction.test.ts',
  ],
  27: ['Malformed upgrades are refused with a 4xx.', 'ocpp-bridge/connections/connection.test.ts'],
  28: [
    'Frames that are none get the right error, or silence.',
    'ocpp-bridge/actions/malformed.test.ts',
    'ocpp-bridge/wire/frame.test.ts',
  ],
}

const tests = sourceFiles().filter(({ path }) => path.endsWith('.test.ts'))

test.each(Object.entries(EDGE_CASES))('edge case %s has its tests where the index says', (number, [, ...files]) => {
  const named = new RegExp(`['"\`]edge case ${number}: `)
  const found = tests.filter(({ text }) => named.test(text))
  expect(found.map(({ path }) => path).toSorted()).toEqual(files.toSorted())
})

test('the index has all of them', () => {
  expect(Object.keys(EDGE_CASES)).toHaveLength(28)
})
