import { z } from 'zod'
import { addressesOf, boxShape, ConfigError, env, readConfig, type Env } from '#lib/config.ts'
import type { Tls } from '#lib/server.ts'

export type OcppConfig = ReturnType<typeof ocppConfig>

const pem = z
  .string()
  .transform((text) => text.replaceAll('\\n', '\n'))
  .refine((text) => text.startsWith('-----BEGIN '), 'must be in PEM form (line breaks may be written as \\n)')

/** The bridge's configuration from the environment; throws ConfigError with every fault. */
export function ocppConfig(variables: Env) {
  const { CALLER_PUBLIC_KEY: _unused, ...box } = boxShape
  const read = readConfig(
    {
      ...box,
      OCPP_PORT: env.port(9000),
      OCPP_TLS_KEY: pem.optional(),
      OCPP_TLS_CERTIFICATE: pem.optional(),
      OCPP_TLS_CLIENT_CA: pem.optional(),
      OCPP_PROXIES: z.coerce.number().int().min(0).default(0),
      OCPP_ALLOW_PROFILE_0: env.flag(false),
      OCPP_ADMIT_UNKNOWN: env.flag(true),
      OCPP_HEARTBEAT_MS: env.milliseconds(300_000),
      OCPP_PENDING_RETRY_MS: env.milliseconds(30_000),
      OCPP_PING_MS: env.milliseconds(30_000),
      OCPP_CALL_TIMEOUT_MS: env.milliseconds(15_000),
      OCPP_ANSWER_WITHIN_MS: env.milliseconds(15_000),
      OCPP_OFFLINE_GRACE_MS: env.milliseconds(5_000),
      OCPP_CONNECTION_TIMEOUT_MS: env.milliseconds(120_000),
      OCPP_PARTS_TIMEOUT_MS: env.milliseconds(600_000),
      OCPP_FORGOTTEN_AFTER_MS: env.milliseconds(300_000),
      OCPP_SWEEP_MS: env.milliseconds(1_000),
    },
    variables,
  )
  return {
    databaseUrl: read.DATABASE_URL,
    databasePoolSize: read.DATABASE_POOL_SIZE,
    redisUrl: read.REDIS_URL,
    logLevel: read.LOG_LEVEL,
    ...addressesOf(read, read.OCPP_PORT),
    /** Security profiles 2 (password over TLS) and, with a client authority, 3 (client certificate). */
    tls: tlsOf(read),
    /** Reverse proxies in front; wrong passwords are counted by the address that the outermost saw. */
    proxies: read.OCPP_PROXIES,
    /** Security profile 0: chargers that have no password. */
    allowProfile0: read.OCPP_ALLOW_PROFILE_0,
    /** A charger that is not registered may connect and is told Pending; else it is refused at the door. */
    admitUnknown: read.OCPP_ADMIT_UNKNOWN,
    heartbeatMs: read.OCPP_HEARTBEAT_MS,
    /** How soon a pending charger is to boot again. */
    pendingRetryMs: read.OCPP_PENDING_RETRY_MS,
    /** A charger that answers no ping is offline within two of these. */
    pingMs: read.OCPP_PING_MS,
    /** A charger's answer to our call is waited for so long. */
    callTimeoutMs: read.OCPP_CALL_TIMEOUT_MS,
    /** A call that a passing fault keeps from being answered is tried again for so long; chargers wait 30 s and more for an answer. */
    answerWithinMs: read.OCPP_ANSWER_WITHIN_MS,
    /** A remote start for a charger that is offline waits so long for it to come back. */
    offlineGraceMs: read.OCPP_OFFLINE_GRACE_MS,
    /** After an accepted remote start, the cable is waited for so long (the chargers' EVConnectionTimeOut should be shorter). */
    connectionTimeoutMs: read.OCPP_CONNECTION_TIMEOUT_MS,
    /** An ended 2.x transaction waits so long for parts that are missing. */
    partsTimeoutMs: read.OCPP_PARTS_TIMEOUT_MS,
    /** After a boot, or Available on its connector, a transaction is given up when the charger says nothing of it for so long. */
    forgottenAfterMs: read.OCPP_FORGOTTEN_AFTER_MS,
    sweepMs: read.OCPP_SWEEP_MS,
  }
}

function tlsOf(read: {
  OCPP_TLS_KEY?: string | undefined
  OCPP_TLS_CERTIFICATE?: string | undefined
  OCPP_TLS_CLIENT_CA?: string | undefined
}): Tls | undefined {
  const { OCPP_TLS_KEY: key, OCPP_TLS_CERTIFICATE: certificate, OCPP_TLS_CLIENT_CA: clientCa } = read
  if (key !== undefined && certificate !== undefined) return { key, certificate, clientCa }
  if (key === undefined && certificate === undefined && clientCa === undefined) return undefined
  throw new ConfigError([`${key === undefined ? 'OCPP_TLS_KEY' : 'OCPP_TLS_CERTIFICATE'} is not set, which TLS needs`])
}
