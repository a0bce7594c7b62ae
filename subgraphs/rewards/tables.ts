import type { Generated, JSONColumnType, Kysely, Selectable, Transaction } from 'kysely'
import type { MessagingTables } from '#db/outbox.ts'
import type { LeaderboardTables } from '#lib/leaderboard/standing.queries.ts'

export type RewardStatus = 'HELD' | 'REFUSED' | 'EARNED' | 'BATCHED' | 'SUBMITTED' | 'SETTLED' | 'CANCELLED' | 'WITHHELD'
/** The limit that a reward would have passed: of the user, of the station, of its rule, or of all together. */
export type LimitScope = 'USER' | 'STATION' | 'RULE' | 'ALL'
/** What a rule's budget is for; weeks begin on Mondays, all in UTC. */
export type BudgetPeriod = 'DAY' | 'WEEK' | 'MONTH'
export type EntryKind = 'EARNED' | 'REDUCED' | 'RAISED' | 'WITHHELD' | 'REPAID' | 'SETTLED'
export type RuleName =
  | 'charging.energy'
  | 'odometer.distance'
  // Deeds were once a part of `community`. A reward's key on chain follows from the name of its rule, so these stay.
  | 'community.tree-planting'
  | 'community.litter-clean-up'
  | 'community.recycling'
  | 'community.cycling'
  | 'community.public-transport'
  | 'community.ev-charging'
export type SourceType = 'CHARGING_SESSION' | 'ODOMETER_READING' | 'COMMUNITY_DEED'

/** `per` whole units of what is done (Wh, metres, deeds) earn `amount`. Token amounts are base units as decimal strings. */
export interface RuleData {
  per: number
  amount: string
  maximum: string
}

interface RewardRuleTable {
  id: string
  name: RuleName
  version: number
  valid_from: Date
  data: JSONColumnType<RuleData>
  /** Base units that the rule may give in each period. */
  budget: string
  period: BudgetPeriod
  created_by: string | null
  idempotency_key: string | null
  created_at: Generated<Date>
}

/** By it a version holds. */
interface RewardRulePublicationTable {
  rule_id: string
  actor_id: string | null
  at: Generated<Date>
}

/** Minutes of a day, and days of a week from 1, Monday. */
export interface CampaignWindow {
  days: number[]
  from: number
  until: number
}

interface RewardCampaignTable {
  id: string
  title: string
  rule_name: RuleName
  factor_permille: number
  starts_at: Date
  ends_at: Date
  time_zone: string
  windows: JSONColumnType<CampaignWindow[]>
  budget: string
  per_user: string
  per_user_day: string
  created_by: string
  idempotency_key: string
  created_at: Generated<Date>
}

interface RewardCampaignStepTable {
  campaign_id: string
  kind: 'PUBLISHED' | 'STOPPED'
  actor_id: string
  at: Generated<Date>
}

/** Base units of a day, as decimal strings. */
interface RewardLimitTable {
  id: string
  version: number
  per_user: string
  per_station: string
  budget: string
  settling_seconds: number
  created_by: string | null
  idempotency_key: string | null
  created_at: Generated<Date>
}

interface WalletTable {
  user_id: string
  derivation_index: number
  address: string
  created_at: Generated<Date>
}

interface LinkedWalletTable {
  user_id: string
  address: string | null
  chain_id: number | null
  position: number
}

interface BlockedUserTable {
  user_id: string
  blocked: boolean
  position: number
}

interface BatchTable {
  id: string
  chain_id: number
  number: number
  distributor: string
  keys_hash: string
  total: string
  count: number
  status: 'OPEN' | 'MINED' | 'ABANDONED'
  adopted: Generated<boolean>
  transaction_hash: string | null
  block_number: number | null
  mined_at: Date | null
  created_at: Generated<Date>
}

interface RewardTable {
  id: string
  user_id: string
  rule_id: string
  rule_name: RuleName
  source_type: SourceType
  source_id: string
  /** 0; higher for rewards that corrections added after the payment. */
  revision: Generated<number>
  station_id: string | null
  key: string
  /** Where it is, or will be, paid. */
  chain_id: number
  chain_index: Generated<number>
  /** Wh, metres or deeds, as the rule counts. */
  quantity: number
  /** Its worth, after all corrections. */
  amount: string
  /** The part that goes, or went, to the chain. */
  payout: string
  /** What was paid above its worth and is not paid off yet. */
  owed: Generated<string>
  /** The most of it that was drawn from the limits of its day. */
  granted: Generated<string>
  /** The campaign that added to it, and the most that was drawn from its budget for it. */
  campaign_id: Generated<string | null>
  bonus_granted: Generated<string>
  held_reason: LimitScope | null
  released_at: Date | null
  rests_until: Generated<Date>
  status: Generated<RewardStatus>
  batch_id: string | null
  /** The last batch it was in, which may have been given up. */
  last_batch_id: Generated<string | null>
  batch_position: number | null
  /** Set by the database when the reward is earned; null: the address of its user's `wallet`. */
  payout_address: Generated<string | null>
  earned_at: Date
  settled_at: Date | null
}

