import { z } from 'zod'
import { addressesOf, boxShape, env, readConfig, type Env } from '#lib/config.ts'
import { isCurrency, NO_CURRENCY } from '#lib/currency.ts'

export type ChargingConfig = ReturnType<typeof chargingConfig>

/** The configuration of the charging subgraph from the environment; throws ConfigError with every fault. */
export function chargingConfig(variables: Env) {
  const read = readConfig(
    {
      ...boxShape,
      CHARGING_PORT: env.port(4003),
      CHARGING_COMMAND_TIMEOUT_MS: env.milliseconds(60_000),
      CHARGING_PLUG_IN_TIMEOUT_MS: env.milliseconds(180_000),
      CHARGING_REWARD_WAIT_MS: env.milliseconds(10_000),
      CHARGING_SWEEP_MS: env.milliseconds(2_000),
      CHARGING_CLOCK_AHEAD_MS: env.milliseconds(15 * 60_000),
      CHARGING_PARKING_GRACE_SECONDS: z.coerce.number().int().min(0).default(300),
      CHARGING_CURRENCY: z.string().refine(isCurrency, NO_CURRENCY).default('EUR'),
    },
    variables,
  )
  return {
    databaseUrl: read.DATABASE_URL,
    databasePoolSize: read.DATABASE_POOL_SIZE,
    redisUrl: read.REDIS_URL,
    callerPublicKey: read.CALLER_PUBLIC_KEY,
    logLevel: read.LOG_LEVEL,
    ...addressesOf(read, read.CHARGING_PORT),
    /** A command that no charger has taken by then is given up. */
    commandTimeoutMs: read.CHARGING_COMMAND_TIMEOUT_MS,
    /** A start that a charger has accepted waits so long for the cable. Longer than the bridge's own limit, which speaks first. */
    plugInTimeoutMs: read.CHARGING_PLUG_IN_TIMEOUT_MS,
    /** Who watches a session is shown its reward when it comes within so long of the end; then the watching ends. */
    rewardWaitMs: read.CHARGING_REWARD_WAIT_MS,
    sweepMs: read.CHARGING_SWEEP_MS,
    /** A start or an end so far ahead of our clock is a charger's clock that is off; one further ahead is held for a person. */
    clockAheadMs: read.CHARGING_CLOCK_AHEAD_MS,
    /** A full car may stand so long before parking is billed. */
    parkingGraceSeconds: read.CHARGING_PARKING_GRACE_SECONDS,
    /** Currency of sessions that cost nothing because their connector has no tariff. */
    currency: read.CHARGING_CURRENCY,
  }
}
