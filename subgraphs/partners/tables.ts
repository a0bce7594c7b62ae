import type { ColumnType, Generated, Kysely, Selectable, Transaction } from 'kysely'
import type { MessagingTables } from '#db/outbox.ts'
import type { Scope } from '#lib/auth.ts'

interface ClientTable {
  id: string
  partner_id: string
  name: string
  sandbox: boolean
  scopes: Scope[]
  /** CIDR blocks; empty: from everywhere. */
  allowed_addresses: Generated<string[]>
  requests_per_hour: number
  requests_per_day: number
  created_at: Generated<Date>
  revoked_at: Date | null
  idempotency_key: string | null
}

interface ClientKeyTable {
  id: string
  client_id: string
  prefix: string
  hash: Buffer
  place: 1 | 2
  created_at: Generated<Date>
  expires_at: Date | null
  ended_at: Date | null
  idempotency_key: string | null
}

interface ManifestTable {
  id: string
  client_id: string
  version: string
  operations: number
  bytes: number
  digest: Buffer
  uploaded_at: Generated<Date>
  activated_at: Date | null
  retired_at: Date | null
  active: Generated<boolean>
}

export type OperationKind = 'QUERY' | 'MUTATION' | 'SUBSCRIPTION'

interface ManifestOperationTable {
  manifest_id: string
  name: string
  hash: Buffer
  kind: OperationKind
}

interface UsageTable {
  client_id: string
  /** As in 2026-11-22. */
  day: string
  operation: string
  /** The error's code; empty: it went well. */
  code: string
  calls: number
  buckets: readonly number[]
}

interface CallTable {
  id: string
  client_id: string
  at: Date
  operation: string
  code: string
  ms: number
  address_block: string | null
  request_id: string | null
}

/** Why an endpoint is off. */
export type DisabledBecause = 'PARTNER' | 'GONE' | 'FAILING' | 'ADMIN' | 'NO_PARTNER'

interface WebhookEndpointTable {
  id: string
  client_id: string
  owner_id: string
  url: string
  description: string
  kinds: string[]
  created_at: Generated<Date>
  disabled_at: Date | null
  disabled_because: DisabledBecause | null
  failures: Generated<number>
  failing_since: Date | null
  rests_until: Date | null
  last_sequence: Generated<number>
  idempotency_key: string | null
}

interface WebhookSecretTable {
  endpoint_id: string
  place: 1 | 2
  sealed: Buffer
  public_key: Buffer
  created_at: Generated<Date>
  expires_at: Date | null
}

export type MessageState = 'WAITING' | 'DELIVERED' | 'FAILED' | 'DROPPED'

interface WebhookMessageTable {
  id: string
  endpoint_id: string
  event_id: string
  kind: string
  sequence: number
  about: string
  occurred_at: Date
  data: string
  state: Generated<MessageState>
  tries: Generated<number>
  next_at: Generated<Date>
  created_at: Generated<Date>
  done_at: Date | null
}

interface WebhookAttemptTable {
  id: string
  message_id: string
  at: Generated<Date>
  status: number | null
  failure: string | null
  ms: number
  answer: string
}

export type Which = 'FAILED' | 'ALL'

interface WebhookReplayTable {
  id: string
  endpoint_id: string
  which: Which
  since: Date
  asked_at: Generated<Date>
  total: number
  at_sequence: number
  last_sequence: number
  replayed: Generated<number>
  finished_at: Date | null
}

export interface PartnersTables extends MessagingTables {
  client: ClientTable
  client_key: ClientKeyTable
  manifest: ManifestTable
  manifest_operation: ManifestOperationTable
  usage: UsageTable
  usage_report: { gateway_id: string; sequence: number; at: Generated<Date> }
  client_call: CallTable
  document: { hash: Buffer; body: ColumnType<string, string, never> }
  webhook_endpoint: WebhookEndpointTable
  webhook_secret: WebhookSecretTable
  webhook_message: WebhookMessageTable
  webhook_attempt: WebhookAttemptTable
  webhook_replay: WebhookReplayTable
  webhook_leftover: { endpoint_id: string; at: Generated<Date> }
  station: { id: string; operator_id: string; said: number }
}

export type Db = Kysely<PartnersTables>
export type Trx = Transaction<PartnersTables>
export type Client = Selectable<ClientTable>
export type Key = Selectable<ClientKeyTable>
export type Manifest = Selectable<ManifestTable>
export type Usage = Selectable<UsageTable>
export type Call = Selectable<CallTable>
export type Endpoint = Selectable<WebhookEndpointTable>
export type Secret = Selectable<WebhookSecretTable>
export type Message = Selectable<WebhookMessageTable>
export type Attempt = Selectable<WebhookAttemptTable>
export type Replay = Selectable<WebhookReplayTable>
