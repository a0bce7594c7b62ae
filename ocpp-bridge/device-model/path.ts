import { OCPP_LIMITS } from '../limits.ts'
import type { ComponentVariable } from '../wire/component.ts'

/** One text for each variable, e.g. `Connector@1.1/Available`, `OCPPCommCtrlr/MessageTimeout[Default]`. 2.x compares names without case. */
export function pathOf(name: ComponentVariable): string {
  const { component, component_instance, evse_number, connector_number, variable, variable_instance } = name
  const place = evse_number === null ? '' : `@${evse_number}${connector_number === null ? '' : `.${connector_number}`}`
  const instance = (of: string | null) => (of === null ? '' : `[${of}]`)
  return `${component}${instance(component_instance)}${place}/${variable}${instance(variable_instance)}`.toLowerCase()
}

/** A value may be empty, which is not the same as none. */
export const valueOf = (value: unknown): string | null =>
  typeof value === 'string' ? value.slice(0, OCPP_LIMITS.variableValue) : null
