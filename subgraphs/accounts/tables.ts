import type { ColumnType, Generated, GeneratedAlways, JSONColumnType, Kysely, RawBuilder, Selectable, Transaction } from 'kysely'
import type { MessagingTables } from '#db/outbox.ts'
import type { Role } from '#lib/auth.ts'
import type { ConnectorStandard } from '#lib/graphql/connector-standard.ts'
import type { EventCatalogue, IdTokenStatus, IdTokenType } from '#lib/events.ts'
import type { NotificationChoice } from '#lib/mail/notification.ts'

export interface AccountsTables extends MessagingTables {
  user: UserTable
  user_role: { user_id: string; role: Role; granted_at: Generated<Date>; granted_by: string | null }
  vehicle: VehicleTable
  contact: ContactTable
  customer: CustomerTable
  id_token: IdTokenTable
  login: LoginTable
  refresh_token: { hash: Buffer; login_id: string; created_at: Generated<Date>; expires_at: Date; used_at: Date | null }
  challenge: ChallengeTable
  passkey: PasskeyTable
  wallet: WalletTable
  oidc_identity: OidcIdentityTable
  attempt: { key: string; points: number; expire: number | null }
  letter_request: LetterRequestTable
  letter_token: LetterTokenTable
  second_factor: {
    user_id: string
    sealed: Buffer
    created_at: Generated<Date>
    confirmed_at: Date | null
    last_step: Generated<number>
  }
  recovery_code: { hash: Buffer; user_id: string; created_at: Generated<Date>; used_at: Date | null }
  sign_in_challenge: { hash: Buffer; user_id: string; method: LoginMethod; created_at: Generated<Date>; expires_at: Date }
  second_factor_role: { role: Role }
  consent: ConsentTable
  preference: PreferenceTable
  notification_preference: { user_id: string } & NotificationChoice
  person_export: PersonExportTable
  person_export_piece: { export_id: string; box: string; number: number; pieces: number; data: string }
  account_deletion: AccountDeletionTable
  account_deletion_box: AccountDeletionBoxTable
}

interface UserTable {
  id: string
  /** Null in the row of somebody who has left, which `users` does not find, and of a guest, who has nothing that is read with it. */
  email: ColumnType<string, string | null, string | null>
  display_name: ColumnType<string, string, string | null>
  /** Null for who signs in another way alone. */
  password_hash: string | null
  created_at: Generated<Date>
  /** Counts what was taken from the user: tokens with a lower count are refused. */
  access_version: Generated<number>
  access_changed_at: Date | null
  email_verified_at: Date | null
  blocked_at: Date | null
  deleted_at: ColumnType<Date | null, undefined, Date>
  locale: string | null
  units: Units | null
  time_zone: string | null
  /** Until when somebody without an account may charge; null for who has one. */
  guest_until: Date | null
  /** Where their receipt goes. */
  guest_email: string | null
}

interface VehicleTable {
  id: string
  user_id: string
  name: string
  make: string | null
  model: string | null
  battery_capacity_wh: number | null
  consumption_wh_per_km: number | null
  plate: string | null
  plate_country: string | null
  connectors: ConnectorStandard[]
  max_ac_power_w: number | null
  max_dc_power_w: number | null
  is_default: boolean
  created_at: Generated<Date>
  idempotency_key: string | null
}

export type Theme = 'SYSTEM' | 'LIGHT' | 'DARK'
export type Contrast = 'SYSTEM' | 'STANDARD' | 'MORE'
export type Motion = 'SYSTEM' | 'REDUCED'

interface PreferenceTable {
  user_id: string
  display_currency: string | null
  theme: Generated<Theme>
  contrast: Generated<Contrast>
  motion: Generated<Motion>
  standards: Generated<ConnectorStandard[]>
  min_power_w: number | null
  only_available: Generated<boolean>
}

interface ContactTable {
  user_id: string
  due: Generated<boolean>
  /** What was said last. */
  told: JSONColumnType<EventCatalogue['accounts.contact.saved']> | null
  sealed_for: string | null
}

/** A customer of a partner. They have no login. */
interface CustomerTable {
  id: string
  partner_id: string
  reference: string
  name: string | null
  email: string | null
  blocked_at: Date | null
  created_at: Generated<Date>
}

interface IdTokenTable {
  id: string
  /** Whose it is: a user's, or a customer's of this partner. */
  user_id: string | null
  customer_id: string | null
  partner_id: string | null
  /** The sandbox that it is of; null: the real world. */
  world: GeneratedAlways<string | null>
  value: string
  type: IdTokenType
  /** Whether it was blocked by itself, for good. See `statusOf`. */
  status: Generated<IdTokenStatus>
  owner_blocked: Generated<boolean>
  expires_at: Date | null
  group_name: string | null
  concurrent_sessions: Generated<number>
  created_at: Generated<Date>
}

