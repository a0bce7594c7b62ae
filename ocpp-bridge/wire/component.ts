import { isObject, type Json } from './frame.ts'
import { readInteger, readText } from './reported.ts'

/** A variable of a component of a charger: how 2.x names what can be read, set and watched (2.0.1 part 1, §4). */
export interface ComponentVariable {
  component: string
  component_instance: string | null
  evse_number: number | null
  connector_number: number | null
  variable: string
  variable_instance: string | null
}

/** The same as operators write it, and as commands are kept. */
export interface VariableName {
  component: string
  componentInstance?: string | null | undefined
  evseNumber?: number | null | undefined
  connectorNumber?: number | null | undefined
  variable: string
  variableInstance?: string | null | undefined
}

/** What an operator names; without a variable the whole component. */
export const componentVariableOf = <Variable extends string | null>({
  component,
  componentInstance,
  evseNumber,
  connectorNumber,
  variable,
  variableInstance,
}: Omit<VariableName, 'variable'> & { variable: Variable }): Omit<ComponentVariable, 'variable'> & { variable: Variable } => ({
  component,
  component_instance: componentInstance ?? null,
  evse_number: evseNumber ?? null,
  connector_number: connectorNumber ?? null,
  variable,
  variable_instance: variableInstance ?? null,
})

/** Reads what a message says of a component and a variable; null if it names none. */
export function readComponentVariable({ component, variable }: Json): ComponentVariable | null {
  if (!isObject(component) || !isObject(variable)) return null
  const [name, variableName] = [readText(component['name'], 50), readText(variable['name'], 50)]
  if (name === null || variableName === null) return null
  const evse = isObject(component['evse']) ? component['evse'] : {}
  return {
    component: name,
    component_instance: readText(component['instance'], 50),
    evse_number: readInteger(evse['id']),
    connector_number: readInteger(evse['connectorId']),
    variable: variableName,
    variable_instance: readText(variable['instance'], 50),
  }
}

/** The same in a call of ours. Without a variable the whole component is meant. */
export function componentVariableInWords(about: Omit<ComponentVariable, 'variable'> & { variable: string | null }): {
  component: Json
  variable?: Json
} {
  const { component, component_instance, evse_number, connector_number, variable, variable_instance } = about
  const evse = evse_number !== null && { id: evse_number, ...(connector_number !== null && { connectorId: connector_number }) }
  return {
    component: {
      name: component,
      ...(component_instance !== null && { instance: component_instance }),
      ...(evse !== false && { evse }),
    },
    ...(variable !== null && {
      variable: { name: variable, ...(variable_instance !== null && { instance: variable_instance }) },
    }),
  }
}
