import { billSubject, holdOwner } from './bills/charged.ts'
import { refundSubject } from './bills/refunded.ts'
import { disputeSubject } from './disputes/answered.ts'
import { hearDispute } from './disputes/dispute.handler.ts'
import { lockHold } from './holds/hold.queries.ts'
import { refuseHold, settleHold } from './holds/settle.handler.ts'
import { refuseMethod, settleMethod } from './methods/method.handler.ts'
import { lockMethod } from './methods/method.queries.ts'
import { hearForeignRefund } from './top-ups/gone.handler.ts'
import { refuseTopUp, settleTopUp } from './top-ups/top-up.handler.ts'
import { lockTopUp } from './top-ups/top-up.queries.ts'
import type { Subjects } from './operations/subject.ts'
import { lockPayout } from './payouts/payout.queries.ts'
import { refusePayout, settlePayout } from './payouts/settle.handler.ts'

/** Whose word a provider's word is: every room that wants something of providers stands here. */
export const subjects: Subjects = {
  ours: {
    METHOD: { lock: lockMethod, settle: settleMethod, refused: refuseMethod },
    HOLD: {
      lock: lockHold,
      settle: (trx, work, operation, reading) => settleHold(trx, work, operation, reading, holdOwner),
      refused: (trx, work, operation, refusal) => refuseHold(trx, work, operation, refusal, holdOwner),
    },
    BILL: billSubject,
    TOP_UP: { lock: lockTopUp, settle: settleTopUp, refused: refuseTopUp },
    REFUND: refundSubject,
    DISPUTE: disputeSubject,
    PAY_OUT: {
      lock: lockPayout,
      settle: (trx, _work, operation, reading) => settlePayout(trx, operation, reading),
      refused: (trx, _work, operation, refusal) => refusePayout(trx, operation, refusal),
    },
  },
  others: { DISPUTE: hearDispute, REFUND: hearForeignRefund },
}
