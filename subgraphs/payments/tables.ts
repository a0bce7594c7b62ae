import type { Generated, GeneratedAlways, JSONColumnType, Kysely, Selectable, Transaction } from 'kysely'
import type { MessagingTables } from '#db/outbox.ts'
import type { BillState, HoldState, RecordBill, Standing } from '#lib/events.ts'
import type { InvoiceData } from './invoices/invoice-data.ts'
import type { Language } from './language.ts'
import type { Movement, ProviderName, Reading } from './providers/provider.ts'

export type AccountKind =
  | 'RECEIVABLE'
  | 'WALLET'
  | 'WALLET_HELD'
  | 'PROVIDER'
  | 'PROVIDER_COST'
  | 'OPERATOR_PAYABLE'
  | 'PLATFORM_FEE'
  | 'PLATFORM_VAT'
  | 'REFUND_DUE'
  | 'DISPUTED'
  | 'BANK'
  | 'BAD_DEBT'
  | 'ADJUSTMENT'

export type JournalKind =
  | 'BILL_ISSUED'
  | 'BILL_CREDITED'
  | 'FEE_CHARGED'
  | 'PAID_BY_PROVIDER'
  | 'PROVIDER_COST'
  | 'TOPPED_UP'
  | 'WALLET_HELD'
  | 'WALLET_RELEASED'
  | 'PAID_BY_WALLET'
  | 'REFUND_OWED'
  | 'REFUNDED_TO_WALLET'
  | 'WALLET_PAID_BACK'
  | 'REFUND_SENT'
  | 'REFUND_FAILED'
  | 'REFUND_NETTED'
  | 'OWED_TO_WALLET'
  | 'DISPUTE_OPENED'
  | 'DISPUTE_WON'
  | 'DISPUTE_LOST'
  | 'WRITTEN_OFF'
  | 'PAYOUT_SENT'
  | 'PAYOUT_RETURNED'
  | 'BANKED'
  | 'ADJUSTED'
  | 'WALLET_GIVEN_UP'

/** What a journal was written for. RECORD is a charge detail record, MOVEMENT a line of a provider's books. */
export type SourceType =
  | 'RECORD'
  | 'REFUND'
  | 'PAYMENT'
  | 'DISPUTE'
  | 'PAY_OUT'
  | 'MOVEMENT'
  | 'TOP_UP'
  | 'HOLD'
  | 'WALLET_PAYMENT'
  | 'WRITE_OFF'
  | 'NETTING'
  | 'ADJUSTMENT'
  | 'WALLET'

interface PaymentMethodTable {
  id: string
  user_id: string
  provider: ProviderName
  state: 'SETTING_UP' | 'ACTIVE' | 'FAILED' | 'REMOVED'
  set_up_id: string | null
  method_id: string | null
  customer_id: string | null
  kind: 'CARD' | 'PAYPAL' | null
  label: string | null
  /** The last day on which a card is good. */
  expires_on: Date | null
  is_default: Generated<boolean>
  client_secret: string | null
  approval_url: string | null
  decline_code: string | null
  asked_from: string | null
  idempotency_key: string
  created_at: Generated<Date>
  removed_at: Date | null
}

interface HoldTable {
  id: string
  user_id: string
  connector_id: string
  operator_id: string | null
  provider: ProviderName | 'WALLET'
  payment_method_id: string | null
  state: HoldState
  amount_minor: number
  currency: string
  captured_minor: Generated<number>
  session_id: string | null
  external_id: string | null
  client_secret: string | null
  approval_url: string | null
  decline_code: string | null
  usable_until: Date
  expires_at: Date | null
  asked_from: string | null
  idempotency_key: string
  created_at: Generated<Date>
  changed_at: Generated<Date>
}

export type OperationKind =
  | 'SET_UP'
  | 'AUTHORISE'
  | 'CAPTURE'
  | 'RELEASE'
  | 'CHARGE'
  | 'REFUND'
  | 'PAY_OUT'
  | 'ANSWER_DISPUTE'
  | 'REMOVE'
export type SubjectType = 'METHOD' | 'HOLD' | 'BILL' | 'TOP_UP' | 'REFUND' | 'PAY_OUT' | 'DISPUTE'

