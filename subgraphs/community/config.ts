import { addressesOf, boxShape, env, readConfig, type Env } from '#lib/config.ts'

export type CommunityConfig = ReturnType<typeof communityConfig>

/** The configuration of the community subgraph from the environment; throws ConfigError with every fault. */
export function communityConfig(variables: Env) {
  const read = readConfig({ ...boxShape, COMMUNITY_PORT: env.port(4007), COMMUNITY_SWEEP_MS: env.milliseconds(2_000) }, variables)
  return {
    databaseUrl: read.DATABASE_URL,
    databasePoolSize: read.DATABASE_POOL_SIZE,
    redisUrl: read.REDIS_URL,
    callerPublicKey: read.CALLER_PUBLIC_KEY,
    logLevel: read.LOG_LEVEL,
    ...addressesOf(read, read.COMMUNITY_PORT),
    /** How often it looks for events that begin or end, and for deeds whose charging session has come or stays away. */
    sweepMs: read.COMMUNITY_SWEEP_MS,
  }
}
