import type { VehicleCardFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { AddVehicle, Vehicle } from '../profile/vehicles.tsx'

/** The vehicles themselves: what they are called, new ones, and those that are gone. */
export function Vehicles({ vehicles, again }: { vehicles: readonly VehicleCardFragment[]; again: () => void }) {
  const { odometer: texts } = useTexts()
  return (
    <details open={vehicles.length === 0} className="rounded-lg border border-line bg-card p-4">
      <summary className="min-h-11 cursor-pointer py-2 font-semibold">{texts.vehicles}</summary>
      <ul className="flex flex-col divide-y divide-line">
        {vehicles.map((vehicle) => (
          <li key={vehicle.id} className="flex flex-col gap-3 py-3">
            <Vehicle vehicle={vehicle} again={again} />
          </li>
        ))}
      </ul>
      <AddVehicle again={again} open={vehicles.length === 0} />
    </details>
  )
}