interface OperationTable {
  id: string
  kind: OperationKind
  provider: ProviderName
  subject_type: SubjectType
  subject_id: string
  state: Generated<'OPEN' | 'DONE' | 'REFUSED' | 'LOST'>
  request: JSONColumnType<object>
  amount_minor: number | null
  currency: string | null
  external_id: string | null
  refusal: string | null
  tries: Generated<number>
  first_sent_at: Date | null
  next_at: Generated<Date>
  /** The runner that works on it. */
  claimed_by: Generated<number | null>
  created_at: Generated<Date>
  done_at: Date | null
}

/** A thing of a provider, a line of its list, or a journal of ours. */
export type MismatchAbout = Reading['kind'] | 'MOVEMENT' | 'JOURNAL'

interface MismatchTable {
  id: string
  provider: ProviderName
  kind: string
  about_kind: MismatchAbout
  about_id: string
  operation_id: string | null
  ours_minor: number | null
  theirs_minor: number | null
  currency: string | null
  noted_at: Generated<Date>
  resolved_at: Date | null
  resolved_by: string | null
  resolution: string | null
}

interface ReconciliationRunTable {
  id: string
  provider: ProviderName
  state: Generated<'RUNNING' | 'DONE'>
  cursor: string | null
  started_by: string | null
  started_at: Generated<Date>
  touched_at: Generated<Date>
  ended_at: Date | null
  movements: Generated<number>
  mismatches: Generated<number>
  balances: JSONColumnType<{ currency: string; oursMinor: number; theirsMinor: number }[], string | null> | null
  failure: string | null
}

interface ProviderMovementTable {
  id: string
  run_id: string
  provider: ProviderName
  external_id: string
  kind: Movement['kind']
  about_id: string | null
  operation_id: string | null
  amount_minor: number
  fee_minor: number
  currency: string
  at: Date
  journal_id: string | null
  mismatch_id: string | null
  settled_at: Date | null
}

interface PaymentTable {
  id: string
  user_id: string
  provider: ProviderName
  external_id: string
  hold_id: string | null
  bill_id: string | null
  authorised_minor: number
  captured_minor: number
  refunded_minor: Generated<number>
  disputed_minor: Generated<number>
  currency: string
  fee_minor: number | null
  at: Generated<Date>
}

interface BillTable {
  id: string
  kind: 'SESSION' | 'TOP_UP' | 'RESERVATION'
  /** The session, the slot that was not used, or the top-up whose money went back. */
  subject_id: string
  user_id: string
  operator_id: string | null
  hold_id: string | null
  state: BillState
  total_minor: Generated<number>
  paid_minor: Generated<number>
  refunded_minor: Generated<number>
  currency: string
  opened_at: Generated<Date>
  paid_at: Date | null
  changed_at: Generated<Date>
  allowed_minor: Generated<number>
  written_off_minor: Generated<number>
  borne_minor: Generated<number>
  lost_minor: Generated<number>
  owed_minor: Generated<number>
  waits: Generated<boolean>
  why: 'NO_METHOD' | 'DECLINED' | 'DISPUTE_LOST' | 'TOO_LITTLE' | 'ABOVE_HOLD' | 'TOP_UP_GONE' | null
  decline_code: string | null
  spent_method_id: string | null
  overdue_at: Date | null
  dunned: Generated<number>
  next_at: Date | null
  blocks: Generated<boolean>
}

interface RefundTable {
  id: string
  bill_id: string | null
  payment_id: string | null
  user_id: string
  to_wallet: boolean
  state: 'REQUESTED' | 'PENDING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED'
  amount_minor: number
  currency: string
  reason: string
  asked_by: string | null
  external_id: string | null
  idempotency_key: string | null
  created_at: Generated<Date>
  changed_at: Generated<Date>
  allowance_id: string | null
  replaces: string | null
  /** Counted by the database. */
  netted_minor: GeneratedAlways<number>
}

/** What a refund has failed to bring back, set against what its user owes. */
interface NettingTable {
  id: string
  refund_id: string
  amount_minor: number
  at: Generated<Date>
}

interface DisputeTable {
  id: string
  provider: ProviderName
  external_id: string
  payment_id: string
  state: 'NEEDS_RESPONSE' | 'UNDER_REVIEW' | 'WON' | 'LOST'
  amount_minor: number
  fee_minor: number
  currency: string
  reason: string
  due_by: Date | null
  evidence: JSONColumnType<{ text: string; documents: string[] }> | null
  answered_by: string | null
  answered_at: Date | null
  opened_at: Generated<Date>
  closed_at: Date | null
}

