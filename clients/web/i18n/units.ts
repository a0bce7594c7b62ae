import { createStore } from '../store.ts'

/** The graph's own names. */
export type Units = 'METRIC' | 'IMPERIAL'

const KEY = 'evergraph.units'

/** Where roads are measured in miles. */
const MILES = new Set(['US', 'GB', 'LR', 'MM'])

/** Those of the region of the device's first language: English of nowhere is taken for America's, as browsers do. */
export const unitsOf = (tag: string | undefined): Units =>
  tag !== undefined && MILES.has(new Intl.Locale(tag).maximize().region ?? '') ? 'IMPERIAL' : 'METRIC'

const kept = localStorage.getItem(KEY)

/** What distances are shown in: what the reader's profile says, else what is usual where the device is from. */
export const units = createStore<Units>(kept === 'METRIC' || kept === 'IMPERIAL' ? kept : unitsOf(navigator.languages[0]))

/** What a profile says; null: nothing. */
export function chooseUnits(chosen: Units | null | undefined): void {
  if (chosen) localStorage.setItem(KEY, chosen)
  else localStorage.removeItem(KEY)
  units.set(chosen ?? unitsOf(navigator.languages[0]))
}
