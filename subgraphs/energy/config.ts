import { boxConfig } from '#box/config.ts'
import { env } from '#lib/config.ts'

export type EnergyConfig = ReturnType<typeof energyConfig>

export const energyConfig = boxConfig('energy', {
  /** How often what cars may draw is decided anew. */
  ENERGY_SHARE_MS: env.milliseconds(5_000),
})
