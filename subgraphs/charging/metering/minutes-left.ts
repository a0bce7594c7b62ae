/** Above this state of charge a battery takes less and less. */
const KNEE_PERCENT = 80
/** Power between the knee and full, on average, as a part of the power below the knee. */
const TAPER = 0.4
/** From this rise of the state of charge on, the capacity can be computed. */
const TELLING_RISE_PERCENT = 5

/**
 * Minutes until the battery is full; null if too little is known. With capacity C, state of charge s and present power P: below 80 %, C·(80
 * % − s)/P + C·20 %/(0.4·P); above, C·(100 % − s)/P, because P has fallen already. C is the vehicle's. If that is unknown, it is the energy
 * charged divided by the rise of s, once s has risen by 5 points.
 */
export function minutesLeft(session: {
  status: string
  power_w: number | null
  soc_percent: number | null
  soc_start_percent: number | null
  energy_wh: number
  battery_capacity_wh: number | null
}): number | null {
  const { power_w: power, soc_percent: soc } = session
  const capacity = session.battery_capacity_wh ?? capacityFromRise(session)
  if (session.status !== 'ACTIVE' || power === null || power <= 0 || soc === null || capacity === null) return null
  const wh = (percent: number) => (capacity * percent) / 100
  const hours =
    soc < KNEE_PERCENT ? wh(KNEE_PERCENT - soc) / power + wh(100 - KNEE_PERCENT) / (power * TAPER) : wh(100 - soc) / power
  return Math.max(0, Math.ceil(hours * 60))
}

function capacityFromRise(session: {
  soc_percent: number | null
  soc_start_percent: number | null
  energy_wh: number
}): number | null {
  if (session.soc_percent === null || session.soc_start_percent === null) return null
  const rise = session.soc_percent - session.soc_start_percent
  return rise >= TELLING_RISE_PERCENT && session.energy_wh > 0 ? (session.energy_wh / rise) * 100 : null
}
