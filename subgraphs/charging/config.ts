import { z } from 'zod'
import { boxConfig } from '#box/config.ts'
import { env } from '#lib/config.ts'
import { isCurrency, NO_CURRENCY } from '#lib/currency.ts'

export type Config = ReturnType<typeof chargingConfig>

export const chargingConfig = boxConfig('charging', {
  /** How long until a command that no charger has taken is given up. */
  CHARGING_COMMAND_TIMEOUT_MS: env.milliseconds(60_000),
  /** How long an accepted start waits for the cable. It is longer than the bridge's own limit, so that the bridge speaks first. */
  CHARGING_PLUG_IN_TIMEOUT_MS: env.milliseconds(180_000),
  /** How long after a session's end its live view waits for the reward. */
  CHARGING_REWARD_WAIT_MS: env.milliseconds(10_000),
  CHARGING_SWEEP_MS: env.milliseconds(2_000),
  /** How far a start or an end may be ahead of our clock. One further ahead is held for a person. */
  CHARGING_CLOCK_AHEAD_MS: env.milliseconds(15 * 60_000),
  /** How long a full car may stand before parking is billed. */
  CHARGING_PARKING_GRACE_SECONDS: z.coerce.number().int().min(0).default(300),
  /** Currency of sessions that cost nothing because their connector has no tariff. */
  CHARGING_CURRENCY: z.string().refine(isCurrency, NO_CURRENCY).default('EUR'),
})
