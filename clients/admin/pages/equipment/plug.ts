import type { ConnectorFormat, ConnectorStandard, PowerType, RegisterConnectorInput } from '../../generated/graphql.ts'

/** A connector as it is filled in: what is typed stays text until it is sent. */
export interface PlugDraft {
  standard: ConnectorStandard
  format: ConnectorFormat
  powerType: PowerType
  kW: string
}

export const NEW_PLUG: PlugDraft = { standard: 'IEC_62196_T2', format: 'SOCKET', powerType: 'AC_3_PHASE', kW: '22' }

/** A number as people type it, with a comma or a point; null where it is none. */
export function typed(text: string): number | null {
  const number = Number(text.trim().replace(',', '.'))
  return text.trim() === '' || Number.isNaN(number) ? null : number
}

/** In whole watts. Null goes to the platform as it is: it says at the field that something is missing. */
export const inputOf = ({ kW, ...plug }: PlugDraft): RegisterConnectorInput => {
  const power = typed(kW)
  return { ...plug, maxPowerW: (power === null ? null : Math.round(power * 1000)) as number }
}

export const draftOf = (connector: {
  standard: ConnectorStandard
  format: ConnectorFormat
  powerType: PowerType
  maxPowerW: number
}): PlugDraft => ({
  standard: connector.standard,
  format: connector.format,
  powerType: connector.powerType,
  kW: String(connector.maxPowerW / 1000),
})
