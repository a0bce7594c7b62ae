import type { Tokens } from '../../sdk/login.ts'

const KEY = 'evergraph.login'

/**
 * The login of this origin, kept over visits and shared by its tabs. Storage belongs to one origin: the driver's app, the console and the portal each have
 * their own, and a hole in one reads nothing of the others.
 */
export function createKeptTokens() {
  const channel = new BroadcastChannel(KEY)
  const text = () => localStorage.getItem(KEY) ?? 'null'
  return {
    read: () => JSON.parse(text()) as Tokens | null,
    write(this: void, tokens: Tokens | null): void {
      // Tokens of another tab come back here. Telling them again would go on for ever.
      if (JSON.stringify(tokens) === text()) return
      if (tokens) localStorage.setItem(KEY, JSON.stringify(tokens))
      else localStorage.removeItem(KEY)
      // A channel has no origin to name: it is its own origin's alone.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      channel.postMessage(tokens)
    },
    /** Told what another tab has written. */
    onChange(told: (tokens: Tokens | null) => void): void {
      channel.addEventListener('message', ({ data }: MessageEvent<Tokens | null>) => told(data))
    },
  }
}
