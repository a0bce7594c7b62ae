import type { BoxServices, RequestContext } from '#box/context.ts'
import type { Attempts } from './login/attempts.ts'
import type { Config } from './config.ts'
import type { Issuers } from './oidc/issuers.ts'
import type { Loaders } from './loaders.ts'
import type { AccountsTables } from './tables.ts'
import type { TokenKeys } from './login/token.ts'

export interface Services extends BoxServices<AccountsTables, Config> {
  keys: TokenKeys
  attempts: Attempts
  issuers: Issuers
}

export type Context = RequestContext<Services, Loaders>
