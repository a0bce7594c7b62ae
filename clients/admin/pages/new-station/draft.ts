import type { PasswordFormat, RegisterStationInput, StationAccess } from '../../generated/graphql.ts'
import { inputOf, NEW_PLUG, typed, type PlugDraft } from '../equipment/plug.ts'

export interface EvseDraft {
  evseId: string
  plugs: PlugDraft[]
}

/** A station as it is filled in. */
export interface StationDraft {
  operatorId: string
  siteId: string
  name: string
  address: string
  city: string
  country: string
  latitude: string
  longitude: string
  timeZone: string
  access: StationAccess
  evses: EvseDraft[]
  tariffId: string
  identity: string
  passwordFormat: PasswordFormat
}

export const NEW_EVSE: EvseDraft = { evseId: '', plugs: [NEW_PLUG] }

export const emptyStation = (timeZone: string): StationDraft => ({
  operatorId: '',
  siteId: '',
  name: '',
  address: '',
  city: '',
  country: '',
  latitude: '',
  longitude: '',
  timeZone,
  access: 'PUBLIC',
  evses: [NEW_EVSE],
  tariffId: '',
  identity: '',
  passwordFormat: 'TEXT',
})

/** Where it stands, as the platform wants it. What is no number goes there as null, and the platform says so at its field. */
export const locationOf = ({ latitude, longitude }: Pick<StationDraft, 'latitude' | 'longitude'>) => ({
  latitude: typed(latitude) as number,
  longitude: typed(longitude) as number,
})

export function stationInput(draft: StationDraft, idempotencyKey: string): RegisterStationInput {
  const { operatorId, siteId: _, latitude, longitude, evses, tariffId, ...rest } = draft
  const trimmed = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, value.trim()])) as typeof rest
  return {
    ...trimmed,
    idempotencyKey,
    operatorId: operatorId || null,
    location: locationOf({ latitude, longitude }),
    evses: evses.map(({ evseId, plugs }) => ({
      evseId: evseId.trim(),
      connectors: plugs.map((plug) => ({ ...inputOf(plug), tariffId: tariffId || null })),
    })),
  }
}
