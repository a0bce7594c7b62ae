import { createContext, use, useEffect, type ReactNode } from 'react'
import { createStore } from '../store.ts'
import { language, type Language } from './language.ts'

/** One catalogue, as a file of its own for each language: `{ texts }`. */
type Loaders<Texts> = Record<Language, () => Promise<{ texts: Texts }>>

/**
 * The words of an app or of the kit. A language is loaded when it is shown; until the first is there, nothing is shown, and until another is
 * there, the last one stays.
 */
export function createTexts<Texts extends object>(loaders: Loaders<Texts>) {
  const Context = createContext<Texts | null>(null)
  const catalogues: Loaders<object>[] = [loaders]
  const shown = createStore<Texts | null>(null)

  async function load(): Promise<void> {
    const wanted = language.get()
    const { length } = catalogues
    const loaded = await Promise.all(catalogues.map((each) => each[wanted]()))
    // Somebody has chosen another language meanwhile, or needs more words.
    if (wanted !== language.get() || length !== catalogues.length) return load()
    document.documentElement.lang = wanted
    // Together they are what `more` says that they are.
    shown.set(Object.assign({}, ...loaded.map(({ texts }) => texts)) as Texts)
  }

  // Words come while the app is still asking where the graph is.
  void load()

  function TextsProvider({ children }: { children: ReactNode }) {
    const wanted = language.use()
    const texts = shown.use()
    useEffect(() => void load(), [wanted])
    return texts && <Context value={texts}>{children}</Context>
  }

  function useTexts(): Texts {
    const texts = use(Context)
    if (!texts) throw new Error('useTexts is used inside of its TextsProvider')
    return texts
  }

  /** Further words, for pages that are opened later. They are there when this is done, and from then on in every language that is shown. */
  async function more<Later extends object>(later: Loaders<Later>): Promise<() => Texts & Later> {
    catalogues.push(later)
    await load()
    return useTexts as () => Texts & Later
  }

  return { TextsProvider, useTexts, more }
}
