import { OCPP_LIMITS } from '../limits.ts'
import { isObject, type Json } from '../wire/frame.ts'
import { readInteger, readText } from '../wire/reported.ts'

/** A variable of the device model (2.0.1 part 2, ComponentType and VariableType). */
export interface VariableName {
  component: string
  componentInstance?: string | null | undefined
  evseNumber?: number | null | undefined
  connectorNumber?: number | null | undefined
  variable: string
  variableInstance?: string | null | undefined
}

/** One text for each variable, e.g. `Connector@1.1/Available`, `OCPPCommCtrlr/MessageTimeout[Default]`. 2.x compares names without case. */
export function pathOf(name: VariableName): string {
  const { component, componentInstance, evseNumber, connectorNumber, variable, variableInstance } = name
  const place = evseNumber == null ? '' : `@${evseNumber}${connectorNumber == null ? '' : `.${connectorNumber}`}`
  const instance = (of: string | null | undefined) => (of == null ? '' : `[${of}]`)
  return `${component}${instance(componentInstance)}${place}/${variable}${instance(variableInstance)}`.toLowerCase()
}

/** The same in the words of 2.x. */
export function nameInWords(name: VariableName): Json {
  const { component, componentInstance, evseNumber, connectorNumber, variable, variableInstance } = name
  const evse =
    evseNumber == null ? {} : { evse: { id: evseNumber, ...(connectorNumber != null && { connectorId: connectorNumber }) } }
  return {
    component: { name: component, ...(componentInstance != null && { instance: componentInstance }), ...evse },
    variable: { name: variable, ...(variableInstance != null && { instance: variableInstance }) },
  }
}

/** What a charger names; null where it names nothing. */
export function readName(said: Json): VariableName | null {
  const [component, variable] = [said['component'], said['variable']].map((part) => (isObject(part) ? part : {}))
  const [name, variableName] = [readText(component?.['name'], 50), readText(variable?.['name'], 50)]
  if (name === null || variableName === null) return null
  const evse = isObject(component?.['evse']) ? component['evse'] : {}
  return {
    component: name,
    componentInstance: readText(component?.['instance'], 50),
    evseNumber: readInteger(evse['id']),
    connectorNumber: readInteger(evse['connectorId']),
    variable: variableName,
    variableInstance: readText(variable?.['instance'], 50),
  }
}

/** A value may be empty, which is not the same as none. */
export const valueOf = (value: unknown): string | null =>
  typeof value === 'string' ? value.slice(0, OCPP_LIMITS.variableValue) : null
