import { z } from 'zod'
import { boxConfig } from '#box/config.ts'
import { env } from '#lib/config.ts'
import { isCurrency, NO_CURRENCY } from '#lib/currency.ts'

export type Config = ReturnType<typeof chargingConfig>

export const chargingConfig = boxConfig('charging', {
  /** A command that no charger has taken by then is given up. */
  CHARGING_COMMAND_TIMEOUT_MS: env.milliseconds(60_000),
  /** A start that a charger has accepted waits so long for the cable. Longer than the bridge's own limit, which speaks first. */
  CHARGING_PLUG_IN_TIMEOUT_MS: env.milliseconds(180_000),
  /** Who watches a session is shown its reward when it comes within so long of the end; then the watching ends. */
  CHARGING_REWARD_WAIT_MS: env.milliseconds(10_000),
  CHARGING_SWEEP_MS: env.milliseconds(2_000),
  /** A start or an end so far ahead of our clock is a charger's clock that is off; one further ahead is held for a person. */
  CHARGING_CLOCK_AHEAD_MS: env.milliseconds(15 * 60_000),
  /** A full car may stand so long before parking is billed. */
  CHARGING_PARKING_GRACE_SECONDS: z.coerce.number().int().min(0).default(300),
  /** Currency of sessions that cost nothing because their connector has no tariff. */
  CHARGING_CURRENCY: z.string().refine(isCurrency, NO_CURRENCY).default('EUR'),
})
