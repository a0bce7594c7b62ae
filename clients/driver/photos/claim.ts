import type { DeedTask, DistanceUnit, Material, OdometerFrameInput } from '../generated/graphql.ts'

interface Taken {
  /** ISO 8601. */
  takenAt: string
}

/** What a photo is submitted as. It is kept on the device with it: nothing of it may have to be asked for later. */
export type Claim = OdometerClaim | DeedClaim

export interface OdometerClaim extends Taken {
  for: 'odometer'
  vehicleId: string
  /** As its driver calls it; null where that was not known without a network. */
  vehicleName: string | null
  /** Null: as at the reading before. */
  unit: DistanceUnit | null
  /** Null for a file. */
  guideFrame: OdometerFrameInput | null
}

export interface DeedClaim extends Taken {
  for: 'deed'
  task: DeedTask
  material: Material | null
  place: { latitude: number; longitude: number }
  note: string | null
}

export const purposeOf = (what: Claim['for']) => (what === 'odometer' ? 'ODOMETER' : 'DEED')