interface LoginTable {
  id: string
  user_id: string
  created_at: Generated<Date>
  expires_at: Date
  revoked_at: Date | null
  revoked_because: RevocationReason | null
  device: string | null
  address_block: string | null
  method: LoginMethod
  last_used_at: Generated<Date>
  second_factor_at: Date | null
}

export type ChallengeKind = 'PASSKEY_REGISTRATION' | 'PASSKEY_SIGN_IN' | 'WALLET_SIGN_IN' | 'WALLET_LINK' | 'OIDC'

interface ChallengeTable {
  hash: Buffer
  kind: ChallengeKind
  user_id: string | null
  data: JSONColumnType<object>
  created_at: Generated<Date>
  expires_at: Date
}

interface PasskeyTable {
  id: string
  user_id: string
  credential_id: string
  public_key: Buffer
  counter: number
  transports: string[]
  name: string
  backed_up: boolean
  created_at: Generated<Date>
  last_used_at: Date | null
}

interface WalletTable {
  user_id: string
  address: string
  chain_id: number
  contract: boolean
  linked_at: Generated<Date>
}

interface ConsentTable {
  id: string
  user_id: string
  kind: ConsentKind
  version: string
  given: boolean
  at: Generated<Date>
  idempotency_key: string | null
}

export type ConsentKind = 'TERMS' | 'MARKETING' | 'ANALYTICS'

interface PersonExportTable {
  id: string
  user_id: string
  asked_at: Generated<Date>
  ready_at: Date | null
  /** Boxes that did not answer in time. */
  missing: string[] | null
  archive: Buffer | null
}

interface AccountDeletionTable {
  id: string
  user_id: string
  asked_by: string
  asked_at: Generated<Date>
  due_at: ColumnType<Date, RawBuilder<Date>, never>
  round: Generated<number>
  round_at: Generated<Date>
  cancelled_at: ColumnType<Date | null, undefined, RawBuilder<Date>>
  refused_at: ColumnType<Date | null, undefined, RawBuilder<Date>>
  done_at: ColumnType<Date | null, undefined, RawBuilder<Date>>
  /** The boxes were told once more. */
  told_again_at: ColumnType<Date | null, undefined, RawBuilder<Date>>
}

interface AccountDeletionBoxTable {
  deletion_id: string
  box: string
  /** The last round that it has answered. */
  round: Generated<number>
  hold: string | null
  /** The hold will end by itself. */
  passes: boolean | null
  forgotten_at: ColumnType<Date | null, undefined, RawBuilder<Date>>
}

interface OidcIdentityTable {
  issuer: string
  subject: string
  user_id: string
  linked_at: Generated<Date>
}

interface LetterRequestTable {
  id: string
  purpose: 'REGISTRATION' | 'VERIFICATION' | 'RESET' | 'EMAIL_CHANGE'
  email: string
  /** Who wants to have the address. */
  user_id: string | null
  /** Language of the letter where there is no profile that says one, BCP 47; null: none was given. */
  locale: string | null
  created_at: Generated<Date>
}

interface LetterTokenTable {
  hash: Buffer
  purpose: LetterPurpose
  email: string
  user_id: string | null
  created_at: Generated<Date>
  expires_at: Date
  used_at: Date | null
}

export type RevocationReason =
  | 'SIGN_OUT'
  | 'REUSE'
  | 'PASSWORD_CHANGED'
  | 'PASSWORD_RESET'
  | 'ENDED'
  | 'BLOCKED'
  | 'DELETED'
  | 'EMAIL_CHANGED'
/** By what somebody has signed in. A letter is a link to an address that is theirs. */
export type LoginMethod = 'PASSWORD' | 'LETTER' | 'PASSKEY' | 'WALLET' | 'OIDC' | 'GUEST'
export type LetterPurpose = LetterRequestTable['purpose'] | 'EMAIL_UNDO'

export type Units = 'METRIC' | 'IMPERIAL'

export type Db = Kysely<AccountsTables>
export type Trx = Transaction<AccountsTables>

export type ConsentRow = Selectable<ConsentTable>
export type LetterRequestRow = Selectable<LetterRequestTable>
export type PersonExportRow = Omit<Selectable<PersonExportTable>, 'archive'> & { bytes: number | null }
export type DeletionRow = Selectable<AccountDeletionTable>
export type DeletionBoxRow = Selectable<AccountDeletionBoxTable>
export type AuditRow = Selectable<AccountsTables['audit']>
export type LoginRow = Selectable<LoginTable>
export type PreferenceRow = Selectable<PreferenceTable>
export type VehicleRow = Selectable<VehicleTable>
export type WalletRow = Selectable<WalletTable>
export type OidcIdentityRow = Selectable<OidcIdentityTable>
export type PasskeyRow = Selectable<PasskeyTable>
export type CustomerRow = Selectable<CustomerTable>
export type IdTokenRow = Selectable<IdTokenTable>
/** A user as the graph knows them: without the password's hash, with their roles. */
export type UserRow = Omit<Selectable<UserTable>, 'password_hash' | 'access_changed_at' | 'deleted_at' | 'guest_email'> & {
  roles: Role[]
}
