import { addressesOf, boxShape, env, readConfig, type Env } from '#lib/config.ts'

export type StationsConfig = ReturnType<typeof stationsConfig>

/** The configuration of the stations subgraph from the environment; throws ConfigError with every fault. */
export function stationsConfig(variables: Env) {
  const read = readConfig({ ...boxShape, STATIONS_PORT: env.port(4002) }, variables)
  return {
    databaseUrl: read.DATABASE_URL,
    databasePoolSize: read.DATABASE_POOL_SIZE,
    redisUrl: read.REDIS_URL,
    callerPublicKey: read.CALLER_PUBLIC_KEY,
    logLevel: read.LOG_LEVEL,
    ...addressesOf(read, read.STATIONS_PORT),
  }
}
