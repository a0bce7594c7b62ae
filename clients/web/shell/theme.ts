import { createStore } from '../store.ts'

/** What a reader may choose; `system` follows the device. */
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const KEY = 'evergraph.theme'
const kept = localStorage.getItem(KEY)

export const theme = createStore<Theme>(THEMES.find((each) => each === kept) ?? 'system')

export function chooseTheme(chosen: Theme): void {
  localStorage.setItem(KEY, chosen)
  theme.set(chosen)
  showTheme()
}

/** `tokens.css` has a rule for each. */
export function showTheme(): void {
  document.documentElement.dataset['theme'] = theme.get()
}
