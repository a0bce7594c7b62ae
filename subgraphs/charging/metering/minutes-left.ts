/** Above this state of charge a battery takes less and less. */
const KNEE_PERCENT = 80
/** Power between the knee and full, on average, as a part of the power below the knee. */
const TAPER = 0.4
/** From this rise of the state of charge on, the capacity can be computed. */
const TELLING_RISE_PERCENT = 5

interface Charge {
  status: string
  power_w: number | null
  soc_percent: number | null
  soc_start_percent: number | null
  energy_wh: number
  battery_capacity_wh: number | null
}

/**
 * Minutes until the battery has this state of charge (full, if none is given); null if too little is known. With capacity C, state of
 * charge s, target t and present power P: below 80 %, C·(80 % − s)/P + C·(t − 80 %)/(0.4·P); above, C·(t − s)/P, because P has fallen
 * already.
 */
export function minutesLeft(session: Charge, targetPercent = 100): number | null {
  const { power_w: power, soc_percent: soc } = session
  const capacity = capacityOf(session)
  if (session.status !== 'ACTIVE' || power === null || power <= 0 || soc === null || capacity === null) return null
  const hours = (fromPercent: number, toPercent: number, atPower: number) =>
    (capacity * Math.max(0, toPercent - fromPercent)) / 100 / atPower
  if (soc >= KNEE_PERCENT) return Math.ceil(hours(soc, targetPercent, power) * 60)
  const below = hours(soc, Math.min(targetPercent, KNEE_PERCENT), power)
  return Math.ceil((below + hours(KNEE_PERCENT, targetPercent, power * TAPER)) * 60)
}

/**
 * The battery's capacity: the vehicle's. If that is unknown, it is the energy charged divided by the rise of the state of charge, once that
 * has risen by 5 points.
 */
export function capacityOf(session: Omit<Charge, 'status' | 'power_w'>): number | null {
  const { battery_capacity_wh: known, soc_percent: soc, soc_start_percent: start, energy_wh: energyWh } = session
  if (known !== null || soc === null || start === null) return known
  return soc - start >= TELLING_RISE_PERCENT && energyWh > 0 ? (energyWh / (soc - start)) * 100 : null
}
