import { z } from 'zod'
import { addressesOf, boxShape, ConfigError, env, readConfig, type Env } from '#lib/config.ts'
import { passwordFault } from './password.ts'

export type AccountsConfig = ReturnType<typeof accountsConfig>

const shape = {
  ...boxShape,
  ACCOUNTS_PORT: env.port(4001),
  /** Ed25519 key that access tokens are signed with; the gateway has its public half as GATEWAY_ACCESS_PUBLIC_KEY. */
  ACCOUNTS_TOKEN_PRIVATE_KEY: env.privateKey,
  /** With ACCOUNTS_ADMIN_PASSWORD: the admin that is made at the start while there is none. */
  ACCOUNTS_ADMIN_EMAIL: z.email().optional(),
  ACCOUNTS_ADMIN_PASSWORD: z.string().optional(),
}

/** Reads the configuration of accounts. Throws a ConfigError that names every fault. */
export function accountsConfig(variables: Env) {
  const read = readConfig(shape, variables)
  return {
    databaseUrl: read.DATABASE_URL,
    databasePoolSize: read.DATABASE_POOL_SIZE,
    redisUrl: read.REDIS_URL,
    callerPublicKey: read.CALLER_PUBLIC_KEY,
    logLevel: read.LOG_LEVEL,
    ...addressesOf(read, read.ACCOUNTS_PORT),
    tokenPrivateKey: read.ACCOUNTS_TOKEN_PRIVATE_KEY,
    firstAdmin: firstAdmin(read.ACCOUNTS_ADMIN_EMAIL, read.ACCOUNTS_ADMIN_PASSWORD),
  }
}

function firstAdmin(email: string | undefined, password: string | undefined): { email: string; password: string } | null {
  if (email === undefined && password === undefined) return null
  if (email === undefined || password === undefined)
    throw new ConfigError(['ACCOUNTS_ADMIN_EMAIL and ACCOUNTS_ADMIN_PASSWORD are set both or not at all'])
  const fault = passwordFault(password, email)
  if (fault) throw new ConfigError([`ACCOUNTS_ADMIN_PASSWORD: ${fault}`])
  return { email, password }
}
