import type { DistanceUnit, ReviewRequest } from '#lib/events.ts'
import { daysBetween, mostPlausibleM, proofOf, usualKmADay, type Facts } from './plausible.ts'

export type Evidence = ReviewRequest['evidence'][number]

/** The figures that are shown to a reviewer beside the photo. */
export function evidenceOf(facts: Facts, distanceM: number): Evidence[] {
  const { previous, record, chargedWh } = facts
  const reading = { label: 'This reading', value: shown(facts) }
  const twins = twinsShown(facts)
  if (!previous) return [{ label: 'Previous reading', value: 'none: it is the first of the vehicle' }, reading, ...twins]
  const days = daysBetween(previous.takenAt, facts.takenAt)
  const usual = usualKmADay(record)
  const proof = proofOf(facts, distanceM)
  return [
    { label: 'Previous reading', value: shown(previous) },
    reading,
    { label: 'Distance', value: `${km(distanceM)} in ${number(days, 2)} days` },
    { label: 'Most that is plausible in that time', value: km(mostPlausibleM(facts)) },
    { label: 'Usual distance of the vehicle', value: usual === null ? 'not known yet' : `${number(usual)} km a day` },
    { label: 'Charged through us in that time', value: kWh(chargedWh) },
    {
      label: 'Distance that the energy explains',
      value: `${km(proof.explainedM)}: (${kWh(chargedWh)} charged + ${kWh(proof.batteryWh)} in the battery + ${kWh(proof.elsewhereWhPerDay)} a day elsewhere) at ${number(proof.consumptionWhPerKm / 10)} kWh/100 km`,
    },
    ...twins,
  ]
}

function twinsShown({ twins: { vehicles, turns } }: Facts): Evidence[] {
  const shown = { label: 'Other vehicles that show the same', value: number(vehicles) }
  if (!turns) return [shown]
  const value = `${number(turns.rounds)} times in ${number(turns.days)} days, always in the order of one odometer`
  return [shown, { label: 'Readings in turn with those of another vehicle', value }]
}

const shown = ({ value, unit, takenAt }: { value: number; unit: DistanceUnit; takenAt: Date }) =>
  `${number(value)} ${unit === 'KM' ? 'km' : 'mi'} on ${takenAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`

const number = (value: number, digits = 0) => value.toLocaleString('en', { maximumFractionDigits: digits })
const km = (metres: number) => `${number(metres / 1_000, 1)} km`
const kWh = (wh: number) => `${number(wh / 1_000, 1)} kWh`
