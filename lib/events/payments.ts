/** What payments tells of holds, bills and who may charge on credit. Amounts are in minor units. */
export interface PaymentsEvents {
  /**
   * Which providers take cards and accounts here; none: nobody can be asked for a hold, and charging is paid later. Said at each start that
   * changes it. Aggregate: the word `providers`.
   */
  'payments.providers.changed': { providers: string[]; sandbox: boolean }
  /** An amount was blocked for a start at a connector, used, or let go; whole each time, the newest word holds. Aggregate: the hold. */
  'payments.hold.changed': {
    holdId: string
    userId: string
    connectorId: string
    /** Only AUTHORISED opens a charger. */
    state: HoldState
    amountMinor: number
    currency: string
    /** Until when a session may begin with it; null where none may. */
    usableUntil: string | null
  }
  /** Whether a user may charge without a hold, or not at all; the newest word holds. Who is not named is STANDARD. Aggregate: the user. */
  'payments.standing.changed': { userId: string; standing: Standing; reason: string | null }
  /** A bill was opened, paid, is overdue or corrected; whole each time. Aggregate: the bill. */
  'payments.bill.changed': {
    billId: string
    userId: string
    sessionId: string | null
    /** The slot that it is for. Absent: it is for something else. */
    reservationId?: string
    operatorId: string | null
    state: BillState
    totalMinor: number
    paidMinor: number
    currency: string
  }
  /** What was written to the payer of a bill. Aggregate: the invoice. */
  'payments.invoice.issued': {
    invoiceId: string
    billId: string
    userId: string
    operatorId: string
    number: string
    creditOf: string | null
    totalMinor: number
    currency: string
  }
  /** A bill is overdue, and its payer is to be reminded. Aggregate: the bill. */
  'payments.reminder.due': {
    billId: string
    userId: string
    step: number
    dueMinor: number
    currency: string
    blocksAt: string | null
  }
  /** Money on its way back to a payer. Aggregate: the refund. */
  'payments.refund.changed': {
    refundId: string
    billId: string
    userId: string
    state: 'REQUESTED' | 'PENDING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED'
    amountMinor: number
    currency: string
  }
  /** What is in a user's wallet of a currency, whole each time; the newest word holds. Aggregate: the user. */
  'payments.wallet.changed': { userId: string; currency: string; balanceMinor: number; heldMinor: number }
  /**
   * An operator's payouts go to another account from now on, or nowhere (null). Their people are to be told: who has stolen a sign-in puts
   * theirs in. Aggregate: the operator.
   */
  'payments.payout-account.changed': {
    operatorId: string
    provider: string | null
    /** So much of it that its owner knows it: its last characters, or an address without most of its name. */
    account: string | null
    /** Until then nothing is sent to it. */
    restsUntil: string
  }
  /** What is sent to an operator for a week. Aggregate: the payout. */
  'payments.payout.changed': {
    payoutId: string
    operatorId: string
    state: 'DRAFT' | 'APPROVED' | 'SENT' | 'PAID' | 'RETURNED'
    amountMinor: number
    currency: string
  }
}

export type HoldState =
  | 'CREATED'
  | 'REQUIRES_ACTION'
  | 'AUTHORISED'
  | 'CAPTURING'
  | 'CAPTURED'
  | 'RELEASING'
  | 'RELEASED'
  | 'EXPIRED'
  | 'FAILED'
  | 'ABANDONED'
export type BillState = 'OPEN' | 'PAYING' | 'PAID' | 'OVERDUE' | 'WRITTEN_OFF'
/** STANDARD: by the tariff's hold. POST_PAID: without one. BLOCKED: not at all, until what is due is paid. */
export type Standing = 'STANDARD' | 'POST_PAID' | 'BLOCKED'
