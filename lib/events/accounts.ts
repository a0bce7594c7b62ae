import type { ConnectorStandard } from '../graphql/connector-standard.ts'
import type { NotificationChoice } from '../mail/notification.ts'

/** What accounts tells of its users, their identities and their vehicles. */
export interface AccountsEvents {
  /**
   * Somebody has an account, by `register` or as the first administrator; once a user. A guest charges without one for a day, earns nothing,
   * and is said once more, without `guest`, when they register. Aggregate: the user.
   */
  'accounts.user.registered': { userId: string; displayName: string; roles: string[]; guest?: true }
  /** A user has another name now. Aggregate: the user. */
  'accounts.user.renamed': { userId: string; displayName: string }
  /** A user wants all that the platform has of them: every box answers by `person.part.told`. Aggregate: the export. */
  'accounts.export.wanted': { exportId: string; userId: string }
  /** A user wants to leave: every box answers by `person.leaving.judged`, each round anew. Aggregate: the user. */
  'accounts.deletion.proposed': { deletionId: string; userId: string; round: number }
  /**
   * A user has left. Every box forgets by what they could be known, answers by `person.user.forgotten`, and takes in nothing more of them
   * (`db/person.ts`). It is said again an hour later. Aggregate: the user.
   */
  'accounts.user.deleted': { userId: string; deletedAt: string }
  /** A login was ended before its time, so its access tokens are good no more. Aggregate: the login. */
  'accounts.login.ended': { loginId: string; userId: string; reason: string }
  /**
   * Something was taken from a user: access tokens with a lower version are good no more. `roles` are those that are left, none while the
   * user is blocked; absent from older events. Aggregate: the user.
   */
  'accounts.user.changed-access': { userId: string; version: number; roles?: string[] }
  /** A user was blocked, or let in again; the newest word holds. Aggregate: the user. */
  'accounts.user.blocked': { userId: string; blocked: boolean }
  /**
   * A user has linked a wallet of their own: what they earn from now on is paid to it. A contract is on that chain alone. Aggregate: the
   * user.
   */
  'accounts.wallet.linked': { userId: string; address: string; chainId: number; contract: boolean }
  /** A user has taken a wallet away: what they earn from now on is paid where it was before. Aggregate: the user. */
  'accounts.wallet.unlinked': { userId: string; address: string }
  /**
   * Somebody has asked for a link to their e-mail address: to register (`REGISTRATION`; with a `userId` the address has an account already,
   * and the letter is to say so, its link sets a password), or to show that the address is theirs (`VERIFICATION`). `letter` is sealed for
   * the box that sends mails (`lib/mail/letter.ts`). Aggregate: the user, else the request.
   */
  'accounts.email-verification.requested': {
    userId: string | null
    purpose: 'REGISTRATION' | 'VERIFICATION'
    letter: string
    expiresAt: string
  }
  /** Somebody wants to set a new password, and the address has an account. The rest as above. */
  'accounts.password-reset.requested': { userId: string; letter: string; expiresAt: string }
  /**
   * Somebody wants to have another e-mail address. `CONFIRM` is for the new one; `TAKEN` as well, where it has an account already, whose
   * user it names; `UNDO` is for the old one, when the change is asked for and again when it is done. The rest as above.
   */
  'accounts.email-change.requested': {
    userId: string
    purpose: 'CONFIRM' | 'TAKEN' | 'UNDO'
    letter: string
    expiresAt: string
  }
  /** A user has another e-mail address now, or the one of before again (`undone`). Aggregate: the user. */
  'accounts.user.changed-email': { userId: string; undone: boolean }
  /**
   * A user has signed in from where they have not been of late. `letter` is null where no letter goes out: the address is not proven.
   * Aggregate: the login.
   */
  'accounts.login.opened-on-new-device': {
    loginId: string
    userId: string
    /** In the user's words, e.g. "Firefox on Linux"; null if it has said nothing of itself. */
    device: string | null
    method: string
    letter: string | null
  }
  /**
   * An operator's payouts go to another account from now on, or nowhere (null), and the operator is to know it. `account` and `restsUntil` are
   * those of payments, `letter` is as above. Aggregate: the operator.
   */
  'accounts.payout-notice.requested': { userId: string; account: string | null; restsUntil: string; letter: string }
  /**
   * An identity that a driver can show to a charger was issued, changed, blocked or told again. It is whole each time, so that the newest
   * word is enough. Aggregate: the identity.
   */
  'accounts.id-token.issued': {
    idTokenId: string
    /** Whose it is: a user's, or with a `partnerId` that of a customer of this partner's, who has no account. Absent from older events. */
    userId: string
    partnerId?: string
    value: string
    type: IdTokenType
    status: IdTokenStatus
    /**
     * Until when chargers accept it, and the name of its group among the user's. Null, and absent from older events: for ever; no group.
     */
    expiresAt?: string | null
    group?: string | null
    /** How many sessions it may have at once. Absent from older events: one. */
    concurrentSessions?: number
  }
  /** A vehicle was added or changed; whole each time. Aggregate: the vehicle. */
  'accounts.vehicle.saved': {
    vehicleId: string
    userId: string
    name: string
    batteryCapacityWh: number | null
    /** Absent from older events. */
    consumptionWhPerKm?: number | null
    /** Plugs that it is charged by, and what it takes at most. Absent from older events; empty and null: not known. */
    connectors?: ConnectorStandard[]
    maxAcPowerW?: number | null
    maxDcPowerW?: number | null
  }
  /**
   * How somebody wants to be told of things, by every kind and channel, and the currency that they are shown sums in; whole each time. Who
   * has said nothing has the defaults (`lib/mail/notification.ts`). Aggregate: the user.
   */
  'accounts.preferences.saved': { userId: string; displayCurrency: string | null; notifications: NotificationChoice[] }
  /**
   * How a user is reached and addressed; whole each time. `contact` is sealed for the box that sends mails and opens to a `Contact`
   * (`lib/mail/contact.ts`); null: they have no address, or no key to seal it by is set. Guests have what their receipt needs. Aggregate: the user.
   */
  'accounts.contact.saved': {
    userId: string
    contact: string | null
    /** Two of one user's are the same if and only if the address is; null: there is none. */
    addressHash: string | null
    emailVerified: boolean
    /** BCP 47, and an IANA name; null: they have not said. */
    locale: string | null
    timeZone: string | null
    /** Empty while the user is blocked. */
    roles: string[]
    guest?: true
    /** They have agreed to news and offers (the consent MARKETING). Absent: they have not, or have taken it back. */
    marketing?: true
  }
  /** Its owner has removed a vehicle; what it earned stays. */
  'accounts.vehicle.removed': { vehicleId: string; userId: string }
}

/**
 * OCPP's types (2.1 part 2, appendix IdTokenEnumStringType), and two of ours: APP is the app's own, RFID is a card of either ISO standard.
 */
export type IdTokenType =
  | 'APP'
  | 'RFID'
  | 'CENTRAL'
  | 'DIRECT_PAYMENT'
  | 'EMAID'
  | 'EVCCID'
  | 'ISO14443'
  | 'ISO15693'
  | 'KEY_CODE'
  | 'LOCAL'
  | 'MAC_ADDRESS'
  | 'VIN'
export type IdTokenStatus = 'ACTIVE' | 'BLOCKED'
