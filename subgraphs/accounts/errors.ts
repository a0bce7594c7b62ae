import { refusal } from '#lib/errors.ts'

export const refuse = refusal<
  /** The e-mail address has an account. */
  | 'EMAIL_TAKEN'
  /** The e-mail address has no account, or the password is wrong. The answer does not say which. */
  | 'BAD_CREDENTIALS'
  /** The refresh token is unknown, expired, revoked or used up. Only a new sign-in helps. */
  | 'SESSION_ENDED'
  /** The card belongs to an account already. */
  | 'ID_TOKEN_TAKEN'
  /** The card was blocked, and stays so. */
  | 'ID_TOKEN_BLOCKED'
  /** It is for who has an account, and a guest has none. Register first. */
  | 'ACCOUNT_NEEDED'
  /** The account has as many of these as it may have. */
  | 'LIMIT_REACHED'
  /** The passkey is unknown, or its answer is not to what we asked. The answer does not say which. */
  | 'PASSKEY_REFUSED'
  /** The signature does not hold, or the message is not the one that was to be signed. The answer does not say which. */
  | 'WALLET_REFUSED'
  /** The wallet has proved itself, and is linked to no account. */
  | 'WALLET_NOT_LINKED'
  /** The wallet is linked to another account, or the account has another wallet. */
  | 'WALLET_TAKEN'
  /** An address is proven by the link of a letter before it is registered. */
  | 'EMAIL_UNPROVEN'
  /** The link of a letter is unknown, too old, or was used. The answer does not say which. */
  | 'BAD_TOKEN'
  /** The code of the second factor is wrong, or was used before. */
  | 'BAD_CODE'
  /** An admin has blocked the account. Only who has its password is told. */
  | 'ACCOUNT_BLOCKED'
  /** The callback is not to what this client has begun, or the issuer does not stand by it. The answer does not say which. */
  | 'OIDC_REFUSED'
  /** The identity is linked to another account, or the account has another one of the issuer. */
  | 'IDENTITY_TAKEN'
  /** The issuer vouches for no e-mail address. */
  | 'EMAIL_UNVERIFIED'
  /** An account has the address already; its owner links the issuer from within. */
  | 'LINK_NEEDED'
  /** The user could not sign in any more. */
  | 'LAST_WAY'
  /** The platform would be left without an admin. */
  | 'LAST_ADMIN'
>
