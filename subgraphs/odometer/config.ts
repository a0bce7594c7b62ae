import { addressesOf, boxShape, env, readConfig, type Env } from '#lib/config.ts'

export type OdometerConfig = ReturnType<typeof odometerConfig>

/** The configuration of the odometer subgraph from the environment; throws ConfigError with every fault. */
export function odometerConfig(variables: Env) {
  const read = readConfig({ ...boxShape, ODOMETER_PORT: env.port(4006) }, variables)
  return {
    databaseUrl: read.DATABASE_URL,
    databasePoolSize: read.DATABASE_POOL_SIZE,
    redisUrl: read.REDIS_URL,
    callerPublicKey: read.CALLER_PUBLIC_KEY,
    logLevel: read.LOG_LEVEL,
    ...addressesOf(read, read.ODOMETER_PORT),
  }
}