interface PayoutTable {
  id: string
  operator_id: string
  currency: string
  /** Its Monday, by the operator's clock. */
  week: string
  begins_at: Date
  ends_at: Date
  state: 'DRAFT' | 'APPROVED' | 'SENT' | 'PAID' | 'RETURNED'
  earned_minor: number
  carried_minor: number
  amount_minor: number
  provider: ProviderName | null
  account: string | null
  approved_by: string | null
  approved_at: Date | null
  failure: string | null
  sent_at: Date | null
  done_at: Date | null
  created_at: Generated<Date>
  changed_at: Generated<Date>
}

/** A view: what we owe operators, entry by entry; positive: more. */
interface PayableView {
  id: string
  operator_id: string
  currency: string
  at: Date
  kind: JournalKind
  amount_minor: number
  bill_id: string | null
}

interface WalletTable {
  user_id: string
  currency: string
  balance_minor: number
  /** Blocked for sessions; no part of the balance. */
  held_minor: number
}

interface BusinessTable {
  operator_id: string
  legal_name: string
  street: string
  postal_code: string
  city: string
  country: string
  vat_id: string | null
  registration_id: string | null
  time_zone: string
  language: Language
  payout_provider: ProviderName | null
  payout_account: string | null
  /** When another account took the place of one; null while the first one stands. */
  payout_changed_at: Generated<Date | null>
  saved_at: Generated<Date>
}

interface BillingAddressTable {
  user_id: string
  name: string
  street: string
  postal_code: string
  city: string
  country: string
  vat_id: string | null
  language: Language | null
  saved_at: Generated<Date>
}

interface InvoiceTable {
  id: string
  kind: InvoiceData['kind']
  issuer_id: string
  /** A year of the issuer's zone, whose numbers begin with 1. */
  series: string
  number: number
  bill_id: string
  cdr_id: string | null
  refund_id: string | null
  credit_of: string | null
  user_id: string
  issued_at: Date
  currency: string
  excl_vat_minor: number
  vat_minor: number
  incl_vat_minor: number
  /** InvoiceData as it was hashed. */
  data: string
  data_sha256: Buffer
}

interface InvoiceOrderTable {
  id: string
  position: GeneratedAlways<number>
  kind: InvoiceData['kind']
  bill_id: string
  issuer_id: string | null
  user_id: string
  cause_id: string
  request: JSONColumnType<object>
  ordered_at: Generated<Date>
  done_at: Date | null
}

interface TopUpTable {
  id: string
  user_id: string
  provider: ProviderName
  payment_method_id: string | null
  state: Generated<'CREATED' | 'REQUIRES_ACTION' | 'PENDING' | 'SUCCEEDED' | 'FAILED'>
  amount_minor: number
  currency: string
  client_secret: string | null
  approval_url: string | null
  decline_code: string | null
  payment_id: string | null
  asked_from: string | null
  idempotency_key: string
  created_at: Generated<Date>
  changed_at: Generated<Date>
}

export type AdjustmentState = 'PROPOSED' | 'APPROVED' | 'REJECTED' | 'WITHDRAWN' | 'EXPIRED'

interface AdjustmentTable {
  id: string
  beneficiary: 'USER' | 'OPERATOR'
  beneficiary_id: string
  state: Generated<AdjustmentState>
  amount_minor: number
  currency: string
  reason: string
  evidence: string
  proposed_by: string
  proposed_at: Generated<Date>
  expires_at: Date
  idempotency_key: string
  decided_by: string | null
  decided_at: Date | null
  decision_reason: string | null
}

/** Work that is done in rounds, each thing by itself. */
export type Round = 'DUNNING' | 'HOLD' | 'INVOICES' | 'PAYOUT'

