import { useEffect, useState } from 'react'

/** A wallet of the browser (EIP-1193): all that we ask of one. */
export interface Provider {
  request(asked: { method: string; params?: readonly unknown[] }): Promise<unknown>
}

/** What a wallet says of itself (EIP-6963). */
export interface Announced {
  info: { uuid: string; name: string; icon: string; rdns: string }
  provider: Provider
}

const isAnnounced = (told: unknown): told is Announced => {
  const { info, provider } = (told ?? {}) as Partial<Announced>
  return typeof info?.uuid === 'string' && typeof info.name === 'string' && typeof provider?.request === 'function'
}

/** The wallets that this browser has, in the order in which they answered. Each answers for itself, so none is preferred. */
export function useWallets(): readonly Announced[] {
  const [wallets, setWallets] = useState<readonly Announced[]>([])
  useEffect(() => {
    const hear = (event: Event) => {
      const { detail } = event as CustomEvent<unknown>
      if (!isAnnounced(detail)) return
      setWallets((known) => (known.some(({ info }) => info.uuid === detail.info.uuid) ? known : [...known, detail]))
    }
    globalThis.addEventListener('eip6963:announceProvider', hear)
    globalThis.dispatchEvent(new Event('eip6963:requestProvider'))
    return () => globalThis.removeEventListener('eip6963:announceProvider', hear)
  }, [])
  return wallets
}
