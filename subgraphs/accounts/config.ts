import { z } from 'zod'
import { boxConfig } from '#box/config.ts'
import { ConfigError, env, type Env } from '#lib/config.ts'
import { passwordFault } from './login/password.ts'

export type Config = ReturnType<typeof accountsConfig>

const settings = boxConfig('accounts', {
  /** Ed25519 key that signs access tokens. The gateway has its public half as GATEWAY_ACCESS_PUBLIC_KEY. */
  ACCOUNTS_TOKEN_PRIVATE_KEY: env.privateKey,
  /** With ACCOUNTS_ADMIN_PASSWORD: the admin that is made at the start if there is none. */
  ACCOUNTS_ADMIN_EMAIL: z.email().optional(),
  ACCOUNTS_ADMIN_PASSWORD: z.string().optional(),
})

/** Reads the configuration of accounts. Throws a ConfigError that names every fault. */
export function accountsConfig(variables: Env) {
  const read = settings(variables)
  return { ...read, firstAdmin: firstAdmin(read.adminEmail, read.adminPassword) }
}

function firstAdmin(email: string | undefined, password: string | undefined): { email: string; password: string } | null {
  if (email === undefined && password === undefined) return null
  if (email === undefined || password === undefined)
    throw new ConfigError(['ACCOUNTS_ADMIN_EMAIL and ACCOUNTS_ADMIN_PASSWORD are set both or not at all'])
  const fault = passwordFault(password, email)
  if (fault) throw new ConfigError([`ACCOUNTS_ADMIN_PASSWORD: ${fault}`])
  return { email, password }
}