interface LedgerEntryTable {
  id: Generated<number>
  reward_id: string
  user_id: string
  kind: EntryKind
  amount: string
  counter_reward_id: string | null
  transaction_hash: string | null
  at: Generated<Date>
}

interface SignerLeaseTable {
  chain_id: number
  signer: string
  holder: string
  expires_at: Date
  /** From when on it was never away for longer than its length. */
  since: Date
}

interface ChainTransactionTable {
  id: string
  chain_id: number
  signer: string
  nonce: number
  attempt: number
  kind: 'BATCH' | 'NOOP'
  batch_id: string
  raw: string
  hash: string
  max_fee_wei: string
  max_tip_wei: string
  gas_limit: number
  stored_at: Generated<Date>
  broadcast_at: Date | null
}

interface NonceOutcomeTable {
  chain_id: number
  signer: string
  nonce: number
  outcome: 'MINED' | 'FAILED' | 'FILLED' | 'LOST'
  hash: string | null
  block_number: number | null
  block_hash: string | null
  /** What it has cost; null where it was another's. */
  fee_wei: string | null
  finalized: Generated<boolean>
  at: Generated<Date>
}

interface ChainCursorTable {
  chain_id: number
  distributor: string
  block_number: number
  block_hash: string
}

interface FoundPayoutTable {
  chain_id: number
  key: string
  batch_id: string
  batch_position: number
  chain_index: number
  account: string
  amount: string
}

interface ChainTable {
  id: number
  name: string
  distributor: string
  token: string
  explorer_url: string | null
  /** The configuration names it. */
  configured: Generated<boolean>
  /** Who has chosen no chain is paid there. */
  standard: Generated<boolean>
  nodes: Generated<number>
  quorum: Generated<number>
  head_block: number | null
  final_block: number | null
  max_fee_wei: string | null
  remaining_budget: string | null
  reward_maximum: string | null
  contract_paused: boolean | null
  seen_at: Date | null
  fault: string | null
  fault_since: Date | null
  compared_at: Date | null
  paused_at: Date | null
  paused_by: string | null
  pause_reason: string | null
}

interface ChainChoiceTable {
  user_id: string
  chain_id: number
  chosen_at: Generated<Date>
}

export type BoardName = 'TOKENS' | 'ENERGY' | 'DISTANCE' | 'DEEDS'

export interface RewardsTables extends MessagingTables, LeaderboardTables<{ board: BoardName; score: number }> {
  chain: ChainTable
  chain_choice: ChainChoiceTable
  reward_rule: RewardRuleTable
  reward_rule_publication: RewardRulePublicationTable
  reward_limit: RewardLimitTable
  reward_campaign: RewardCampaignTable
  reward_campaign_step: RewardCampaignStepTable
  guest: { user_id: string }
  wallet: WalletTable
  linked_wallet: LinkedWalletTable
  blocked_user: BlockedUserTable
  batch: BatchTable
  reward: RewardTable
  ledger_entry: LedgerEntryTable
  signer_lease: SignerLeaseTable
  chain_transaction: ChainTransactionTable
  nonce_outcome: NonceOutcomeTable
  chain_cursor: ChainCursorTable
  found_payout: FoundPayoutTable
}

export type Db = Kysely<RewardsTables>
export type Trx = Transaction<RewardsTables>
export type RewardRule = Selectable<RewardRuleTable>
export type RewardCampaign = Selectable<RewardCampaignTable>
export type RewardLimit = Selectable<RewardLimitTable>
export type Reward = Selectable<RewardTable>
export type LedgerEntry = Selectable<LedgerEntryTable>
export type ChainState = Selectable<ChainTable>
export type Batch = Selectable<BatchTable>
export type ChainTransaction = Selectable<ChainTransactionTable>
export type NonceOutcome = Selectable<NonceOutcomeTable>
