import type { Tokens } from '../../sdk/login.ts'

const KEY = 'evergraph.login'

/**
 * The login of this origin, kept over visits and shared by its tabs. Storage belongs to one origin: the driver's app, the console and the portal each have
 * their own, and a hole in one reads nothing of the others.
 */
export function createKeptTokens() {
  const text = () => localStorage.getItem(KEY) ?? 'null'
  const read = () => JSON.parse(text()) as Tokens | null
  return {
    read,
    write(this: void, tokens: Tokens | null): void {
      // What another tab has written comes back here. Writing it again would tell that tab, and so on.
      if (JSON.stringify(tokens) === text()) return
      if (tokens) localStorage.setItem(KEY, JSON.stringify(tokens))
      else localStorage.removeItem(KEY)
    },
    /** Waits for the change that another tab has made to these, if it comes within so long. */
    async otherThan({ refreshToken }: Tokens, withinMs: number): Promise<void> {
      if (read()?.refreshToken !== refreshToken) return
      await new Promise((resolve) => {
        addEventListener('storage', resolve, { once: true })
        setTimeout(resolve, withinMs)
      })
    },
    /**
     * Told of what there is after another tab has written. A tab that slept hears of each change late: what one of them said may be over, and would bring
     * back a login that was signed out, or end that of who came after.
     */
    onChange(told: (tokens: Tokens | null) => void): void {
      addEventListener('storage', ({ key }) => {
        // Null: all of it was cleared.
        if (key === KEY || key === null) told(read())
      })
    },
  }
}
