import { isMonth } from './pages/bills/month.ts'

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

/** Of the partner's stations: which of them. */
export function stationsSearch(given: Readonly<Record<string, unknown>>): { text?: string; connected?: 'yes' | 'no' } {
  const { connected } = given
  return { ...words('text')(given), ...((connected === 'yes' || connected === 'no') && { connected }) }
}

/** Of bills: the month, and whether bills or invoices are shown. */
export function billsSearch({ month, of }: Readonly<Record<string, unknown>>): { month?: string; of?: 'bills' | 'invoices' } {
  return { ...(isMonth(month) && { month }), ...((of === 'bills' || of === 'invoices') && { of }) }
}
