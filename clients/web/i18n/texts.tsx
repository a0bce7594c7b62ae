import { createContext, use, useEffect, useState, type ReactNode } from 'react'
import { language, type Language } from './language.ts'

/** One catalogue, as a file of its own for each language: `{ texts }`. */
type Loaders<Texts> = Record<Language, () => Promise<{ texts: Texts }>>

/**
 * The words of an app or of the kit. A language is loaded when it is shown; until the first is there, nothing is shown, and until another is
 * there, the last one stays.
 */
export function createTexts<Texts>(loaders: Loaders<Texts>) {
  const Context = createContext<Texts | null>(null)

  function TextsProvider({ children }: { children: ReactNode }) {
    const wanted = language.use()
    const [texts, setTexts] = useState<Texts | null>(null)
    useEffect(() => {
      let stays = true
      void loaders[wanted]().then((loaded) => {
        if (!stays) return
        document.documentElement.lang = wanted
        setTexts(loaded.texts)
      })
      return () => void (stays = false)
    }, [wanted])
    return texts && <Context value={texts}>{children}</Context>
  }

  function useTexts(): Texts {
    const texts = use(Context)
    if (!texts) throw new Error('useTexts is used inside of its TextsProvider')
    return texts
  }

  return { TextsProvider, useTexts }
}
