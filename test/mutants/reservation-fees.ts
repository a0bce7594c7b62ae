import type { Mutant } from './mutant.ts'

const FEES = 'subgraphs/reservations/fees'
const BILLS = 'subgraphs/payments/bills'
const FEE_TEST = `${FEES}/fee.test.ts`
const BILL_TEST = `${BILLS}/reservation.test.ts`

/** What is owed for slots that were not used, and how it is billed. */
export const reservationFees: readonly Mutant[] = [
  {
    name: 'no-show-of-others-is-charged',
    file: `${FEES}/due.ts`,
    before: "slot.state === 'CANCELLED' && slot.reason === 'DRIVER'",
    after: "slot.state === 'CANCELLED'",
    why: 'Drivers pay for chargers that are away.',
    red: [FEE_TEST],
  },
  {
    name: 'cancelled-in-time-is-charged',
    file: `${FEES}/due.ts`,
    before: 'at <= freeUntil(slot)\n    ? null',
    after: 'at > slot.ends_at\n    ? null',
    why: 'Who cancels in time pays.',
    red: [FEE_TEST],
  },
  {
    name: 'offer-is-charged',
    file: `${FEES}/fee.ts`,
    before: " || before.state === 'PENDING') return",
    after: ') return',
    why: 'Who lets an offer pass pays for it.',
    red: [FEE_TEST],
  },
  {
    name: 'fee-asks-for-the-least-of-a-session',
    file: `${FEES}/reckon.ts`,
    before: 'const cost = costOf(prices,',
    after: 'const cost = costOf(tariff,',
    why: 'A slot without a price costs what a session costs at least.',
    red: [FEE_TEST],
  },
  {
    name: 'no-show-for-as-long-as-the-sweep-slept',
    file: `${FEES}/due.ts`,
    before: "if (slot.state === 'NO_SHOW') return noShow(slot)",
    after: "if (slot.state === 'NO_SHOW') return { ...noShow(slot), until: at }",
    why: 'Drivers pay for our being away.',
    red: [FEE_TEST],
  },
  {
    name: 'late-start-keeps-its-no-show',
    file: `${FEES}/fee.ts`,
    before: 'if (due === null && owed !== undefined)',
    after: 'if (due !== null && owed !== undefined)',
    why: 'Who came while the charger was offline pays twice.',
    red: [FEE_TEST],
  },
  {
    name: 'strangers-waive-fees',
    file: `${FEES}/fee.service.ts`,
    before: 'if (!slot || !operates(ctx.caller, slot.operator_id))',
    after: 'if (!slot)',
    why: 'Any operator gives away what others are owed.',
    red: [FEE_TEST],
  },
  {
    name: 'older-fee-counts-again',
    file: `${BILLS}/reservation.handler.ts`,
    before: 'if (!(await noteVersion(trx, fee.reservationId, fee.version))) return',
    after: 'await noteVersion(trx, fee.reservationId, fee.version)',
    why: 'What was let off is owed again when an older word comes late.',
    red: [BILL_TEST],
  },
  {
    name: 'fee-is-billed-beside-the-one-before',
    file: `${BILLS}/reservation.handler.ts`,
    before: '  if (before)\n    await insertRecord(trx, {',
    after: '  if (!before)\n    await insertRecord(trx, {',
    why: 'Another version is paid on top of the one before.',
    red: [BILL_TEST],
  },
  {
    name: 'kept-evse-is-free',
    file: 'subgraphs/charging/billing/session-tally.ts',
    before: 'reservedFrom !== null && reservedFrom < startedAt',
    after: 'reservedFrom !== null && reservedFrom > startedAt',
    why: 'The time for which an EVSE was kept costs nothing.',
    red: ['subgraphs/charging/billing/reserved.test.ts'],
  },
  {
    name: 'cancelled-and-used-is-charged-twice',
    file: 'subgraphs/reservations/lifecycle/word.handler.ts',
    before: '    await dropFee(trx, row)\n',
    after: '',
    why: 'A cancellation that crosses the start bills the fee beside the session.',
    red: [FEE_TEST],
  },
  {
    name: 'correction-goes-to-the-next-operator',
    file: 'subgraphs/charging/billing/cdr.ts',
    before: 'operator_id: session.operator_id ?? station?.operator_id ?? null',
    after: 'operator_id: station?.operator_id ?? null',
    why: 'Who is handed a station is paid for sessions of before.',
    red: ['subgraphs/charging/corrections/handed-over.test.ts'],
  },
]