export interface PaymentsTables extends MessagingTables {
  /** `post_journal` of the database alone writes these four. */
  account: { id: string; kind: AccountKind; owner_id: string; currency: string }
  journal: { id: string; kind: JournalKind; source_type: SourceType; source_id: string; at: Date }
  /** `at` is the journal's. */
  entry: { id: string; journal_id: string; account_id: string; amount_minor: number; at: Date }
  wallet: WalletTable
  wallet_part: { bill_id: string; paid_minor: number; refunded_minor: Generated<number> }
  top_up: TopUpTable
  adjustment: AdjustmentTable
  provider_customer: { user_id: string; provider: ProviderName; customer_id: string }
  payment_method: PaymentMethodTable
  hold: HoldTable
  operation: OperationTable
  provider_event: {
    provider: ProviderName
    event_id: string
    type: string
    about_kind: Reading['kind'] | null
    about_id: string | null
    received_at: Generated<Date>
    looked_at: Date | null
    next_at: Generated<Date>
    tries: Generated<number>
    claimed_by: Generated<number | null>
  }
  /** What a round has failed at. */
  postponed: { round: Round; key: string; failures: Generated<number>; until: Date }
  mismatch: MismatchTable
  said_providers: { id: string; names: string[]; sandbox: boolean; said_at: Generated<Date> }
  reconciliation_run: ReconciliationRunTable
  provider_movement: ProviderMovementTable
  reconciliation_place: { provider: ProviderName; entry_id: string }
  payment: PaymentTable
  bill: BillTable
  reservation_fee: { reservation_id: string; version: number }
  bill_record: {
    cdr_id: string
    bill_id: string
    credit_of: string | null
    amount_minor: number
    data: JSONColumnType<RecordBill> | null
    heard_at: Generated<Date>
  }
  unbilled_session: { session_id: string }
  allowance: {
    id: string
    bill_id: string
    amount_minor: number
    reason: string
    given_by: string
    idempotency_key: string
    at: Generated<Date>
  }
  write_off: {
    id: string
    bill_id: string
    amount_minor: number
    reason: string
    written_by: string | null
    operator_id: string | null
    at: Generated<Date>
  }
  dunning_step: { bill_id: string; overdue_at: Date; step: number; due_minor: number; at: Generated<Date> }
  bill_payment: {
    bill_id: string
    idempotency_key: string
    user_id: string
    payment_method_id: string | null
    operation_id: string | null
    client_secret: string | null
    approval_url: string | null
    at: Generated<Date>
  }
  refund: RefundTable
  netting: NettingTable
  dispute: DisputeTable
  standing: {
    user_id: string
    standing: Standing
    reason: string | null
    changed_at: Generated<Date>
    /** What holds when nothing overdue blocks. */
    otherwise: Generated<'STANDARD' | 'POST_PAID'>
  }
  guest: { user_id: string; registered: boolean }
  bill_fee: { bill_id: string; basis_points: number; vat_basis_points: number }
  payable: PayableView
  payout_round: { operator_id: string; currency: string; week: string }
  payout: PayoutTable
  payout_entry: { entry_id: string; payout_id: string }
  connector: {
    id: string
    station_id: string
    operator_id: string
    tariff_id: string | null
    retired: boolean
    time_zone: string | null
    /** The position of the newest word in its producer's outbox. */
    said: number
  }
  business: BusinessTable
  operator_fee: { operator_id: string; basis_points: number; set_by: string; set_at: Generated<Date> }
  billing_address: BillingAddressTable
  invoice_counter: { issuer_id: string; series: string; last: number }
  invoice: InvoiceTable
  invoice_order: InvoiceOrderTable
  tariff: { id: string; version: number; currency: string; preauthorize_minor: number | null; said: number }
}

export type Db = Kysely<PaymentsTables>
export type Trx = Transaction<PaymentsTables>
export type PaymentMethod = Selectable<PaymentMethodTable>
export type Hold = Selectable<HoldTable>
export type Operation = Selectable<OperationTable>
export type ReconciliationRun = Selectable<ReconciliationRunTable>
export type Mismatch = Selectable<MismatchTable>
export type Payment = Selectable<PaymentTable>
export type Bill = Selectable<BillTable>
export type Refund = Selectable<RefundTable>
export type Wallet = Selectable<WalletTable>
export type Business = Selectable<BusinessTable>
export type BillingAddress = Selectable<BillingAddressTable>
export type Invoice = Selectable<InvoiceTable>
export type InvoiceOrder = Selectable<InvoiceOrderTable>
export type TopUp = Selectable<TopUpTable>
export type Adjustment = Selectable<AdjustmentTable>
export type Dispute = Selectable<DisputeTable>
export type Payout = Selectable<PayoutTable>
export type Payable = PayableView
