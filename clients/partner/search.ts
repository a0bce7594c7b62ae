/** What an address may say of a page: these words as texts, and nothing else. An address is typed by people too, `?version=1` is the version “1”. */
export const words =
  <Name extends string>(...names: readonly Name[]) =>
  (given: Readonly<Record<string, unknown>>): { [name in Name]?: string } =>
    Object.fromEntries(
      names.flatMap((name) => {
        const value = given[name]
        return typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : []
      }),
    ) as { [name in Name]?: string }

const DAYS = ['7', '30', '90'] as const

/** Of the page on usage: whose, how many days back, and which calls. */
export function usageSearch(given: Readonly<Record<string, unknown>>): {
  client?: string
  days?: (typeof DAYS)[number]
  operation?: string
  failed?: true
} {
  const { client, operation } = words('client', 'operation')(given)
  const days = DAYS.find((each) => each === String(given['days']))
  return {
    ...(client !== undefined && { client }),
    ...(days && { days }),
    ...(operation !== undefined && { operation }),
    ...(given['failed'] === true && { failed: true }),
  }
}
