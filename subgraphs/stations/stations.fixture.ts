import type { Caller } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { inSandbox } from '#lib/partners/sandbox.ts'
import { testBox } from '../../test/box.ts'
import { userCaller } from '../../test/caller.ts'
import { box as stations } from './box.ts'
import type { StationsTables } from './tables.ts'

export interface RegisteredStation {
  id: string
  identity: string
  password: string
  evses: { id: string; connectors: { id: string }[] }[]
}

export const operator = userCaller(['OPERATOR'])
export const otherOperator = userCaller(['OPERATOR'])
export const driver = userCaller(['DRIVER'])
export const admin = userCaller(['ADMIN'])

let count = 0
/** A new station in the middle of Berlin with one 50 kW CCS connector. */
export function stationInput(input: Record<string, unknown> = {}): Record<string, unknown> {
  count++
  return {
    idempotencyKey: newId(),
    identity: `CP-${count}`,
    name: `Station ${String(count).padStart(3, '0')}`,
    address: 'Alexanderplatz 1',
    city: 'Berlin',
    country: 'DE',
    location: { latitude: 52.5219, longitude: 13.4132 },
    timeZone: 'Europe/Berlin',
    evses: [{ evseId: `DE*EVG*E${count}*1`, connectors: [ccs()] }],
    ...input,
  }
}
export const ccs = (connector: Record<string, unknown> = {}) => ({
  standard: 'IEC_62196_T2_COMBO',
  format: 'CABLE',
  powerType: 'DC',
  maxPowerW: 50_000,
  ...connector,
})

export const REGISTER = `mutation ($input: RegisterStationInput!) {
  registerStation(input: $input) { password station { id identity evses { id connectors { id } } } } }`
export interface Registration {
  registerStation: { password: string | null; station: Omit<RegisteredStation, 'password'> }
}

/** A running stations subgraph on a database of its own. */
export async function testStations() {
  const running = await testBox<StationsTables>(stations)
  return {
    ...running,
    /** Registers a station; what is given replaces the believable defaults. */
    register: async (caller: Caller, input?: Record<string, unknown>): Promise<RegisteredStation> => {
      const { data, errors } = await running.ask<Registration>(caller, REGISTER, {
        input: stationInput({ ...(inSandbox(caller) && { identity: `SBX-${newId()}` }), ...input }),
      })
      if (!data) throw new Error(JSON.stringify(errors))
      return { ...data.registerStation.station, password: data.registerStation.password ?? '' }
    },
  }
}

export type TestStations = Awaited<ReturnType<typeof testStations>>
