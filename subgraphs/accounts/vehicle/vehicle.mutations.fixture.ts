import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../../test/mutation-case.ts'

const id = newId()
const NOT_A_UUID = 'nonsense'

export const vehicleMutations: Record<string, MutationCase> = {
  addVehicle: {
    input: { name: 'Car' },
    stranger: 'FINE',
    bad: [
      [{ name: 'no\0text' }, ['input', 'name']],
      [{ name: '' }, ['input', 'name']],
      [{ batteryCapacityWh: -1 }, ['input', 'batteryCapacityWh']],
      [{ batteryCapacityWh: 10 }, ['input', 'batteryCapacityWh']],
      [{ consumptionWhPerKm: 0 }, ['input', 'consumptionWhPerKm']],
      [{ plate: 'AB 123' }, ['input', 'plateCountry']],
      [{ plateCountry: 'NL' }, ['input', 'plate']],
      [{ plate: ' - ', plateCountry: 'NL' }, ['input', 'plate']],
      [{ plate: 'ABCDEFGHIJKLM', plateCountry: 'NL' }, ['input', 'plate']],
      [{ plate: 'AB 123', plateCountry: 'ZZ' }, ['input', 'plateCountry']],
      [{ plate: 'AB 123', plateCountry: 'nl' }, ['input', 'plateCountry']],
      [{ connectors: ['USB'] }, ['input', 'connectors', 0]],
      [{ maxAcPowerW: 7 }, ['input', 'maxAcPowerW']],
      [{ maxDcPowerW: 5_000_001 }, ['input', 'maxDcPowerW']],
    ],
  },
  updateVehicle: {
    input: { vehicleId: id, name: 'Car' },
    stranger: 'NOT_FOUND',
    bad: [
      [{ vehicleId: NOT_A_UUID }, ['input', 'vehicleId']],
      [{ name: '' }, ['input', 'name']],
      [{ isDefault: false }, ['input', 'isDefault']],
      [{ plate: null, plateCountry: 'NL' }, ['input', 'plate']],
      [{ connectors: Array.from({ length: 6 }, () => 'CHADEMO') }, ['input', 'connectors']],
    ],
  },
  removeVehicle: { input: { vehicleId: id }, stranger: 'NOT_FOUND', bad: [[{ vehicleId: NOT_A_UUID }, ['input', 'vehicleId']]] },
}
